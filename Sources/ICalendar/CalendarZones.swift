internal import Scan

/// The zones that a calendar file defines in its VTIMEZONE components (RFC 5545 section 3.6.5).
struct CalendarZones: Sendable {
  /// One rule of a zone: from when on, how far from UTC, and on which day of the year it begins anew.
  fileprivate struct Rule {
    var start: Int64
    var offset: Int
    var month: Int?
    var week: Int
    var weekday: Int
    var until: Int64
    var moreStarts: [Int64]
  }
  fileprivate var zones: [String: [Rule]] = [:]

  init(_ calendars: [CalendarComponent]) {
    for calendar in calendars {
      for zone in calendar.components where zone.name == "VTIMEZONE" {
        guard let name = zone.first("TZID")?.text, zones.count < 1_000 else { continue }
        zones[name] = zone.components.prefix(500).compactMap(CalendarZones.rule)
      }
    }
  }

  /// Minutes east of UTC in `zone` at a local time; nil where the zone is not defined.
  func offset(_ zone: String, local: Int64) -> Int? {
    guard let rules = zones[zone], !rules.isEmpty else { return CalendarZones.known(zone) }
    var best: (start: Int64, offset: Int)?
    for rule in rules {
      guard let start = rule.lastStart(before: local) else { continue }
      if best.map({ start > $0.start }) ?? true { best = (start, rule.offset) }
    }
    return best?.offset ?? rules.min { $0.start < $1.start }?.offset
  }

  /// Zones that need no definition.
  private static func known(_ zone: String) -> Int? {
    ["UTC", "GMT", "Etc/UTC", "Etc/GMT", "Z", "Africa/Abidjan"].contains(zone) ? 0 : nil
  }

  private static func rule(_ component: CalendarComponent) -> Rule? {
    guard component.name == "STANDARD" || component.name == "DAYLIGHT",
      let offset = component.first("TZOFFSETTO").flatMap({ minutes($0.value) }),
      let property = component.first("DTSTART")
    else { return nil }
    var local = property
    local.parameters = [:]
    let none = CalendarZones([])
    guard let start = CalendarValue.time(local, zones: none)?.seconds else { return nil }
    var rule = Rule(start: start, offset: offset, month: nil, week: 1, weekday: 6, until: Int64.max, moreStarts: [])
    if let text = component.first("RRULE")?.value { rule.read(text, none) }
    for more in component.all("RDATE") {
      for value in more.value.split(separator: ",").prefix(500) {
        local.value = String(value)
        if let time = CalendarValue.time(local, zones: none) { rule.moreStarts.append(time.seconds) }
      }
    }
    return rule
  }

  /// `+0100`, `-0530`, `+01:00`
  private static func minutes(_ text: String) -> Int? {
    let bytes = Array(ASCII.trim(text).utf8.filter { $0 != 58 })
    guard bytes.count >= 5, bytes[0] == 43 || bytes[0] == 45, let digits = CalendarValue.number(bytes, 1, 4) else { return nil }
    let size = digits / 100 * 60 + digits % 100
    return size <= 18 * 60 ? (bytes[0] == 45 ? -size : size) : nil
  }
}

extension CalendarZones.Rule {
  /// Takes in `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;UNTIL=...`, the only form that zones are written in.
  fileprivate mutating func read(_ text: String, _ none: CalendarZones) {
    for part in text.split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1).map { String($0).uppercasedASCII }
      guard pair.count == 2 else { continue }
      switch pair[0] {
      case "BYMONTH": month = Int(pair[1])
      case "BYDAY":
        let name = pair[1].suffix(2)
        weekday = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"].firstIndex(of: String(name)) ?? 6
        week = Int(pair[1].dropLast(2)) ?? 1
      case "UNTIL":
        let property = CalendarProperty(name: "UNTIL", parameters: [:], value: pair[1], offset: 0)
        if let time = CalendarValue.time(property, zones: none) { until = time.seconds }
      default: continue
      }
    }
    if let wanted = month, !(1...12).contains(wanted) { month = nil }
  }

  /// The last beginning of the rule that is not after `local`; nil where it has not begun by then.
  fileprivate func lastStart(before local: Int64) -> Int64? {
    guard start <= local else { return nil }
    let single = moreStarts.filter { $0 <= local }.max().map { max($0, start) } ?? start
    guard let month else { return single }
    let clock = start - (start >= 0 ? start / 86_400 : (start - 86_399) / 86_400) * 86_400
    let year = Moment(seconds: min(local, until == Int64.max ? local : until)).day().year
    for candidate in [year, year - 1] {
      guard let day = day(candidate, month) else { continue }
      let time = Int64(day.number) * 86_400 + clock
      if time <= local, time >= start, time <= until { return max(time, single) }
    }
    return single
  }

  /// The day of the rule in a year: the second Sunday, the last Sunday.
  private func day(_ year: Int, _ month: Int) -> Day? {
    if week >= 0 {
      guard let first = Day(year: year, month: month, day: 1) else { return nil }
      return first.adding(days: (weekday - first.weekday + 7) % 7 + (max(week, 1) - 1) * 7)
    }
    guard let last = Day(year: year, month: month, day: Day.daysIn(month: month, year: year)) else { return nil }
    return last.adding(days: -((last.weekday - weekday + 7) % 7) + (week + 1) * 7)
  }
}

public import Scan

/// When something in a calendar begins or ends.
public enum CalendarTime: Hashable, Sendable {
  /// A whole day.
  case day(Day)
  /// A point in time; the offset is nil where the file names no zone, and where it names one without defining it and we do not know it.
  case moment(Moment)

  /// The moment, a day counting from its midnight in UTC.
  public var seconds: Int64 {
    switch self {
    case .day(let day): Int64(day.number) * 86_400
    case .moment(let moment): moment.seconds
    }
  }
}

/// Reads DATE, DATE-TIME and DURATION values (RFC 5545 section 3.3.4 to 3.3.6).
enum CalendarValue {
  /// The time of a property; `zones` gives offsets for its TZID. Nil where the value is none.
  static func time(_ property: CalendarProperty, zones: CalendarZones) -> CalendarTime? {
    let text = ASCII.trim(property.value)
    let bytes = Array(text.utf8)
    guard bytes.count >= 8, bytes.allSatisfy({ ASCII.isDigit($0) || "TZtz-:".utf8.contains($0) }) else { return nil }
    let plain = bytes.filter { $0 != 45 && $0 != 58 }
    guard plain.count >= 8, let date = number(plain, 0, 8), let day = Day(year: date / 10_000, month: date / 100 % 100, day: date % 100)
    else { return nil }
    guard plain.count >= 15, plain[8] | 0x20 == 116, let clock = number(plain, 9, 6) else { return plain.count == 8 ? .day(day) : nil }
    let (hour, minute, second) = (clock / 10_000, clock / 100 % 100, clock % 100)
    if plain.count > 15, plain[15] | 0x20 == 122 {
      return Moment(day: day, hour: hour, minute: minute, second: second, offsetMinutes: 0).map { .moment($0) }
    }
    guard let local = Moment(day: day, hour: hour, minute: minute, second: second, offsetMinutes: nil) else { return nil }
    guard let zone = property.parameters["TZID"], let offset = zones.offset(zone, local: local.seconds) else { return .moment(local) }
    return .moment(Moment(seconds: local.seconds - Int64(offset) * 60, offsetMinutes: Int16(offset)))
  }

  static func number(_ bytes: [UInt8], _ start: Int, _ width: Int) -> Int? {
    guard start + width <= bytes.count else { return nil }
    var value = 0
    for byte in bytes[start..<start + width] {
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  /// Seconds of a DURATION: `PT1H30M`, `P1D`, `-PT15M`, `P2W`. Nil where it is none.
  static func duration(_ text: String) -> Int64? {
    var bytes = Array(ASCII.trim(text).utf8)[...]
    var sign: Int64 = 1
    if let first = bytes.first, first == 43 || first == 45 {
      sign = first == 45 ? -1 : 1
      bytes = bytes.dropFirst()
    }
    guard let mark = bytes.popFirst(), mark | 0x20 == 112 else { return nil }
    var total: Int64 = 0
    var value: Int64?
    for byte in bytes {
      if ASCII.isDigit(byte) {
        value = min((value ?? 0) * 10 + Int64(byte - 48), 1_000_000_000)
        continue
      }
      if byte | 0x20 == 116, value == nil { continue }
      guard let unit = [119: 604_800, 100: 86_400, 104: 3_600, 109: 60, 115: 1][byte | 0x20] as Int64?, let count = value else {
        return nil
      }
      total += count * unit
      value = nil
    }
    return value == nil ? sign * total : nil
  }
}

public import Scan

/// Somebody who takes part in an event (RFC 5545 section 3.8.4.1 and 3.8.4.3).
public struct Attendee: Hashable, Sendable {
  /// The mail address, `mailto:` left out; another URI as it stands; empty where none is given.
  public var address: String
  /// The name (CN), empty where none is given.
  public var name: String
  /// Whether and how they answered: `ACCEPTED`, `DECLINED`, `TENTATIVE`, `NEEDS-ACTION`; capitals.
  public var answer: String
  /// A room or a thing rather than a person: CUTYPE `ROOM` or `RESOURCE`, or an address that only rooms have.
  public var isResource: Bool
  /// A group.
  public var isGroup: Bool
  /// Need not come (ROLE `OPT-PARTICIPANT` or `NON-PARTICIPANT`).
  public var isOptional: Bool
}

/// A VEVENT.
public struct CalendarEvent: Hashable, Sendable {
  /// The identifier; recurring events share one.
  public var uid: String
  /// What it is called.
  public var summary: String
  /// Where.
  public var location: String
  /// The description, as text.
  public var details: String
  /// When it begins and ends; the end follows from DURATION where DTEND is missing.
  public var start: CalendarTime, end: CalendarTime?
  /// Who called it together.
  public var organizer: Attendee?
  /// Who was asked to come.
  public var attendees: [Attendee]
  /// `CONFIRMED`, `TENTATIVE`, `CANCELLED` or empty.
  public var status: String
  /// The rule of recurrence as written, empty where it happens once. Not expanded here.
  public var recurrence: String
  /// The occurrence that this one replaces.
  public var replaces: CalendarTime?
  /// Dates left out of the recurrence.
  public var exceptions: [CalendarTime]
  /// Where one joins by video: the first such link.
  public var conference: String
  /// Revision number.
  public var sequence: Int
  /// Offset in the file.
  public var offset: Int
}

/// What a calendar file holds.
public struct CalendarFile: Hashable, Sendable {
  /// What it asks for (RFC 5546): `REQUEST`, `CANCEL`, `REPLY`, `PUBLISH` or empty; capitals.
  public var method: String
  /// The name of the calendar (X-WR-CALNAME, RFC 7986 NAME).
  public var name: String
  /// The events that could be read.
  public var events: [CalendarEvent]
  /// What could not, and what was got over.
  public var notes: [CalendarNote]

  /// Reads a calendar file or a text/calendar part. A bad event is noted and left out; the others are read.
  public static func read(_ bytes: Span<UInt8>, limits: Limits = .standard) -> CalendarFile {
    var notes: [CalendarNote] = []
    let roots = CalendarTree.read(bytes, limits: limits, notes: &notes)
    let zones = CalendarZones(roots)
    var file = CalendarFile(method: "", name: "", events: [], notes: [])
    for root in roots {
      if file.method.isEmpty { file.method = root.first("METHOD")?.value.uppercasedASCII ?? "" }
      if file.name.isEmpty { file.name = (root.first("NAME") ?? root.first("X-WR-CALNAME"))?.text ?? "" }
      let events = root.name == "VEVENT" ? [root] : root.components.filter { $0.name == "VEVENT" }
      for component in events {
        if let event = EventReader.event(component, zones, &notes) { file.events.append(event) }
      }
    }
    if roots.isEmpty, bytes.count > 0 { notes.append(CalendarNote(offset: 0, reason: "no calendar in it")) }
    file.notes = notes
    return file
  }
}

/// Makes events of components.
enum EventReader {
  static func event(_ component: CalendarComponent, _ zones: CalendarZones, _ notes: inout [CalendarNote]) -> CalendarEvent? {
    guard let begin = component.first("DTSTART") else {
      notes.append(CalendarNote(offset: component.offset, reason: "an event without DTSTART"))
      return nil
    }
    guard let start = CalendarValue.time(begin, zones: zones) else {
      notes.append(CalendarNote(offset: begin.offset, reason: "DTSTART names no time"))
      return nil
    }
    if let zone = begin.parameters["TZID"], case .moment(let moment) = start, moment.offsetMinutes == nil {
      notes.append(
        CalendarNote(offset: begin.offset, reason: "the zone \(zone.prefix(60)) is not defined in the file; its clock is taken as UTC"))
    }
    var event = CalendarEvent(
      uid: component.first("UID")?.text ?? "", summary: component.first("SUMMARY")?.text ?? "",
      location: component.first("LOCATION")?.text ?? "",
      details: component.first("DESCRIPTION")?.text ?? "", start: start, end: end(component, start, zones, &notes),
      organizer: component.first("ORGANIZER").map(attendee), attendees: component.all("ATTENDEE").map(attendee),
      status: component.first("STATUS")?.value.uppercasedASCII ?? "", recurrence: component.first("RRULE")?.value ?? "",
      replaces: component.first("RECURRENCE-ID").flatMap { CalendarValue.time($0, zones: zones) }, exceptions: [], conference: "",
      sequence: component.first("SEQUENCE").flatMap { Int(ASCII.trim($0.value)) } ?? 0, offset: component.offset)
    for property in component.all("EXDATE") {
      for value in property.value.split(separator: ",", maxSplits: 1_000).prefix(1_000) {
        var single = property
        single.value = String(value)
        if let time = CalendarValue.time(single, zones: zones) { event.exceptions.append(time) }
      }
    }
    event.conference = ConferenceLink.find(component, event)
    return event
  }

  private static func end(_ component: CalendarComponent, _ start: CalendarTime, _ zones: CalendarZones, _ notes: inout [CalendarNote])
    -> CalendarTime?
  {
    if let property = component.first("DTEND") {
      if let time = CalendarValue.time(property, zones: zones) { return time }
      notes.append(CalendarNote(offset: property.offset, reason: "DTEND names no time"))
    }
    guard let property = component.first("DURATION") else { return nil }
    guard let seconds = CalendarValue.duration(property.value) else {
      notes.append(CalendarNote(offset: property.offset, reason: "DURATION names no length"))
      return nil
    }
    switch start {
    case .day(let day): return .day(day.adding(days: Int(clamping: min(max(seconds / 86_400, -36_500), 36_500))))
    case .moment(let moment): return .moment(Moment(seconds: moment.seconds + seconds, offsetMinutes: moment.offsetMinutes))
    }
  }

  private static func attendee(_ property: CalendarProperty) -> Attendee {
    var address = ASCII.trim(property.value)
    if ASCII.lower(String(address.prefix(7))) == "mailto:" { address = String(address.dropFirst(7)) }
    if !address.contains("@"), let mail = property.parameters["EMAIL"] { address = mail }
    let type = property.parameters["CUTYPE"]?.uppercasedASCII ?? ""
    let role = property.parameters["ROLE"]?.uppercasedASCII ?? ""
    let isRoom =
      ASCII.lower(address).hasSuffix("@resource.calendar.google.com") || ASCII.lower(address).hasSuffix("@group.calendar.google.com")
    var name = property.parameters["CN"] ?? ""
    if ASCII.lower(name) == ASCII.lower(address) { name = "" }
    return Attendee(
      address: address, name: name, answer: property.parameters["PARTSTAT"]?.uppercasedASCII ?? "",
      isResource: type == "ROOM" || type == "RESOURCE" || isRoom, isGroup: type == "GROUP",
      isOptional: role == "OPT-PARTICIPANT" || role == "NON-PARTICIPANT")
  }
}

/// Links of video conferences.
enum ConferenceLink {
  private static let hosts = [
    "meet.google.com/", "zoom.us/j/", "zoom.us/my/", "zoom.us/w/", "teams.microsoft.com/", "teams.live.com/", "webex.com/", "whereby.com/",
    "meet.jit.si/", "gotomeeting.com/", "gotomeet.me/", "bluejeans.com/", "chime.aws/", "bigbluebutton", "skype.com/", "meet.",
  ]

  /// The link of an event: the properties made for it (RFC 7986, Google's and Microsoft's) first, then place and description.
  static func find(_ component: CalendarComponent, _ event: CalendarEvent) -> String {
    for name in ["CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "X-MICROSOFT-ONLINEMEETINGCONFLINK"] {
      if let property = component.first(name), let link = links(property.text).first { return link }
    }
    let texts = [event.location, component.first("URL")?.text ?? "", event.details]
    for text in texts { if let link = links(text).first(where: isConference) { return link } }
    return ""
  }

  private static func isConference(_ link: String) -> Bool {
    let lower = ASCII.lower(link)
    return hosts.contains { lower.contains($0) }
  }

  /// The web links in `text`.
  static func links(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var links: [String] = []
    var i = 0
    while links.count < 50, let scheme = bytes.span.find("http", from: i, to: bytes.count) {
      i = scheme + 4
      guard bytes.span.has("://", at: i) || bytes.span.has("s://", at: i) else { continue }
      var end = i
      while end < bytes.count, bytes[end] > 32, bytes[end] != 60, bytes[end] != 62, bytes[end] != 34 { end += 1 }
      while end > i, bytes[end - 1] == 46 || bytes[end - 1] == 44 || bytes[end - 1] == 41 { end -= 1 }
      links.append(bytes.span.string(scheme..<end))
      i = max(end, i)
    }
    return links
  }
}

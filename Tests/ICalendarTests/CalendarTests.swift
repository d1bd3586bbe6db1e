import ICalendar
import Scan
import Testing

/// Reads a calendar whose lines are given with LF.
private func read(_ lines: String) -> CalendarFile {
  let bytes = Array(lines.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n").utf8)
  return CalendarFile.read(bytes.span)
}

private let berlin = """
  BEGIN:VTIMEZONE
  TZID:Europe/Berlin
  BEGIN:STANDARD
  DTSTART:19701025T030000
  RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
  TZOFFSETFROM:+0200
  TZOFFSETTO:+0100
  END:STANDARD
  BEGIN:DAYLIGHT
  DTSTART:19700329T020000
  RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
  TZOFFSETFROM:+0100
  TZOFFSETTO:+0200
  END:DAYLIGHT
  END:VTIMEZONE
  """

@Test func `an event is read with its people, place and time`() throws {
  let file = read(
    """
    BEGIN:VCALENDAR
    METHOD:REQUEST
    X-WR-CALNAME:Work\\, mine
    \(berlin)
    BEGIN:VEVENT
    UID:1@x
    DTSTART;TZID=Europe/Berlin:20260302T090000
    DURATION:PT1H30M
    SUMMARY:Review\\; part one\\nand two
    LOCATION:Room 1
    DESCRIPTION:Join: https://us02web.zoom.us/j/999?pwd=1.
    ORGANIZER;CN="Lee, Ann":mailto:ann@x.example
    ATTENDEE;CN=Bob Ro
     e;PARTSTAT=accepted;ROLE=OPT-PARTICIPANT:MAILTO:bob@y.example
    ATTENDEE;CUTYPE=ROOM;CN=Big Room:mailto:room@x.example
    ATTENDEE:mailto:c_188@resource.calendar.google.com
    RRULE:FREQ=WEEKLY;COUNT=3
    EXDATE;TZID=Europe/Berlin:20260309T090000
    STATUS:CONFIRMED
    SEQUENCE:2
    END:VEVENT
    END:VCALENDAR
    """)
  #expect(file.method == "REQUEST")
  #expect(file.name == "Work, mine")
  #expect(file.notes.isEmpty)
  let event = try #require(file.events.first)
  #expect(event.start == .moment(try #require(Moment("2026-03-02T09:00:00+01:00"))))
  #expect(event.end == .moment(try #require(Moment("2026-03-02T10:30:00+01:00"))))
  #expect(event.summary == "Review; part one\nand two")
  #expect(event.organizer?.name == "Lee, Ann")
  #expect(event.attendees.map(\.address) == ["bob@y.example", "room@x.example", "c_188@resource.calendar.google.com"])
  #expect(event.attendees.map(\.isResource) == [false, true, true])
  #expect(event.attendees[0].answer == "ACCEPTED" && event.attendees[0].isOptional && event.attendees[0].name == "Bob Roe")
  #expect(event.conference == "https://us02web.zoom.us/j/999?pwd=1")
  #expect(event.recurrence == "FREQ=WEEKLY;COUNT=3")
  #expect(event.exceptions == [.moment(try #require(Moment("2026-03-09T09:00:00+01:00")))])
  #expect(event.sequence == 2)
}

@Test(arguments: [
  ("20260328T120000", "2026-03-28T12:00:00+01:00"), ("20260329T010000", "2026-03-29T01:00:00+01:00"),
  ("20260329T040000", "2026-03-29T04:00:00+02:00"),
  ("20260701T120000", "2026-07-01T12:00:00+02:00"), ("20261025T040000", "2026-10-25T04:00:00+01:00"),
  ("19990101T000000", "1999-01-01T00:00:00+01:00"),
])
func `a zone is followed through its changes`(local: String, expected: String) throws {
  let file = read("BEGIN:VCALENDAR\n\(berlin)\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:\(local)\nEND:VEVENT\nEND:VCALENDAR")
  let event = try #require(file.events.first)
  guard case .moment(let moment) = event.start else { throw Mismatch() }
  #expect(moment.written == expected)
}

private struct Mismatch: Error {}

@Test func `a bad event is noted and the others are read`() {
  let file = read(
    """
    BEGIN:VCALENDAR
    this is no property
    BEGIN:VEVENT
    SUMMARY:no start
    END:VEVENT
    BEGIN:VEVENT
    DTSTART:20260230T090000Z
    END:VEVENT
    BEGIN:VEVENT
    UID:good
    DTSTART;VALUE=DATE:20260302
    DTEND;VALUE=DATE:20260304
    END:VEVENT
    BEGIN:VEVENT
    UID:open
    DTSTART;TZID=Mars/Base:20260302T090000
    """)
  #expect(file.events.map(\.uid) == ["good", "open"])
  #expect(file.events[0].start == .day(Day(number: 20_514)))
  #expect(file.notes.map(\.reason).contains("a line that is no property"))
  #expect(file.notes.map(\.reason).contains("an event without DTSTART"))
  #expect(file.notes.map(\.reason).contains("DTSTART names no time"))
  #expect(file.notes.contains { $0.reason.hasPrefix("the zone Mars/Base") })
  #expect(file.notes.contains { $0.reason == "VEVENT is not closed" })
}

@Test(arguments: [
  "", "BEGIN:VCALENDAR", "END:VCALENDAR", ":", "BEGIN:VEVENT\nDTSTART:", "BEGIN:VEVENT\nDTSTART;TZID=:x\nEND:VEVENT", "A;B=\"x:y", "\n \n ",
  "BEGIN:VTIMEZONE\nEND:VEVENT",
])
func `rubbish is read without harm`(text: String) {
  #expect(read(text).events.isEmpty)
}

@Test func `nesting ends at the limit`() {
  let bytes = Array(String(repeating: "BEGIN:X\n", count: 10_000).utf8)
  let file = CalendarFile.read(bytes.span)
  #expect(file.events.isEmpty)
  #expect(file.notes.contains { $0.reason.contains("limit") })
}

@Test func `a feed is folded at 75 octets, escaped, and read back`() throws {
  let day = try #require(Day("2026-11-30"))
  let stamp = try #require(Moment("2026-11-20T10:00:00Z"))
  let long = "Ring Zoë; then, maybe, write\nto Åke " + String(repeating: "ü", count: 80)
  let bytes = CalendarWriter.write(
    [.init(uid: "a@x", day: day, summary: long, details: "x\\y", isYearly: true)], name: "Due, soon", stamp: stamp)
  let lines = bytes.split(separator: 10, omittingEmptySubsequences: true)
  #expect(lines.allSatisfy { $0.last == 13 && $0.count <= 76 && String(validating: $0, as: UTF8.self) != nil })
  let file = CalendarFile.read(bytes.span)
  #expect(file.notes.isEmpty)
  #expect(file.name == "Due, soon")
  #expect(file.events.first?.summary == long)
  #expect(file.events.first?.details == "x\\y")
  #expect(file.events.first?.start == .day(day))
  #expect(file.events.first?.end == .day(day.adding(days: 1)))
  #expect(file.events.first?.recurrence == "FREQ=YEARLY")
}

import Scan
import Testing

@Suite struct DayTests {
  @Test(arguments: ["1970-01-01", "2026-11-30", "2024-02-29", "1899-12-31", "9999-12-31"])
  func `a day reads what it writes`(text: String) { #expect(Day(text)?.description == text) }

  @Test(arguments: ["2026-02-30", "2026-13-01", "2026-1-1", "", "20261130", "2026-11-3x"])
  func `what is no day is refused`(text: String) { #expect(Day(text) == nil) }

  @Test func `months later keeps to the month's end`() throws {
    let day = try #require(Day("2026-08-31"))
    #expect(day.adding(months: 1).description == "2026-09-30")
    #expect(day.adding(months: 6).description == "2027-02-28")
    #expect(day.adding(months: -18).description == "2025-02-28")
  }

  @Test func `thirty November 2026 is a Monday`() throws {
    let day = try #require(Day("2026-11-30"))
    #expect(day.weekdayShort == "Mon")
    #expect(day.spoken == "30 November 2026")
  }
}

@Suite struct MomentTests {
  @Test(arguments: [
    ("2026-11-30T08:15:00Z", "2026-11-30T08:15:00Z"), ("2026-11-30T09:15:00+01:00", "2026-11-30T08:15:00Z"),
    ("20261130T081500Z", "2026-11-30T08:15:00Z"), ("2026-11-30 08:15", "2026-11-30T08:15:00Z"), ("1764490500", "2025-11-30T08:15:00Z"),
    ("2026-09-30 08:12:40 UTC", "2026-09-30T08:12:40Z"),
  ])
  func `moments are read in the forms that logs use`(text: String, utc: String) { #expect(Moment(text)?.description == utc) }

  @Test func `the offset of the source is kept`() throws {
    let moment = try #require(Moment("2026-11-30T09:15:00+01:00"))
    #expect(moment.offsetMinutes == 60)
    #expect(moment.written == "2026-11-30T09:15:00+01:00")
  }
}

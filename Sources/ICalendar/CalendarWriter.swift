public import Scan

/// Writes a calendar feed of whole-day entries: birthdays, reminders, dates of a plan (RFC 5545; CRLF, lines of at most 75
/// octets, TEXT escaped). The same entries give the same bytes.
public struct CalendarWriter: Sendable {
  /// One entry.
  public struct Entry: Hashable, Sendable {
    /// The identifier, the same for as long as the entry lives.
    public var uid: String
    /// The day.
    public var day: Day
    /// What is shown.
    public var summary: String
    /// More text; may be empty.
    public var details: String
    /// Whether it comes back every year.
    public var isYearly: Bool
    /// An entry.
    public init(uid: String, day: Day, summary: String, details: String = "", isYearly: Bool = false) {
      self.uid = uid
      self.day = day
      self.summary = summary
      self.details = details
      self.isYearly = isYearly
    }
  }

  /// The feed as bytes. `stamp` is the moment written as DTSTAMP, which the standard demands of every entry.
  public static func write(_ entries: [Entry], name: String, stamp: Moment, product: String = "-//Cardcase//Feed//EN") -> [UInt8] {
    var out: [UInt8] = []
    line("BEGIN:VCALENDAR", &out)
    line("VERSION:2.0", &out)
    line("PRODID:" + CalendarText.escape(product), &out)
    line("CALSCALE:GREGORIAN", &out)
    if !name.isEmpty {
      line("NAME:" + CalendarText.escape(name), &out)
      line("X-WR-CALNAME:" + CalendarText.escape(name), &out)
    }
    for entry in entries {
      line("BEGIN:VEVENT", &out)
      line("UID:" + CalendarText.escape(entry.uid), &out)
      line("DTSTAMP:" + compact(stamp), &out)
      line("DTSTART;VALUE=DATE:" + compact(entry.day), &out)
      line("DTEND;VALUE=DATE:" + compact(entry.day.adding(days: 1)), &out)
      if entry.isYearly { line("RRULE:FREQ=YEARLY", &out) }
      line("SUMMARY:" + CalendarText.escape(entry.summary), &out)
      if !entry.details.isEmpty { line("DESCRIPTION:" + CalendarText.escape(entry.details), &out) }
      line("TRANSP:TRANSPARENT", &out)
      line("END:VEVENT", &out)
    }
    line("END:VCALENDAR", &out)
    return out
  }

  /// Appends a line, folded such that no character of UTF-8 is cut (section 3.1).
  private static func line(_ text: String, _ out: inout [UInt8]) {
    var width = 0
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if width + bytes.count > 75 {
        out += [13, 10, 32]
        width = 1
      }
      out += bytes
      width += bytes.count
    }
    out += [13, 10]
  }

  /// `20261130`
  private static func compact(_ day: Day) -> String { day.description.filter { $0 != "-" } }

  /// `20261130T081500Z`
  private static func compact(_ moment: Moment) -> String { moment.description.filter { $0 != "-" && $0 != ":" } }
}

public import Scan

/// Dates of mail headers: RFC 5322 section 3.3 and 4.3, and what mail programs wrote instead. No formatter, one pass.
public enum MailDate {
  /// What has been read so far of one date.
  private struct Parts {
    var day = -1
    var month = -1
    /// `mar.` before the day may be Tuesday in French, Spanish and Italian: a month that comes later counts.
    var isMonthWeak = false
    var year = -1
    var hour = -1
    var minute = 0
    var second = 0
    var offset: Int?
    var afternoon: Bool?
  }

  /// The moment that `range` names, or nil where it names no day. Two-digit years count as RFC 5322 says (00 to 49 is 2000
  /// on); a missing clock is midnight; a zone that is missing, `-0000` or unknown leaves the offset nil and counts as UTC.
  public static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Moment? {
    var parts = Parts()
    var i = range.lowerBound
    let end = min(range.upperBound, bytes.count, range.lowerBound + 200)
    while i < end {
      let byte = bytes[i]
      if ASCII.isDigit(byte) {
        i = number(bytes, i, end, &parts)
      } else if ASCII.isLetter(byte) || byte >= 128 {
        i = word(bytes, i, end, &parts)
      } else if byte == 43 || byte == 45, parts.hour >= 0 {
        i = zone(bytes, i, end, &parts)
      } else if byte == 40 {
        i = comment(bytes, i, end)
      } else {
        i += 1
      }
    }
    return moment(parts)
  }

  private static func moment(_ parts: Parts) -> Moment? {
    guard parts.month > 0, parts.day > 0, parts.year >= 0 else { return nil }
    var year = parts.year
    if year < 50 { year += 2000 } else if year < 1000 { year += 1900 }
    guard let day = Day(year: year, month: parts.month, day: parts.day) else { return nil }
    var hour = max(parts.hour, 0)
    if let afternoon = parts.afternoon {
      if afternoon, hour < 12 { hour += 12 }
      if !afternoon, hour == 12 { hour = 0 }
    }
    // A clock that no clock shows (24:61) does not make the day wrong.
    let offset = parts.offset.map { Int16($0) }
    return Moment(day: day, hour: hour, minute: parts.minute, second: parts.second, offsetMinutes: offset)
      ?? Moment(day: day, hour: 0, minute: 0, second: 0, offsetMinutes: offset)
  }

  /// A run of digits: a day, a year, a clock, or a date with `-`, `/` or `.` between its numbers.
  @inline(__always)
  private static func number(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ parts: inout Parts) -> Int {
    var i = start
    let value = digits(bytes, &i, end)
    let width = i - start
    if i < end, bytes[i] == 58, parts.hour < 0, width <= 2 { return clock(bytes, i, end, hour: value, &parts) }
    if width == 4, i < end, bytes[i] == 45 || bytes[i] == 47, parts.year < 0, i + 1 < end, ASCII.isDigit(bytes[i + 1]) {
      return yearFirst(bytes, i, end, year: value, &parts)
    }
    if width <= 2, i < end, bytes[i] == 47 || bytes[i] == 46 || bytes[i] == 45, parts.day < 0, i + 1 < end, ASCII.isDigit(bytes[i + 1]) {
      return numeric(bytes, i, end, first: value, &parts)
    }
    if parts.day < 0, width <= 2, value >= 1, value <= 31 {
      parts.day = value
    } else if parts.year < 0, width >= 2, width <= 4 {
      parts.year = value
    } else if width == 8, parts.year < 0, parts.day < 0 {
      (parts.year, parts.month, parts.day) = (value / 10_000, value / 100 % 100, value % 100)
    }
    return i
  }

  @inline(__always)
  private static func digits(_ bytes: Span<UInt8>, _ i: inout Int, _ end: Int) -> Int {
    var value = 0
    while i < end {
      let digit = bytes[i] &- 48
      if digit > 9 { break }
      if value < 1_000_000_000 { value = value &* 10 &+ Int(digit) }
      i &+= 1
    }
    return value
  }

  /// `15:20:07`, `15:20`, with a fraction that is passed over.
  @inline(__always)
  private static func clock(_ bytes: Span<UInt8>, _ colon: Int, _ end: Int, hour: Int, _ parts: inout Parts) -> Int {
    parts.hour = hour
    var i = colon + 1
    parts.minute = digits(bytes, &i, end)
    guard i + 1 < end, bytes[i] == 58, ASCII.isDigit(bytes[i + 1]) else { return i }
    i += 1
    parts.second = digits(bytes, &i, end)
    if i + 1 < end, bytes[i] == 46 || bytes[i] == 44, ASCII.isDigit(bytes[i + 1]) {
      i += 1
      _ = digits(bytes, &i, end)
    }
    return i
  }

  /// `2001-03-27` and `2001/03/27`.
  private static func yearFirst(_ bytes: Span<UInt8>, _ at: Int, _ end: Int, year: Int, _ parts: inout Parts) -> Int {
    var i = at + 1
    let month = digits(bytes, &i, end)
    guard i + 1 < end, bytes[i] == bytes[at], ASCII.isDigit(bytes[i + 1]) else { return i }
    i += 1
    let day = digits(bytes, &i, end)
    (parts.year, parts.month, parts.day) = (year, month, day)
    return i
  }

  /// `27.03.2001` is day first; `3/27/2001` is month first unless that cannot be.
  private static func numeric(_ bytes: Span<UInt8>, _ at: Int, _ end: Int, first: Int, _ parts: inout Parts) -> Int {
    var i = at + 1
    let second = digits(bytes, &i, end)
    guard i + 1 < end, bytes[i] == bytes[at], ASCII.isDigit(bytes[i + 1]) else {
      // `27.03 2001` is not seen; `27. Mar` never comes here. Take the day and go on.
      if parts.day < 0, first <= 31 { parts.day = first }
      return i
    }
    i += 1
    let year = digits(bytes, &i, end)
    let monthFirst = bytes[at] == 47 && first <= 12
    (parts.month, parts.day) = monthFirst ? (first, second) : (second, first)
    parts.year = year
    return i
  }

  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ parts: inout Parts) -> Int {
    var i = start
    while i < end, ASCII.isLetter(bytes[i]) || bytes[i] >= 128 { i += 1 }
    let count = i - start
    if parts.month < 0 || parts.isMonthWeak, count >= 3, let month = DateWord.month(bytes, start..<i) {
      parts.month = month
      parts.isMonthWeak = month == 3 && count == 3 && parts.day < 0
    } else if parts.hour >= 0 {
      if count == 2, bytes[start + 1] | 0x20 == 109, bytes[start] | 0x20 == 97 || bytes[start] | 0x20 == 112 {
        parts.afternoon = bytes[start] | 0x20 == 112
      } else if parts.offset == nil, let offset = DateWord.zone(bytes, start..<i) {
        parts.offset = offset
      }
    }
    return i
  }

  /// `-0800`, `+01:00`, `+1`; `-0000` says nothing about a zone (RFC 5322 section 3.3).
  @inline(__always)
  private static func zone(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ parts: inout Parts) -> Int {
    var i = start + 1
    let first = i
    var value = digits(bytes, &i, end)
    let width = i - first
    if width == 0 { return i }
    if width == 4, value >= 1900, parts.year < 0 {  // `10:20 27-Mar-2001`
      parts.year = value
      return i
    }
    if width <= 2 {
      value *= 100
      if i + 2 < end, bytes[i] == 58, ASCII.isDigit(bytes[i + 1]) {
        i += 1
        value += digits(bytes, &i, end)
      }
    }
    if width == 4 || width <= 2 {
      let minutes = value / 100 * 60 + value % 100
      let unknown = bytes[start] == 45 && value == 0
      if minutes <= 16 * 60, !unknown { parts.offset = bytes[start] == 45 ? -minutes : minutes }
    } else if width == 3, value < 1000 {
      // `+100` for +0100 is seen.
      parts.offset = (bytes[start] == 45 ? -1 : 1) * (value / 100 * 60 + value % 100)
    }
    return i
  }

  private static func comment(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = start
    var depth = 0
    while i < end {
      if bytes[i] == 40 { depth += 1 }
      if bytes[i] == 41 { depth -= 1 }
      i += 1
      if depth == 0 { break }
    }
    return i
  }
}

/// A civil day, without a zone: the day an agreement names, a last day, a birthday.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1 January 1970 in the proleptic Gregorian calendar.
  public var number: Int32

  /// The day so many days after 1 January 1970.
  public init(number: Int32) { self.number = number }

  /// The day of that date, or nil where the calendar has none (30 February).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1, day <= Day.daysIn(month: month, year: year) else { return nil }
    self.number = Int32(Day.daysFromCivil(year: year, month: month, day: day))
  }

  /// Reads `2026-11-30` (ISO 8601 extended) and nothing else.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 45, bytes[7] == 45 else { return nil }
    guard let year = Day.digits(bytes[0..<4]), let month = Day.digits(bytes[5..<7]), let day = Day.digits(bytes[8..<10]) else { return nil }
    self.init(year: year, month: month, day: day)
  }

  static func digits(_ bytes: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for byte in bytes {
      guard ASCII.isDigit(byte) else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  /// The calendar year.
  public var year: Int { civil.year }
  /// The month, 1 to 12.
  public var month: Int { civil.month }
  /// The day of the month, 1 to 31.
  public var day: Int { civil.day }
  /// 0 is Monday, 6 is Sunday.
  public var weekday: Int { Int(((Int64(number) + 3) % 7 + 7) % 7) }

  /// Year, month and day at once.
  public var civil: (year: Int, month: Int, day: Int) {
    // Howard Hinnant's civil_from_days.
    let z = Int(number) + 719_468
    let era = (z >= 0 ? z : z - 146_096) / 146_097
    let doe = z - era * 146_097
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100)
    let mp = (5 * doy + 2) / 153
    let month = mp < 10 ? mp + 3 : mp - 9
    return (yoe + era * 400 + (month <= 2 ? 1 : 0), month, doy - (153 * mp + 2) / 5 + 1)
  }

  /// Days since 1970-01-01 of a valid civil date (Howard Hinnant's days_from_civil).
  @inlinable
  public static func daysFromCivil(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yoe = y - era * 400
    let doy = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let doe = yoe * 365 + yoe / 4 - yoe / 100 + doy
    return era * 146_097 + doe - 719_468
  }

  /// How many days the month has.
  public static func daysIn(month: Int, year: Int) -> Int {
    switch month {
    case 2: (year % 4 == 0 && year % 100 != 0) || year % 400 == 0 ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The day so many days later (earlier when negative).
  public func adding(days: Int) -> Day { Day(number: number + Int32(days)) }

  /// The same day so many months later; where that month is shorter, its last day.
  public func adding(months: Int) -> Day {
    let (year, month, day) = civil
    let index = year * 12 + (month - 1) + months
    let newYear = index >= 0 ? index / 12 : (index - 11) / 12
    let newMonth = index - newYear * 12 + 1
    let newDay = min(day, Day.daysIn(month: newMonth, year: newYear))
    return Day(number: Int32(Day.daysFromCivil(year: newYear, month: newMonth, day: newDay)))
  }

  /// Days from `other` to this day.
  public func days(since other: Day) -> Int { Int(number) - Int(other.number) }

  /// Earlier comes first.
  public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

  static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
  ]
  static let weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

  /// `30 November 2026`, as screens and letters say it.
  public var spoken: String { "\(day) \(Day.monthNames[month - 1]) \(year)" }
  /// `30 Nov 2026`.
  public var short: String { "\(day) \(Day.monthNames[month - 1].prefix(3)) \(year)" }
  /// `Mon`.
  public var weekdayShort: String { String(Day.weekdayNames[weekday].prefix(3)) }
}

extension Day: CustomStringConvertible {
  /// `2026-11-30`.
  public var description: String {
    let (year, month, day) = civil
    return pad(year, 4) + "-" + pad(month, 2) + "-" + pad(day, 2)
  }
}

extension Day: Codable {
  /// Reads the ISO form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let day = Day(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day: \(text)")
    }
    self = day
  }
  /// Writes the ISO form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// `number` in at least `width` digits, zeros in front.
public func pad(_ number: Int, _ width: Int) -> String {
  let digits = String(number.magnitude)
  let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
  return (number < 0 ? "-" : "") + zeros + digits
}

/// A point in time: UTC seconds, and the offset that the source wrote, if it wrote one.
public struct Moment: Hashable, Sendable {
  /// Seconds since 1970-01-01T00:00:00Z.
  public var seconds: Int64
  /// Minutes east of UTC as written in the source; nil when it named no zone.
  public var offsetMinutes: Int16?

  /// A moment of known seconds.
  public init(seconds: Int64, offsetMinutes: Int16? = nil) {
    self.seconds = seconds
    self.offsetMinutes = offsetMinutes
  }

  /// A civil time at an offset; nil where the calendar or the clock has none.
  public init?(day: Day, hour: Int, minute: Int, second: Int, offsetMinutes: Int16?) {
    guard (0...24).contains(hour), (0...59).contains(minute), (0...60).contains(second) else { return nil }
    let local = Int64(day.number) * 86_400 + Int64(hour * 3600 + minute * 60 + second)
    self.init(seconds: local - Int64(offsetMinutes ?? 0) * 60, offsetMinutes: offsetMinutes)
  }

  /// Reads ISO 8601 (`2026-11-30T08:15:00Z`, `2026-11-30 08:15`, `20261130T081500+0100`) or Unix seconds.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0..<bytes.count)
  }

  /// The same of bytes `range` of a text: long logs are read without a string for each time.
  public init?(_ text: Span<UInt8>, _ range: Range<Int>) {
    if let seconds = Moment.unix(text, range) {
      self.init(seconds: seconds, offsetMinutes: 0)
      return
    }
    guard let moment = Moment.iso(text.array(range)) else { return nil }
    self = moment
  }

  /// Unix seconds: up to twelve digits, but not eight, which are a date.
  private static func unix(_ text: Span<UInt8>, _ range: Range<Int>) -> Int64? {
    guard !range.isEmpty, range.count <= 12, range.count != 8 else { return nil }
    let isNegative = text[range.lowerBound] == 45 && range.count > 1
    var value: Int64 = 0
    for place in (isNegative ? range.dropFirst() : range) {
      guard ASCII.isDigit(text[place]) else { return nil }
      value = value * 10 + Int64(text[place] - 48)
    }
    return isNegative ? -value : value
  }

  private static func iso(_ bytes: [UInt8]) -> Moment? {
    var numbers: [Int] = []
    var position = 0
    func take(_ width: Int) -> Bool {
      guard position + width <= bytes.count, let value = Day.digits(bytes[position..<position + width]) else { return false }
      numbers.append(value)
      position += width
      return true
    }
    func skip(_ options: [UInt8]) { if position < bytes.count, options.contains(bytes[position]) { position += 1 } }
    guard take(4) else { return nil }
    skip([45])
    guard take(2) else { return nil }
    skip([45])
    guard take(2), let day = Day(year: numbers[0], month: numbers[1], day: numbers[2]) else { return nil }
    if position == bytes.count { return Moment(day: day, hour: 0, minute: 0, second: 0, offsetMinutes: nil) }
    skip([84, 116, 32])
    guard take(2) else { return nil }
    skip([58])
    guard take(2) else { return nil }
    var second = 0
    if position < bytes.count, bytes[position] == 58 || ASCII.isDigit(bytes[position]) {
      skip([58])
      guard take(2) else { return nil }
      second = numbers[5]
    }
    if position < bytes.count, bytes[position] == 46 || bytes[position] == 44 {
      position += 1
      while position < bytes.count, ASCII.isDigit(bytes[position]) { position += 1 }
    }
    skip([32])
    let offset = Moment.offset(bytes[position...])
    guard let offset else { return nil }
    return Moment(day: day, hour: numbers[3], minute: numbers[4], second: second, offsetMinutes: offset.minutes)
  }

  /// What follows the clock: nothing, `Z`, `UTC`, `+01:00`, `+0100`. Nil when it is none of these.
  private static func offset(_ rest: ArraySlice<UInt8>) -> (minutes: Int16?, ok: Bool)? {
    if rest.isEmpty { return (nil, true) }
    let word = ASCII.lower(String(decoding: rest, as: UTF8.self))
    if word == "z" || word == "utc" || word == "gmt" { return (0, true) }
    let digits = rest.dropFirst().filter { $0 != 58 }
    guard let sign = rest.first, sign == 43 || sign == 45, digits.count == 4 || digits.count == 2, let value = Day.digits(digits[...])
    else {
      return nil
    }
    let minutes = digits.count == 4 ? value / 100 * 60 + value % 100 : value * 60
    guard minutes <= 18 * 60 else { return nil }
    return (Int16(sign == 45 ? -minutes : minutes), true)
  }

  /// The civil day at an offset of so many minutes east of UTC.
  public func day(offsetMinutes: Int = 0) -> Day {
    let local = seconds + Int64(offsetMinutes) * 60
    let days = local >= 0 ? local / 86_400 : (local - 86_399) / 86_400
    return Day(number: Int32(clamping: days))
  }
}

extension Moment: Comparable {
  /// Earlier comes first; the written offset does not matter.
  public static func < (a: Moment, b: Moment) -> Bool { a.seconds < b.seconds }
}

extension Moment: CustomStringConvertible {
  /// `2026-11-30T08:15:00Z`, always in UTC.
  public var description: String {
    let day = day()
    let second = Int(seconds - Int64(day.number) * 86_400)
    return "\(day)T\(pad(second / 3600, 2)):\(pad(second / 60 % 60, 2)):\(pad(second % 60, 2))Z"
  }
}

extension Moment: Codable {
  /// Reads ISO 8601 or Unix seconds.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let moment = Moment(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time: \(text)")
    }
    self = moment
  }
  /// Writes ISO 8601, at the offset of the source where it named one.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(written)
  }

  /// ISO 8601 at the offset of the source: `2026-11-30T09:15:00+01:00`; without a zone as plain UTC digits without `Z`.
  public var written: String {
    guard let offsetMinutes else { return String(description.dropLast()) }
    if offsetMinutes == 0 { return description }
    let local = Moment(seconds: seconds + Int64(offsetMinutes) * 60).description.dropLast()
    let size = Int(offsetMinutes.magnitude)
    return local + (offsetMinutes < 0 ? "-" : "+") + pad(size / 60, 2) + ":" + pad(size % 60, 2)
  }
}

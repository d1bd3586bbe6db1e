public import Scan

/// A date of which parts may be unknown: a birthday without its year, a year alone, words (RFC 6350 section 4.3.4).
public struct PartialDate: Hashable, Sendable {
  /// The year, where it is known.
  public var year: Int?
  /// The month, 1 to 12, where it is known.
  public var month: Int?
  /// The day of the month, where it is known.
  public var day: Int?
  /// What follows the date (`T231000Z` without the `T`), or the whole value where it is words (`circa 1800`).
  public var text: String?

  /// A date of known parts.
  public init(year: Int? = nil, month: Int? = nil, day: Int? = nil, text: String? = nil) {
    self.year = year
    self.month = month
    self.day = day
    self.text = text
  }

  /// A whole civil day.
  public init(_ day: Day) { self.init(year: day.year, month: day.month, day: day.day) }

  /// The civil day, where year, month and day are known and the calendar has it.
  public var whole: Day? {
    guard let year, let month, let day else { return nil }
    return Day(year: year, month: month, day: day)
  }

  /// Reads the value of BDAY, ANNIVERSARY and their like in any version's way: `19790412`, `1979-04-12`, `--0415`, `--04-15`, `---15`,
  /// `1979-04`, `1979`, each with a time behind `T`. Year 1604 counts as unknown where `omitYear` names it (Apple's
  /// X-APPLE-OMIT-YEAR) or no other reading makes sense. Nil for an empty value.
  public init?(_ value: String, omitYear: Int? = nil) {
    let trimmed = ASCII.trimmed(value)
    guard !trimmed.isEmpty else { return nil }
    let cut = trimmed.utf8.firstIndex { $0 == 84 || $0 == 116 || $0 == 32 }
    let head = Array(trimmed.utf8[..<(cut ?? trimmed.endIndex)])
    guard let (year, month, day) = PartialDate.parts(head.span) else {
      self.init(text: trimmed)
      return
    }
    let isOmitted = year == omitYear || (year == 1604 && omitYear == nil)
    let rest = cut.map { String(trimmed[trimmed.index(after: $0)...]) }
    self.init(year: isOmitted ? nil : year, month: month, day: day, text: rest?.isEmpty == false ? rest : nil)
  }

  private static func parts(_ bytes: Span<UInt8>) -> (year: Int?, month: Int?, day: Int?)? {
    var digits: [Int] = []
    var dashes = 0
    while dashes < bytes.count, bytes[dashes] == 45 { dashes += 1 }
    var separators = 0
    for i in dashes..<bytes.count {
      if ASCII.isDigit(bytes[i]) { digits.append(Int(bytes[i] - 48)) } else if bytes[i] == 45 { separators += 1 } else { return nil }
    }
    func number(_ from: Int, _ to: Int) -> Int { digits[from..<to].reduce(0) { $0 * 10 + $1 } }
    let found: (Int?, Int?, Int?)
    switch (dashes, digits.count) {
    case (0, 8): found = (number(0, 4), number(4, 6), number(6, 8))
    case (0, 6) where separators == 1: found = (number(0, 4), number(4, 6), nil)
    case (0, 4): found = (number(0, 4), nil, nil)
    case (2, 4): found = (nil, number(0, 2), number(2, 4))
    case (2, 2): found = (nil, number(0, 2), nil)
    case (3, 2): found = (nil, nil, number(0, 2))
    default: return nil
    }
    guard (1...12).contains(found.1 ?? 1), (1...31).contains(found.2 ?? 1) else { return nil }
    return found
  }

  /// The value as vCard 4.0 writes it: `19790412`, `--0415`, `---15`, `1979-04`, `1979`; nil where it is words only.
  public var written40: String? {
    let time = text.map { "T" + $0 } ?? ""
    switch (year, month, day) {
    case (let year?, let month?, let day?): return pad(year, 4) + pad(month, 2) + pad(day, 2) + time
    case (let year?, let month?, nil): return pad(year, 4) + "-" + pad(month, 2)
    case (let year?, nil, nil): return pad(year, 4)
    case (nil, let month?, let day?): return "--" + pad(month, 2) + pad(day, 2) + time
    case (nil, let month?, nil): return "--" + pad(month, 2)
    case (nil, nil, let day?): return "---" + pad(day, 2) + time
    default: return nil
    }
  }

  /// The value as vCard 3.0 writes it: `1979-04-12`; without a year as Apple does, in 1604; nil where 3.0 has no way.
  public var written30: String? {
    guard let month, let day else { return nil }
    return pad(year ?? 1604, 4) + "-" + pad(month, 2) + "-" + pad(day, 2) + (text.map { "T" + $0 } ?? "")
  }
}

extension VCard.Property {
  /// The value as a date, the year left out where Apple's X-APPLE-OMIT-YEAR says so. Nil for an empty value.
  public var date: PartialDate? {
    if valueType == "text" {
      let words = ASCII.trimmed(text)
      return words.isEmpty ? nil : PartialDate(text: words)
    }
    return PartialDate(text, omitYear: first("X-APPLE-OMIT-YEAR").flatMap { Int($0) })
  }
}

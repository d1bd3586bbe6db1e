import Scan

/// In which order a source writes day, month and year.
public enum DateOrder: String, Hashable, Sendable, CaseIterable {
  /// 2026-11-30
  case yearFirst
  /// 30.11.2026
  case dayFirst
  /// 11/30/2026
  case monthFirst

  /// The order that all cells of a column allow, or nil when they leave it open (`3/4/2019` alone) or contradict each other.
  /// A date of nothing (`0/0/00`) and what is no date decide nothing.
  public static func find(_ cells: some Sequence<String>) -> DateOrder? {
    var open = Set(DateOrder.allCases)
    var seen = false
    for cell in cells {
      guard let parts = CivilDate.numbers(cell), parts.values != [0, 0, 0] else { continue }
      let allowed = DateOrder.allCases.filter { CivilDate(parts, order: $0) != nil }
      if allowed.isEmpty { continue }
      seen = true
      open.formIntersection(allowed)
    }
    return seen && open.count == 1 ? open.first : nil
  }
}

/// A date as a table writes it; the year may be missing.
public struct CivilDate: Hashable, Sendable {
  /// The year, if written.
  public var year: Int?
  /// The month, 1 to 12.
  public var month: Int
  /// The day of the month.
  public var day: Int

  struct Numbers: Hashable {
    var values: [Int]
    var widths: [Int]
    var separator: UInt8
  }

  /// Reads `2026-11-30`, `--11-30`, `30 Nov 2026`, `Nov 30, 2026`, or numbers in `order`. A clock behind the date is passed
  /// over. Numbers without a known order are read only where they leave no doubt (`30/11/2026`, dots as day first).
  public init?(_ text: String, order: DateOrder?) {
    let text = ASCII.trim(text)
    if let date = CivilDate.yearless(text) ?? CivilDate.compact(text) ?? CivilDate.named(text) {
      self = date
      return
    }
    guard let numbers = CivilDate.numbers(text) else { return nil }
    let orders = order.map { [$0] } ?? (numbers.separator == 46 ? [.dayFirst] : DateOrder.find([text]).map { [$0] } ?? [])
    guard let first = orders.first, let date = CivilDate(numbers, order: first) else { return nil }
    self = date
  }

  init(year: Int?, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  init?(_ numbers: Numbers, order: DateOrder) {
    let v = numbers.values
    let yearIndex = order == .yearFirst ? 0 : 2
    // Four digits are a year and nothing else; a year in front has four.
    for i in 0..<3 where numbers.widths[i] > 2 && i != yearIndex { return nil }
    if order == .yearFirst, numbers.widths[0] != 4 { return nil }
    let (month, day) =
      switch order {
      case .yearFirst: (v[1], v[2])
      case .dayFirst: (v[1], v[0])
      case .monthFirst: (v[0], v[1])
      }
    let year = numbers.widths[yearIndex] > 2 ? v[yearIndex] : v[yearIndex] + (v[yearIndex] < 70 ? 2000 : 1900)
    guard Day(year: year, month: month, day: day) != nil else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// The three numbers with which a text begins, `7/4/26, 9:41 AM`; nil when it does not begin so.
  static func numbers(_ text: String) -> Numbers? {
    let bytes = Array(text.utf8)
    var values: [Int] = []
    var widths: [Int] = []
    var separator: UInt8 = 0
    var i = 0
    while values.count < 3 {
      let start = i
      while i < bytes.count, ASCII.isDigit(bytes[i]), i - start < 5 { i += 1 }
      guard i > start, i - start <= 4, let value = Int(String(decoding: bytes[start..<i], as: UTF8.self)) else { return nil }
      values.append(value)
      widths.append(i - start)
      guard values.count < 3 else { break }
      guard i < bytes.count, [45, 46, 47].contains(bytes[i]), separator == 0 || bytes[i] == separator else { return nil }
      separator = bytes[i]
      i += 1
      while i < bytes.count, bytes[i] == 32 { i += 1 }
    }
    guard i == bytes.count || [32, 44, 46, 84].contains(bytes[i]) else { return nil }
    return Numbers(values: values, widths: widths, separator: separator)
  }

  private static func yearless(_ text: String) -> CivilDate? {
    let bytes = Array(text.utf8)
    guard bytes.count == 7, bytes[0] == 45, bytes[1] == 45, bytes[4] == 45 else { return nil }
    guard let month = Int(text.dropFirst(2).prefix(2)), let day = Int(text.dropFirst(5)), (1...12).contains(month) else { return nil }
    guard (1...31).contains(day) else { return nil }
    return CivilDate(year: nil, month: month, day: day)
  }

  /// `19790412`, year first.
  private static func compact(_ text: String) -> CivilDate? {
    guard text.utf8.count == 8, text.utf8.allSatisfy(ASCII.isDigit), let number = Int(text) else { return nil }
    guard Day(year: number / 10_000, month: number / 100 % 100, day: number % 100) != nil else { return nil }
    return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
  }

  private static let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

  /// `08 Feb 2026`, `Feb 8, 2026`, `8 February 2026`
  private static func named(_ text: String) -> CivilDate? {
    let words = Fold.words(text).prefix(3)
    guard words.count == 3 else { return nil }
    var month: Int?
    var numbers: [Int] = []
    for word in words {
      if let number = Int(word) { numbers.append(number) } else { month = months.firstIndex { word.hasPrefix($0) }.map { $0 + 1 } }
    }
    guard let month, numbers.count == 2, numbers[1] > 999, Day(year: numbers[1], month: month, day: numbers[0]) != nil else { return nil }
    return CivilDate(year: numbers[1], month: month, day: numbers[0])
  }
}

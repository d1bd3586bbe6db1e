import Scan

/// What of a file's name stays the same from one export to the next: all but dates and the counter of a second download.
enum SourceName {
  /// `contacts-2026-11-20 (1).csv` is `contacts.csv`. `counted` keeps the counter.
  static func stable(_ name: String, counted: Bool = false) -> String {
    var stem = Array(name.utf8)
    var ending: [UInt8] = []
    if let dot = stem.lastIndex(of: UInt8(ascii: ".")), dot > 0 {
      ending = Array(stem[dot...])
      stem = Array(stem[..<dot])
    }
    var counter: [UInt8] = []
    if let open = stem.lastIndex(of: UInt8(ascii: "(")), stem.last == UInt8(ascii: ")"), open + 2 < stem.count,
      stem[(open + 1)..<(stem.count - 1)].allSatisfy(ASCII.isDigit)
    {
      counter = Array(stem[open...])
      stem = trimmed(Array(stem[..<open]))
    }
    stem = trimmed(withoutDates(stem))
    return String(decoding: stem + (counted ? counter : []) + ending, as: UTF8.self)
  }

  /// The stable names of files that are read together: where two differ by their counter alone, both keep it.
  static func stable(_ names: [String]) -> [String] {
    var forms: [String: Set<String>] = [:]
    for name in names { forms[stable(name), default: []].insert(stable(name, counted: true)) }
    return names.map { name in (forms[stable(name)]?.count ?? 0) > 1 ? stable(name, counted: true) : stable(name) }
  }

  private static func trimmed(_ stem: [UInt8]) -> [UInt8] {
    var stem = stem
    while stem.count > 1, let last = stem.last, isSeparator(last) { stem.removeLast() }
    return stem
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == 32 || byte == 45 || byte == 46 || byte == 95 }

  /// Takes out `2026-11-20`, `20261120`, `11-20-2026`, with `_`, `.` or nothing between, and a time of day behind them.
  private static func withoutDates(_ stem: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var i = 0
    while i < stem.count {
      let isStart = i == 0 || !ASCII.isDigit(stem[i - 1])
      if isStart, let end = date(stem, i, [4, 2, 2]) ?? date(stem, i, [2, 2, 4]) {
        i = end
        let mark = i < stem.count && (isSeparator(stem[i]) || stem[i] | 0x20 == UInt8(ascii: "t")) ? i + 1 : i
        if date(stem, mark, [4, 2, 2]) == nil, let time = groups(stem, mark, [2, 2, 2]) ?? groups(stem, mark, [2, 2]) { i = time }
        continue
      }
      out.append(stem[i])
      i += 1
    }
    return out
  }

  /// The end of a date at `start` whose groups have these lengths, where year, month and day may be ones.
  private static func date(_ stem: [UInt8], _ start: Int, _ lengths: [Int]) -> Int? {
    guard let end = groups(stem, start, lengths), end == stem.count || !ASCII.isDigit(stem[end]) else { return nil }
    let digits = stem[start..<end].filter(ASCII.isDigit).map { Int($0) - 48 }
    let yearFirst = lengths[0] == 4
    let year = (yearFirst ? digits[..<4] : digits[4...]).reduce(0) { $0 * 10 + $1 }
    let rest = Array(yearFirst ? digits[4...] : digits[..<4])
    let (a, b) = (rest[0] * 10 + rest[1], rest[2] * 10 + rest[3])
    return (1980...2099).contains(year) && (1...31).contains(a) && (1...31).contains(b) && min(a, b) <= 12 ? end : nil
  }

  /// The end of groups of digits of these lengths at `start`, one separator or none between them.
  private static func groups(_ stem: [UInt8], _ start: Int, _ lengths: [Int]) -> Int? {
    var i = start
    for (index, length) in lengths.enumerated() {
      if index > 0, i < stem.count, isSeparator(stem[i]) || stem[i] == 58 { i += 1 }
      guard i + length <= stem.count, stem[i..<(i + length)].allSatisfy(ASCII.isDigit) else { return nil }
      i += length
    }
    return i < stem.count && ASCII.isDigit(stem[i]) ? nil : i
  }
}

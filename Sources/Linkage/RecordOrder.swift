internal import Scan

/// The order of records by their ids.
enum RecordOrder {
  /// The places of `ids` in order; of two that are the same the first before the second.
  static func places(_ ids: [String]) -> [Int] {
    // Ids begin alike (`email:`), and the next sixteen bytes nearly always tell: strings are compared where they do not. Letters beyond
    // ASCII are in order as strings only, where one letter may be spelled in two ways.
    guard let start = commonStart(ids) else { return ids.indices.sorted { (ids[$0], $0) < (ids[$1], $1) } }
    var keys: [(high: UInt64, low: UInt64, place: Int)] = []
    keys.reserveCapacity(ids.count)
    for (place, id) in ids.enumerated() {
      let bytes = id.utf8Span.span
      keys.append((word(bytes, start), word(bytes, start + 8), place))
    }
    keys.sort { a, b in
      if a.high != b.high { return a.high < b.high }
      if a.low != b.low { return a.low < b.low }
      let (x, y) = (ids[a.place], ids[b.place])
      return x != y ? x < y : a.place < b.place
    }
    return keys.map(\.place)
  }

  /// How many bytes all begin with in common; nil where one is not of ASCII alone.
  private static func commonStart(_ ids: [String]) -> Int? {
    guard let head = ids.first else { return 0 }
    let first = head.utf8Span.span
    var start = first.count
    for id in ids {
      let bytes = id.utf8Span.span
      guard bytes.isASCII else { return nil }
      start = min(start, bytes.count)
      for i in 0..<start where bytes[i] != first[i] {
        start = i
        break
      }
    }
    return start
  }

  /// Eight bytes as a number that orders as they do; what is missing is 0.
  private static func word(_ bytes: Span<UInt8>, _ start: Int) -> UInt64 {
    var word: UInt64 = 0
    for i in start..<start + 8 { word = word << 8 | UInt64(i < bytes.count ? bytes[i] : 0) }
    return word
  }
}

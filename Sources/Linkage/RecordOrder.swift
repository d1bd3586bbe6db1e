internal import Scan

/// The order of records by their ids.
enum RecordOrder {
  /// An id as it is sorted: ids begin alike (`email:`), and the next bytes nearly always tell.
  private struct Key {
    var head: UInt64
    var middle: UInt64
    var tail: UInt64
    var place: Int
    /// Whether it is of ASCII alone: its bytes order as its letters do.
    var isPlain: Bool
  }

  /// The places of `ids` in order; of two that are the same the first before the second.
  static func places(_ ids: [String]) -> [Int] {
    let start = commonStart(ids)
    var keys: [Key] = []
    keys.reserveCapacity(ids.count)
    for (place, id) in ids.enumerated() {
      let bytes = id.utf8Span.span
      keys.append(
        Key(
          head: word(bytes, start), middle: word(bytes, start + 8), tail: word(bytes, start + 16), place: place, isPlain: bytes.isASCII))
    }
    keys.sort { a, b in
      // A letter beyond ASCII may be spelled in two ways, which only strings know.
      if a.isPlain, b.isPlain {
        if a.head != b.head { return a.head < b.head }
        if a.middle != b.middle { return a.middle < b.middle }
        if a.tail != b.tail { return a.tail < b.tail }
      }
      let (x, y) = (ids[a.place], ids[b.place])
      return x != y ? x < y : a.place < b.place
    }
    return keys.map(\.place)
  }

  /// How many bytes all begin with in common.
  private static func commonStart(_ ids: [String]) -> Int {
    guard let head = ids.first else { return 0 }
    let first = head.utf8Span.span
    var start = first.count
    for id in ids {
      let bytes = id.utf8Span.span
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

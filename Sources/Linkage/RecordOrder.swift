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

  /// The places of `records` in the order of their ids; of two that are the same the first before the second.
  static func places(_ records: LinkageRecords) -> [Int] {
    let start = commonStart(records)
    let bytes = records.letters.span
    var keys: [Key] = []
    keys.reserveCapacity(records.count)
    for place in records.indices {
      let id = records.idRange(place)
      keys.append(
        Key(
          head: word(bytes, id, start), middle: word(bytes, id, start + 8), tail: word(bytes, id, start + 16), place: place,
          isPlain: bytes.extracting(id).isASCII))
    }
    keys.sort { a, b in
      // A letter beyond ASCII may be spelled in two ways, which only strings know.
      if a.isPlain, b.isPlain {
        if a.head != b.head { return a.head < b.head }
        if a.middle != b.middle { return a.middle < b.middle }
        if a.tail != b.tail { return a.tail < b.tail }
      }
      let (x, y) = (records.id(a.place), records.id(b.place))
      return x != y ? x < y : a.place < b.place
    }
    return keys.map(\.place)
  }

  /// How many bytes all begin with in common.
  private static func commonStart(_ records: LinkageRecords) -> Int {
    if records.isEmpty { return 0 }
    let bytes = records.letters.span
    let first = records.idRange(0)
    var common = first.count
    for place in records.indices {
      let id = records.idRange(place)
      common = Swift.min(common, id.count)
      for step in 0..<common where bytes[id.lowerBound + step] != bytes[first.lowerBound + step] {
        common = step
        break
      }
    }
    return common
  }

  /// Eight bytes of an id, from the one at `step` on, as a number that orders as they do; what is missing is 0.
  private static func word(_ bytes: Span<UInt8>, _ id: Range<Int>, _ step: Int) -> UInt64 {
    var word: UInt64 = 0
    for i in id.lowerBound + step..<id.lowerBound + step + 8 { word = word << 8 | UInt64(i < id.upperBound ? bytes[i] : 0) }
    return word
  }
}

internal import Scan

/// The order of records by their ids.
enum RecordOrder {
  /// An id as it is sorted: ids begin alike (`email:`), and the next bytes mostly tell.
  private struct Key {
    var head: UInt64
    var middle: UInt64
    var place: UInt32
    /// Whether it is of ASCII alone: its bytes order as its letters do.
    var isPlain: Bool
  }

  /// The places of `records` in the order of their ids; of two that are the same the first before the second.
  static func places(_ records: LinkageRecords) -> [Int] {
    let start = commonStart(records)
    let letters = records.letters
    var keys: [Key] = []
    keys.reserveCapacity(records.count)
    for place in records.indices {
      let id = records.idRange(place)
      let (head, middle) = (word(letters.span, id, start), word(letters.span, id, start + 8))
      keys.append(Key(head: head, middle: middle, place: UInt32(place), isPlain: letters.span.extracting(id).isASCII))
    }
    keys.sort { a, b in
      // A letter beyond ASCII may be spelled in two ways, which only strings know.
      guard a.isPlain, b.isPlain else { return isBefore(records.id(Int(a.place)), records.id(Int(b.place)), a.place < b.place) }
      if a.head != b.head { return a.head < b.head }
      if a.middle != b.middle { return a.middle < b.middle }
      let (x, y) = (records.idRange(Int(a.place)).dropFirst(start), records.idRange(Int(b.place)).dropFirst(start))
      return isBefore(letters, x, y, a.place < b.place)
    }
    return keys.map { Int($0.place) }
  }

  private static func isBefore(_ a: String, _ b: String, _ isFirst: Bool) -> Bool { a != b ? a < b : isFirst }

  private static func isBefore(_ letters: [UInt8], _ a: Range<Int>, _ b: Range<Int>, _ isFirst: Bool) -> Bool {
    for step in 0..<min(a.count, b.count) {
      let (x, y) = (letters[a.lowerBound + step], letters[b.lowerBound + step])
      if x != y { return x < y }
    }
    return a.count != b.count ? a.count < b.count : isFirst
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

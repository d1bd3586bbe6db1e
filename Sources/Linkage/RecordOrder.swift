internal import Scan

/// The order of records by the bytes of their ids. Strings would compare letters that are spelled in several ways as equals; they are slower,
/// and where both spellings stand side by side they do not always agree on who comes first.
enum RecordOrder {
  /// Where an id stands, with the bytes that mostly tell: ids begin alike (`email:`).
  private struct Key {
    var head: UInt64
    var middle: UInt64
    var place: UInt32
  }

  /// The places of `records` in the order of their ids; of two that are the same the first before the second.
  static func places(_ records: LinkageRecords) -> [Int] {
    let start = commonStart(records)
    let letters = records.letters
    let keys = records.indices.map { place in
      let id = records.idRange(place)
      return Key(head: word(letters.span, id, start), middle: word(letters.span, id, start + 8), place: UInt32(place))
    }
    let sorted = Buckets.sorted(keys, each: 1, by: { code(of: $0.head) }) { a, b in
      if a.head != b.head { return a.head < b.head }
      if a.middle != b.middle { return a.middle < b.middle }
      let (x, y) = (records.idRange(Int(a.place)).dropFirst(start), records.idRange(Int(b.place)).dropFirst(start))
      return isBefore(letters, x, y, a.place < b.place)
    }
    return sorted.map { Int($0.place) }
  }

  /// Whether one id comes before another.
  static func isBefore(_ a: String, _ b: String) -> Bool { a.utf8.lexicographicallyPrecedes(b.utf8) }

  /// The first four letters of an id in the top 22 bits, in the order of their bytes: what addresses are made of is spread out.
  private static func code(of head: UInt64) -> UInt64 {
    var (code, isTold): (UInt64, Bool) = (0, true)
    for shift in stride(from: UInt64(56), through: 32, by: -8) {
      let rank = isTold ? rank(of: UInt8(truncatingIfNeeded: head >> shift)) : 0
      // What follows bytes of one rank says nothing of their order.
      if rank == 0 || rank == 14 || rank == 41 { isTold = false }
      code = code * 42 + rank
    }
    return code << 42
  }

  /// 42 ranks: one each for `-` to `9` and small letters, and one each for all that lies before, between and behind these.
  private static func rank(of byte: UInt8) -> UInt64 {
    switch byte {
    case ..<45: 0
    case ..<58: UInt64(byte) - 44
    case ..<97: 14
    case ..<123: UInt64(byte) - 82
    default: 41
    }
  }

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

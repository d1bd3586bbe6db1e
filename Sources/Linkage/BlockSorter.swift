/// Gathers the block keys of a book's records and puts them in order.
struct BlockSorter {
  /// The keys of all records one after the other.
  private var hashes: [UInt64] = []
  private var isDeriver: [Bool] = []
  /// Where each record's keys end.
  private var ends: [Int] = []
  private var sieve: Sieve?

  /// The keys of the records of `table`; where `onlyShared`, keys of one record alone are left out, but for a few.
  init(_ table: FeatureTable, onlyShared: Bool) {
    // Fewer than this for an address, more for a card.
    let expected = table.records.count * 24
    hashes.reserveCapacity(expected)
    isDeriver.reserveCapacity(expected)
    ends.reserveCapacity(table.records.count)
    if onlyShared { sieve = Sieve(expecting: expected) }
    var keys = BlockKeys()
    for record in table.records.indices {
      keys.read(record, of: table)
      for key in keys.keys {
        hashes.append(key.hash)
        isDeriver.append(key.isDeriver)
        sieve?.note(key.hash)
      }
      ends.append(hashes.count)
    }
  }

  /// The keys in order, each with who has it: put into buckets by their top bits, which are well stirred, then sorted bucket by bucket.
  func sorted() -> [BlockIndex.Entry] {
    let bits = min(20, max(1, Int.bitWidth - (hashes.count / 8).leadingZeroBitCount))
    let shift = UInt64(64 - bits)
    var next = [Int](repeating: 0, count: 1 << bits + 1)
    for hash in hashes where isKept(hash) { next[Int(hash >> shift) + 1] += 1 }
    for bucket in 1..<next.count { next[bucket] += next[bucket - 1] }
    var out = [BlockIndex.Entry](repeating: .init(key: 0, who: 0), count: next[next.count - 1])
    var place = 0
    for (record, end) in ends.enumerated() {
      for at in place..<end where isKept(hashes[at]) {
        let bucket = Int(hashes[at] >> shift)
        out[next[bucket]] = .init(key: hashes[at], who: UInt32(record) << 1 | (isDeriver[at] ? 1 : 0))
        next[bucket] += 1
      }
      place = end
    }
    var start = 0
    for end in next.dropLast() {
      Buckets.sort(&out, start..<end)
      start = end
    }
    return out
  }

  private func isKept(_ hash: UInt64) -> Bool { sieve?.isShared(hash) ?? true }
}

extension BlockIndex.Entry: Comparable {
  static func == (a: Self, b: Self) -> Bool { a.key == b.key && a.who == b.who }
  static func < (a: Self, b: Self) -> Bool { a.key != b.key ? a.key < b.key : a.who < b.who }
}

/// Tells which keys came once only: two bits for each place a key may fall to. Two keys in one place are taken for shared, which costs a
/// little room and nothing else.
private struct Sieve {
  private var words: [UInt64]
  private let mask: UInt64

  init(expecting count: Int) {
    var places = 1024
    while places < count * 3 { places *= 2 }
    words = Array(repeating: 0, count: places / 32)
    mask = UInt64(places - 1)
  }

  mutating func note(_ key: UInt64) {
    let place = key & mask
    let seen = (words[Int(place >> 5)] >> (2 * (place & 31))) & 1
    words[Int(place >> 5)] |= (seen + 1) << (2 * (place & 31))
  }

  func isShared(_ key: UInt64) -> Bool {
    let place = key & mask
    return (words[Int(place >> 5)] >> (2 * (place & 31))) & 2 != 0
  }
}

/// Sorting of many small parts of one array.
enum Buckets {
  /// Sorts a part of `values`: a small one by hand, which is quicker than asking for it.
  @inline(__always)
  static func sort<Value: Comparable>(_ values: inout [Value], _ range: Range<Int>) {
    if range.count < 2 { return }
    if range.count > 48 { return values[range].sort() }
    for i in range.lowerBound + 1..<range.upperBound {
      let value = values[i]
      var j = i
      while j > range.lowerBound, value < values[j - 1] {
        values[j] = values[j - 1]
        j -= 1
      }
      values[j] = value
    }
  }
}

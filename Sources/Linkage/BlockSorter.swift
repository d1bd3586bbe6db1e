/// Gathers the block keys of a book's records and puts them in order.
struct BlockSorter {
  /// The keys of all records one after the other.
  private var hashes: [UInt64] = []
  private var isDeriver: [Bool] = []
  /// Where each record's keys end.
  private var ends: [Int] = []

  /// The keys of the records of `table`.
  init(_ table: FeatureTable) {
    // Fewer than this for an address, more for a card.
    let expected = table.records.count * 16
    hashes.reserveCapacity(expected)
    isDeriver.reserveCapacity(expected)
    ends.reserveCapacity(table.records.count)
    var keys = BlockKeys()
    for record in table.records.indices {
      keys.read(record, of: table)
      for key in keys.keys {
        hashes.append(key.hash)
        isDeriver.append(key.isDeriver)
      }
      ends.append(hashes.count)
    }
  }

  /// The keys in order, each with who has it; where `onlyShared`, keys of one record alone are left out, but for a few.
  func sorted(onlyShared: Bool) -> [BlockIndex.Entry] {
    let kept = entries(onlyShared ? Sieve(hashes) : nil)
    return Buckets.sorted(kept, by: { $0.key }) { $0.key != $1.key ? $0.key < $1.key : $0.who < $1.who }
  }

  private func entries(_ sieve: Sieve?) -> [BlockIndex.Entry] {
    var entries: [BlockIndex.Entry] = []
    entries.reserveCapacity(sieve == nil ? hashes.count : hashes.count / 2)
    var place = 0
    for (record, end) in ends.enumerated() {
      for at in place..<end where sieve?.isShared(hashes[at]) ?? true {
        entries.append(.init(key: hashes[at], who: UInt32(record) << 1 | (isDeriver[at] ? 1 : 0)))
      }
      place = end
    }
    return entries
  }
}

/// Tells which keys came once only: two bits for each place a key may fall to. Two keys in one place are taken for shared, which costs a
/// little room and nothing else.
struct Sieve {
  private var words: [UInt64]
  private let mask: UInt64

  /// One for these keys.
  init(_ keys: some Collection<UInt64>) {
    var places = 1024
    while places < keys.count * 4 { places *= 2 }
    words = Array(repeating: 0, count: places / 32)
    mask = UInt64(places - 1)
    for key in keys { note(key) }
  }

  private mutating func note(_ key: UInt64) {
    let place = key & mask
    let seen = (words[Int(place >> 5)] >> (2 * (place & 31))) & 1
    words[Int(place >> 5)] |= (seen + 1) << (2 * (place & 31))
  }

  /// Whether `key` may have come more than once; where it says no, it did not.
  func isShared(_ key: UInt64) -> Bool {
    let place = key & mask
    return (words[Int(place >> 5)] >> (2 * (place & 31))) & 2 != 0
  }
}

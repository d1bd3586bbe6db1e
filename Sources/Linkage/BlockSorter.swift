internal import Scan

/// Gathers the block keys of a book's records and puts them in order.
struct BlockSorter {
  /// The keys of all records one after the other, and who has each: see `BlockIndex.Entry`.
  private var hashes: [UInt64] = []
  private var who: [UInt32] = []

  /// The keys of the records of `table`; where `onlyShared`, keys of one record alone are left out, but for a few.
  init(_ table: FeatureTable, onlyShared: Bool) {
    // Fewer than this for an address, more for a card.
    let expected = table.records.count * 16
    hashes.reserveCapacity(expected)
    who.reserveCapacity(expected)
    var keys = BlockKeys()
    for record in table.records.indices {
      keys.read(record, of: table)
      for key in keys.keys {
        hashes.append(key.hash)
        who.append(UInt32(record) << 1 | (key.isDeriver ? 1 : 0))
      }
    }
    if onlyShared { dropSingle() }
  }

  /// Leaves out the keys that came once; the others close up.
  private mutating func dropSingle() {
    let sieve = Sieve(hashes)
    var kept = 0
    for at in hashes.indices where sieve.isShared(hashes[at]) {
      (hashes[kept], who[kept]) = (hashes[at], who[at])
      kept += 1
    }
    hashes.removeLast(hashes.count - kept)
    who.removeLast(who.count - kept)
  }

  /// The keys in order, each with who has it.
  func sorted() -> [BlockIndex.Entry] {
    Buckets.sorted(
      hashes.count, at: { BlockIndex.Entry(key: hashes[$0], who: who[$0]) }, by: { hashes[$0] },
      { $0.key != $1.key ? $0.key < $1.key : $0.who < $1.who })
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

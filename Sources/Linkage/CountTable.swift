/// Counts by 64-bit hash: open addressing, nothing removed. Several times faster and smaller than a dictionary of hashes.
struct CountTable: Sendable, Equatable {
  private var keys: [UInt64]
  private var counts: [UInt32]
  private var used = 0

  init(expecting count: Int = 16) {
    var size = 32
    while size < count * 2 { size *= 2 }
    keys = Array(repeating: 0, count: size)
    counts = Array(repeating: 0, count: size)
  }

  /// How often `key` was counted.
  func count(_ key: UInt64) -> UInt32 {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while counts[slot] != 0 {
      if keys[slot] == key { return counts[slot] }
      slot = (slot + 1) & mask
    }
    return 0
  }

  /// Whether `key` was counted.
  func holds(_ key: UInt64) -> Bool { count(key) > 0 }

  /// Counts `key` once more, or `by` times more.
  mutating func add(_ key: UInt64, by amount: UInt32 = 1) {
    if used * 2 >= keys.count { grow() }
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while counts[slot] != 0 {
      if keys[slot] == key {
        counts[slot] = counts[slot] &+ amount
        return
      }
      slot = (slot + 1) & mask
    }
    keys[slot] = key
    counts[slot] = amount
    used += 1
  }

  private mutating func grow() {
    var larger = CountTable(expecting: keys.count)
    for slot in keys.indices where counts[slot] != 0 { larger.add(keys[slot], by: counts[slot]) }
    self = larger
  }

  /// Every key counted at least `least` times with its count, in the order of the keys.
  func entries(atLeast least: UInt32) -> [(key: UInt64, count: UInt32)] {
    var out: [(key: UInt64, count: UInt32)] = []
    for slot in keys.indices where counts[slot] >= least && counts[slot] != 0 { out.append((keys[slot], counts[slot])) }
    out.sort { $0.key < $1.key }
    return out
  }

  /// The same table without what was counted less than `least` times.
  func kept(atLeast least: UInt32) -> CountTable {
    let entries = entries(atLeast: least)
    var out = CountTable(expecting: entries.count)
    for entry in entries { out.add(entry.key, by: entry.count) }
    return out
  }

  static func == (a: CountTable, b: CountTable) -> Bool {
    a.entries(atLeast: 1).elementsEqual(b.entries(atLeast: 1)) { $0.key == $1.key && $0.count == $1.count }
  }
}

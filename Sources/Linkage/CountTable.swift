internal import Scan

/// Counts by 64-bit hash: open addressing, nothing removed. Several times faster and smaller than a dictionary of hashes.
struct CountTable: Sendable, Equatable {
  /// A key with its count side by side, so that a look is one; 0 where the slot is free.
  private struct Slot: Sendable {
    var key: UInt64
    var count: UInt32
  }

  private var slots: [Slot]
  private var used = 0

  init(expecting count: Int = 16) {
    var size = 32
    while size < count * 2 { size *= 2 }
    slots = Array(repeating: Slot(key: 0, count: 0), count: size)
  }

  /// How often `key` was counted.
  func count(_ key: UInt64) -> UInt32 { slots[slot(key)].count }

  /// Whether `key` was counted.
  func holds(_ key: UInt64) -> Bool { count(key) > 0 }

  /// Counts `key` once more, or `by` times more.
  mutating func add(_ key: UInt64, by amount: UInt32 = 1) {
    if used * 2 >= slots.count { grow() }
    let slot = slot(key)
    if slots[slot].count == 0 { used += 1 }
    slots[slot] = Slot(key: key, count: slots[slot].count &+ amount)
  }

  /// Where the key stands or would stand. Half of the table is free.
  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key) & mask
    while slots[slot].count != 0, slots[slot].key != key { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    var larger = CountTable(expecting: slots.count)
    for slot in slots where slot.count != 0 { larger.add(slot.key, by: slot.count) }
    self = larger
  }

  /// Every key counted with its count, in the order of the keys.
  func entries() -> [(key: UInt64, count: UInt32)] {
    var out: [(key: UInt64, count: UInt32)] = []
    out.reserveCapacity(used)
    for slot in slots where slot.count != 0 { out.append((slot.key, slot.count)) }
    // The keys are hashes, and so spread out.
    return Buckets.sorted(out, by: { $0.key }, { $0.key < $1.key })
  }

  /// The same table without what was counted less than `least` times.
  func kept(atLeast least: UInt32) -> CountTable {
    var out = CountTable(expecting: slots.count { $0.count >= least })
    for slot in slots where slot.count >= least && slot.count != 0 { out.add(slot.key, by: slot.count) }
    return out
  }

  static func == (a: CountTable, b: CountTable) -> Bool {
    a.entries().elementsEqual(b.entries()) { $0.key == $1.key && $0.count == $1.count }
  }
}

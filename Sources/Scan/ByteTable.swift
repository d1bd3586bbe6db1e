/// Short byte strings by number: each keeps the number it got first, from 0 on. The table holds copies of the bytes, one behind the other,
/// so that a text met before costs a hash and a comparison and makes nothing. It is for 4 GB in all: a caller bounds what it puts in.
public struct ByteTable: Sendable {
  /// Where a string stands, with what tells it from most others without a look at its bytes. One of sixteen bytes needs one place in memory
  /// where two tables would need two.
  private struct Slot {
    /// The lower half of the hash, by which the slot is found as well.
    var hash: UInt32 = 0
    /// The string's number and one, 0 where the slot is free.
    var entry: UInt32 = 0
    /// Where the string stands in `bytes`.
    var start: UInt32 = 0
    var length: UInt32 = 0
  }

  private var slots: [Slot] = []
  private var bytes: [UInt8] = []
  private let seed = RangeHash.seed
  /// How many strings there are; their numbers are 0 to `count - 1`.
  public private(set) var count = 0

  /// An empty table.
  public init() {}

  /// A table of these words, numbered in their order; one that comes again keeps its first number.
  public init(_ words: [String]) {
    for word in words { _ = number(of: word.utf8.span, 0..<word.utf8.count) }
  }

  /// The number of the bytes in `range` of `text`, or nil where they have none.
  public func find(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    if slots.isEmpty { return nil }
    let entry = slots[slot(text, range, hash(text, range))].entry
    return entry == 0 ? nil : Int(entry) - 1
  }

  /// The hash of bytes, made before their number is asked for.
  public struct Hashed: Sendable {
    fileprivate let hash: UInt32
  }

  /// Hashes the bytes in `range` of `text` and has the place where they would stand brought near: for who asks for several numbers.
  public func hashed(_ text: Span<UInt8>, _ range: Range<Int>) -> Hashed {
    let hash = hash(text, range)
    slots.span.prefetch(Int(hash) & (slots.count &- 1))
    return Hashed(hash: hash)
  }

  /// The number of the bytes in `range` of `text`; a new one, the last, where they have none yet.
  public mutating func number(of text: Span<UInt8>, _ range: Range<Int>) -> Int {
    number(of: text, range, Hashed(hash: hash(text, range)))
  }

  /// The same where the hash of these bytes is known.
  @inline(__always)
  public mutating func number(of text: Span<UInt8>, _ range: Range<Int>, _ hashed: Hashed) -> Int {
    if (count + 1) * 3 > slots.count * 2 { grow() }
    let hash = hashed.hash
    let slot = slot(text, range, hash)
    if slots[slot].entry != 0 { return Int(slots[slot].entry) - 1 }
    slots[slot] = Slot(hash: hash, entry: UInt32(count + 1), start: UInt32(bytes.count), length: UInt32(range.count))
    bytes.append(text, range)
    count += 1
    return count - 1
  }

  /// Whether the bytes in `range` of `text` are in the table.
  public func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool { find(text, range) != nil }

  @inline(__always)
  private func hash(_ text: Span<UInt8>, _ range: Range<Int>) -> UInt32 {
    UInt32(truncatingIfNeeded: text.exactHash(range, seed: seed))
  }

  /// Where the bytes in `range` of `text` are, or the free slot that they would take. The table is never full.
  @inline(__always)
  private func slot(_ text: Span<UInt8>, _ range: Range<Int>, _ hash: UInt32) -> Int {
    let mask = slots.count &- 1
    var place = Int(hash) & mask
    while true {
      let slot = slots[place]
      if slot.entry == 0 { return place }
      if slot.hash == hash, slot.length == range.count, text.same(range, as: bytes.span, at: Int(slot.start)) { return place }
      place = (place &+ 1) & mask
    }
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: max(64, old.count * 2))
    let mask = slots.count - 1
    for slot in old where slot.entry != 0 {
      var place = Int(slot.hash) & mask
      while slots[place].entry != 0 { place = (place &+ 1) & mask }
      slots[place] = slot
    }
  }
}

/// A set of numbers that are hashes, and so need no hashing again.
public struct HashSet: Sendable {
  /// The members, 0 where the slot is free.
  private var slots: [UInt64] = []
  private var hasZero = false
  /// How many there are.
  public private(set) var count = 0

  /// An empty set, with room for so many.
  public init(expecting count: Int = 0) {
    if count == 0 { return }
    var size = 64
    while size < count * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  /// Adds a number; whether it is new.
  @inline(__always)
  @discardableResult public mutating func insert(_ hash: UInt64) -> Bool {
    if hash == 0 {
      if hasZero { return false }
      (hasZero, count) = (true, count + 1)
      return true
    }
    if count &* 4 >= slots.count &* 3 { grow() }
    let slot = HashSet.slot(hash, in: slots)
    if slots[slot] != 0 { return false }
    slots[slot] = hash
    count &+= 1
    return true
  }

  /// Whether a number is in the set.
  public func contains(_ hash: UInt64) -> Bool {
    if hash == 0 { return hasZero }
    return !slots.isEmpty && slots[HashSet.slot(hash, in: slots)] != 0
  }

  /// Where the number stands or would stand. The table is never full.
  @inline(__always)
  private static func slot(_ hash: UInt64, in slots: [UInt64]) -> Int {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0, slots[slot] != hash { slot = (slot &+ 1) & mask }
    return slot
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: max(64, old.count * 2))
    for hash in old where hash != 0 { slots[HashSet.slot(hash, in: slots)] = hash }
  }
}

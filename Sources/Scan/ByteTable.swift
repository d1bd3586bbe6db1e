/// Short byte strings by number: each keeps the number it got first, from 0 on. The table holds copies of the bytes, one behind the other,
/// so that a text met before costs a hash and a comparison and makes nothing. It is for 4 GB in all: a caller bounds what it puts in.
public struct ByteTable: Sendable {
  /// Number and half of the hash in one word, 0 where the slot is free.
  private var slots: [UInt64] = []
  private var bytes: [UInt8] = []
  /// Where each string ends in `bytes`.
  private var ends: [UInt32] = []

  /// An empty table.
  public init() {}

  /// A table of these words, numbered in their order; one that comes again keeps its first number.
  public init(_ words: [String]) {
    for word in words { _ = number(of: word.utf8.span, 0..<word.utf8.count) }
  }

  /// How many strings there are; their numbers are 0 to `count - 1`.
  public var count: Int { ends.count }

  /// The number of the bytes in `range` of `text`, or nil where they have none.
  public func find(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    slots.isEmpty ? nil : find(text, range, text.exactHash(range, seed: ByteTable.seed))
  }

  /// The number of the bytes in `range` of `text`; a new one, the last, where they have none yet.
  public mutating func number(of text: Span<UInt8>, _ range: Range<Int>) -> Int {
    if (ends.count + 1) * 2 > slots.count { grow() }
    let hash = text.exactHash(range, seed: ByteTable.seed)
    if let known = find(text, range, hash) { return known }
    let number = ends.count
    bytes.append(text, range)
    ends.append(UInt32(bytes.count))
    place(number, hash)
    return number
  }

  /// Whether the bytes in `range` of `text` are in the table.
  public func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool { find(text, range) != nil }

  /// Another one in each run, so that nobody can make a file whose texts all fall on one place. Numbers do not depend on it.
  private static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

  @inline(__always)
  private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

  @inline(__always)
  private func find(_ text: Span<UInt8>, _ wanted: Range<Int>, _ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if (entry ^ hash) & 0xFFFF_FFFF_0000_0000 == 0 {
        let number = Int(entry & 0xFFFF_FFFF) - 1
        let known = range(number)
        if known.count == wanted.count, text.same(wanted, as: bytes.span, at: known.lowerBound) { return number }
      }
      slot = (slot &+ 1) & mask
    }
  }

  private mutating func place(_ number: Int, _ hash: UInt64) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = UInt64(number + 1) | hash & 0xFFFF_FFFF_0000_0000
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: max(64, slots.count * 2))
    for number in 0..<ends.count { place(number, bytes.span.exactHash(range(number), seed: ByteTable.seed)) }
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

internal import Scan

/// Addresses by number. An address keeps the number it got first; upper and lower case are one, kept as small letters. The table holds copies of
/// the bytes, so that it outlives the files.
public struct AddressTable: Sendable {
  /// Number and half of the hash of an address in one word, 0 where the slot is free.
  private var slots: [UInt64]
  private var mask: Int
  private let seed: UInt64
  /// The addresses one behind the other, letters A to Z made small.
  private var bytes: [UInt8] = []
  /// Where each address ends in `bytes`.
  private var ends: [UInt32] = []

  /// An empty table. A caller that reads other people's files may give a random seed.
  public init(seed: UInt64 = 0x5EED_CA2D) {
    self.seed = seed
    slots = [UInt64](repeating: 0, count: 1 << 12)
    mask = slots.count - 1
  }

  /// How many addresses there are; their numbers are 0 to `count - 1`.
  public var count: Int { ends.count }

  /// Where the address of that number stands in `withBytes`.
  @inline(__always)
  private func range(_ id: Int) -> Range<Int> { (id == 0 ? 0 : Int(ends[id - 1]))..<Int(ends[id]) }

  /// The address of that number, letters A to Z made small.
  public subscript(id: Int) -> String {
    guard id >= 0, id < ends.count else { return "" }
    return bytes.span.string(range(id))
  }

  /// The bytes of the address of that number, letters A to Z made small.
  public func folded(_ id: Int) -> [UInt8] {
    guard id >= 0, id < ends.count else { return [] }
    return Array(bytes[range(id)])
  }

  /// Appends the bytes of the address of that number to `out`, letters A to Z made small.
  public func append(_ id: Int, to out: inout [UInt8]) {
    out += bytes[range(id)]
  }

  /// Eight bytes of the address from `skip` on as a big-endian number, zeros behind its end: for sorting.
  @inline(__always)
  func sortKey(_ id: Int, skip: Int = 0) -> UInt64 {
    let range = range(id)
    let left = range.count - skip
    if left <= 0 { return 0 }
    let word = bytes.span.word(at: range.lowerBound + skip).byteSwapped
    return left >= 8 ? word : word & ~(UInt64.max &>> UInt64(left * 8))
  }

  /// Whether the address numbered `a` sorts before the one numbered `b`.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    let longest = max(range(a).count, range(b).count)
    for skip in stride(from: 0, to: longest, by: 8) {
      let (x, y) = (sortKey(a, skip: skip), sortKey(b, skip: skip))
      if x != y { return x < y }
    }
    return a < b
  }

  /// The number of the address in `range` of `source`, a new one where it has none yet. The range holds the address and nothing else.
  @inline(__always)
  public mutating func id(of source: Span<UInt8>, _ range: Range<Int>) -> Int {
    let hash = source.foldedHash(range, seed: seed)
    if let known = find(source, range, hash) { return known }
    return insert(source, range, hash)
  }

  /// The number of an address, where it has one.
  public func lookup(_ address: String) -> Int? {
    let text = Array(address.utf8)
    return find(text.span, 0..<text.count, text.span.foldedHash(0..<text.count, seed: seed))
  }

  /// The number of an address given as text, a new one where it has none yet.
  public mutating func id(of address: String) -> Int {
    let text = Array(address.utf8)
    return id(of: text.span, 0..<text.count)
  }

  @inline(__always)
  private func find(_ source: Span<UInt8>, _ wanted: Range<Int>, _ hash: UInt64) -> Int? {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      if (entry ^ hash) & 0xFFFF_FFFF_0000_0000 == 0 {
        let id = Int(entry & 0xFFFF_FFFF) - 1
        let known = range(id)
        if known.count == wanted.count {
          if source.same(wanted, as: bytes.span, at: known.lowerBound) { return id }
          if source.sameFolded(wanted, as: bytes.span, at: known.lowerBound) { return id }
        }
      }
      slot = (slot &+ 1) & mask
    }
  }

  private mutating func insert(_ source: Span<UInt8>, _ range: Range<Int>, _ hash: UInt64) -> Int {
    if (ends.count + 1) * 2 > slots.count { grow() }
    let id = ends.count
    for i in range { bytes.append(ASCII.lower(source[i])) }
    ends.append(UInt32(bytes.count))
    place(UInt64(id + 1) | hash & 0xFFFF_FFFF_0000_0000, hash)
    return id
  }

  private mutating func place(_ entry: UInt64, _ hash: UInt64) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 { slot = (slot &+ 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 4)
    mask = slots.count - 1
    for id in 0..<ends.count {
      let hash = bytes.span.foldedHash(range(id), seed: seed)
      place(UInt64(id + 1) | hash & 0xFFFF_FFFF_0000_0000, hash)
    }
  }
}

internal import Scan

/// How often each address was written with which name. Names are counted as the bytes that stand in the files and made
/// text only when somebody asks.
public struct NameTally: Sendable {
  /// One spelling of one address's name.
  private struct Name {
    var start: UInt32
    var length: UInt32
    var hash: UInt32
    var count: UInt32
    var next: UInt32
  }
  private static let none = UInt32.max
  /// How many spellings of one address are looked through one by one before a dictionary takes over.
  private static let walk = 12
  /// Longer names are no names.
  private static let longest = 1_000

  private var bytes: [UInt8] = []
  private var names: [Name] = []
  /// The spelling seen last, by address number.
  private var heads: [UInt32] = []
  private var many: [UInt64: UInt32] = [:]

  /// Nothing counted.
  public init() {}

  /// Counts the name in `range` for the address numbered `id`.
  @inline(__always)
  public mutating func add(_ id: Int, _ source: Span<UInt8>, _ range: Range<Int>) {
    if range.isEmpty { return }
    while heads.count <= id { heads.append(NameTally.none) }
    let head = heads[id]
    if head != NameTally.none {
      let known = names[Int(head)]
      if Int(known.length) == range.count, source.same(range, as: bytes.span, at: Int(known.start)) {
        names[Int(head)].count &+= 1
        return
      }
    }
    addOther(id, source, range)
  }

  private mutating func addOther(_ id: Int, _ source: Span<UInt8>, _ range: Range<Int>) {
    guard range.count <= NameTally.longest else { return }
    let full = source.exactHash(range, seed: UInt64(id))
    let hash = UInt32(truncatingIfNeeded: full >> 32)
    var previous = NameTally.none
    var index = heads[id]
    var steps = 0
    while index != NameTally.none, steps < NameTally.walk {
      let name = names[Int(index)]
      if name.hash == hash, Int(name.length) == range.count, source.same(range, as: bytes.span, at: Int(name.start)) {
        names[Int(index)].count &+= 1
        if previous != NameTally.none {  // the spelling in use comes to the front
          names[Int(previous)].next = name.next
          names[Int(index)].next = heads[id]
          heads[id] = index
        }
        return
      }
      previous = index
      index = name.next
      steps += 1
    }
    if steps == NameTally.walk, let known = many[full] {
      names[Int(known)].count &+= 1
      return
    }
    let new = UInt32(names.count)
    names.append(Name(start: UInt32(bytes.count), length: UInt32(range.count), hash: hash, count: 1, next: heads[id]))
    for i in range { bytes.append(source[i]) }
    if steps == NameTally.walk { many[full] = new }
    heads[id] = new
  }

  /// The names of the address numbered `id` as text with how often each was written, the most used first; spellings that
  /// read alike are one.
  public func names(of id: Int) -> [(name: String, count: Int)] {
    guard id < heads.count else { return [] }
    var counts: [(name: String, count: Int)] = []
    var places: [String: Int] = [:]
    var index = heads[id]
    while index != NameTally.none {
      let name = names[Int(index)]
      let text = DisplayName.decode(bytes.span, Int(name.start)..<Int(name.start) + Int(name.length))
      if let place = places[text] {
        counts[place].count += Int(name.count)
      } else if !text.isEmpty {
        places[text] = counts.count
        counts.append((text, Int(name.count)))
      }
      index = name.next
    }
    // The list runs from the newest to the oldest; among equals the one met first stays in front.
    return counts.reversed().enumerated().sorted { ($1.element.count, $0.offset) < ($0.element.count, $1.offset) }.map(\.element)
  }

  /// The name most used for the address numbered `id` that is not just the address again; empty where there is none.
  public func best(of id: Int, address: [UInt8]) -> String {
    guard id < heads.count, heads[id] != NameTally.none else { return "" }
    let head = names[Int(heads[id])]
    if head.next == NameTally.none, let plain = plainName(head) { return sameAs(plain, address) ? "" : plain }
    for (name, _) in names(of: id) where !sameAs(name, address) { return name }
    return ""
  }

  /// Appends the most used name to `out` as UTF-8; the common case, one plain spelling, makes no string.
  func appendBest(of id: Int, address: [UInt8], to out: inout [UInt8]) {
    guard id < heads.count, heads[id] != NameTally.none else { return }
    let head = names[Int(heads[id])]
    let range = Int(head.start)..<Int(head.start) + Int(head.length)
    if head.next == NameTally.none, DisplayName.isPlain(bytes.span, range),
      bytes.span.find(64, from: range.lowerBound, to: range.upperBound) == nil
    {
      for i in range { out.append(bytes[i]) }
      return
    }
    out += Array(best(of: id, address: address).utf8)
  }

  private func plainName(_ name: Name) -> String? {
    let range = Int(name.start)..<Int(name.start) + Int(name.length)
    return DisplayName.isPlain(bytes.span, range) ? bytes.span.string(range) : nil
  }

  private func sameAs(_ name: String, _ address: [UInt8]) -> Bool { name.utf8.map(ASCII.lower) == address }
}

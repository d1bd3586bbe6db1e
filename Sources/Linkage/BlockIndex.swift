/// All block keys of a book in order, so that the members of a block stand side by side.
struct BlockIndex {
  /// A key and who has it: the record's number doubled, plus one for a deriver.
  struct Entry {
    var key: UInt64
    var who: UInt32
    var record: Int { Int(who >> 1) }
    var isDeriver: Bool { who & 1 == 1 }
  }

  private(set) var entries: [Entry] = []
  let records: Int

  /// The most records a block may hold.
  static let ceiling = 40
  /// How many others a record is compared with on average, at most.
  static let partners = 12.0

  init(_ features: [Features]) {
    records = features.count
    // Fewer than this for an address, more for a card.
    entries.reserveCapacity(features.count * 16)
    var keys = BlockKeys()
    for (i, feature) in features.enumerated() {
      keys.read(feature)
      for key in keys.keys { entries.append(Entry(key: key.hash, who: UInt32(i) << 1 | (key.isDeriver ? 1 : 0))) }
    }
    RadixSort.sort(&entries)
  }

  /// Every block of two records or more that has an owner.
  func forEachBlock(_ body: (Range<Int>) -> Void) {
    var start = 0
    while start < entries.count {
      var end = start + 1
      while end < entries.count, entries[end].key == entries[start].key { end += 1 }
      if end - start > 1 { body(start..<end) }
      start = end
    }
  }

  /// The keys of blocks too full to compare within: those above the largest size at which a record still has few enough partners.
  func stops() -> CountTable {
    let limit = limit()
    var stops = CountTable()
    forEachBlock { block in if block.count > limit { stops.add(entries[block.lowerBound].key) } }
    return stops
  }

  /// Counted exactly on a sample of records: for each partner the smallest block that shows it.
  private func limit() -> Int {
    let stride = max(1, records / 4000)
    var met: [(pair: UInt64, size: UInt8)] = []
    forEachBlock { block in
      guard block.count <= BlockIndex.ceiling else { return }
      for i in block where entries[i].record % stride == 0 {
        for j in block where j != i && !(entries[i].isDeriver && entries[j].isDeriver) && entries[i].record != entries[j].record {
          met.append((UInt64(entries[i].record) << 32 | UInt64(entries[j].record), UInt8(block.count)))
        }
      }
    }
    met.sort { ($0.pair, $0.size) < ($1.pair, $1.size) }
    var bySize = [Int](repeating: 0, count: BlockIndex.ceiling + 1)
    var last = UInt64.max
    for one in met where one.pair != last {
      last = one.pair
      bySize[Int(one.size)] += 1
    }
    let budget = BlockIndex.partners * Double((records + stride - 1) / stride)
    var limit = 4
    var partners = bySize[...4].reduce(0, +)
    while limit < BlockIndex.ceiling, Double(partners + bySize[limit + 1]) <= budget {
      limit += 1
      partners += bySize[limit]
    }
    return limit
  }

  /// The pairs that share a block which is no stop, each once: the smaller number in the upper half.
  func pairs(without stops: CountTable) -> [UInt64] {
    var pairs: [UInt64] = []
    forEachBlock { block in
      guard stops.count(entries[block.lowerBound].key) == 0 else { return }
      for i in block {
        for j in (i + 1)..<block.upperBound where entries[i].who & entries[j].who & 1 == 0 {
          let (a, b) = (entries[i].record, entries[j].record)
          if a != b { pairs.append(UInt64(min(a, b)) << 32 | UInt64(max(a, b))) }
        }
      }
    }
    return RadixSort.distinct(pairs, below: records)
  }
}

/// Sorting by a 64-bit key that is already well stirred: once by its top bits, then each small bucket by itself.
enum RadixSort {
  static func sort(_ entries: inout [BlockIndex.Entry]) {
    guard entries.count > 4096 else {
      entries.sort { ($0.key, $0.who) < ($1.key, $1.who) }
      return
    }
    let bits = min(20, max(8, Int.bitWidth - (entries.count / 8).leadingZeroBitCount))
    let shift = UInt64(64 - bits)
    var ends = [Int](repeating: 0, count: 1 << bits)
    for entry in entries { ends[Int(entry.key >> shift)] += 1 }
    var next = ends
    var sum = 0
    for bucket in ends.indices {
      next[bucket] = sum
      sum += ends[bucket]
      ends[bucket] = sum
    }
    var out = entries
    for entry in entries {
      let bucket = Int(entry.key >> shift)
      out[next[bucket]] = entry
      next[bucket] += 1
    }
    entries = out
    var start = 0
    for end in ends {
      if end - start > 1 { insertionSort(&entries, start..<end) }
      start = end
    }
  }

  /// The different ones of `pairs` in order: put together by their upper halves, which are below `count`, then sorted within each.
  static func distinct(_ pairs: [UInt64], below count: Int) -> [UInt64] {
    var next = [Int](repeating: 0, count: count + 1)
    for pair in pairs { next[Int(pair >> 32) + 1] += 1 }
    for i in 1..<next.count { next[i] += next[i - 1] }
    var lower = [UInt32](repeating: 0, count: pairs.count)
    for pair in pairs {
      lower[next[Int(pair >> 32)]] = UInt32(truncatingIfNeeded: pair)
      next[Int(pair >> 32)] += 1
    }
    var out: [UInt64] = []
    out.reserveCapacity(pairs.count)
    var start = 0
    for first in 0..<count {
      // Each place now stands at the end of its own.
      let end = next[first]
      if end - start > 1 { lower[start..<end].sort() }
      for i in start..<end where i == start || lower[i] != lower[i - 1] { out.append(UInt64(first) << 32 | UInt64(lower[i])) }
      start = end
    }
    return out
  }

  private static func insertionSort(_ entries: inout [BlockIndex.Entry], _ range: Range<Int>) {
    if range.count > 64 {
      entries[range].sort { ($0.key, $0.who) < ($1.key, $1.who) }
      return
    }
    for i in range.dropFirst() {
      let entry = entries[i]
      var j = i
      while j > range.lowerBound, (entry.key, entry.who) < (entries[j - 1].key, entries[j - 1].who) {
        entries[j] = entries[j - 1]
        j -= 1
      }
      entries[j] = entry
    }
  }
}

extension BlockIndex {
  /// Who has the key.
  func members(of key: UInt64) -> [UInt32] {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].key < key { low = middle + 1 } else { high = middle }
    }
    var out: [UInt32] = []
    while low < entries.count, entries[low].key == key {
      out.append(entries[low].who)
      low += 1
    }
    return out
  }
}

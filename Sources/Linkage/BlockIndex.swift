/// The block keys of a book in order, so that the members of a block stand side by side.
struct BlockIndex {
  /// A key and who has it: the record's number doubled, plus one for a deriver.
  struct Entry {
    var key: UInt64
    var who: UInt32
    var record: Int { Int(who >> 1) }
    var isDeriver: Bool { who & 1 == 1 }
  }

  private(set) var entries: [Entry]
  let records: Int

  /// The most records a block may hold.
  static let ceiling = 40
  /// How many others a record is compared with on average, at most.
  static let partners = 12.0

  /// The index of `features`. Where no record is to be added later, keys that one record alone has are left out: most are such, and they
  /// make no pair.
  init(_ features: [Features], onlyShared: Bool) {
    records = features.count
    entries = BlockSorter(features, onlyShared: onlyShared).sorted()
  }

  /// Every block of two records or more that has an owner.
  func forEachBlock(_ body: (Range<Int>) -> Void) {
    var start = 0
    while start < entries.count {
      let key = entries[start].key
      var end = start + 1
      while end < entries.count, entries[end].key == key { end += 1 }
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
    // Which of the sample, whom it met and in how large a block, in one number: sorted, the smallest block of each pair comes first.
    var met: [UInt64] = []
    met.reserveCapacity(1 << 17)
    forEachBlock { block in
      guard block.count <= BlockIndex.ceiling else { return }
      for i in block where entries[i].record % stride == 0 {
        let sample = UInt64(entries[i].record / stride) << 38 | UInt64(block.count)
        for j in block where j != i && !(entries[i].isDeriver && entries[j].isDeriver) && entries[i].record != entries[j].record {
          met.append(sample | UInt64(entries[j].record) << 6)
        }
      }
    }
    let samples = (records + stride - 1) / stride
    Buckets.sort(&met, buckets: samples) { Int($0 >> 38) }
    var bySize = [Int](repeating: 0, count: BlockIndex.ceiling + 1)
    var last = UInt64.max
    for one in met where one >> 6 != last {
      last = one >> 6
      bySize[Int(one & 63)] += 1
    }
    let budget = BlockIndex.partners * Double(samples)
    var limit = 4
    var partners = bySize[...4].reduce(0, +)
    while limit < BlockIndex.ceiling, Double(partners + bySize[limit + 1]) <= budget {
      limit += 1
      partners += bySize[limit]
    }
    return limit
  }

  /// The pairs that share a block which is no stop.
  func pairs(without stops: CountTable) -> CandidatePairs {
    var open: [Range<Int>] = []
    forEachBlock { block in if !stops.holds(entries[block.lowerBound].key) { open.append(block) } }
    return CandidatePairs(among: records) { note in
      for block in open {
        for i in block {
          let one = entries[i].who
          for j in (i + 1)..<block.upperBound where one & entries[j].who & 1 == 0 { note(one >> 1, entries[j].who >> 1) }
        }
      }
    }
  }

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

/// Pairs of records, each once: for every record those with a larger number that it is to be compared with.
struct CandidatePairs: Sendable {
  /// Where the others of each record begin; one more than there are records.
  private var starts: [Int]
  private var others: [UInt32]

  /// The pairs that `all` notes, in whatever order and however often; it is asked twice, to count them and to put them down.
  init(among records: Int, _ all: (_ note: (UInt32, UInt32) -> Void) -> Void) {
    var next = [Int](repeating: 0, count: records + 1)
    all { a, b in if a != b { next[Int(min(a, b)) + 1] += 1 } }
    for i in 1..<next.count { next[i] += next[i - 1] }
    var others = [UInt32](repeating: 0, count: next[records])
    all { a, b in
      if a == b { return }
      let first = Int(min(a, b))
      others[next[first]] = max(a, b)
      next[first] += 1
    }
    starts = Array(repeating: 0, count: records + 1)
    var (start, kept) = (0, 0)
    for record in 0..<records {
      let end = next[record]  // each place now stands at the end of its own
      Buckets.sort(&others, start..<end)
      var last = UInt32(record)
      for i in start..<end where others[i] != last {
        last = others[i]
        others[kept] = last  // never beyond what is read
        kept += 1
      }
      start = end
      starts[record + 1] = kept
    }
    others.removeLast(others.count - kept)
    self.others = others
  }

  /// How many pairs there are.
  var count: Int { others.count }

  /// The records with larger numbers that `record` is to be compared with, in order.
  func partners(of record: Int) -> ArraySlice<UInt32> { others[starts[record]..<starts[record + 1]] }
}

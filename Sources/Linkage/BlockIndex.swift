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
    var blocks: [Range<Int>] = []
    forEachBlock { block in if !stops.holds(entries[block.lowerBound].key) { blocks.append(block) } }
    return CandidatePairs(self, blocks)
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

  /// The pairs of records of `index` that share one of its `blocks`. Two records share many blocks or none: record by record, each other
  /// one is marked when it is met, and met once.
  init(_ index: BlockIndex, _ blocks: [Range<Int>]) {
    let entries = index.entries
    let seats = Seats(index, blocks)
    var lastMet = [Int32](repeating: -1, count: index.records)
    starts = [0]
    starts.reserveCapacity(index.records + 1)
    others = []
    others.reserveCapacity(index.records * 6)
    for record in 0..<index.records {
      let first = others.count
      for seat in seats.of(record) {
        let isDeriver = seat & 1
        for place in blocks[Int(seat >> 1)] {
          let other = Int(entries[place].who >> 1)
          if other <= record || entries[place].who & isDeriver == 1 || lastMet[other] == record { continue }
          lastMet[other] = Int32(record)
          others.append(UInt32(other))
        }
      }
      Buckets.sort(&others, first..<others.count)
      starts.append(others.count)
    }
  }

  /// How many pairs there are.
  var count: Int { others.count }

  /// The records with larger numbers that `record` is to be compared with, in order.
  func partners(of record: Int) -> ArraySlice<UInt32> { others[starts[record]..<starts[record + 1]] }
}

/// In which blocks each record is: the block's number doubled, plus one where it is there as a deriver.
private struct Seats {
  private var ends: [Int]
  private var seats: [UInt32]

  init(_ index: BlockIndex, _ blocks: [Range<Int>]) {
    ends = Array(repeating: 0, count: index.records + 1)
    for block in blocks { for place in block { ends[index.entries[place].record + 1] += 1 } }
    for record in 1..<ends.count { ends[record] += ends[record - 1] }
    seats = Array(repeating: 0, count: ends[index.records])
    for (number, block) in blocks.enumerated() {
      for place in block {
        let entry = index.entries[place]
        seats[ends[entry.record]] = UInt32(number) << 1 | entry.who & 1
        ends[entry.record] += 1  // in the end each stands where its record's seats end
      }
    }
  }

  func of(_ record: Int) -> ArraySlice<UInt32> { seats[(record == 0 ? 0 : ends[record - 1])..<ends[record]] }
}

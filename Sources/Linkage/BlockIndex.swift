internal import Scan

/// The block keys of a book in order, so that the members of a block stand side by side.
struct BlockIndex {
  /// A key and who has it: the record's number doubled, plus one for a deriver.
  struct Entry {
    var key: UInt64
    var who: UInt32
  }

  let entries: [Entry]
  let records: Int
  /// Every block of two places or more in which records are compared: where it lies among the entries.
  private let blocks: [Range<Int>]
  /// Who the entries are of, lying close together: most of the time is spent in these.
  private let who: [UInt32]
  /// The keys of blocks so large that nobody is compared in them.
  private let crowded: [UInt64]
  private let seats: Seats

  /// The most records a block may hold.
  static let ceiling = 40
  /// How many others a record is compared with on average, at most.
  static let partners = 12.0

  /// The index of the records of `table`, within an epoch that has these `stops`, or for a new one. Where no record is to be added later, keys that
  /// one record alone has are left out: most are such, and they make no pair.
  init(_ table: FeatureTable, onlyShared: Bool, stops: CountTable?) {
    records = table.records.count
    entries = BlockSorter(table, onlyShared: onlyShared).sorted()
    var (blocks, crowded): ([Range<Int>], [UInt64]) = ([], [])
    var start = 0
    while start < entries.count {
      let key = entries[start].key
      var end = start + 1
      while end < entries.count, entries[end].key == key { end += 1 }
      if end - start > 1 {
        if stops?.holds(key) ?? (end - start > BlockIndex.ceiling) { crowded.append(key) } else { blocks.append(start..<end) }
      }
      start = end
    }
    (self.blocks, self.crowded) = (blocks, crowded)
    who = entries.map(\.who)
    seats = Seats(who, blocks, records)
  }

  private func key(of block: Range<Int>) -> UInt64 { entries[block.lowerBound].key }

  /// The keys of blocks too full to compare within: those above the largest size at which a record still has few enough partners.
  func stops() -> CountTable {
    let limit = limit()
    var stops = CountTable()
    for key in crowded { stops.add(key) }
    for block in blocks where block.count > limit { stops.add(key(of: block)) }
    return stops
  }

  /// Counted exactly on a sample of records: for each partner the smallest block that shows it.
  private func limit() -> Int {
    let stride = max(1, records / 4000)
    var bySize = [Int](repeating: 0, count: BlockIndex.ceiling + 1)
    var meeting = Meeting(records)
    var samples = 0
    let (seats, who, blocks) = (seats, who.span, blocks.span)
    var asked: [(seat: Seat, block: Range<Int>)] = []
    for record in Swift.stride(from: 0, to: records, by: stride) {
      samples += 1
      asked.removeAll(keepingCapacity: true)
      for number in seats.range(of: record) {
        let seat = seats.all[number]
        asked.append((seat, blocks[seat.block]))
        who.prefetch(blocks[seat.block].lowerBound)
      }
      Buckets.sort(&asked, asked.indices) { $0.block.count < $1.block.count }
      for (seat, block) in asked {
        for place in block where meeting.isNew(who[place], to: record, seat) { bySize[block.count] += 1 }
      }
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

  /// The pairs that share a block which is no stop: of each record those with a larger number. Two records share many blocks or none, so
  /// this goes record by record, where each other one counts when it is met first.
  func pairs(without stops: CountTable) -> CandidatePairs {
    // Where each block ends; nowhere for a stop.
    let ends = blocks.map { stops.holds(key(of: $0)) ? 0 : UInt32($0.upperBound) }
    var pairs = CandidatePairs(records)
    var meeting = Meeting(records)
    let (all, who, blockEnds) = (seats.all.span, who.span, ends.span)
    for record in 0..<records {
      for number in seats.range(of: record) {
        let seat = all[number]
        // Blocks lie all over the memory: those of the seats to come are brought near.
        if number + 16 < all.count { who.prefetch(Int(all[number + 16].place)) }
        // A block is in the order of its records.
        var place = Int(seat.place) + 1
        let end = Int(blockEnds[seat.block])
        while place < end {
          if meeting.isNew(who[place], to: record, seat) { pairs.note(Int(who[place] >> 1)) }
          place += 1
        }
      }
      pairs.endRecord()
    }
    return pairs
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
  /// Where the others of each record begin, and at the end where the last ones end.
  private var starts: [Int] = [0]
  private var others: [UInt32] = []

  /// None yet, of so many records.
  init(_ records: Int) {
    starts.reserveCapacity(records + 1)
    others.reserveCapacity(records * 6)
  }

  /// The record at hand is to be compared with `other`.
  mutating func note(_ other: Int) { others.append(UInt32(other)) }

  /// The next record is at hand.
  mutating func endRecord() {
    Buckets.sort(&others, starts[starts.count - 1]..<others.count, <)
    starts.append(others.count)
  }

  /// How many pairs there are.
  var count: Int { others.count }

  /// The records with larger numbers that `record` is to be compared with, in order.
  func partners(of record: Int) -> ArraySlice<UInt32> { others[starts[record]..<starts[record + 1]] }
}

/// A record's place in a block.
private struct Seat {
  /// The block's number doubled, plus one for a deriver.
  let number: UInt32
  /// Where it stands among the entries.
  let place: UInt32
  var block: Int { Int(number >> 1) }
}

/// In which blocks each record is.
private struct Seats {
  /// Where the seats of each record end.
  private var ends: [Int]
  private(set) var all: [Seat]

  init(_ who: [UInt32], _ blocks: [Range<Int>], _ records: Int) {
    ends = Array(repeating: 0, count: records + 1)
    for block in blocks { for place in block { ends[Int(who[place] >> 1) + 1] += 1 } }
    for record in 1..<ends.count { ends[record] += ends[record - 1] }
    all = Array(repeating: Seat(number: 0, place: 0), count: ends[records])
    for (number, block) in blocks.enumerated() {
      for place in block {
        let record = Int(who[place] >> 1)
        all[ends[record]] = Seat(number: UInt32(number) << 1 | who[place] & 1, place: UInt32(place))
        ends[record] += 1
      }
    }
  }

  /// Where the seats of a record lie.
  @inline(__always)
  func range(of record: Int) -> Range<Int> { (record == 0 ? 0 : ends[record - 1])..<ends[record] }
}

/// Whom the record at hand has met: each other one is marked with it.
private struct Meeting {
  private var last: [Int32]

  init(_ records: Int) { last = Array(repeating: -1, count: records) }

  /// Whether `record`, in its `seat`, meets another entry's for the first time. Two derivers do not meet.
  @inline(__always)
  mutating func isNew(_ who: UInt32, to record: Int, _ seat: Seat) -> Bool {
    let other = Int(who >> 1)
    if other == record || who & seat.number & 1 == 1 || last[other] == record { return false }
    last[other] = Int32(record)
    return true
  }
}

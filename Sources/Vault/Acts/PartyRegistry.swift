internal import Book
internal import Scan

/// The parties of a book while encounters are added: each handle with each name has a number.
///
/// A mailbox brings a party for each address of each batch, so that nearly all are looked up and few are new. The table is flat: places
/// that hold numbers, and columns by number. A handle is hashed under the book's key once, whatever its names.
struct PartyRegistry {
  /// Parties by number.
  private(set) var parties: [EncounterLog.Party] = []
  /// Look-up rows by number.
  private(set) var rows: [Int64] = []
  /// When each was last met in what this act reads, in seconds; `Int64.min` where it was not.
  private(set) var last: [Int64] = []
  /// Each party's handle as it stands in the line of an encounter, by number.
  private(set) var quoted = QuotedHandles()
  /// Whether one has had to do with each, by what is no invitation: who takes part in those depends on who one is oneself.
  private var isMet: [Bool] = []
  private var hasInvitations = false
  /// The first number that has the same handle.
  private var firsts: [Int32] = []
  /// Whether the book had no encounters before this act, so that `last` is the whole truth.
  let isWhole: Bool
  /// The first party that is not written yet.
  private(set) var firstFresh: Int
  /// A hash, then a number and one more; 0 where the place is free. A party stands at its handle's hash or behind it.
  private var slots: [UInt64] = []

  /// How many there are.
  var count: Int { parties.count }

  init(_ reader: BookReader) throws {
    let table = try PartyTable(reader)
    isWhole = table.parties.isEmpty
    firstFresh = table.parties.count
    makeRoom(for: max(2048, table.parties.count))
    reserve(max(PartyRegistry.expected, table.parties.count))
    for (index, row) in table.rows.enumerated() {
      let hash = PartyRegistry.hash(table.parties[index].handle.normal)
      let (found, slot, first) = find(index, of: table.parties.span, hash)
      // A party is written once; where a book has it twice all the same, each keeps its number and the first is found.
      quoted.append(table.parties[index].handle.kind, table.parties[index].handle.normal)
      append(table.parties[index], row, hash, first: first ?? found.map { firsts[Int($0)] }, at: found == nil ? slot : nil)
    }
  }

  // MARK: Numbers

  /// The numbers of the parties of a log.
  mutating func numbers(of parties: [EncounterLog.Party], _ cipher: Cipher) -> [Int32] {
    let parties = parties.span
    var (numbers, hashes, message): ([Int32], [UInt32], [UInt8]) = ([], [], [])
    numbers.reserveCapacity(parties.count)
    hashes.reserveCapacity(parties.count)
    // By index, not party by party: to take one out would retain its three texts and let them go again.
    for index in parties.indices { hashes.append(PartyRegistry.hash(parties[index].handle.normal)) }
    for index in parties.indices {
      if index + 16 < hashes.count { slots.span.prefetch(Int(hashes[index + 16]) & (slots.count &- 1)) }
      numbers.append(number(index, of: parties, hashes[index], cipher, &message))
    }
    return numbers
  }

  private mutating func number(
    _ index: Int, of parties: Span<EncounterLog.Party>, _ hash: UInt32, _ cipher: Cipher, _ message: inout [UInt8]
  ) -> Int32 {
    let (found, slot, first) = find(index, of: parties, hash)
    if let found { return found }
    let number = Int32(count)
    // Taken out once: each time a text is asked of its party it is retained.
    let (kind, normal) = (parties[index].handle.kind, parties[index].handle.normal)
    let row = first.map { rows[Int($0)] } ?? cipher.row(of: kind, normal, writing: &message)
    quoted.append(kind, normal)
    append(parties[index], row, hash, first: first, at: slot)
    return number
  }

  /// Texts that are equal as Unicode sees it have one hash.
  @inline(__always)
  private static func hash(_ normal: String) -> UInt32 {
    let bytes = normal.utf8.span
    if bytes.isASCII(0..<bytes.count) { return UInt32(truncatingIfNeeded: bytes.exactHash(0..<bytes.count, seed: RangeHash.seed)) }
    var hasher = Hasher()
    hasher.combine(normal)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// The number of a party, or the place where it would stand, and the first number of its handle if there is one.
  private func find(_ index: Int, of parties: Span<EncounterLog.Party>, _ hash: UInt32) -> (number: Int32?, slot: Int, first: Int32?) {
    var first: Int32?
    let (known, mask) = (self.parties.span, slots.count - 1)
    var slot = Int(hash) & mask
    while slots[slot] != 0 {
      let entry = slots[slot]
      let number = Int(entry & 0xFFFF_FFFF) - 1
      if entry >> 32 == UInt64(hash), known[number].handle.kind == parties[index].handle.kind,
        known[number].handle.normal == parties[index].handle.normal
      {
        if known[number].name == parties[index].name { return (Int32(number), slot, first) }
        if first == nil { first = firsts[number] }
      }
      slot = (slot + 1) & mask
    }
    return (nil, slot, first)
  }

  /// Adds a party whose handle stands in `quoted` already.
  private mutating func append(_ party: consuming EncounterLog.Party, _ row: Int64, _ hash: UInt32, first: Int32?, at slot: Int?) {
    firsts.append(first ?? Int32(count))
    parties.append(party)
    rows.append(row)
    last.append(.min)
    isMet.append(false)
    if let slot { slots[slot] = UInt64(hash) << 32 | UInt64(count) }
    if count * 2 > slots.count { makeRoom(for: count * 2) }
  }

  /// So many are there room for at first: the memory is taken as it is filled, and nothing is copied as the columns grow.
  private static let expected = 1 << 17

  private mutating func reserve(_ count: Int) {
    parties.reserveCapacity(count)
    rows.reserveCapacity(count)
    last.reserveCapacity(count)
    firsts.reserveCapacity(count)
    isMet.reserveCapacity(count)
    quoted.reserve(count)
  }

  /// Makes the table anew, each party at its old hash.
  private mutating func makeRoom(for parties: Int) {
    var size = 1024
    while size < parties * 2 { size *= 2 }
    let old = slots
    slots = Array(repeating: 0, count: size)
    for entry in old where entry != 0 {
      var slot = Int(entry >> 32) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = entry
    }
  }

  // MARK: Days

  /// Notes when the parties of an encounter were met, and with whom it made acquainted; what a source calls spam or a draft does not count.
  mutating func meet(_ log: EncounterLog, _ index: Int, _ numbers: [Int32]) {
    let seconds = log.seconds[index]
    if seconds != .min, !log.flags[index].contains(.discard) {
      if log.senders[index] >= 0 { meet(numbers[Int(log.senders[index])], seconds) }
      for position in log.recipientRange(index) { meet(numbers[Int(log.recipients[position])], seconds) }
    }
    if log.media[index] == .invitation { return hasInvitations = true }
    log.eachAcquaintance(index) { isMet[Int(numbers[Int($0)])] = true }
  }

  private mutating func meet(_ number: Int32, _ seconds: Int64) { if last[Int(number)] < seconds { last[Int(number)] = seconds } }

  /// Look-up rows of handles that were met.
  var active: Set<Int64> { Set(zip(rows, last).lazy.filter { $0.1 != .min }.map(\.0)) }

  // MARK: What is left when all is read

  /// Gives back what is needed to number parties; names and days stay.
  mutating func endReading() { (slots, quoted) = ([], QuotedHandles()) }

  /// The distinct handles, with the days they were last met.
  var correspondents: Correspondents {
    Correspondents(parties, rows: rows, last: last, firsts: firsts, isMet: hasInvitations ? nil : isMet)
  }

  /// The same where nobody is to be numbered any more: names and days are handed over, not copied.
  mutating func takeCorrespondents() -> Correspondents {
    endReading()
    var (parties, rows, last): ([EncounterLog.Party], [Int64], [Int64]) = ([], [], [])
    swap(&parties, &self.parties)
    swap(&rows, &self.rows)
    swap(&last, &self.last)
    return Correspondents(parties, rows: rows, last: last, firsts: firsts, isMet: hasInvitations ? nil : isMet)
  }

  /// What is not written yet, which is written now.
  mutating func takeFresh() -> Range<Int> {
    defer { firstFresh = count }
    return firstFresh..<count
  }
}

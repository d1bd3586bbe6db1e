internal import Book

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
  /// The first number that has the same handle.
  private var firsts: [Int32] = []
  /// Whether the book had no encounters before this act, so that `last` is the whole truth.
  let isWhole: Bool
  /// The first party that is not written yet.
  private(set) var firstFresh: Int
  /// A number and one more, or 0 where the place is free; a party stands at its handle's hash or behind it.
  private var slots: [Int32] = []
  private var hashes: [UInt32] = []

  /// How many there are.
  var count: Int { parties.count }

  init(_ reader: BookReader) throws {
    let table = try PartyTable(reader)
    isWhole = table.parties.isEmpty
    firstFresh = table.parties.count
    makeRoom(for: max(2048, table.parties.count))
    for (party, row) in zip(table.parties, table.rows) {
      let hash = PartyRegistry.hash(party.handle)
      let (found, slot, first) = find(party, hash)
      // A party is written once; where a book has it twice all the same, each keeps its number and the first is found.
      append(party, row, hash, first: first ?? found.map { firsts[Int($0)] }, at: found == nil ? slot : nil)
    }
  }

  // MARK: Numbers

  /// The numbers of the parties of a log.
  mutating func numbers(of parties: [EncounterLog.Party], _ cipher: Cipher) -> [Int32] {
    let parties = parties.span
    var (numbers, message): ([Int32], [UInt8]) = ([], [])
    numbers.reserveCapacity(parties.count)
    for index in parties.indices { numbers.append(number(parties[index], cipher, &message)) }
    return numbers
  }

  private mutating func number(_ party: EncounterLog.Party, _ cipher: Cipher, _ message: inout [UInt8]) -> Int32 {
    let hash = PartyRegistry.hash(party.handle)
    let (found, slot, first) = find(party, hash)
    if let found { return found }
    let number = Int32(count)
    let row = first.map { rows[Int($0)] } ?? cipher.row(of: party.handle, writing: &message)
    append(party, row, hash, first: first, at: slot)
    return number
  }

  /// Keyed anew in each run, so that nobody can make a mailbox whose addresses all fall on one place.
  private static func hash(_ handle: Handle) -> UInt32 {
    var hasher = Hasher()
    hasher.combine(handle.normal)
    return UInt32(truncatingIfNeeded: hasher.finalize())
  }

  /// The number of a party, or the place where it would stand, and the first number of its handle if there is one.
  private func find(_ party: EncounterLog.Party, _ hash: UInt32) -> (number: Int32?, slot: Int, first: Int32?) {
    var first: Int32?
    var slot = Int(hash) & (slots.count - 1)
    let known = parties.span
    while slots[slot] != 0 {
      let number = slots[slot] - 1
      if hashes[Int(number)] == hash, PartyRegistry.same(known[Int(number)].handle, party.handle) {
        if known[Int(number)].name == party.name { return (number, slot, first) }
        if first == nil { first = firsts[Int(number)] }
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    return (nil, slot, first)
  }

  private static func same(_ a: Handle, _ b: Handle) -> Bool { a.kind == b.kind && a.normal == b.normal }

  private mutating func append(_ party: EncounterLog.Party, _ row: Int64, _ hash: UInt32, first: Int32?, at slot: Int?) {
    firsts.append(first ?? Int32(count))
    parties.append(party)
    rows.append(row)
    last.append(.min)
    quoted.append(party.handle)
    hashes.append(hash)
    if let slot { slots[slot] = Int32(count) }
    if count * 2 > slots.count { makeRoom(for: count * 2) }
  }

  private mutating func makeRoom(for parties: Int) {
    var size = 1024
    while size < parties * 2 { size *= 2 }
    slots = Array(repeating: 0, count: size)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(hash) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = Int32(number) + 1
    }
  }

  // MARK: Days

  /// Notes when the parties of an encounter were met; what a source calls spam or a draft does not count.
  mutating func meet(_ log: EncounterLog, _ index: Int, _ numbers: [Int32]) {
    let seconds = log.seconds[index]
    if seconds == .min || log.flags[index].contains(.discard) { return }
    if log.senders[index] >= 0 { meet(numbers[Int(log.senders[index])], seconds) }
    for position in log.recipientRange(index) { meet(numbers[Int(log.recipients[position])], seconds) }
  }

  private mutating func meet(_ number: Int32, _ seconds: Int64) { if last[Int(number)] < seconds { last[Int(number)] = seconds } }

  /// Look-up rows of handles that were met.
  var active: Set<Int64> { Set(zip(rows, last).lazy.filter { $0.1 != .min }.map(\.0)) }

  // MARK: What is left when all is read

  /// Gives back what is needed to number parties; names and days stay.
  mutating func endReading() { (slots, hashes, quoted) = ([], [], QuotedHandles()) }

  /// The distinct handles, with the days they were last met.
  var correspondents: Correspondents {
    Correspondents(parties, rows: rows, last: last, firsts: firsts)
  }

  /// The same where nobody is to be numbered any more: names and days are handed over, not copied.
  mutating func takeCorrespondents() -> Correspondents {
    endReading()
    var (parties, rows, last): ([EncounterLog.Party], [Int64], [Int64]) = ([], [], [])
    swap(&parties, &self.parties)
    swap(&rows, &self.rows)
    swap(&last, &self.last)
    return Correspondents(parties, rows: rows, last: last, firsts: firsts)
  }

  /// What is not written yet, which is written now.
  mutating func takeFresh() -> Range<Int> {
    defer { firstFresh = count }
    return firstFresh..<count
  }
}

internal import Book
internal import Foundation
internal import MerkleLog
internal import Scan

/// What an act knows about what it reads, over all its transactions.
final class IntakeState {
  /// Keys of encounters that were kept by other acts, and by this one.
  var known: KeySet?
  /// Keys that an earlier, broken-off run of this very act has written: they count as new once more.
  var resumed = KeySet()
  var parties: PartyRegistry?
  /// The first eight bytes of the keys of all records that are kept.
  var cardKeys: Set<UInt64>?
  /// Cards and encounters on their way into a batch.
  var cards: BatchBuilder?
  var page: PageBuilder?
  /// For each source of this act: what was told, and the records that were met in it.
  var open: [Source.ID: OpenSource] = [:]
  var hasForgotten: Bool?
  /// Records that were absent and are back.
  var returned: Set<Int64> = []
  /// People whose cards or days changed.
  private var touched: Set<Int64> = []
  /// Data since the last commit.
  var pending = 0
  /// Look-up rows of handles that take part in new encounters.
  var active: Set<Int64> { parties?.active ?? [] }

  struct OpenSource {
    var draft: SourceDraft
    var version: Int64
    var read: Moment
    var tally = Tally()
    var seen: Set<Int64> = []
    /// Keys of the records that cards with these contents are versions of, where an earlier export was compared.
    var successors: [Data: [UInt8]] = [:]
    var identity: [UInt8]
  }

  /// Names and days of all handles, where this act has read all encounters of the book.
  var whole: (rows: [Int64], parties: [EncounterLog.Party], last: [Int64])? {
    guard let parties, parties.isWhole else { return nil }
    return (parties.rows, parties.parties, parties.last)
  }

  /// Gives back what only the reading of sources needs, before people are made of what came in.
  func endReading() {
    (known, resumed, cardKeys) = (nil, KeySet(), nil)
    parties?.endReading()
  }

  func touch(_ person: Int64) { touched.insert(person) }

  func takeTouched() -> Set<Int64> {
    defer { touched = [] }
    return touched
  }
}

/// The parties of a book while encounters are added: each handle with each name has a number.
struct PartyRegistry {
  private struct Key: Hashable {
    let kind: UInt8
    let normal: String
    let name: String

    /// Few handles have several names: the handle alone spreads well enough.
    func hash(into hasher: inout Hasher) { hasher.combine(normal) }
  }
  private var numbers: [Key: Int32] = [:]
  private(set) var count = 0
  /// Look-up rows by number.
  private(set) var rows: [Int64] = []
  /// Each party's handle as it stands in the line of an encounter, by number; empty until it is wanted.
  private(set) var quoted: [[UInt8]] = []
  /// Parties by number, and when each was last met in what this act reads.
  private(set) var parties: [EncounterLog.Party] = []
  private(set) var last: [Int64] = []
  private var isActive: [Bool] = []
  /// Whether the book had no encounters before this act, so that `last` is the whole truth.
  let isWhole: Bool
  /// Parties that are not written yet.
  private(set) var fresh: [(party: EncounterLog.Party, row: Int64)] = []

  init(_ reader: BookReader) throws {
    let table = try PartyTable(reader)
    numbers.reserveCapacity(table.parties.count)
    isWhole = table.parties.isEmpty
    quoted = table.parties.map { Datum.quoted($0.handle) }
    parties = table.parties
    last = Array(repeating: .min, count: parties.count)
    isActive = Array(repeating: false, count: parties.count)
    for (party, row) in zip(table.parties, table.rows) {
      numbers[PartyRegistry.key(party)] = Int32(count)
      rows.append(row)
      count += 1
    }
  }

  private static func key(_ party: EncounterLog.Party) -> Key {
    Key(kind: HandleCodec.number(party.handle.kind), normal: party.handle.normal, name: party.name)
  }

  mutating func number(_ party: EncounterLog.Party, _ cipher: Cipher) -> Int32 {
    let key = PartyRegistry.key(party)
    if let known = numbers[key] { return known }
    let number = Int32(count)
    let row = cipher.row(of: party.handle)
    numbers[key] = number
    rows.append(row)
    parties.append(party)
    quoted.append(Datum.quoted(party.handle))
    last.append(.min)
    isActive.append(false)
    fresh.append((party, row))
    count += 1
    return number
  }

  /// Notes when the parties of an encounter were met; what a source calls spam or a draft does not count.
  mutating func meet(_ log: EncounterLog, _ index: Int, _ numbers: [Int32]) {
    let seconds = log.seconds[index]
    if seconds == .min || log.flags[index].contains(.discard) { return }
    if log.senders[index] >= 0 { meet(numbers[Int(log.senders[index])], seconds) }
    for position in log.recipientRange(index) { meet(numbers[Int(log.recipients[position])], seconds) }
  }

  private mutating func meet(_ number: Int32, _ seconds: Int64) {
    isActive[Int(number)] = true
    if last[Int(number)] < seconds { last[Int(number)] = seconds }
  }

  /// Look-up rows of handles that were met.
  var active: Set<Int64> { Set(zip(rows, isActive).filter(\.1).map(\.0)) }

  /// Gives back what is needed to number parties; names and days stay.
  mutating func endReading() { (numbers, quoted) = ([:], []) }

  mutating func takeFresh() -> [(party: EncounterLog.Party, row: Int64)] {
    defer { fresh = [] }
    return fresh
  }
}

/// A page of encounters on its way.
struct PageBuilder {
  let row: Int64
  let source: Source.ID
  var columns = EncounterColumns()
  var keys: [EncounterLog.Key] = []
  var batch: BatchBuilder

  init(row: Int64, source: Source.ID, seed: TreeHash) {
    self.row = row
    self.source = source
    batch = BatchBuilder(kind: "encounters", source: source, seed: seed)
  }

  mutating func add(_ log: EncounterLog, _ index: Int, numbers: [Int32], datum: [UInt8]) throws {
    columns.seconds.append(log.seconds[index])
    columns.offsets.append(log.offsets[index])
    columns.media.append(log.media[index].rawValue)
    columns.flags.append(log.flags[index].rawValue)
    columns.senders.append(log.senders[index] < 0 ? -1 : numbers[Int(log.senders[index])])
    for position in log.recipientRange(index) {
      columns.recipients.append(numbers[Int(log.recipients[position])])
      columns.roles.append(log.roles[position].rawValue)
    }
    columns.recipientEnds.append(Int32(columns.recipients.count))
    columns.conversations.append(log.conversations[index])
    columns.subjects.append(log.subjects[index])
    columns.minutes.append(log.minutes[index])
    keys.append(log.keys[index])
    try batch.add(datum, row: row)
  }
}

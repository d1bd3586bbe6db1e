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
  /// The handles of the book with the days they were last met, where this act has read all its encounters.
  private var whole: Correspondents?
  /// Look-up rows of handles that take part in new encounters.
  var active: Set<Int64> { parties?.active ?? whole?.active ?? [] }

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
  var correspondents: Correspondents? { whole ?? (parties?.isWhole == true ? parties?.correspondents : nil) }

  /// Gives back what only the reading of sources needs, before people are made of what came in.
  func endReading() {
    (known, resumed, cardKeys) = (nil, KeySet(), nil)
    if parties?.isWhole == true { whole = parties?.takeCorrespondents() }
    if whole == nil { parties?.endReading() } else { parties = nil }
  }

  func touch(_ person: Int64) { touched.insert(person) }

  func takeTouched() -> Set<Int64> {
    defer { touched = [] }
    return touched
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
    let (range, recipients, roles, numbers) = (log.recipientRange(index), log.recipients.span, log.roles.span, numbers.span)
    columns.recipients.append(addingCapacity: range.count) { out in
      for position in range { out.append(numbers[Int(recipients[position])]) }
    }
    columns.roles.append(addingCapacity: range.count) { out in for position in range { out.append(roles[position].rawValue) } }
    columns.recipientEnds.append(Int32(columns.recipients.count))
    columns.conversations.append(log.conversations[index])
    columns.subjects.append(log.subjects[index])
    columns.minutes.append(log.minutes[index])
    keys.append(log.keys[index])
    try batch.add(datum, row: row)
  }
}

public import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Finds which records of an earlier export of a source the records of a later one are: first by content and by the source's own ids,
/// then, among those left over on both sides, by what only one on either side has: a mail address, a profile, a phone, a name, at last all the rest.
/// Give it every record of the later export, then `settle`.
public struct RecordMatcher {
  private struct Known {
    var key: [UInt8]
    var content: Data
    var isAbsent: Bool
    var trace: Trace
    var isClaimed = false
  }
  private struct Fresh {
    var content: Data
    var trace: Trace
    var isClaimed = false
  }
  /// What is compared of a record.
  private struct Trace {
    var addresses: [String]
    var phones: [String]
    var words: Set<String>
    /// What else it holds that few share: dates, notes, addresses, fields of the source's own.
    var rest: String
    /// The source's own id, where it names the record for good; a directory's name for an entry changes with the entry.
    var id: String?

    var name: String { words.sorted().joined(separator: " ") }

    init(_ fields: ContactFields, id: String?, format: Card.Format) {
      addresses = fields.handles.filter { $0.value.kind == .email || $0.value.kind == .profile }.map(\.value.normal)
      phones = fields.handles.filter { $0.value.kind == .phone && $0.value.normal.utf8.count > 6 }.map(\.value.normal)
      words = Set(Fold.words(fields.kind == nil ? fields.name.shown : fields.shown))
      let dates = (fields.dates + [fields.birthday].compactMap { $0 }.map { .init($0) }).map { "\($0.label) \($0.value)" }
      rest = (dates + fields.notes + fields.addresses.map(\.value.line) + fields.others.map { "\($0.label) \($0.value)" })
        .joined(separator: "\n")
      self.id = format == .ldif ? nil : id
    }
  }

  private let cipher: Cipher
  private let identity: [UInt8]
  private var known: [Known]
  private var fresh: [Fresh] = []
  private var byContent: [Data: Int] = [:]
  private var byKey: [[UInt8]: Int] = [:]
  /// The key of the record that a card with this content is the next version of, where its own key would be another.
  private(set) var successors: [Data: [UInt8]] = [:]
  /// What would become of the cards: new, changed, same.
  public private(set) var tally = Tally()

  init(_ reader: BookReader, identity: [UInt8], rows: [Row]) throws {
    cipher = reader.context.cipher
    self.identity = identity
    known = []
    for row in rows {
      let body = try reader.open(row[4], "card", "fields", row[0], row[1])
      let (native, _, fields) = try FieldsCodec.read(body)
      guard let format = BookReader.formats.first(where: { $0.number == body.last })?.format else { throw CodecError.value }
      byContent[row[3]] = known.count
      byKey[Array(row[2] as Data)] = known.count
      known.append(
        Known(
          key: Array(row[2] as Data), content: row[3], isAbsent: row[5] != nil as Int64?,
          trace: Trace(fields, id: native, format: format)))
    }
  }

  /// Takes a card of the later export.
  public mutating func add(_ card: Card) {
    let content = cipher.hash(.content, card.bytes)
    if let index = byContent[Data(content)] {
      // The same card twice in one export is one record.
      claim(index, by: Data(content))
      tally.same += 1
      return
    }
    if let index = byKey[ActWriter.key(of: card, content: content, identity: identity, cipher)] {
      known[index].isClaimed = true
      tally.changed += 1
      return
    }
    fresh.append(Fresh(content: Data(content), trace: Trace(card.fields, id: card.nativeID, format: card.format)))
  }

  private mutating func claim(_ index: Int, by content: Data) {
    known[index].isClaimed = true
    successors[content] = known[index].key
  }

  /// Finds the records that the cards without content or id in common are.
  public mutating func settle() {
    pair({ $0.addresses }) { a, b in a.id == nil || b.id == nil || a.id == b.id || a.words == b.words }
    pair({ $0.phones }) { a, b in (a.id == nil || b.id == nil) && (a.words.isEmpty || b.words.isEmpty || !a.words.isDisjoint(with: b.words))
    }
    pair({ $0.words.isEmpty ? [] : [$0.name] }) { a, b in a.id == nil || b.id == nil }
    pair({ $0.rest.utf8.count < 8 ? [] : [$0.rest] }) { a, b in (a.id == nil || b.id == nil) && a.addresses.isEmpty && a.phones.isEmpty }
    let changed = fresh.count { $0.isClaimed }
    tally.changed += changed
    tally.new += fresh.count - changed
  }

  /// Pairs what one free record and one free card alone have in common.
  private mutating func pair(_ traits: (Trace) -> [String], _ fits: (Trace, Trace) -> Bool) {
    var cards: [String: Int] = [:]
    var records: [String: Int] = [:]
    // -1: several have it, so that it tells nothing.
    for index in fresh.indices where !fresh[index].isClaimed {
      for trait in Set(traits(fresh[index].trace)) { cards[trait] = cards[trait] == nil ? index : -1 }
    }
    for index in known.indices where !known[index].isClaimed {
      for trait in Set(traits(known[index].trace)) { records[trait] = records[trait] == nil ? index : -1 }
    }
    for (trait, card) in cards.sorted(by: { $0.key < $1.key }) where card >= 0 {
      guard let record = records[trait], record >= 0, !fresh[card].isClaimed, !known[record].isClaimed else { continue }
      guard fits(fresh[card].trace, known[record].trace) else { continue }
      fresh[card].isClaimed = true
      claim(record, by: fresh[card].content)
    }
  }

  /// Whether this is an export of the same thing at all: where both hold more than a few records, a fifth of the smaller must be in
  /// both. Two accounts whose exports bear the same name are two sources.
  public var isSameSource: Bool {
    let present = known.count { !$0.isAbsent }
    let read = tally.new + tally.changed + tally.same
    guard present >= 5, read >= 5 else { return true }
    return known.count(where: \.isClaimed) * 5 >= min(present, read)
  }
}

extension BookReader {
  /// What finds the records of an earlier export of the source called `identity`; nil where none is in the book.
  public func matcher(identity: String) throws -> RecordMatcher? {
    let hash = context.cipher.hash(.identity, Array(identity.utf8))
    let rows = try Row.fetchAll(
      db,
      sql: """
        select card.id, card.act, card.key, card.content, card.fields, absent.id from card join source on source.id = card.source
        left join absent on absent.id = card.record and absent.act <> \(hidden)
        where source.identity = ? and card.act <> \(hidden)
        and card.number = (select max(number) from card as other where other.record = card.record and other.act <> \(hidden))
        order by card.id
        """, arguments: [Data(hash)])
    return rows.isEmpty ? nil : try RecordMatcher(self, identity: hash, rows: rows)
  }

  /// Whether a source of that identity was read.
  public func hasSource(identity: String) throws -> Bool {
    let hash = context.cipher.hash(.identity, Array(identity.utf8))
    return try Bool.fetchOne(
      db, sql: "select exists (select 1 from source where identity = ? and act <> \(hidden))", arguments: [Data(hash)]) ?? false
  }

  /// Whether these very bytes were read before by this reader.
  public func hasSeen(_ draft: SourceDraft) throws -> Bool { try knownSource(draft).map { $0.act != hidden } ?? false }

  /// How many encounters of some logs the book does not hold.
  public func newEncounters(among logs: [EncounterLog]) throws -> Int {
    var known = try knownKeys()
    var count = 0
    for log in logs { for key in log.keys where known.insert(key) { count += 1 } }
    return count
  }

  /// The source that has these very bytes by this very reader.
  func knownSource(_ draft: SourceDraft) throws -> (id: Source.ID, act: Int64, version: Int64)? {
    let digest = Data(context.cipher.digest(of: draft))
    guard let row = try Row.fetchOne(db, sql: "select id, act, version from source where digest = ? order by act", arguments: [digest])
    else { return nil }
    return (Source.ID(value: UInt64(row[0] as Int64)), row[1], row[2])
  }
}

extension Cipher {
  /// The look-up hash of a source's bytes, its reader and its identity.
  func digest(of draft: SourceDraft) -> [UInt8] {
    hash(.digest, draft.digest, Array(draft.reader.utf8), Array(draft.identity.utf8))
  }
}

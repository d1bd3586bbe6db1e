public import Book
internal import Foundation
internal import GRDB
internal import Scan

extension BookReader {
  private static let columns = "card.id, card.act, card.record, card.number, card.source, card.fields"

  /// The newest version of every record, by record id.
  public func cardRecords() throws -> [CardRecord] {
    if !hasMovedMembers, let recordCache { return recordCache }
    let found = try newestRecords()
    // Only an act, which alone may change the book, can know that the records are still the same.
    if self is ActWriter, found.count > 1000 {
      recordCache = found
      hasMovedMembers = false
    }
    return found
  }

  /// The same, but the person of a record may be that of before.
  func recordsForDirectory() throws -> [CardRecord] { try recordCache ?? newestRecords() }

  private var isNewest: String {
    "card.number = (select max(number) from card as other where other.record = card.record and other.act <> \(hidden))"
  }

  private func newestRecords() throws -> [CardRecord] { try records(where: isNewest, []) }

  /// The newest versions of the records that are no person's, but for those that a later whole export no longer had: firms, groups,
  /// places, oneself, cards without a name. By record id.
  public func unclaimedRecords() throws -> [CardRecord] {
    // The first condition is answered by an index alone: not every card is looked at.
    try records(
      where: """
        card.record in (select kept.record from card as kept where not exists (select 1 from member where member.id = kept.record))
          and absent.id is null and \(isNewest)
        """, [])
  }

  /// The newest versions of the records of one person, newest source first.
  public func cardRecords(of person: Person.ID) throws -> [CardRecord] {
    guard let person = try resolve(person) else { return [] }
    let ids = try members(of: Int64(person.value)).filter { !Cipher.isHandle($0) }
    return try ids.compactMap { try card(Card.ID(value: UInt64($0))) }.sorted { ($0.act, $0.row) > ($1.act, $1.row) }
  }

  /// The newest version of one record.
  public func card(_ id: Card.ID) throws -> CardRecord? { try versions(of: id).last }

  /// Every version of one record, oldest first.
  public func versions(of id: Card.ID) throws -> [CardRecord] {
    try records(where: "card.record = ?", [Int64(id.value)]).sorted { $0.version < $1.version }
  }

  func everyVersion() throws -> [CardRecord] { try records(where: "true", []).sorted { ($0.id, $0.version) < ($1.id, $1.version) } }

  private func records(where condition: String, _ arguments: StatementArguments) throws -> [CardRecord] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        select \(BookReader.columns), absent.id, member.person from card
        left join absent on absent.id = card.record and absent.act <> \(hidden)
        left join member on member.id = card.record
        where card.act <> \(hidden) and \(condition) order by card.record
        """, arguments: arguments)
    var out: [CardRecord] = []
    while let row = try rows.next() { out.append(try record(row)) }
    return out
  }

  private func record(_ row: Row) throws -> CardRecord {
    let (id, act): (Int64, Int64) = (row[0], row[1])
    let bytes = try open(row[5], "card", "fields", id, act)
    guard let format = BookReader.formats.first(where: { $0.number == bytes.last }) else { throw CodecError.value }
    let (native, place, fields) = try FieldsCodec.read(bytes)
    let person: Int64? = row[7]
    return CardRecord(
      id: Card.ID(value: UInt64(row[2] as Int64)), version: row[3], format: format.format, nativeID: native, place: place, fields: fields,
      source: Source.ID(value: UInt64(row[4] as Int64)), isAbsent: row[6] != nil as Int64?,
      person: person.map { Person.ID(value: UInt64($0)) },
      row: id, act: act)
  }

  /// The format's number stands behind the fields.
  static let formats: [(format: Card.Format, number: UInt8)] = [(.vcard, 1), (.json, 2), (.row, 3), (.ldif, 4)]

  /// The bytes of a record's version, as they were read.
  public func bytes(of record: CardRecord) throws -> [UInt8] {
    guard let row = try Row.fetchOne(db, sql: "select act, raw from card where id = ?", arguments: [record.row]) else {
      throw Fault(.missing, "That record is not in the book any more.")
    }
    return Array(try open(row[1], "card", "raw", record.row, row[0]).dropFirst())
  }

  // MARK: Sources

  /// Every source that was read, by id.
  public func sources() throws -> [Source] {
    let rows = try Row.fetchCursor(db, sql: "select id, version, info from source where act <> \(hidden) order by id")
    var out: [Source] = []
    while let row = try rows.next() { out.append(try source(row)) }
    return out
  }

  /// One source.
  public func source(_ id: Source.ID) throws -> Source? {
    try Row.fetchOne(db, sql: "select id, version, info from source where id = ?", arguments: [Int64(id.value)]).map(source)
  }

  func source(_ row: Row) throws -> Source {
    let info = try JSONDecoder().decode(SourceInfo.self, from: Data(open(row[2], "source", "info", row[0], row[1]).dropFirst()))
    return Source(id: Source.ID(value: UInt64(row[0] as Int64)), draft: info.draft, read: info.read, tally: info.tally)
  }

  /// Where a record came from.
  public func origin(of record: CardRecord) throws -> Origin {
    guard let source = try source(record.source) else { throw Fault(.missing, "The source of that record is not in the book any more.") }
    return Origin(
      source: source.draft.kind, file: source.draft.file, place: record.place, account: source.draft.account, read: source.read,
      obtained: source.draft.obtained)
  }
}

/// What is sealed of a source.
struct SourceInfo: Codable {
  var draft: SourceDraft
  var read: Moment
  var tally: Tally
}

public import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Reads one book at one moment. Inside an act it sees the act's own changes; otherwise nothing of an act that is open.
public class BookReader {
  /// The book that is read.
  public let book: BookID
  let db: Database
  let context: BookContext
  /// The act whose rows are passed over: an import that is not done.
  let hidden: Int64
  /// The records as they were read last, within an act on a large book: people are made of them twice in one act.
  var recordCache: [CardRecord]?
  /// Whether members moved since, so that the people named in the cache are not to be told to others.
  var hasMovedMembers = false

  /// Whether the file has the table `people`, once that was asked.
  var keepsPeople: Bool?
  /// The row of packed people that was asked for last.
  var lastPage: PeoplePage?

  init(_ db: Database, _ context: BookContext, hidden: Int64) {
    self.db = db
    self.context = context
    self.hidden = hidden
    book = context.id
  }

  /// The act that is open, or -1.
  static func openAct(_ db: Database) throws -> Int64 { try Int64.fetchOne(db, sql: "select id from act where state = 0") ?? -1 }

  // MARK: Identities

  /// The person that `id` names today, after merges; nil when it was never given out.
  public func resolve(_ id: Person.ID) throws -> Person.ID? {
    var number = Int64(id.value)
    for _ in 0..<10_000 {
      switch try standing(of: number) {
      case .unknown: return nil
      case .live: return Person.ID(value: UInt64(number))
      case .alias(let next): number = next
      }
    }
    throw Fault(.tampered, "Merged people name one another in a circle.", next: "cardcase doctor")
  }

  /// Names as `alias` the ids of a person and of those merged into them.
  static let aliasesOf = """
    with recursive alias(id) as (select ? union select person.id from person join alias on person."into" = alias.id)
    """ + " "

  /// Every id that names this person: its own and those merged into it.
  func aliases(of id: Person.ID) throws -> [Int64] {
    let chain = try db.cachedStatement(sql: BookReader.aliasesOf + "select id from alias order by id")
    return try Int64.fetchAll(chain, arguments: [Int64(id.value)])
  }

  /// The person a handle belongs to.
  public func personID(of handle: Handle) throws -> Person.ID? { try personID(context.cipher.row(of: handle)) }

  /// The person a record belongs to.
  public func personID(of card: Card.ID) throws -> Person.ID? { try personID(Int64(card.value)) }

  /// The persons that handles belong to, quicker than one by one; nil for a handle nobody has.
  public func personIDs(of handles: [Handle]) throws -> [Person.ID?] {
    if handles.count < 200 { return try handles.map { try personID(of: $0) } }
    let known = try personsByHandle()
    if known.isEmpty { return handles.map { _ in nil } }
    return handles.map { known[context.cipher.row(of: $0)].map { Person.ID(value: UInt64($0)) } }
  }

  private func personID(_ member: Int64) throws -> Person.ID? { try person(ofMember: member).map { Person.ID(value: UInt64($0)) } }

  /// Whether a handle is to stay forgotten.
  public func isForgotten(_ handle: Handle) throws -> Bool {
    let known = try db.cachedStatement(sql: "select exists (select 1 from forgotten where id = ?)")
    return try Bool.fetchOne(known, arguments: [context.cipher.row(of: handle, .forgotten)]) ?? false
  }

  // MARK: Directory

  /// How many people the book has.
  public func peopleCount() throws -> Int { try Int.fetchOne(db, sql: "select sum(count) from directory") ?? 0 }

  /// Everybody in the book, by id.
  public func people() throws -> [DirectoryEntry] {
    var out: [DirectoryEntry] = []
    try eachDirectoryPage { _, bytes in out += try DirectoryCodec.read(bytes) }
    return out.sorted { $0.id < $1.id }
  }

  /// Those for whom each word of `query` begins a word of the name, the firm or a handle; accents and case do not matter. A query that is a
  /// number finds who has a phone number, or any other word, with these digits, however it is written.
  public func search(_ query: String, limit: Int = .max) throws -> [DirectoryEntry] {
    let number = NumberQuery(query)
    let words = Fold.words(query).map { [32] + Array($0.utf8) }
    if words.isEmpty, number == nil { return [] }
    var (out, found): ([DirectoryEntry], [UInt8]) = ([], [])
    try eachDirectoryPage { _, bytes in
      if out.count >= limit { return }
      try DirectoryCodec.each(bytes) { entry in
        if out.count >= limit { return }
        try entry.words(into: &found)
        let hasNumber = number.map { DirectoryCodec.matches($0, found.span) } ?? false
        if hasNumber || !words.isEmpty && DirectoryCodec.matches(words, found.span) { out.append(try entry.decoded()) }
      }
    }
    return out.sorted { $0.id < $1.id }
  }

  /// One person; ids that were merged name the merged person.
  public func person(_ id: Person.ID) throws -> DirectoryEntry? {
    guard let id = try resolve(id) else { return nil }
    guard let page = try directoryPage(holding: Int64(id.value)) else { return nil }
    return try directoryPage(page).first { $0.id == id }
  }

  /// The page on which a person stands, if they are in the directory at all: that of a row of their own, else that of the stretch they fall
  /// into. A stretch begins at the person whose number its row has below zero.
  func directoryPage(holding person: Int64) throws -> Int64? {
    let known = try db.cachedStatement(
      sql: """
        select coalesce((select page from place where id = ?1),
          (select page from place where id between -?1 and -1 order by id limit 1))
        """)
    return try Int64.fetchOne(known, arguments: [person])
  }

  func directoryPage(_ page: Int64) throws -> [DirectoryEntry] {
    guard let row = try Row.fetchOne(db, sql: "select version, body from directory where id = ?", arguments: [page]) else { return [] }
    return try DirectoryCodec.read(open(row[1], "directory", "body", page, row[0]))
  }

  func eachDirectoryPage(_ take: (Int64, [UInt8]) throws -> Void) throws {
    let rows = try Row.fetchCursor(db, sql: "select id, version, body from directory order by id")
    while let row = try rows.next() { try take(row[0], open(row[2], "directory", "body", row[0], row[1])) }
  }

  // MARK: Cells

  func open(_ cell: Data, _ table: String, _ column: String, _ row: Int64, _ version: Int64) throws -> [UInt8] {
    try context.cipher.open(cell, at: Place(table: table, column: column, row: row, version: version))
  }

  func seal(_ plain: [UInt8], _ table: String, _ column: String, _ row: Int64, _ version: Int64) throws -> Data {
    try context.cipher.seal(plain, at: Place(table: table, column: column, row: row, version: version))
  }
}

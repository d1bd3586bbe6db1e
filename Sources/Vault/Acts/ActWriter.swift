public import Book
internal import Foundation
internal import GRDB
internal import MerkleLog
public import Scan

/// Changes one book within one act. Everything it writes, the ledger's entries and the directory are one transaction.
public final class ActWriter: BookReader {
  /// The act's number.
  let act: Int64
  /// The command the act belongs to.
  public let command: Command
  var frontier: Frontier
  /// People whose directory entries are to be made anew.
  var touched: Set<Int64> = []
  /// Whether days of last exchange must be found from the encounters again.
  var isDeep = false
  /// Everybody and what belongs to them, where this act has put all of them into the book and they are as it did: then all are touched.
  var roll: MemberRoll?
  /// What goes on over the transactions of an import.
  let intake: IntakeState
  /// Whether anything was written.
  private(set) var hasChanges = false
  private var journaled: Set<RowKey> = []
  private var statements: [String: BulkStatement] = [:]
  private var nextRows: [String: Int64] = [:]

  init(_ db: Database, _ context: BookContext, act: Int64, command: Command, intake: IntakeState = IntakeState()) throws {
    self.act = act
    self.intake = intake
    self.command = command
    frontier = try LedgerTable(db: db, context: context).head()
    super.init(db, context, hidden: -1)
  }

  /// A fresh identifier.
  public func newID<Noun: Identified>(_ noun: Noun.Type) -> Identifier<Noun> { Identifier(value: context.environment.randomIdentifier()) }

  /// The time of this machine.
  public var now: Moment { context.environment.now() }

  // MARK: Rows

  /// Runs `sql` with `values` by a statement that is kept for the act.
  @discardableResult func run(_ sql: String, _ values: [(any DatabaseValueConvertible)?]) throws -> Int {
    hasChanges = true
    return try statement(sql).run(values)
  }

  /// Marks that the act changes something that is no row of its own.
  func markChanged() { hasChanges = true }

  func statement(_ sql: String) throws -> BulkStatement {
    if let known = statements[sql] { return known }
    let made = try BulkStatement(db, sql)
    statements[sql] = made
    return made
  }

  /// The next free row of a table whose rows are numbered in order.
  func nextRow(_ table: String) throws -> Int64 {
    let row = try nextRows[table] ?? (Int64.fetchOne(db, sql: "select max(id) from \(table)") ?? 0) + 1
    nextRows[table] = row + 1
    return row
  }

  /// Keeps the row as it is before this act changes or removes it. Rows the act made itself are simply taken away by undo.
  func journal(_ table: Table, _ id: Int64) throws {
    guard journaled.insert(RowKey(table: table, id: id)).inserted else { return }
    guard let row = try statement("select * from \(table.rawValue) where id = ?").row([id]) else { return }
    if row["act"] == act { return }
    let number = try nextRow("undo")
    let image = try seal(RowImage.write(row), "undo", "image", number, act)
    try run("insert into undo (id, act, tbl, row, image) values (?, ?, ?, ?, ?)", [number, act, table.rawValue, id, image])
  }

  // MARK: Ledger

  func append(_ line: LedgerLine) throws {
    var line = line
    line.act = act
    line.command = command.number
    _ = try LedgerTable(db: db, context: context).append(line, to: &frontier)
    hasChanges = true
  }

  /// Adds an entry of one's own: `kind` is a clear word, `ids` opaque identifiers. Never a name, a score, a question.
  public func record(_ kind: String, count: Int = 0, ids: [String] = []) throws {
    var line = LedgerLine(kind, count: count)
    line.ids = ids
    try append(line)
  }

  /// Who is who is about to change: what the act remembers of it holds no more.
  func forgetRoll() {
    guard let roll else { return }
    touched.formUnion(roll.persons)
    self.roll = nil
  }

  /// Brings directory and ledger's head up to date; the last thing in every transaction.
  func complete() throws {
    try flushBatches()
    touched.formUnion(intake.takeTouched())
    try refreshDirectory()
    try LedgerTable(db: db, context: context).save(frontier)
  }

  // MARK: Facts

  /// Puts a fact. Under an id or a key that the kind has already it becomes the next version.
  @discardableResult public func put<Value: Encodable>(
    _ kind: String, id: FactID? = nil, key: String? = nil, about: Person.ID? = nil, _ value: Value
  ) throws -> FactID {
    let hashed = key.map { factKey(kind, $0) }
    var known = try id.flatMap {
      try statement("select id, version, body, key, made from fact where id = ? and kind = ?").row([Int64($0.value), kind])
    }
    if known == nil, let hashed {
      known = try statement("select id, version, body, key, made from fact where kind = ? and key = ?").row([kind, hashed])
    }
    let body = try newBody(value)
    let number = known.map { $0[0] as Int64 } ?? Int64(bitPattern: id?.value ?? newID(FactNoun.self).value)
    var line = LedgerLine("fact")
    line.ids = [FactID(value: UInt64(number)).description]
    line.note = kind
    line.now = body.commitment
    var version: Int64 = 1
    if let known {
      let before = try FactBody(open(known[2], "fact", "body", number, known[1]))
      if before.json == body.json { return FactID(value: UInt64(number)) }
      line.was = before.commitment
      version = known[1] + 1
      try journal(.fact, number)
    }
    let sealed = try seal(body.bytes, "fact", "body", number, version)
    try run(
      """
      insert into fact (id, act, kind, key, about, version, made, changed, body) values (?, ?, ?, ?, ?, ?, ?, ?, ?)
      on conflict (id) do update set key = coalesce(excluded.key, key), about = coalesce(excluded.about, about), version = excluded.version,
        changed = excluded.changed, body = excluded.body
      """,
      [number, act, kind, hashed, about.map { Int64($0.value) }, version, known.map { $0[4] as Int64 } ?? act, now.seconds, sealed])
    try append(line)
    return FactID(value: UInt64(number))
  }

  /// Takes a fact away.
  public func remove(_ kind: String, id: FactID) throws {
    let number = Int64(id.value)
    guard let row = try Row.fetchOne(db, sql: "select version, body from fact where id = ? and kind = ?", arguments: [number, kind]) else {
      return
    }
    let before = try FactBody(open(row[1], "fact", "body", number, row[0]))
    try journal(.fact, number)
    try run("delete from fact where id = ?", [number])
    var line = LedgerLine("fact")
    line.ids = [id.description]
    line.note = kind
    line.was = before.commitment
    try append(line)
  }

  func newBody(_ value: some Encodable) throws -> FactBody {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let json: [UInt8]
    do { json = Array(try encoder.encode(value)) } catch {
      throw Fault(.system, "A document could not be written.", underlying: "\(error)")
    }
    return FactBody(salt: try context.cipher.seed(), json: json)
  }

  /// Sees to it that these handles are not kept again: their keyed hashes are, and nothing else.
  public func forgetHandles(_ handles: [Handle]) throws {
    for handle in handles {
      try run("insert into forgotten (id, act) values (?, ?) on conflict do nothing", [context.cipher.row(of: handle, .forgotten), act])
    }
    if !handles.isEmpty { try append(LedgerLine("forget", count: handles.count)) }
  }

  // MARK: Own cards

  /// Puts what the user says of a person; nil takes it away.
  public func setOwnCard(_ card: OwnCard?, of person: Person.ID) throws {
    guard let person = try resolve(person) else { throw Fault(.missing, "There is no such person.") }
    let number = Int64(person.value)
    let known = try Row.fetchOne(db, sql: "select version, body from own where id = ?", arguments: [number])
    var line = LedgerLine("own")
    line.ids = [person.description]
    var version: Int64 = 1
    let body = try card.map { try newBody($0) }
    if let known {
      let before = try FactBody(open(known[1], "own", "body", number, known[0]))
      if before.json == body?.json { return }
      line.was = before.commitment
      version = known[0] + 1
      try journal(.own, number)
    }
    guard let body else {
      if known == nil { return }
      try run("delete from own where id = ?", [number])
      touched.insert(number)
      return try append(line)
    }
    line.now = body.commitment
    try run(
      "insert into own (id, act, version, body) values (?, ?, ?, ?) on conflict (id) do update set version = excluded.version, body = excluded.body",
      [number, act, version, try seal(body.bytes, "own", "body", number, version)])
    touched.insert(number)
    try append(line)
  }
}

/// A row of a table, as a key.
private struct RowKey: Hashable {
  let table: Table
  let id: Int64
}

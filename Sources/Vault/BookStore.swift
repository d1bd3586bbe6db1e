public import Book
internal import Foundation
internal import GRDB
internal import MerkleLog
internal import Scan
internal import Synchronization

/// One book of a vault: reading it, changing it by acts, importing into it.
public final class BookStore: Sendable {
  /// Which book.
  public let id: BookID
  let context: BookContext
  private let cached = Mutex<Access.Reading?>(nil)

  init(_ context: BookContext) {
    id = context.id
    self.context = context
  }

  // MARK: Reading

  /// Reads the book as it is after the last act that is done. Changes no byte of the vault's folder. An act begun inside waits for
  /// the reading to end and so for itself: never do that.
  public func read<Result>(_ body: (BookReader) throws -> Result) throws -> Result {
    try faulting {
      let reading = try Access(context: context).openForReading(cached: cached.withLock { $0 })
      defer { withExtendedLifetime(reading.lock) {} }
      if reading.stamp != nil { cached.withLock { $0 = Access.Reading(queue: reading.queue, lock: nil, stamp: reading.stamp) } }
      return try reading.queue.read { db in try body(BookReader(db, context, hidden: try BookReader.openAct(db))) }
    }
  }

  // MARK: Acts

  /// One small act: `body` runs in one transaction, with its ledger entries. `kind` is a clear word (`edit`, `merge`). When it
  /// throws, nothing was changed; when it writes nothing, there is no act.
  @discardableResult public func act<Result>(
    _ kind: String, _ command: Command, undoable: Bool = true, _ body: (ActWriter) throws -> Result
  ) throws -> Result {
    try mayChange()
    return try perform(kind, command, undoable: undoable, body)
  }

  /// An act without asking register and hold: for what the vault itself records.
  func perform<Result>(_ kind: String, _ command: Command, undoable: Bool, _ body: (ActWriter) throws -> Result) throws -> Result {
    try writing { db in
      try removeOpenAct(db)
      return try transaction(db) {
        let act = try BookStore.newAct(db, kind, command, state: 1, at: context.environment.now().seconds, token: nil, undoable: undoable)
        let writer = try ActWriter(db, context, act: act, command: command)
        let result = try body(writer)
        for source in writer.intake.open.keys.sorted() { _ = try writer.endSource(source) }
        try writer.unmarkReturned()
        try writer.touchActive()
        guard writer.hasChanges else { return (.rollback, result) }
        try writer.complete()
        return (.commit, result)
      }
    }
  }

  /// Begins a long act, which commits in batches and is seen when it is finished. `fingerprint` says what is imported (paths, sizes,
  /// digests): an act of the same fingerprint that was broken off is taken up again, any other is taken away first.
  public func startImport(_ command: Command, fingerprint: [UInt8]) throws -> ImportSession {
    try mayChange()
    return try faulting { try ImportSession(self, command, fingerprint: fingerprint) }
  }

  private func mayChange() throws {
    let status = try context.status()
    switch status.state {
    case .open: break
    case .sealed: throw Fault(.refused, "The book \(id) is sealed: it can be read, not changed.", next: "cardcase leave seal --undo \(id)")
    case .deleted: throw Fault(.missing, "The book \(id) was deleted.")
    }
    if status.isHeld {
      throw Fault(.held, "The book \(id) is under a hold: nothing in it may be changed.", next: "Ask whoever asked for the hold.")
    }
    try migrateSealed(SealedMigration.all)
  }

  // MARK: Transactions

  /// Opens the file for writing, runs `body`, and leaves the file closed and whole.
  func writing<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try faulting {
      let access = Access(context: context)
      let writing = try access.openForWriting()
      let result: Result
      do {
        result = try writing.queue.writeWithoutTransaction(body)
      } catch {
        // What was not committed is rolled back by closing; the first error is the one that matters.
        do { try access.finish(writing) } catch {}
        throw error
      }
      try access.finish(writing)
      return result
    }
  }

  /// One transaction around `body`.
  func transaction<Result>(_ db: Database, _ body: () throws -> (Database.TransactionCompletion, Result)) throws -> Result {
    var result: Result?
    try db.inTransaction(.immediate) {
      let (completion, value) = try body()
      result = value
      if completion == .commit { try context.environment.trap(.beforeCommit) }
      return completion
    }
    try context.environment.trap(.committed)
    guard let result else { throw Fault(.system, "A transaction gave no result.") }
    return result
  }

  static func newAct(
    _ db: Database, _ kind: String, _ command: Command, state: Int, at seconds: Int64, token: Data?, undoable: Bool
  ) throws -> Int64 {
    let act = (try Int64.fetchOne(db, sql: "select max(id) from act") ?? 0) + 1
    try db.execute(
      sql: "insert into act (id, command, number, verb, kind, state, at, token, undoable) values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      arguments: [act, Int64(bitPattern: command.id), command.number, command.verb, kind, state, seconds, token, undoable])
    return act
  }

  /// Takes away what an import that was broken off has written.
  func removeOpenAct(_ db: Database, keeping token: Data? = nil) throws {
    guard let row = try Row.fetchOne(db, sql: "select id, command, number, verb, token from act where state = 0") else { return }
    if let token, row[4] == token { return }
    let command = Command(verb: row[3], id: UInt64(bitPattern: row[1]), number: row[2])
    try transaction(db) {
      try Undoing(db: db, context: context).takeBack(row[0], command: command, as: "removed")
      return (.commit, ())
    }
  }
}

extension ActWriter {
  /// People whose handles take part in new encounters have a new last day.
  func touchActive() throws {
    // Who has just come into an empty book is written with the right day anyway.
    if roll != nil { return }
    let active = intake.active
    if active.isEmpty { return }
    var people: [Int64] = []
    if active.count > 1000 {
      try eachMember { member, person in if active.contains(member) { people.append(person) } }
    } else {
      for row in active { if let person = try person(ofMember: row) { people.append(person) } }
    }
    touched.formUnion(people)
    if !people.isEmpty { isDeep = true }
  }
}

public import Book
internal import Foundation
internal import GRDB
internal import Scan

/// An import under way: it has the writer's lock, commits in batches, and is seen by readers when it is finished. When it goes away
/// unfinished, its act stays open, to be taken up or taken away later.
public final class ImportSession {
  /// What `begin` found.
  public enum Begun: Sendable, Hashable {
    /// Not read before: go on with `add`, then `end`.
    case read(Source.ID)
    /// These very bytes were read before by this reader: nothing to add. The tally is the earlier one, all of it as `same`.
    case seen(Source.ID, Tally)
  }

  /// Whether an import that was broken off was taken up.
  public let isResumed: Bool
  private let store: BookStore
  private let command: Command
  private let access: Access
  private var writing: Access.Writing?
  private let act: Int64
  private let intake = IntakeState()
  private var current: Source.ID?
  private var total = Tally()
  private var seenAgain = 0
  private var wrote = false
  private var batchSize: Int { store.context.environment.importBatch }

  init(_ store: BookStore, _ command: Command, fingerprint: [UInt8]) throws {
    self.store = store
    self.command = command
    access = Access(context: store.context)
    let writing = try access.openForWriting()
    let token = Data(store.context.cipher.hash(.token, fingerprint))
    do {
      (act, isResumed) = try writing.queue.writeWithoutTransaction { db in
        try store.removeOpenAct(db, keeping: token)
        if let known = try Int64.fetchOne(db, sql: "select id from act where state = 0") { return (known, true) }
        return try store.transaction(db) {
          let now = store.context.environment.now().seconds
          return (.commit, (try BookStore.newAct(db, "import", command, state: 0, at: now, token: token, undoable: true), false))
        }
      }
    } catch {
      do { try access.finish(writing) } catch {}
      throw error
    }
    self.writing = writing
  }

  /// Begins a source. Say every source that is part of the import, also those that turn out to have been seen.
  public func begin(_ draft: SourceDraft) throws -> Begun {
    try step { writer in
      guard current == nil else { throw Fault(.usage, "The source before was not ended.") }
      if let known = try writer.knownSource(draft), known.act != act {
        let earlier = try writer.source(known.id)?.tally ?? Tally()
        var tally = Tally()
        tally.same = earlier.new + earlier.changed + earlier.same
        tally.encounters = earlier.encounters
        tally.rejected = earlier.rejected
        total = total + tally
        seenAgain += 1
        return .seen(known.id, tally)
      }
      wrote = true
      let id = try writer.addSource(draft)
      current = id
      return .read(id)
    }
  }

  /// Whether the book has no source of this kind, so that nothing of it can have been read before: then `begin` takes a source without its
  /// digest, and `end` is told it.
  public func hasNone(ofKind kind: String) throws -> Bool {
    try step { writer in
      try !(Bool.fetchOne(writer.db, sql: "select exists (select 1 from source where kind = ?)", arguments: [kind]) ?? false)
    }
  }

  /// Whether these very bytes were read before by this reader, as that source.
  public func hasSeen(_ draft: SourceDraft) throws -> Bool { try step { try $0.knownSource(draft).map { $0.act != act } ?? false } }

  /// What finds the records of an earlier export of the source called `identity`; nil where none is in the book.
  public func matcher(identity: String) throws -> RecordMatcher? { try step { try $0.matcher(identity: identity) } }

  /// Lets the cards of the current source follow the records that `matcher` found for them.
  public func follow(_ matcher: RecordMatcher) {
    guard let current else { return }
    intake.open[current]?.successors = matcher.successors
  }

  /// Adds readings of the current source; one outcome per card, nil for the rest.
  @discardableResult public func add(_ readings: [Reading]) throws -> [Outcome?] {
    guard let current else { throw Fault(.usage, "No source was begun.") }
    var outcomes: [Outcome?] = []
    outcomes.reserveCapacity(readings.count)
    var index = 0
    while index < readings.count {
      try step { writer in
        while index < readings.count, intake.pending < batchSize {
          outcomes.append(try add(readings[index], to: current, writer))
          index += 1
        }
      }
    }
    return outcomes
  }

  private func add(_ reading: Reading, to source: Source.ID, _ writer: ActWriter) throws -> Outcome? {
    switch reading {
    case .card(let card): return try writer.add(card, from: source).outcome
    case .encounters(let log):
      try writer.add(log, from: source)
      return nil
    case .rejected:
      intake.open[source]?.tally.rejected += 1
      return nil
    // What mail proposes is filed with the last transaction, when people are known.
    case .ownAddress, .finding, .service: return nil
    }
  }

  /// Ends the current source. `digest` is that of its bytes where it was begun without.
  @discardableResult public func end(digest: [UInt8]? = nil) throws -> Tally {
    try step { writer in
      guard let current else { throw Fault(.usage, "No source was begun.") }
      if let digest { intake.open[current]?.draft.digest = digest }
      let tally = try writer.endSource(current)
      self.current = nil
      total = total + tally
      return tally
    }
  }

  /// The last transaction: `body` makes people and facts of what came in; then readers see it all. An import that changed nothing
  /// leaves one ledger entry and no act.
  @discardableResult public func finish(_ body: (ActWriter) throws -> Void) throws -> Tally {
    if current != nil { _ = try end() }
    guard let writing else { throw Fault(.usage, "The import is over.") }
    try flush()
    intake.endReading()
    try faulting {
      try writing.queue.writeWithoutTransaction { db in
        try store.transaction(db) {
          let writer = try ActWriter(db, store.context, act: act, command: command, intake: intake)
          try body(writer)
          try writer.unmarkReturned()
          try writer.touchActive()
          try close(writer, db)
          return (.commit, ())
        }
      }
    }
    try release()
    return total
  }

  private func close(_ writer: ActWriter, _ db: Database) throws {
    if !wrote, !isResumed, !writer.hasChanges {
      try db.execute(sql: "delete from act where id = ?", arguments: [act])
      var line = LedgerLine("again", count: seenAgain)
      line.command = command.number
      try LedgerTable(db: db, context: store.context).append(line)
      return
    }
    var line = LedgerLine("import", count: total.new + total.changed)
    line.note = total.rejected > 0 ? "rejected \(total.rejected)" : nil
    try writer.append(line)
    if seenAgain > 0 { try writer.append(LedgerLine("again", count: seenAgain)) }
    try writer.complete()
    try db.execute(sql: "update act set state = 1 where id = ?", arguments: [act])
  }

  /// Takes back all that this import has written, as if it had not begun.
  public func abandon() throws {
    guard let writing else { return }
    openTransaction = nil
    try faulting {
      try writing.queue.writeWithoutTransaction { db in
        if db.isInsideTransaction { try db.rollback() }
        try store.removeOpenAct(db)
      }
    }
    try release()
  }

  // MARK: Transactions

  private var openTransaction: ActWriter?

  /// Runs `body` with a writer; commits when enough has come together.
  private func step<Result>(_ body: (ActWriter) throws -> Result) throws -> Result {
    guard let writing else { throw Fault(.usage, "The import is over.") }
    do {
      return try faulting {
        try writing.queue.writeWithoutTransaction { db in
          let writer = try openWriter(db)
          do {
            let result = try body(writer)
            if intake.pending >= batchSize { try commit(db, writer) }
            return result
          } catch {
            openTransaction = nil
            if db.isInsideTransaction { try db.rollback() }
            throw error
          }
        }
      }
    } catch {
      // What is in memory may be ahead of the file now: the session is of no more use. The first error is the one that matters.
      do { try release() } catch {}
      throw error
    }
  }

  private func openWriter(_ db: Database) throws -> ActWriter {
    if let open = openTransaction { return open }
    try db.beginTransaction(.immediate)
    let writer = try ActWriter(db, store.context, act: act, command: command, intake: intake)
    openTransaction = writer
    return writer
  }

  private func commit(_ db: Database, _ writer: ActWriter) throws {
    try writer.flushBatches()
    try LedgerTable(db: db, context: store.context).save(writer.frontier)
    try store.context.environment.trap(.beforeCommit)
    try db.commit()
    openTransaction = nil
    intake.pending = 0
    try store.context.environment.trap(.committed)
  }

  private func flush() throws {
    guard let writing, let writer = openTransaction else { return }
    try faulting { try writing.queue.writeWithoutTransaction { db in try commit(db, writer) } }
  }

  private func release() throws {
    guard let writing else { return }
    self.writing = nil
    try faulting { try access.finish(writing) }
  }

  deinit {
    // Unfinished: what was committed stays under the open act. A failure to close tidily costs nothing but tidiness.
    guard let writing else { return }
    openTransaction = nil
    do {
      try writing.queue.writeWithoutTransaction { db in if db.isInsideTransaction { try db.rollback() } }
      try access.finish(writing)
    } catch {}
  }
}

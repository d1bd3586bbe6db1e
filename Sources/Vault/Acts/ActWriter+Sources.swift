public import Book
internal import Foundation
internal import GRDB
internal import MerkleLog
internal import Scan

/// Readings into the book: sources, records, encounters.
extension ActWriter {
  // MARK: Sources

  /// Begins a source: typed cards, a datum through the door. Ended by the act itself.
  public func addSource(_ draft: SourceDraft) throws -> Source.ID {
    // The same bytes again in a small act: their source is there already.
    if let known = try knownSource(draft) { return try reopen(known.id, draft, version: known.version) }
    if let known = try brokenOffSource(draft) { return try reopen(known.id, draft, version: known.version) }
    let id = newID(Source.self)
    let identity = context.cipher.hash(.identity, Array(draft.identity.utf8))
    let open = IntakeState.OpenSource(draft: draft, version: 1, read: now, identity: identity)
    let info = try sealed(open, id)
    try run(
      "insert into source (id, act, kind, identity, digest, version, info) values (?, ?, ?, ?, ?, 1, ?)",
      [Int64(id.value), act, draft.kind, Data(identity), digest(draft), info])
    intake.open[id] = open
    return id
  }

  /// A source of this act whose digest was not known when it was broken off.
  private func brokenOffSource(_ draft: SourceDraft) throws -> (id: Source.ID, act: Int64, version: Int64)? {
    if draft.digest.isEmpty { return nil }
    var unread = draft
    unread.digest = []
    let row = try Row.fetchOne(db, sql: "select id, version from source where digest = ? and act = ?", arguments: [digest(unread), act])
    return row.map { (Source.ID(value: UInt64($0[0] as Int64)), act, $0[1]) }
  }

  private func reopen(_ id: Source.ID, _ draft: SourceDraft, version: Int64) throws -> Source.ID {
    if intake.open[id] == nil {
      let read = try source(id)?.read ?? now
      let identity = context.cipher.hash(.identity, Array(draft.identity.utf8))
      intake.open[id] = IntakeState.OpenSource(draft: draft, version: version, read: read, identity: identity)
    }
    return id
  }

  private func digest(_ draft: SourceDraft) -> Data { Data(context.cipher.digest(of: draft)) }

  private func sealed(_ open: IntakeState.OpenSource, _ id: Source.ID) throws -> Data {
    let info = SourceInfo(draft: open.draft, read: open.read, tally: open.tally)
    return try seal([1] + newBody(info).json, "source", "info", Int64(id.value), open.version)
  }

  /// Ends a source: what became of it is kept, and records that a whole export no longer has are marked.
  func endSource(_ id: Source.ID) throws -> Tally {
    guard var open = intake.open.removeValue(forKey: id) else { throw Fault(.usage, "That source was not begun.") }
    try flushBatches()
    if open.draft.isComplete { open.tally.absent = try markAbsent(open, id) }
    open.version += 1
    try run(
      "update source set version = ?, info = ?, digest = ? where id = ? and act = ?",
      [open.version, sealed(open, id), digest(open.draft), Int64(id.value), act])
    return open.tally
  }

  private func markAbsent(_ open: IntakeState.OpenSource, _ id: Source.ID) throws -> Int {
    let rows = try Int64.fetchAll(
      db,
      sql: """
        select distinct card.record from card join source on source.id = card.source where source.identity = ?
        and not exists (select 1 from absent where absent.id = card.record and absent.act <> ?) order by card.record
        """, arguments: [Data(open.identity), act])
    var count = 0
    for record in rows where !open.seen.contains(record) {
      count += 1
      try run("insert into absent (id, act, source) values (?, ?, ?) on conflict do nothing", [record, act, Int64(id.value)])
      try touchPerson(ofRecord: record)
    }
    recordCache = nil
    if count > 0 {
      var line = LedgerLine("absent", count: count)
      line.source = id
      try append(line)
    }
    return count
  }

  /// Records that came back: in the last transaction, because readers see it at once.
  func unmarkReturned() throws {
    if intake.returned.isEmpty { return }
    for record in intake.returned.sorted() {
      try journal(.absent, record)
      try run("delete from absent where id = ?", [record])
    }
    intake.returned = []
    recordCache = nil
  }

  private func touchPerson(ofRecord record: Int64) throws {
    if let person = try person(ofMember: record) { intake.touch(person) }
  }

  // MARK: Records

  /// Adds a record. Known content is `same`, known id with other content `changed`.
  public func add(_ card: Card, from source: Source.ID) throws -> (id: Card.ID, outcome: Outcome) {
    guard let open = intake.open[source] else { throw Fault(.usage, "That source was not begun.") }
    if try isForgotten(card) {
      intake.open[source]?.tally.forgotten += 1
      return (Card.ID(value: 0), .forgotten)
    }
    let content = context.cipher.hash(.content, card.bytes)
    let key = open.successors[Data(content)] ?? ActWriter.key(of: card, content: content, identity: open.identity, context.cipher)
    let (record, number, outcome) = try version(key: Data(key), content: Data(content))
    intake.open[source]?.seen.insert(record)
    switch outcome {
    case .new: intake.open[source]?.tally.new += 1
    case .changed: intake.open[source]?.tally.changed += 1
    default: intake.open[source]?.tally.same += 1
    }
    if let number { try insert(card, record: record, number: number, source: source, key: key, content: content) }
    return (Card.ID(value: UInt64(record)), outcome)
  }

  /// By what a record is known again: the source and the source's own id of it, else its content.
  static func key(of card: Card, content: [UInt8], identity: [UInt8], _ cipher: Cipher) -> [UInt8] {
    cipher.hash(.record, identity, Array((card.nativeID.map { "id \($0)" } ?? "content").utf8), card.nativeID == nil ? content : [])
  }

  /// What a record with this key and content is: its id, and the number of the version to write, if one is to be written.
  private func version(key: Data, content: Data) throws -> (record: Int64, number: Int?, outcome: Outcome) {
    // Most records of an import are new: a key that is not among the known ones need not be looked for.
    let short = Bytes.number(key.prefix(8))
    if intake.cardKeys == nil { intake.cardKeys = try knownCardKeys() }
    guard intake.cardKeys?.insert(short).inserted == false else { return (Int64(context.environment.randomIdentifier()), 1, .new) }
    let newest =
      "select record, number, content, act, (select 1 from absent where absent.id = record) from card where key = ? order by number desc limit 1"
    guard let row = try statement(newest).row([key]) else { return (Int64(context.environment.randomIdentifier()), 1, .new) }
    let record: Int64 = row[0]
    if row[4] != nil as Int64? { intake.returned.insert(record) }
    if row[2] == content {
      // Written by a run of this act that was broken off: it is new all the same.
      let outcome: Outcome = row[3] == act ? (row[1] == 1 ? .new : .changed) : .same
      return (record, nil, outcome)
    }
    return (record, row[1] + 1, .changed)
  }

  private func knownCardKeys() throws -> Set<UInt64> {
    var keys = Set<UInt64>()
    let rows = try Row.fetchCursor(db, sql: "select key from card")
    while let row = try rows.next() { keys.insert(Bytes.number((row[0] as Data).prefix(8))) }
    return keys
  }

  private func insert(_ card: Card, record: Int64, number: Int, source: Source.ID, key: [UInt8], content: [UInt8]) throws {
    let row = try nextRow("card")
    try run(
      "insert into card (id, act, record, number, source, key, content, raw, fields) values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
      [
        row, act, record, number, Int64(source.value), Data(key), Data(content), seal([1] + card.bytes, "card", "raw", row, act),
        seal(FieldsCodec.write(card), "card", "fields", row, act),
      ])
    if intake.cards?.source != source { try flushCards() }
    var batch = try intake.cards ?? BatchBuilder(kind: "cards", source: source, seed: context.cipher.seed())
    try batch.add(Datum.card(card.format, card.bytes), row: row)
    intake.cards = batch
    if batch.isFull { try flushCards() }
    if number > 1 { try touchPerson(ofRecord: record) }
    intake.pending += 1
    recordCache = nil
  }

  private func isForgotten(_ card: Card) throws -> Bool {
    guard try hasForgotten() else { return false }
    return try card.fields.handles.contains { try isForgotten($0.value) }
  }

  private func hasForgotten() throws -> Bool {
    if let known = intake.hasForgotten { return known }
    let any = try Bool.fetchOne(db, sql: "select exists (select 1 from forgotten)") ?? false
    intake.hasForgotten = any
    return any
  }

  // MARK: Encounters

  /// Adds encounters that are not known yet.
  @discardableResult public func add(_ log: EncounterLog, from source: Source.ID) throws -> Tally {
    guard intake.open[source] != nil else { throw Fault(.usage, "That source was not begun.") }
    var tally = Tally()
    let log = try withoutForgotten(log, &tally)
    if intake.known == nil { try loadKnown() }
    try addNew(log, from: source, &tally)
    tally.encounters = log.count
    let sum = (intake.open[source]?.tally ?? Tally()) + tally
    intake.open[source]?.tally = sum
    return tally
  }

  private func addNew(_ log: EncounterLog, from source: Source.ID, _ tally: inout Tally) throws {
    guard var known = intake.known, var parties = intake.parties else { return }
    if intake.page?.source != source { try flushPage() }
    var page = intake.page
    // Held here alone while the loop runs, so that nothing is copied; put back whatever happens.
    (intake.known, intake.parties, intake.page) = (nil, nil, nil)
    defer { (intake.known, intake.parties, intake.page) = (known, parties, page) }
    let numbers = parties.numbers(of: log.parties, context.cipher)
    var datum: [UInt8] = []
    var added = 0
    let hasResumed = intake.resumed.count > 0
    for index in 0..<log.count {
      if index + 8 < log.count { known.prefetch(log.keys[index + 8]) }
      guard known.insert(log.keys[index]) else { continue }
      tally.new += 1
      if hasResumed, intake.resumed.contains(log.keys[index]) { continue }
      if page == nil { page = PageBuilder(row: try nextRow("encounter"), source: source, seed: try context.cipher.seed()) }
      Datum.encounter(log, index, quoted: parties.quoted, numbers: numbers, into: &datum)
      try page?.add(log, index, numbers: numbers, datum: datum)
      parties.meet(log, index, numbers)
      added += 1
      // Asked before it is taken: a copy of the page for each encounter would cost more than the rest.
      if page?.batch.isFull == true, let full = page.take() { try write(full) }
    }
    tally.same += log.count - tally.new
    intake.pending += added
  }

  private func loadKnown() throws {
    var known = KeySet(capacity: try Int.fetchOne(db, sql: "select sum(count) from encounter") ?? 0)
    let rows = try Row.fetchCursor(db, sql: "select id, act, keys from encounter order by id")
    while let row = try rows.next() {
      let isOurs = row[1] == act
      try KeyColumn.read(open(row[2], "encounter", "keys", row[0], row[1])) {
        if isOurs { intake.resumed.insert($0) } else { known.insert($0) }
      }
    }
    intake.known = known
    intake.parties = try PartyRegistry(self)
  }

  private func withoutForgotten(_ log: EncounterLog, _ tally: inout Tally) throws -> EncounterLog {
    guard try hasForgotten() else { return log }
    let gone = try log.parties.map { try isForgotten($0.handle) }
    guard gone.contains(true) else { return log }
    var out = EncounterLog()
    // The parties that are left keep their order; nothing of the forgotten ones is kept.
    let places = gone.indices.filter { !gone[$0] }
    var numbers = [Int32](repeating: -1, count: gone.count)
    for (new, old) in places.enumerated() { numbers[old] = Int32(new) }
    out.parties = places.map { log.parties[$0] }
    for index in 0..<log.count {
      let sender = log.senders[index]
      let range = log.recipientRange(index)
      let left = range.filter { !gone[Int(log.recipients[$0])] }
      if sender >= 0 && gone[Int(sender)] || left.isEmpty && !range.isEmpty {
        tally.forgotten += 1
        continue
      }
      out.append(
        moment: log.moment(index), medium: log.media[index], flags: log.flags[index], sender: sender < 0 ? -1 : numbers[Int(sender)],
        recipients: left.map { (numbers[Int(log.recipients[$0])], log.roles[$0]) }, key: log.keys[index],
        conversation: log.conversations[index],
        subject: log.subjects[index], minutes: log.minutes[index])
    }
    return out
  }

  // MARK: Batches

  /// Writes what is on its way, so that the transaction can be committed.
  func flushBatches() throws {
    try flushCards()
    try flushPage()
    try flushParties()
  }

  private func flushParties() throws {
    guard let fresh = intake.parties?.takeFresh(), !fresh.isEmpty, let parties = intake.parties else { return }
    let row = try nextRow("party")
    let body = try seal(PartyCodec.write(fresh, of: parties.parties, parties.rows), "party", "body", row, act)
    try run(
      "insert into party (id, act, first, count, body) values (?, ?, ?, ?, ?) on conflict do nothing",
      [row, act, fresh.lowerBound, fresh.count, body])
  }

  private func flushCards() throws {
    guard let batch = intake.cards else { return }
    intake.cards = nil
    try write(batch)
  }

  private func flushPage() throws {
    guard let page = intake.page else { return }
    intake.page = nil
    try write(page)
  }

  private func write(_ page: PageBuilder) throws {
    let days = page.columns.seconds.filter { $0 != .min }.map { Moment(seconds: $0).day().number }
    try run(
      "insert into encounter (id, act, source, count, low, high, body, keys) values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
      [
        page.row, act, Int64(page.source.value), page.columns.count, Int64(days.min() ?? 0), Int64(days.max() ?? 0),
        seal(EncounterCodec.write(page.columns), "encounter", "body", page.row, act),
        seal(KeyColumn.write(page.keys), "encounter", "keys", page.row, act),
      ])
    try write(page.batch)
  }

  private func write(_ batch: BatchBuilder) throws {
    var line = LedgerLine(batch.kind, count: batch.tree.count)
    line.source = batch.source
    line.root = batch.tree.root
    let entry = frontier.count
    try append(line)
    let row = try nextRow("batch")
    let seed = try seal([1] + batch.salts.seed.bytes, "batch", "seed", row, act)
    try run(
      "insert into batch (id, act, entry, kind, first, count, seed) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
      [row, act, entry, batch.kind, batch.first, batch.tree.count, seed])
  }
}

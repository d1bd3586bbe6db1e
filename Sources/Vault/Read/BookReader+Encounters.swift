public import Book
internal import Foundation
internal import GRDB
internal import Scan

extension BookReader {
  /// The pages of encounters, in the order they came in, without opening them.
  public func encounterPages() throws -> [EncounterPage] {
    let rows = try Row.fetchCursor(db, sql: "select id, source, count, act from encounter where act <> \(hidden) order by id")
    var out: [EncounterPage] = []
    while let row = try rows.next() {
      out.append(EncounterPage(id: row[0], source: Source.ID(value: UInt64(row[1] as Int64)), count: row[2], act: row[3]))
    }
    return out
  }

  /// One page as a log of its own, with only the parties that take part.
  public func log(of page: EncounterPage) throws -> EncounterLog { try log(of: page, PartyTable(self)) }

  func log(of page: EncounterPage, _ table: PartyTable) throws -> EncounterLog {
    // Numbers in the order they are met become the log's own.
    var (log, order, numbers): (EncounterLog, [Int32], [Int32: Int32]) = (EncounterLog(), [], [:])
    try readColumns(page.id, page.act, into: &log) { number in
      if let known = numbers[number] { return known }
      guard table.parties.indices.contains(Int(number)) else { throw CodecError.value }
      numbers[number] = Int32(order.count)
      order.append(number)
      return Int32(order.count - 1)
    }
    log.parties = order.map { table.parties[Int($0)] }
    return log
  }

  /// All encounters in the order they came in; each handle is one party, with the first name that was met.
  public func encounters() throws -> EncounterLog { try readAll(correspondents()) }

  /// The encounters a person takes part in.
  public func encounters(with person: Person.ID) throws -> EncounterLog {
    guard let person = try resolve(person) else { return EncounterLog() }
    let mine = Set(try handleRows(of: Int64(person.value)))
    let known = try correspondents()
    let all = try readAll(known)
    var wanted = Set<Int32>()
    for (index, row) in known.rows.enumerated() where mine.contains(row) { wanted.insert(Int32(index)) }
    return all.filtered { wanted.contains($0) }
  }

  /// All encounters page by page, for what is counted over a whole book without holding it. Parties are numbered as in `known`, the
  /// `correspondents()` of this book; a page comes without its own list of them, and without keys and subjects.
  public func eachPage(_ known: Correspondents, _ body: (_ page: EncounterLog) throws -> Void) throws {
    for page in try encounterPages() {
      var log = EncounterLog()
      try readMerged(page, known.places, isLean: true, into: &log)
      try body(log)
    }
  }

  func readAll(_ known: Correspondents) throws -> EncounterLog {
    var log = EncounterLog()
    let count = try Int.fetchOne(db, sql: "select sum(count) from encounter where act <> \(hidden)") ?? 0
    log.reserve(count)
    for page in try encounterPages() { try readMerged(page, known.places, into: &log) }
    log.parties = known.parties
    return log
  }

  /// Reads a page, each party by its place among the distinct handles.
  private func readMerged(_ page: EncounterPage, _ map: [Int32], isLean: Bool = false, into log: inout EncounterLog) throws {
    try readColumns(page.id, page.act, isLean: isLean, into: &log) { number in
      guard map.indices.contains(Int(number)) else { throw CodecError.value }
      return map[Int(number)]
    }
  }

  /// Reads a page; a lean one without keys and subjects.
  private func readColumns(
    _ id: Int64, _ act: Int64, isLean: Bool = false, into log: inout EncounterLog, map: (Int32) throws -> Int32
  ) throws {
    let columns = isLean ? "body, count" : "body, count, keys"
    guard let row = try Row.fetchOne(db, sql: "select \(columns) from encounter where id = ?", arguments: [id]) else { return }
    let before = log.count
    try EncounterCodec.read(open(row[0], "encounter", "body", id, act), isLean: isLean, into: &log, map: map)
    guard log.count - before == row[1] else { throw CodecError.value }
    if isLean { return }
    try KeyColumn.read(open(row[2], "encounter", "keys", id, act)) { log.keys.append($0) }
    guard log.keys.count == log.count else { throw CodecError.value }
  }

  /// The keys of every encounter that was kept, for telling new from known.
  func knownKeys() throws -> KeySet {
    let count = try Int.fetchOne(db, sql: "select sum(count) from encounter where act <> \(hidden)") ?? 0
    var keys = KeySet(capacity: count)
    let rows = try Row.fetchCursor(db, sql: "select id, act, keys from encounter where act <> \(hidden) order by id")
    while let row = try rows.next() { try KeyColumn.read(open(row[2], "encounter", "keys", row[0], row[1])) { keys.insert($0) } }
    return keys
  }
}

extension EncounterLog {
  mutating func reserve(_ count: Int) {
    seconds.reserveCapacity(count)
    offsets.reserveCapacity(count)
    media.reserveCapacity(count)
    flags.reserveCapacity(count)
    senders.reserveCapacity(count)
    recipientEnds.reserveCapacity(count)
    recipients.reserveCapacity(count * 2)
    roles.reserveCapacity(count * 2)
    keys.reserveCapacity(count)
    conversations.reserveCapacity(count)
    subjects.reserveCapacity(count)
    minutes.reserveCapacity(count)
  }

  /// The encounters in which one of the parties takes part for whom `wanted` is true; parties stay as they are.
  func filtered(_ wanted: (Int32) -> Bool) -> EncounterLog {
    var out = EncounterLog()
    out.parties = parties
    for index in 0..<count {
      let range = recipientRange(index)
      guard wanted(senders[index]) || range.contains(where: { wanted(recipients[$0]) }) else { continue }
      out.append(
        moment: moment(index), medium: media[index], flags: flags[index], sender: senders[index],
        recipients: range.map { (recipients[$0], roles[$0]) }, key: keys[index], conversation: conversations[index],
        subject: subjects[index],
        minutes: minutes[index])
    }
    return out
  }
}

/// The parties of a book by number. A handle with several names has several numbers; `correspondents` joins them.
struct PartyTable {
  private(set) var parties: [EncounterLog.Party] = []
  /// The look-up row of each party's handle.
  private(set) var rows: [Int64] = []

  init(_ reader: BookReader) throws {
    let pages = try Row.fetchCursor(reader.db, sql: "select id, act, first, body from party where act <> \(reader.hidden) order by first")
    while let page = try pages.next() {
      guard page[2] == parties.count else { throw CodecError.value }
      try PartyCodec.read(reader.open(page[3], "party", "body", page[0], page[1])) { party, row in
        parties.append(party)
        rows.append(row)
      }
    }
  }

  /// The distinct handles.
  var correspondents: Correspondents {
    let table = RowTable(rows)
    let unmet = [Int64](repeating: .min, count: rows.count)
    return Correspondents(parties, rows: rows, last: unmet, firsts: rows.map { table.place(of: $0) ?? 0 })
  }
}

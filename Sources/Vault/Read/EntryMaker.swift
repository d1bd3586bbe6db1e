internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Makes directory entries from members, records, own cards and encounters.
struct EntryMaker {
  /// From so many people on everything is read once rather than person by person.
  private static let bulk = 300

  let reader: BookReader
  private var records: [Int64: [CardRecord]]?
  private var handles: [Int64: [Int64]]?
  private var parties: [Int64: (party: EncounterLog.Party, last: Day?)] = [:]
  private var oldDays: [Int64: Day] = [:]
  private var live: Set<Int64>?
  /// People with an own card, of their own or of somebody merged into them.
  private var holders: Set<Int64>?

  init(_ reader: BookReader, _ touched: Set<Int64>, isDeep: Bool) throws {
    self.reader = reader
    if touched.count > EntryMaker.bulk { try readEverything() }
    try findParties(touched, isDeep: isDeep)
  }

  private mutating func readEverything() throws {
    var (records, handles): ([Int64: [CardRecord]], [Int64: [Int64]]) = ([:], [:])
    var people: [Int64: Int64] = [:]
    let members = try Row.fetchCursor(reader.db, sql: "select id, person from member where kind = 0")
    while let row = try members.next() { people[row[0]] = row[1] }
    for record in try reader.recordsForDirectory() {
      if let person = people[Int64(record.id.value)] { records[person, default: []].append(record) }
    }
    for (person, list) in records where list.count > 1 { records[person] = list.sorted { ($0.act, $0.row) > ($1.act, $1.row) } }
    let rows = try Row.fetchCursor(reader.db, sql: "select person, id from member where kind = 1 order by id")
    while let row = try rows.next() { handles[row[0], default: []].append(row[1]) }
    self.records = records
    self.handles = handles
    holders = Set(
      try Int64.fetchAll(reader.db, sql: "select id from own").compactMap {
        try reader.resolve(Person.ID(value: UInt64($0))).map { Int64($0.value) }
      })
    live = Set(try Int64.fetchAll(reader.db, sql: "select id from person where \"into\" is null"))
  }

  private func handleRows(_ person: Int64) throws -> [Int64] {
    if let handles { return handles[person] ?? [] }
    return try Int64.fetchAll(reader.db, sql: "select id from member where person = ? and kind = 1 order by id", arguments: [person])
  }

  /// Names and days of the handles. Where no handle changed hands, the day a person was last met stands in the old entry; an import into a
  /// book without encounters knows all days itself; else they are found from all encounters.
  private mutating func findParties(_ touched: Set<Int64>, isDeep: Bool) throws {
    if isDeep, let whole = (reader as? ActWriter)?.intake.whole {
      take(whole.rows, whole.parties, whole.last)
      return
    }
    if handles == nil, !isDeep {
      guard try touched.contains(where: { try !handleRows($0).isEmpty }) else { return }
      for person in touched {
        guard let page = try Int64.fetchOne(reader.db, sql: "select page from place where id = ?", arguments: [person]) else { continue }
        oldDays[person] = try reader.directoryPage(page).first { $0.id.value == UInt64(person) }?.last
      }
    }
    let table = try PartyTable(reader)
    if table.parties.isEmpty { return }
    let days = handles != nil || isDeep ? try reader.readAll(table).lastSeconds() : nil
    let rows = table.mergedRows
    take(rows, table.named(), days ?? [Int64](repeating: .min, count: rows.count))
  }

  private mutating func take(_ rows: [Int64], _ named: [EncounterLog.Party], _ last: [Int64]) {
    parties.reserveCapacity(rows.count)
    for (index, row) in rows.enumerated() {
      let day = last[index] == .min ? nil : Moment(seconds: last[index]).day()
      if let known = parties[row] {
        let name = known.party.name.isEmpty ? named[index].name : known.party.name
        parties[row] = (EncounterLog.Party(known.party.handle, name: name), [known.last, day].compactMap { $0 }.max())
      } else {
        parties[row] = (named[index], day)
      }
    }
  }

  func entry(_ person: Int64) throws -> DirectoryEntry? {
    if let live {
      if !live.contains(person) { return nil }
    } else {
      let isLive = try Bool.fetchOne(reader.db, sql: "select \"into\" is null from person where id = ?", arguments: [person]) ?? false
      if !isLive { return nil }
    }
    let id = Person.ID(value: UInt64(person))
    let own = holders?.contains(person) == false ? [] : try reader.layeredOwnCards(of: id)
    let sources = try records.map { $0[person] ?? [] } ?? reader.cardRecords(of: id)
    let known = try handleRows(person).compactMap { parties[$0] }
    if own.isEmpty, sources.isEmpty, known.isEmpty { return nil }
    let summary = Effective.summary(own: own, sources: sources, parties: known.map(\.party))
    return DirectoryEntry(
      id: id, name: summary.name, handles: summary.handles, organisation: summary.organisation,
      last: (known.compactMap(\.last) + [oldDays[person]].compactMap { $0 }).max())
  }
}

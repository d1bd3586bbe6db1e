internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Makes directory entries from members, records, own cards and encounters.
struct EntryMaker {
  /// From so many people on everything is read once rather than person by person.
  private static let bulk = 300

  let reader: BookReader
  private var everything: Everything?
  /// The handles of the book, and where each stands by its look-up row. Without a day where the day in the old entry is to hold.
  private var known = Correspondents()
  private var places: [Int64: Int32] = [:]
  private var oldDays: [Int64: Day] = [:]

  /// For the people `touched`. Where no handle changed hands, the day a person was last met stands in the old entry; else, when it `isDeep`,
  /// days are found from all encounters.
  init(_ reader: BookReader, _ touched: Set<Int64>, isDeep: Bool) throws {
    self.reader = reader
    if touched.count > EntryMaker.bulk {
      try readEverything(MemberRoll(reader.db))
    } else if isDeep {
      try findHandles(withDays: true)
    } else {
      try readOldDays(touched)
    }
  }

  private mutating func readOldDays(_ touched: Set<Int64>) throws {
    guard try touched.contains(where: { try !handleRows($0).isEmpty }) else { return }
    for person in touched {
      guard let page = try Int64.fetchOne(reader.db, sql: "select page from place where id = ?", arguments: [person]) else { continue }
      oldDays[person] = try reader.directoryPage(page).first { $0.id.value == UInt64(person) }?.last
    }
    try findHandles(withDays: false)
  }

  /// For everybody in `roll`.
  init(_ reader: BookReader, _ roll: MemberRoll) throws {
    self.reader = reader
    try readEverything(roll)
  }

  private mutating func readEverything(_ roll: MemberRoll) throws {
    try findHandles(withDays: true)
    everything = try Everything(reader, roll, places)
    places = [:]
  }

  private mutating func findHandles(withDays: Bool) throws {
    // An import into a book without encounters knows all days itself.
    if let whole = (reader as? ActWriter)?.intake.correspondents {
      known = whole
    } else {
      known = try reader.correspondents()
      if withDays, !known.parties.isEmpty { known.takeDays(of: try reader.readAll(known)) }
    }
    places.reserveCapacity(known.rows.count)
    for (place, row) in known.rows.enumerated() { places[row] = Int32(place) }
  }

  private func handleRows(_ person: Int64) throws -> [Int64] {
    try Int64.fetchAll(reader.db, sql: "select id from member where person = ? and kind = 1 order by id", arguments: [person])
  }

  /// The entry of a person; nil where there is nothing to show.
  func entry(_ person: Int64) throws -> DirectoryEntry? {
    if let everything { return try entry(person, everything) }
    let isLive = try Bool.fetchOne(reader.db, sql: "select \"into\" is null from person where id = ?", arguments: [person]) ?? false
    if !isLive { return nil }
    let id = Person.ID(value: UInt64(person))
    let handles = try handleRows(person).compactMap { places[$0] }
    return compose(id, own: try reader.layeredOwnCards(of: id), sources: try reader.cardRecords(of: id), handles)
  }

  private func entry(_ person: Int64, _ everything: Everything) throws -> DirectoryEntry? {
    guard everything.persons.has(person) else { return nil }
    let id = Person.ID(value: UInt64(person))
    let own = everything.holders.contains(person) ? try reader.layeredOwnCards(of: id) : []
    return compose(id, own: own, sources: everything.records[person] ?? [], everything.handles(of: person))
  }

  private func compose(_ id: Person.ID, own: [OwnCard], sources: [CardRecord], _ handles: [Int32]) -> DirectoryEntry? {
    if own.isEmpty, sources.isEmpty {
      if handles.isEmpty { return nil }
      // Most people of a mailbox are one address with a name: there is nothing to weigh.
      if handles.count == 1 {
        let party = known.parties[Int(handles[0])]
        let name = party.name.isEmpty ? party.handle.raw : party.name
        return DirectoryEntry(id: id, name: name, handles: [party.handle], organisation: "", last: last(id, handles))
      }
    }
    let summary = Effective.summary(own: own, sources: sources, parties: handles.map { known.parties[Int($0)] })
    return DirectoryEntry(
      id: id, name: summary.name, handles: summary.handles, organisation: summary.organisation, last: last(id, handles))
  }

  private func last(_ id: Person.ID, _ handles: [Int32]) -> Day? {
    var newest = Int64.min
    for place in handles { newest = max(newest, known.last[Int(place)]) }
    let day = newest == .min ? nil : Moment(seconds: newest).day()
    return oldDays.isEmpty ? day : [day, oldDays[Int64(id.value)]].compactMap { $0 }.max()
  }
}

/// What all people of a book have, read once.
private struct Everything {
  /// Everybody, in rising order.
  let persons: [Int64]
  /// Records by person, newest source first.
  private(set) var records: [Int64: [CardRecord]] = [:]
  /// People with an own card, of their own or of somebody merged into them.
  let holders: Set<Int64>
  /// Handles by person, in rising order of persons, then of the handles' rows.
  private var handles: [(person: Int64, place: Int32)] = []

  init(_ reader: BookReader, _ roll: MemberRoll, _ places: [Int64: Int32]) throws {
    persons = roll.persons
    var people: [Int64: Int64] = [:]
    handles.reserveCapacity(roll.members.count)
    for (member, person) in roll.members {
      if !Cipher.isHandle(member) { people[member] = person } else if let place = places[member] { handles.append((person, place)) }
    }
    handles.sort { $0.person < $1.person }
    if !people.isEmpty {
      for record in try reader.recordsForDirectory() {
        if let person = people[Int64(record.id.value)] { records[person, default: []].append(record) }
      }
      for (person, list) in records where list.count > 1 { records[person] = list.sorted { ($0.act, $0.row) > ($1.act, $1.row) } }
    }
    holders = Set(
      try Int64.fetchAll(reader.db, sql: "select id from own").compactMap {
        try reader.resolve(Person.ID(value: UInt64($0))).map { Int64($0.value) }
      })
  }

  /// The places of a person's handles.
  func handles(of person: Int64) -> [Int32] {
    var (low, high) = (0, handles.count)
    while low < high {
      let middle = (low + high) / 2
      if handles[middle].person < person { low = middle + 1 } else { high = middle }
    }
    while high < handles.count, handles[high].person == person { high += 1 }
    return handles[low..<high].map(\.place)
  }
}

extension [Int64] {
  /// Whether a number is among these, which stand in rising order.
  fileprivate func has(_ number: Int64) -> Bool {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == number
  }
}

internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Makes directory entries from members, records, own cards and encounters.
struct EntryMaker {
  /// From so many people on everything is read once rather than person by person.
  private static let bulk = 300

  let reader: BookReader
  /// Where everything is read once.
  private var everything = Everything()
  private var hasEverything = false
  /// The handles of the book, and where each stands by its look-up row. Without a day where the day in the old entry is to hold.
  private var known = Correspondents()
  private var places = RowTable([])
  private var oldDays: [Int64: Day] = [:]

  /// For the people `touched`. Where no handle changed hands, the day a person was last met stands in the old entry; else, when it `isDeep`,
  /// days are found from all encounters.
  init(_ reader: BookReader, _ touched: Set<Int64>, isDeep: Bool) throws {
    self.reader = reader
    if touched.count > EntryMaker.bulk {
      try readEverything(MemberRoll(reader))
    } else if isDeep {
      try findHandles(withDays: true)
    } else {
      try readOldDays(touched)
    }
  }

  private mutating func readOldDays(_ touched: Set<Int64>) throws {
    guard try touched.contains(where: { try !reader.handleRows(of: $0).isEmpty }) else { return }
    let pages = Set(try touched.compactMap { try reader.directoryPage(holding: $0) })
    for page in pages {
      for entry in try reader.directoryPage(page) {
        let person = Int64(entry.id.value)
        if touched.contains(person) { oldDays[person] = entry.last }
      }
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
    hasEverything = true
    places = RowTable([])
  }

  private mutating func findHandles(withDays: Bool) throws {
    // An import into a book without encounters knows all days itself.
    if let whole = (reader as? ActWriter)?.intake.correspondents {
      known = whole
    } else {
      known = try reader.correspondents()
      if withDays, !known.parties.isEmpty { known.takeDays(of: try reader.readAll(known)) }
    }
    places = RowTable(known.rows)
  }

  /// The entry of a person; nil where there is nothing to show.
  func entry(_ person: Int64) throws -> DirectoryEntry? {
    if hasEverything {
      guard let place = everything.place(of: person) else { return nil }
      return try entry(at: place)
    }
    guard try reader.standing(of: person) == .live else { return nil }
    let id = Person.ID(value: UInt64(person))
    let handles = try reader.handleRows(of: person).compactMap { places.place(of: $0) }
    return compose(id, own: try reader.layeredOwnCards(of: id), sources: try reader.cardRecords(of: id), handles)
  }

  /// Adds the entry of the person at a place of the roll that this was made for to a page; false where there is nothing to show.
  func write(at place: Int, to page: inout DirectoryCodec.Page) throws -> Bool {
    // Most people of a mailbox are addresses with a name, and there is nothing to weigh.
    if everything.hasHandlesAlone(at: place) {
      let handles = everything.handles(at: place)
      if handles.isEmpty { return false }
      page.append(Person.ID(value: UInt64(everything.persons[place])), handles, of: known.parties.span, last: lastDay(handles))
      return true
    }
    guard let entry = try entry(at: place) else { return false }
    page.append(entry)
    return true
  }

  private func entry(at place: Int) throws -> DirectoryEntry? {
    let person = everything.persons[place]
    let id = Person.ID(value: UInt64(person))
    let own = everything.holders.contains(person) ? try reader.layeredOwnCards(of: id) : []
    return compose(id, own: own, sources: everything.records[person] ?? [], Array(everything.handles(at: place)))
  }

  private func compose(_ id: Person.ID, own: [OwnCard], sources: [CardRecord], _ handles: [Int32]) -> DirectoryEntry? {
    if own.isEmpty, sources.isEmpty, handles.isEmpty { return nil }
    let summary = Effective.summary(own: own, sources: sources, parties: handles.map { known.parties[Int($0)] })
    return DirectoryEntry(
      id: id, name: summary.name, handles: summary.handles, organisation: summary.organisation, last: last(id, handles))
  }

  private func last(_ id: Person.ID, _ handles: [Int32]) -> Day? {
    let day = lastDay(handles[...])
    return oldDays.isEmpty ? day : [day, oldDays[Int64(id.value)]].compactMap { $0 }.max()
  }

  /// The day on which one of the handles at these places was last met.
  private func lastDay(_ handles: ArraySlice<Int32>) -> Day? {
    var newest = Int64.min
    for place in handles { newest = max(newest, known.last[Int(place)]) }
    return newest == .min ? nil : Moment(seconds: newest).day()
  }
}

/// What all people of a book have, read once.
private struct Everything {
  /// Everybody, in rising order.
  private(set) var persons: [Int64] = []
  /// Records by person, newest source first.
  private(set) var records: [Int64: [CardRecord]] = [:]
  /// People with an own card, of their own or of somebody merged into them.
  private(set) var holders: Set<Int64> = []
  /// The places of handles, person after person, of each in the order of the handles' rows.
  private var handles: [Int32] = []
  /// Where those of each person begin; one more at the end.
  private var starts: [Int32] = [0]

  /// Nobody.
  init() {}

  init(_ reader: BookReader, _ roll: MemberRoll, _ places: RowTable) throws {
    persons = roll.persons
    var people: [Int64: Int64] = [:]
    var owned: [(person: Int64, place: Int32)] = []
    owned.reserveCapacity(roll.members.count)
    for (member, person) in roll.members {
      if !Cipher.isHandle(member) { people[member] = person } else if let place = places.place(of: member) { owned.append((person, place)) }
    }
    deal(Buckets.sorted(owned, by: { Cipher.sortKey(ofID: $0.person) }) { $0.person < $1.person })
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

  /// Gives the persons their handles; both stand in rising order of persons.
  private mutating func deal(_ owned: [(person: Int64, place: Int32)]) {
    var next = 0
    starts.reserveCapacity(persons.count + 1)
    handles.reserveCapacity(owned.count)
    for person in persons {
      while next < owned.count, owned[next].person < person { next += 1 }
      while next < owned.count, owned[next].person == person {
        handles.append(owned[next].place)
        next += 1
      }
      starts.append(Int32(handles.count))
    }
  }

  /// The places of the handles of the person at a place.
  func handles(at place: Int) -> ArraySlice<Int32> { handles[Int(starts[place])..<Int(starts[place + 1])] }

  /// Whether the person at a place has neither a record nor an own card.
  func hasHandlesAlone(at place: Int) -> Bool {
    (records.isEmpty || records[persons[place]] == nil) && (holders.isEmpty || !holders.contains(persons[place]))
  }

  /// The place of a person.
  func place(of person: Int64) -> Int? {
    var (low, high) = (0, persons.count)
    while low < high {
      let middle = (low + high) / 2
      if persons[middle] < person { low = middle + 1 } else { high = middle }
    }
    return low < persons.count && persons[low] == person ? low : nil
  }
}

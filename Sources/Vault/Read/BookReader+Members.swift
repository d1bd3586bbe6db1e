internal import Book
internal import Foundation
internal import GRDB

/// Who is in a book, and which records and handles are whose. People who came in together stand packed in the table `people`, with their
/// first handle; everybody and everything else has rows in `person` and `member`, and so has who changed since: a row goes before what is
/// packed. Whose a handle is and whether a person lives is asked here alone. Of records and of aliases, which are never packed, and of the rows
/// that an act has made, the rows themselves may be asked.
extension BookReader {
  // MARK: One by one

  /// The person that a record or a handle belongs to.
  func person(ofMember member: Int64) throws -> Int64? {
    let known = try db.cachedStatement(sql: "select person from member where id = ?")
    if let person = try Int64.fetchOne(known, arguments: [member]) { return person }
    return Cipher.isHandle(member) ? try packed(handle: member)?.person : nil
  }

  /// Records and handles of a person, in the order of their ids.
  func members(of person: Int64) throws -> [Int64] {
    let known = try db.cachedStatement(sql: "select id from member where person = ? order by id")
    let rows = try Int64.fetchAll(known, arguments: [person])
    guard let pair = try packed(person: person), try !hasRow(member: pair.handle) else { return rows }
    return (rows + [pair.handle]).sorted()
  }

  /// The handles of a person, in the order of their ids.
  func handleRows(of person: Int64) throws -> [Int64] { try members(of: person).filter(Cipher.isHandle) }

  /// What a number is as a person's.
  enum Standing: Equatable {
    /// It was never given out.
    case unknown
    case live
    /// It was merged into that person.
    case alias(of: Int64)
  }

  /// What a number is as a person's.
  func standing(of person: Int64) throws -> Standing {
    let known = try db.cachedStatement(sql: "select \"into\" from person where id = ?")
    if let row = try Row.fetchOne(known, arguments: [person]) { return (row[0] as Int64?).map { .alias(of: $0) } ?? .live }
    return try packed(person: person) == nil ? .unknown : .live
  }

  private func hasRow(member: Int64) throws -> Bool {
    let known = try db.cachedStatement(sql: "select exists (select 1 from member where id = ?)")
    return try Bool.fetchOne(known, arguments: [member]) ?? false
  }

  // MARK: Packed

  /// A file that an earlier program made, and that nobody has written to since, has no such table.
  private func hasPeople() throws -> Bool {
    if let known = keepsPeople { return known }
    let has = try Bool.fetchOne(db, sql: "select exists (select 1 from sqlite_schema where name = 'people')") ?? false
    keepsPeople = has
    return has
  }

  /// The packed person with this first handle, whatever rows say.
  func packed(handle: Int64) throws -> PeoplePage.Pair? {
    guard try hasPeople() else { return nil }
    return try page(with: handle, as: \.handle, "first")?.pair(where: \.handle, is: handle)
  }

  /// The packed person with this number, whatever rows say.
  func packed(person: Int64) throws -> PeoplePage.Pair? {
    guard try hasPeople() else { return nil }
    return try page(with: person, as: \.person, "id")?.pair(where: \.person, is: person)
  }

  /// The row in which `number` would stand. The one that was asked for last is kept: who asks often does so in order.
  private func page(with number: Int64, as part: KeyPath<PeoplePage.Pair, Int64>, _ column: String) throws -> PeoplePage? {
    if let lastPage, lastPage.spans(number, as: part) { return lastPage }
    let known = try db.cachedStatement(
      sql: "select \(PeoplePage.columns) from people where \(column) <= ? order by \(column) desc limit 1")
    lastPage = try Row.fetchOne(known, arguments: [number]).map(PeoplePage.init)
    return lastPage
  }

  /// Whether anybody stands packed.
  func hasPacked() throws -> Bool {
    try hasPeople() && Bool.fetchOne(db, sql: "select exists (select 1 from people)") ?? false
  }

  private func allPacked() throws -> [PeoplePage.Pair] {
    guard try hasPeople() else { return [] }
    var out: [PeoplePage.Pair] = []
    let rows = try Row.fetchCursor(db, sql: "select \(PeoplePage.columns) from people order by id")
    var last = PeoplePage.Pair(person: 0, handle: 0)
    while let row = try rows.next() {
      let page = try PeoplePage(row)
      for place in 0..<page.count {
        let pair = page[place]
        guard pair.person > last.person, pair.handle > last.handle else { throw PeoplePage.damage }
        out.append(pair)
        last = pair
      }
    }
    return out
  }

  // MARK: All

  /// Calls `take` for each record and handle with its person, in the order of their ids.
  func eachMember(_ take: (_ member: Int64, _ person: Int64) throws -> Void) throws {
    let packed = try allPacked()
    var next = 0
    let rows = try Row.fetchCursor(db, sql: "select id, person from member order by id")
    while let row = try rows.next() {
      let (member, person): (Int64, Int64) = (row[0], row[1])
      guard (0..<1 << 62).contains(member), (0..<1 << 60).contains(person) else { throw PeoplePage.damage }
      while next < packed.count, packed[next].handle < member {
        try take(packed[next].handle, packed[next].person)
        next += 1
      }
      if next < packed.count, packed[next].handle == member { next += 1 }
      try take(member, person)
    }
    for pair in packed[next...] { try take(pair.handle, pair.person) }
  }

  /// Everybody in rising order, those who were merged into others among them or not.
  func everyPerson(withAliases: Bool) throws -> [Int64] {
    let packed = try allPacked()
    var (out, next): ([Int64], Int) = ([], 0)
    let rows = try Row.fetchCursor(db, sql: "select id, \"into\" from person order by id")
    while let row = try rows.next() {
      let person: Int64 = row[0]
      while next < packed.count, packed[next].person < person {
        out.append(packed[next].person)
        next += 1
      }
      if next < packed.count, packed[next].person == person { next += 1 }
      if withAliases || row[1] == nil as Int64? { out.append(person) }
    }
    return out + packed[next...].map(\.person)
  }

  /// The persons of all handles.
  func personsByHandle() throws -> [Int64: Int64] {
    var known: [Int64: Int64] = [:]
    try eachMember { member, person in if Cipher.isHandle(member) { known[member] = person } }
    return known
  }
}

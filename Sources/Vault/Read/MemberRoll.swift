internal import GRDB

/// Who is in a book, and what belongs to whom, all at once.
struct MemberRoll {
  /// Everybody but those merged into others, in rising order.
  let persons: [Int64]
  /// Records and handles with their persons, in the order of their own ids.
  let members: [(member: Int64, person: Int64)]

  /// What an act has just written into an empty book. A member that was given twice belongs to whom it was given last.
  init(persons: [Int64], members: [(member: Int64, person: Int64)]) {
    self.persons = persons
    let last = members.indices.filter { $0 + 1 == members.count || members[$0].member != members[$0 + 1].member }
    self.members = last.count == members.count ? members : last.map { members[$0] }
  }

  init(_ db: Database) throws {
    persons = try Int64.fetchAll(db, sql: "select id from person where \"into\" is null order by id")
    var members: [(member: Int64, person: Int64)] = []
    let rows = try Row.fetchCursor(db, sql: "select id, person from member order by id")
    while let row = try rows.next() { members.append((row[0], row[1])) }
    self.members = members
  }
}

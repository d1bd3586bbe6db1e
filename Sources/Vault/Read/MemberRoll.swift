/// Who is in a book, and what belongs to whom, all at once.
struct MemberRoll {
  /// Everybody but those merged into others, in rising order.
  let persons: [Int64]
  /// Records and handles with their persons, in the order of their own ids.
  let members: [(member: Int64, person: Int64)]

  /// What an act has just written into an empty book, in the orders that are told.
  init(persons: [Int64], members: [(member: Int64, person: Int64)]) {
    self.persons = persons
    self.members = members
  }

  init(_ reader: BookReader) throws {
    persons = try reader.everyPerson(withAliases: false)
    var members: [(member: Int64, person: Int64)] = []
    try reader.eachMember { members.append(($0, $1)) }
    self.members = members
  }
}

public import Book
internal import GRDB

/// Who is who, by hand: people made, merged and split, and what was decided.
extension ActWriter {
  /// Makes a person of what was typed.
  public func addPerson(_ own: OwnCard, members: [Member] = []) throws -> Person.ID {
    let person = Int64(context.environment.randomIdentifier())
    try addRow(person)
    for member in members {
      try move(row(member), from: self.person(ofMember: row(member)), to: person)
    }
    let id = Person.ID(value: UInt64(person))
    try setOwnCard(own, of: id)
    return id
  }

  /// Makes one person of two: the first id stays, the second becomes its alias. The decision is kept with its evidence.
  public func merge(_ a: Person.ID, _ b: Person.ID, evidence: String) throws -> Person.ID {
    let (first, second) = try pair(a, b)
    guard first != second else { return Person.ID(value: UInt64(first)) }
    for member in try members(of: second) { try move(member, from: second, to: first) }
    try alias(second, to: first)
    let (kept, gone) = (Person.ID(value: UInt64(first)), Person.ID(value: UInt64(second)))
    try decide(.same, kept, gone, evidence)
    return kept
  }

  /// Takes a merge of two ids back: each has again what it had, and what came since stays with the one that stayed.
  public func split(_ a: Person.ID, _ b: Person.ID, evidence: String) throws {
    let (first, second) = try pair(a, b)
    guard first == second else { throw Fault(.refused, "These two are not one person.") }
    let released = Int64((a.value == UInt64(first) ? b : a).value)
    guard released != first else { throw Fault(.usage, "Both ids are the same.") }
    forgetRoll()
    let homes = try aliases(of: Person.ID(value: UInt64(released)))
    // An alias of an alias: its chain to the person is cut here.
    try journal(.person, released)
    try run("update person set \"into\" = null where id = ?", [released])
    let list = homes.map(String.init).joined(separator: ",")
    for row in try Row.fetchAll(db, sql: "select id from member where person = ? and home in (\(list))", arguments: [first]) {
      try move(row[0], from: first, to: released)
    }
    touched.formUnion([first, released])
    isDeep = true
    try decide(.split, Person.ID(value: UInt64(first)), Person.ID(value: UInt64(released)), evidence)
  }

  /// Makes the members of a person a person of their own, and returns the new id.
  public func split(_ person: Person.ID, members: [Member], evidence: String) throws -> Person.ID {
    guard let from = try resolve(person).map({ Int64($0.value) }) else { throw Fault(.missing, "There is no such person.") }
    let fresh = Int64(context.environment.randomIdentifier())
    try addRow(fresh)
    for member in members {
      guard try self.person(ofMember: row(member)) == from else {
        throw Fault(.refused, "Not all of that belongs to this person.")
      }
      try move(row(member), from: from, to: fresh)
      try run("update member set home = ? where id = ?", [fresh, row(member)])
    }
    isDeep = true
    let id = Person.ID(value: UInt64(fresh))
    let cards = members.compactMap { if case .card(let card) = $0 { card } else { nil } }
    try decide(.split, Person.ID(value: UInt64(from)), id, evidence, cards)
    return id
  }

  /// Keeps that two people are not the same, for good.
  public func decide(notTheSame a: Person.ID, _ b: Person.ID, evidence: String) throws {
    let (first, second) = try pair(a, b)
    guard first != second else { throw Fault(.refused, "These two are one person now.", next: "Split them first.") }
    try decide(.notTheSame, Person.ID(value: UInt64(first)), Person.ID(value: UInt64(second)), evidence)
  }

  private func pair(_ a: Person.ID, _ b: Person.ID) throws -> (Int64, Int64) {
    guard let first = try resolve(a), let second = try resolve(b) else { throw Fault(.missing, "There is no such person.") }
    return (Int64(first.value), Int64(second.value))
  }

  private func decide(_ kind: Decision.Kind, _ a: Person.ID, _ b: Person.ID, _ evidence: String, _ cards: [Card.ID] = []) throws {
    try put("decision", Decision(kind: kind, a: a, b: b, cards: cards, evidence: evidence, at: now))
    var line = LedgerLine("persons")
    line.ids = [a.description, b.description]
    line.note = kind.rawValue
    try append(line)
  }
}

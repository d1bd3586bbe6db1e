public import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Who is who: clusters, merges and splits.
extension ActWriter {
  private func row(_ member: Member) -> Int64 {
    switch member {
    case .card(let id): Int64(id.value)
    case .handle(let handle): context.cipher.row(of: handle)
    }
  }

  private static func kind(_ member: Member) -> Int { if case .card = member { 0 } else { 1 } }

  // MARK: Clusters

  /// Puts records and handles together as people, and returns the person of each cluster. A cluster keeps the id that most of
  /// its members have (on a tie the lower one; no id goes to two clusters: the one with more of its members keeps it); else it
  /// gets a new one. Ids that lose their last member become aliases. Members that are in no cluster stay where they are.
  public func setClusters(_ clusters: [Cluster]) throws -> [Person.ID] {
    let rows = clusters.map { $0.members.map { (id: row($0), kind: ActWriter.kind($0)) } }
    let known = try knownMembers(rows)
    let people = try choose(clusters, rows, known)
    var (moved, lost): (Int, [Int64: [Int64: Int]]) = (0, [:])
    var fresh: [(member: Int64, kind: Int, person: Int64)] = []
    for (index, members) in rows.enumerated() {
      let person = people[index].id
      for member in members {
        let before = known[member.id]
        if before == person { continue }
        moved += 1
        guard let before else {
          fresh.append((member.id, member.kind, person))
          continue
        }
        try move(member.id, kind: member.kind, from: before, to: person)
        lost[before, default: [:]][person, default: 0] += 1
      }
    }
    // In the order of their keys the tables grow at one end, which is twice as fast.
    let made = people.filter(\.isNew).map(\.id).sorted()
    var persons = RowBuffer("insert into person (id, act, \"into\") values", width: 3, "on conflict do nothing")
    for person in made { try persons.add(db, [person, act, nil]) }
    try persons.flush(db)
    touched.formUnion(made)
    try join(fresh.sorted { $0.member < $1.member })
    try retire(lost)
    if moved > 0 { try append(LedgerLine("persons", count: made.isEmpty ? moved : made.count)) }
    return people.map { Person.ID(value: UInt64($0.id)) }
  }

  private func knownMembers(_ rows: [[(id: Int64, kind: Int)]]) throws -> [Int64: Int64] {
    var known: [Int64: Int64] = [:]
    if rows.count > 200 {
      let all = try Row.fetchCursor(db, sql: "select id, person from member")
      while let row = try all.next() { known[row[0]] = row[1] }
    } else {
      for member in rows.joined() {
        if let row = try statement("select person from member where id = ?").row([member.id]) { known[member.id] = row[0] }
      }
    }
    return known
  }

  private func choose(_ clusters: [Cluster], _ rows: [[(id: Int64, kind: Int)]], _ known: [Int64: Int64]) throws -> [(
    id: Int64, isNew: Bool
  )] {
    var chosen = [Int64?](repeating: nil, count: clusters.count)
    var taken = Set<Int64>()
    var claims: [(count: Int, person: Int64, index: Int)] = []
    for (index, cluster) in clusters.enumerated() {
      if let named = cluster.person, let person = try resolve(named) {
        chosen[index] = Int64(person.value)
        taken.insert(Int64(person.value))
        continue
      }
      var counts: [Int64: Int] = [:]
      for member in rows[index] {
        if let person = known[member.id] { counts[person, default: 0] += 1 }
      }
      for (person, count) in counts { claims.append((count, person, index)) }
    }
    claims.sort { ($1.count, $0.person, $0.index) < ($0.count, $1.person, $1.index) }
    for claim in claims where chosen[claim.index] == nil && !taken.contains(claim.person) {
      chosen[claim.index] = claim.person
      taken.insert(claim.person)
    }
    return chosen.map { id in id.map { ($0, false) } ?? (Int64(context.environment.randomIdentifier()), true) }
  }

  /// New members.
  private func join(_ fresh: [(member: Int64, kind: Int, person: Int64)]) throws {
    if fresh.isEmpty { return }
    markChanged()
    hasMovedMembers = true
    var rows = RowBuffer(
      "insert into member (id, act, kind, person, home) values", width: 5, "on conflict (id) do update set person = excluded.person")
    for new in fresh {
      try rows.add(db, [new.member, act, new.kind, new.person, new.person])
      if new.kind == 1 { isDeep = true }
    }
    try rows.flush(db)
    touched.formUnion(Set(fresh.map(\.person)))
  }

  private func addRow(_ person: Int64) throws {
    try run("insert into person (id, act, \"into\") values (?, ?, null)", [person, act])
    touched.insert(person)
  }

  private func move(_ member: Int64, kind: Int, from before: Int64?, to person: Int64) throws {
    touched.insert(person)
    if kind == 1 { isDeep = true } else { hasMovedMembers = true }
    if let before {
      touched.insert(before)
      try journal(.member, member)
      try run("update member set person = ? where id = ?", [person, member])
    } else {
      try run(
        "insert into member (id, act, kind, person, home) values (?, ?, ?, ?, ?) on conflict (id) do update set person = excluded.person",
        [member, act, kind, person, person])
    }
  }

  /// People who lost members: those with none left become aliases of the person most of them went to.
  private func retire(_ lost: [Int64: [Int64: Int]]) throws {
    for (person, targets) in lost.sorted(by: { $0.key < $1.key }) {
      if try Bool.fetchOne(db, sql: "select exists (select 1 from member where person = ?)", arguments: [person]) ?? false { continue }
      guard let target = targets.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
      try alias(person, to: target)
    }
  }

  private func alias(_ person: Int64, to target: Int64) throws {
    try journal(.person, person)
    try run("update person set \"into\" = ? where id = ?", [target, person])
    touched.formUnion([person, target])
  }

  /// Takes records from the persons they belong to: a later version shows that they are about no person. A person with nothing left is
  /// nobody any more.
  public func release(_ cards: [Card.ID]) throws {
    var count = 0
    for card in cards {
      let member = Int64(card.value)
      guard let known = try statement("select person from member where id = ?").row([member]) else { continue }
      touched.insert(known[0])
      try journal(.member, member)
      try run("delete from member where id = ?", [member])
      count += 1
    }
    if count == 0 { return }
    hasMovedMembers = true
    try append(LedgerLine("persons", count: count))
  }

  // MARK: By hand

  /// Makes a person of what was typed.
  public func addPerson(_ own: OwnCard, members: [Member] = []) throws -> Person.ID {
    let person = Int64(context.environment.randomIdentifier())
    try addRow(person)
    for member in members {
      let before = try statement("select person from member where id = ?").row([row(member)]).map { $0[0] as Int64 }
      try move(row(member), kind: ActWriter.kind(member), from: before, to: person)
    }
    let id = Person.ID(value: UInt64(person))
    try setOwnCard(own, of: id)
    return id
  }

  /// Makes one person of two: the first id stays, the second becomes its alias. The decision is kept with its evidence.
  public func merge(_ a: Person.ID, _ b: Person.ID, evidence: String) throws -> Person.ID {
    let (first, second) = try pair(a, b)
    guard first != second else { return Person.ID(value: UInt64(first)) }
    for row in try Row.fetchAll(db, sql: "select id, kind from member where person = ?", arguments: [second]) {
      try move(row[0], kind: row[1], from: second, to: first)
    }
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
    let homes = try aliases(of: Person.ID(value: UInt64(released)))
    // An alias of an alias: its chain to the person is cut here.
    try journal(.person, released)
    try run("update person set \"into\" = null where id = ?", [released])
    let list = homes.map(String.init).joined(separator: ",")
    for row in try Row.fetchAll(db, sql: "select id, kind from member where person = ? and home in (\(list))", arguments: [first]) {
      try move(row[0], kind: row[1], from: first, to: released)
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
      guard let known = try statement("select person from member where id = ?").row([row(member)]), known[0] == from else {
        throw Fault(.refused, "Not all of that belongs to this person.")
      }
      try move(row(member), kind: ActWriter.kind(member), from: from, to: fresh)
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

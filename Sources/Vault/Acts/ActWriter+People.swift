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
    case .row(let row): row.value
    }
  }

  // MARK: Clusters

  /// Puts records and handles together as people, and returns the person of each cluster. A cluster keeps the id that most of
  /// its members have (on a tie the lower one; no id goes to two clusters: the one with more of its members keeps it); else it
  /// gets a new one. Ids that lose their last member become aliases. Members that are in no cluster stay where they are.
  public func setClusters(_ clusters: [Cluster]) throws -> [Person.ID] {
    var all = Clustering()
    for cluster in clusters {
      for member in cluster.members { all.append(member) }
      all.endCluster(person: cluster.person)
    }
    return try setClusters(all)
  }

  /// The same for the clusters of a whole book.
  @discardableResult public func setClusters(_ clusters: Clustering) throws -> [Person.ID] {
    let rows = clusters.members.map(row)
    forgetRoll()
    let isFirst = try !(Bool.fetchOne(db, sql: "select exists (select 1 from person)") ?? false)
    let known = try isFirst ? [:] : knownMembers(rows)
    var people = try choose(clusters, rows, known)
    let made = try makePeople(&people, clusters, rows)
    var (moved, lost): (Int, [Int64: [Int64: Int]]) = (0, [:])
    var fresh: [(member: Int64, person: Int64)] = []
    fresh.reserveCapacity(rows.count - known.count)
    for (index, person) in people.enumerated() {
      for member in rows[clusters.range(index)] {
        guard let before = known[member] else {
          fresh.append((member, person))
          continue
        }
        if before == person { continue }
        moved += 1
        try move(member, from: before, to: person)
        lost[before, default: [:]][person, default: 0] += 1
      }
    }
    moved += fresh.count
    // In the order of their keys the tables grow at one end, which is twice as fast.
    fresh.sort { $0.member < $1.member }
    try join(fresh)
    if isFirst {
      roll = MemberRoll(persons: made, members: fresh)
    } else {
      touched.formUnion(made)
      touched.formUnion(fresh.lazy.map(\.person))
    }
    try retire(lost)
    if moved > 0 { try append(LedgerLine("persons", count: made.isEmpty ? moved : made.count)) }
    return people.map { Person.ID(value: UInt64($0)) }
  }

  private func knownMembers(_ rows: [Int64]) throws -> [Int64: Int64] {
    var known: [Int64: Int64] = [:]
    if rows.count > 200 {
      let all = try Row.fetchCursor(db, sql: "select id, person from member")
      while let row = try all.next() { known[row[0]] = row[1] }
    } else {
      for member in rows { if let row = try statement("select person from member where id = ?").row([member]) { known[member] = row[0] } }
    }
    return known
  }

  /// The person of each cluster, 0 where it is a new one.
  private func choose(_ clusters: Clustering, _ rows: [Int64], _ known: [Int64: Int64]) throws -> [Int64] {
    var chosen = [Int64](repeating: 0, count: clusters.count)
    var taken = Set<Int64>()
    for (index, named) in clusters.named.sorted(by: { $0.key < $1.key }) {
      guard let person = try resolve(named) else { continue }
      chosen[index] = Int64(person.value)
      taken.insert(Int64(person.value))
    }
    if known.isEmpty { return chosen }
    var claims: [(count: Int, person: Int64, index: Int)] = []
    for index in 0..<clusters.count where chosen[index] == 0 {
      let range = clusters.range(index)
      if range.count == 1 {
        if let person = known[rows[range.lowerBound]] { claims.append((1, person, index)) }
        continue
      }
      var counts: [Int64: Int] = [:]
      for member in rows[range] { if let person = known[member] { counts[person, default: 0] += 1 } }
      for (person, count) in counts { claims.append((count, person, index)) }
    }
    claims.sort { ($1.count, $0.person, $0.index) < ($0.count, $1.person, $1.index) }
    for claim in claims where chosen[claim.index] == 0 && taken.insert(claim.person).inserted { chosen[claim.index] = claim.person }
    return chosen
  }

  /// Makes a person for each cluster without one, and returns their ids. Members and persons get into one order, so that the index from
  /// persons to members grows at its end too.
  private func makePeople(_ people: inout [Int64], _ clusters: Clustering, _ rows: [Int64]) throws -> [Int64] {
    var fresh: [(first: Int64, index: Int)] = []
    for index in people.indices where people[index] == 0 { fresh.append((rows[clusters.range(index).lowerBound], index)) }
    if fresh.isEmpty { return [] }
    markChanged()
    fresh.sort { $0.first < $1.first }
    let made = try context.cipher.identifiers(fresh.count)
    var persons = RowBuffer(
      "insert into person (id, act, \"into\") values", width: 1, row: { [act] in "(\($0[0]), \(act), null)" }, "on conflict do nothing")
    for (cluster, id) in zip(fresh, made) {
      people[cluster.index] = id
      try persons.add(db, id)
    }
    try persons.flush(db)
    return made
  }

  /// New members, in the order of their ids.
  private func join(_ fresh: [(member: Int64, person: Int64)]) throws {
    if fresh.isEmpty { return }
    markChanged()
    hasMovedMembers = true
    // A record's id is lower than any handle's.
    let split = fresh.firstIndex { Cipher.isHandle($0.member) } ?? fresh.count
    for (kind, some) in [(0, fresh[..<split]), (1, fresh[split...])] {
      var rows = RowBuffer(
        "insert into member (id, act, kind, person, home) values", width: 2,
        row: { [act] in "(\($0[0]), \(act), \(kind), \($0[1]), \($0[1]))" },
        "on conflict (id) do update set person = excluded.person")
      for new in some { try rows.add(db, new.member, new.person) }
      try rows.flush(db)
    }
    if split < fresh.count { isDeep = true }
  }

  private func addRow(_ person: Int64) throws {
    forgetRoll()
    try run("insert into person (id, act, \"into\") values (?, ?, null)", [person, act])
    touched.insert(person)
  }

  private func move(_ member: Int64, from before: Int64?, to person: Int64) throws {
    forgetRoll()
    touched.insert(person)
    let kind = Cipher.isHandle(member) ? 1 : 0
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
    forgetRoll()
    try journal(.person, person)
    try run("update person set \"into\" = ? where id = ?", [target, person])
    touched.formUnion([person, target])
  }

  /// Takes records from the persons they belong to: a later version shows that they are about no person. A person with nothing left is
  /// nobody any more.
  public func release(_ cards: [Card.ID]) throws {
    if !cards.isEmpty { forgetRoll() }
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
      try move(row(member), from: before, to: person)
    }
    let id = Person.ID(value: UInt64(person))
    try setOwnCard(own, of: id)
    return id
  }

  /// Makes one person of two: the first id stays, the second becomes its alias. The decision is kept with its evidence.
  public func merge(_ a: Person.ID, _ b: Person.ID, evidence: String) throws -> Person.ID {
    let (first, second) = try pair(a, b)
    guard first != second else { return Person.ID(value: UInt64(first)) }
    for row in try Row.fetchAll(db, sql: "select id from member where person = ?", arguments: [second]) {
      try move(row[0], from: second, to: first)
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
      guard let known = try statement("select person from member where id = ?").row([row(member)]), known[0] == from else {
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

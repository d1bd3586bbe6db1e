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
    let isFirst = try !hasPacked() && !(Bool.fetchOne(db, sql: "select exists (select 1 from person)") ?? false)
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
    // In the order of their keys the tables grow at one end, which is twice as fast. What was given twice belongs to whom it was given last.
    fresh = Buckets.sorted(fresh.count, at: { fresh[$0] }, by: { Cipher.sortKey(ofMember: fresh[$0].member) }) { $0.member < $1.member }
    let last = fresh.indices.filter { $0 + 1 == fresh.count || fresh[$0].member != fresh[$0 + 1].member }
    if last.count < fresh.count { fresh = last.map { fresh[$0] } }
    try write(made, fresh)
    if isFirst {
      roll = MemberRoll(persons: made.map(\.person), members: fresh)
    } else {
      touched.formUnion(made.lazy.map(\.person))
      touched.formUnion(fresh.lazy.map(\.person))
    }
    try retire(lost)
    if moved > 0 { try append(LedgerLine("persons", count: made.isEmpty ? moved : made.count)) }
    return people.map { Person.ID(value: UInt64($0)) }
  }

  private func knownMembers(_ rows: [Int64]) throws -> [Int64: Int64] {
    var known: [Int64: Int64] = [:]
    if rows.count > 200 {
      try eachMember { known[$0] = $1 }
    } else {
      for member in rows { if let person = try person(ofMember: member) { known[member] = person } }
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

  /// Gives each cluster without a person a new one. Returns them with the first member of each; both stand in rising order, as far as no
  /// member is the first of two.
  private func makePeople(_ people: inout [Int64], _ clusters: Clustering, _ rows: [Int64]) throws -> [(first: Int64, person: Int64)] {
    var fresh: [(first: Int64, index: Int)] = []
    for index in people.indices where people[index] == 0 { fresh.append((rows[clusters.range(index).lowerBound], index)) }
    fresh = Buckets.sorted(fresh.count, at: { fresh[$0] }, by: { Cipher.sortKey(ofMember: fresh[$0].first) }) { $0.first < $1.first }
    let made = try context.cipher.identifiers(fresh.count)
    for (cluster, id) in zip(fresh, made) { people[cluster.index] = id }
    return zip(fresh, made).map { ($0.first, $1) }
  }

  /// Writes new people and new members, both in rising order: packed where many come at once into a book in which nobody stands packed,
  /// else in rows.
  private func write(_ made: [(first: Int64, person: Int64)], _ fresh: [(member: Int64, person: Int64)]) throws {
    if made.isEmpty, fresh.isEmpty { return }
    markChanged()
    var (pairs, persons, members): ([PeoplePage.Pair], [Int64], [(member: Int64, person: Int64)]) = ([], made.map(\.person), fresh)
    if try made.count >= context.environment.peoplePage && !hasPacked() {
      (pairs, persons, members) = pack(made, fresh)
      try write(pairs)
    }
    var rows = RowBuffer(
      "insert into person (id, act, \"into\") values", width: 1, row: { [act] in "(\($0[0]), \(act), null)" }, "on conflict do nothing")
    for person in persons { try rows.add(db, person) }
    try rows.flush(db)
    try join(members)
    if let last = fresh.last, Cipher.isHandle(last.member) { isDeep = true }
    if !fresh.isEmpty { hasMovedMembers = true }
  }

  /// Parts what is new into people with their first handle, which can stand packed, and the rest. A record is not packed, nor whose first
  /// handle went to somebody else.
  private func pack(
    _ made: [(first: Int64, person: Int64)], _ fresh: [(member: Int64, person: Int64)]
  ) -> (pairs: [PeoplePage.Pair], persons: [Int64], members: [(member: Int64, person: Int64)]) {
    var (pairs, persons, members): ([PeoplePage.Pair], [Int64], [(member: Int64, person: Int64)]) = ([], [], [])
    pairs.reserveCapacity(made.count)
    var next = 0
    for (first, person) in made {
      while next < fresh.count, fresh[next].member < first {
        members.append(fresh[next])
        next += 1
      }
      if next < fresh.count, fresh[next] == (first, person), Cipher.isHandle(first) {
        pairs.append(PeoplePage.Pair(person: person, handle: first))
        next += 1
      } else {
        persons.append(person)
      }
    }
    return (pairs, persons, members + fresh[next...])
  }

  private func write(_ pairs: [PeoplePage.Pair]) throws {
    lastPage = nil
    let size = max(1, context.environment.peoplePage)
    for start in stride(from: 0, to: pairs.count, by: size) {
      let page = pairs[start..<min(pairs.count, start + size)]
      let written = try run(
        "insert into people (id, act, first, count, body) values (?, ?, ?, ?, ?) on conflict do nothing",
        [pairs[start].person, act, pairs[start].handle, page.count, PeoplePage.write(page)])
      // Nobody stands packed before it, so that no number can be taken.
      if written != 1 { throw PeoplePage.damage }
    }
  }

  /// New members in rows, in the order of their ids.
  private func join(_ fresh: [(member: Int64, person: Int64)]) throws {
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
    }
    // What stood packed gets a row, which goes before it as long as it is there.
    let home = try before == nil ? person : packed(handle: member)?.person ?? person
    try run(
      "insert into member (id, act, kind, person, home) values (?, ?, ?, ?, ?) on conflict (id) do update set person = excluded.person",
      [member, act, kind, person, home])
  }

  /// People who lost members: those with none left become aliases of the person most of them went to.
  private func retire(_ lost: [Int64: [Int64: Int]]) throws {
    for (person, targets) in lost.sorted(by: { $0.key < $1.key }) {
      if try !members(of: person).isEmpty { continue }
      guard let target = targets.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
      try alias(person, to: target)
    }
  }

  private func alias(_ person: Int64, to target: Int64) throws {
    forgetRoll()
    try journal(.person, person)
    try run(
      "insert into person (id, act, \"into\") values (?, ?, ?) on conflict (id) do update set \"into\" = excluded.\"into\"",
      [person, act, target])
    touched.formUnion([person, target])
  }

  /// Takes records from the persons they belong to: a later version shows that they are about no person. A person with nothing left is
  /// nobody any more.
  public func release(_ cards: [Card.ID]) throws {
    if !cards.isEmpty { forgetRoll() }
    var count = 0
    for card in cards {
      let member = Int64(card.value)
      guard let person = try person(ofMember: member) else { continue }
      touched.insert(person)
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

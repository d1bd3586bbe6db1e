public import Book
internal import GRDB
internal import Scan

/// Which records and handles are whose, written.
extension ActWriter {
  /// The id under which a member stands in `member`.
  func row(_ member: Member) -> Int64 {
    switch member {
    case .card(let id): Int64(id.value)
    case .handle(let handle): context.cipher.row(of: handle)
    case .row(let row): row.value
    }
  }

  /// Writes new people and new members, both in rising order: packed where many come at once into a book in which nobody stands packed,
  /// else in rows.
  func write(_ made: [(first: Int64, person: Int64)], _ fresh: [(member: Int64, person: Int64)]) throws {
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

  /// Writes a person of whom nobody knew.
  func addRow(_ person: Int64) throws {
    forgetRoll()
    try run("insert into person (id, act, \"into\") values (?, ?, null)", [person, act])
    touched.insert(person)
  }

  /// Gives a member to a person, from the one it belonged to.
  func move(_ member: Int64, from before: Int64?, to person: Int64) throws {
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

  /// Lets a person's id name another person from now on.
  func alias(_ person: Int64, to target: Int64) throws {
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
}

import Book
import Foundation
import Scan
import Synchronization
import Testing
import Vault

@Test func `undo after each of many acts gives back the export byte for byte`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let acme = try #require(BookID("acme"))
  try vault.addBook(acme, employer: "Acme")
  var random = Numbers(state: 11)
  var states: [[UInt8]] = []
  func state() throws -> [UInt8] {
    try vault.mine.read { try $0.export().canonicalBytes } + vault.book(acme).read { try $0.export().canonicalBytes }
  }
  for round in 0..<60 {
    states.append(try state())
    try change(vault, acme, round, &random)
    // Now and then some are taken back on the way, as people do.
    if random.next(5) == 0 {
      try vault.undo()
      #expect(try state() == states.removeLast(), "round \(round)")
    }
  }
  while let before = states.popLast() {
    try vault.undo()
    #expect(try state() == before, "\(states.count) left")
  }
  #expect(throws: Fault(.missing, "")) { try vault.undo() }
  let report = try vault.doctor(repair: false)
  #expect(report.isClean, "\(report.findings)")
}

/// One change of some sort.
private func change(_ vault: Vault, _ acme: BookID, _ round: Int, _ random: inout Numbers) throws {
  let people = try vault.mine.read { try $0.people() }
  func one() -> DirectoryEntry { people[random.next(people.count)] }
  let command = try vault.command("change")
  switch people.count < 3 ? 0 : random.next(9) {
  case 0:
    try take(
      vault, cards: batch(round, 5), log: encounters(["p\(round)0@x.example", "p\(round)1@x.example"], count: 30, seed: UInt64(round)),
      number: UInt8(round))
  case 1: try take(vault, cards: batch(random.next(round + 1), 3, changed: round), number: UInt8(100 + round), complete: true)
  case 2:
    // One command, two books.
    try vault.mine.act("note", command) { try $0.put("note", key: "two", about: one().id, "round \(round)") }
    try vault.book(acme).act("note", command) { try $0.put("note", "round \(round)") }
  case 3:
    let (a, b) = (one(), one())
    try vault.mine.act("merge", command) { writer in
      if a.id == b.id { try writer.put("note", "same") } else { _ = try writer.merge(a.id, b.id, evidence: "round \(round)") }
    }
  case 4:
    let person = one()
    try vault.mine.act("split", command) { writer in
      let records = try writer.cardRecords(of: person.id)
      if records.count > 1 {
        _ = try writer.split(person.id, members: [.card(records[0].id)], evidence: "")
      } else {
        try writer.put("note", "none \(round)")
      }
    }
  case 5:
    let person = one()
    try vault.mine.act("edit", command) { writer in
      var own = try writer.ownCard(of: person.id) ?? OwnCard()
      own.fields.title = "Title \(round)"
      own.hidden = person.handles.prefix(1).map(\.normal)
      try writer.setOwnCard(own, of: person.id)
    }
  case 6:
    try vault.mine.act("add", command) { writer in
      _ = try writer.addPerson(
        OwnCard(fields: typed("Typed \(round)", email: "typed\(round)@x.example").fields),
        members: [.handle(Handle(.email, "typed\(round)@x.example"))])
    }
  case 7:
    let notes = try vault.mine.read { try $0.facts("note", as: String.self) }
    try vault.mine.act("note", command) { writer in
      if let note = notes.first { try writer.remove("note", id: note.id) } else { try writer.put("note", "fresh \(round)") }
    }
  default:
    try vault.mine.act("link", command) { writer in
      let all = try writer.cardRecords()
      let members = [Member.card(all[0].id), .card(all[all.count / 2].id)]
      _ = try writer.setClusters([Cluster(members: members)])
      try writer.put("pin", "round \(round)")
    }
  }
}

private func batch(_ round: Int, _ count: Int, changed: Int = 0) -> [Card] {
  (0..<count).map { typed("P\(round)\($0)", email: "p\(round)\($0)@x.example", firm: "F\(changed)", uid: "u\(round)-\($0)") }
}

/// Numbers that look random and are the same in each run.
struct Numbers {
  var state: UInt64
  mutating func next(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}

@Test func `undo is refused where a later act stands on it, and where nothing may be taken back`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let acme = try #require(BookID("acme"))
  try vault.addBook(acme, employer: "Acme")
  #expect(throws: Fault(.missing, "")) { try vault.undo() }
  let both = try vault.command("import")
  try vault.mine.act("note", both) { try $0.put("note", "1") }
  try vault.book(acme).act("return", vault.command("return"), undoable: false) { try $0.put("note", "given back") }
  #expect(throws: Fault(.depends, "")) { try vault.undo() }
  #expect(try vault.lastCommand()?.command.verb == "return")
}

@Test func `asking changes no byte of the folder`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let acme = try #require(BookID("acme"))
  try vault.addBook(acme, employer: "Acme")
  try take(vault, cards: [typed("A", email: "a@x.example")], log: encounters(["a@x.example"], count: 40), number: 1)
  func look() throws -> [String: String] {
    var out: [String: String] = [:]
    for (name, bytes) in try bench.bytes() {
      let attributes = try FileManager.default.attributesOfItem(atPath: "\(bench.path)/\(name)")
      out[name] = "\(bytes.hashValue) \(String(describing: attributes[.modificationDate]))"
    }
    return out
  }
  let before = try look()
  let opened = try bench.open()
  for id in [BookID.mine, acme] {
    _ = try opened.book(id).read { try ($0.export(), $0.verifyLedger(), $0.checkpoint(), $0.search("a"), $0.acts()) }
  }
  _ = try (opened.books, opened.lastCommand(), opened.command("x"), opened.doctor(repair: false))
  #expect(try look() == before)
}

@Test func `while an import runs, readers see the book as it was before`() throws {
  let bench = try Bench()
  bench.batch.withLock { $0 = 100 }
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example")], log: encounters(["a@x.example"], count: 5), number: 1)
  let before = try vault.mine.read { try $0.export().canonicalBytes }
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [2])
  _ = try session.begin(draft(2))
  try session.add(
    (0..<100).map { .card(typed("B\($0)", email: "b\($0)@x.example")) } + [.encounters(encounters(["b1@x.example"], count: 510, seed: 3))])
  let other = try bench.open()
  #expect(try other.mine.read { try $0.export().canonicalBytes } == before)
  try session.end()
  #expect(try other.mine.read { try $0.export().canonicalBytes } == before)
  try session.finish { _ in }
  #expect(try other.mine.read { try $0.encounters().count } == 515)
  #expect(try other.mine.read { try $0.verifyLedger() }.isClean)
}

import Book
import Foundation
import Scan
import Testing
import Vault

@Test func `what is imported is there again, and the same bytes again change one entry`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let log = encounters(["jane@acme.example", "ola@nord.example"], count: 9000)
  let tally = try take(
    vault, cards: [typed("Jane Smith", email: "Jane@acme.example", firm: "Acme"), typed("Ola Nord", email: "ola@nord.example")], log: log,
    number: 1)
  #expect(tally.new == 9002)
  let before = try vault.mine.read { try ($0.export().canonicalBytes, $0.ledgerCount(), $0.acts().count) }
  try vault.mine.read { reader throws in
    #expect(try reader.people().map(\.name).sorted() == ["Jane Smith", "Ola Nord"])
    let jane = try #require(try reader.search("smi").first)
    #expect(jane.organisation == "Acme")
    #expect(try reader.search("jane@acme.example").first?.id == jane.id)
    #expect(try reader.search("jne").isEmpty)
    #expect(try reader.personID(of: Handle(.email, "JANE@acme.example")) == jane.id)
    #expect(jane.last != nil)
    let back = try reader.encounters()
    #expect(back.seconds == log.seconds)
    #expect(back.offsets == log.offsets)
    #expect(back.media == log.media)
    #expect(back.flags == log.flags)
    #expect(back.subjects == log.subjects)
    #expect(back.keys == log.keys)
    #expect(back.conversations == log.conversations)
    #expect(back.minutes == log.minutes)
    #expect(back.roles == log.roles)
    #expect(back.senders.map { back.parties[Int($0)] } == log.senders.map { log.parties[Int($0)] })
    #expect(back.recipients.map { back.parties[Int($0)] } == log.recipients.map { log.parties[Int($0)] })
    var (senders, people): ([Int32], Int) = ([], 0)
    let known = try reader.correspondents()
    try reader.eachPage(known) { senders += $0.senders }
    people = known.parties.count
    #expect(senders == back.senders && people == back.parties.count)
    let pages = try reader.encounterPages()
    #expect(pages.map(\.count) == [4096, 4096, 808])
    #expect(try reader.log(of: pages[1]).subjects == Array(log.subjects[4096..<8192]))
    let record = try #require(try reader.cardRecords(of: jane.id).first)
    #expect(String(decoding: try reader.bytes(of: record), as: UTF8.self).contains("FN:Jane Smith"))
    #expect(try reader.origin(of: record).file == "phone.vcf")
    #expect(try reader.encounters(with: jane.id).count == 4500)
  }
  let again = try take(vault, cards: [typed("Nobody", email: "x@y.example")], number: 1)
  #expect(again.new == 0 && again.same == 9002)
  let after = try vault.mine.read { try ($0.export().canonicalBytes, $0.ledgerCount(), $0.acts().count) }
  #expect(after.0 == before.0)
  #expect(after.1 == before.1 + 1)
  #expect(after.2 == before.2)
  #expect(try vault.mine.read { try $0.ledgerEntries().last?.kind } == "again")
}

@Test func `a later export gives versions, and marks what it no longer has`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(
    vault, cards: [typed("Jane Smith", email: "j@a.example", uid: "u1"), typed("Bo", email: "b@a.example", uid: "u2")], number: 1,
    complete: true)
  let first = try vault.mine.read { try $0.cardRecords() }
  try take(vault, cards: [typed("Jane Jones", email: "j@a.example", uid: "u1")], number: 2, complete: true)
  try vault.mine.read { reader throws in
    let now = try reader.cardRecords()
    #expect(Set(now.map(\.id)) == Set(first.map(\.id)))
    let jane = try #require(now.first { $0.nativeID == "u1" })
    #expect(jane.version == 2 && jane.fields.name.full == "Jane Jones" && !jane.isAbsent)
    #expect(try reader.versions(of: jane.id).map(\.fields.name.full) == ["Jane Smith", "Jane Jones"])
    #expect(try #require(now.first { $0.nativeID == "u2" }).isAbsent)
    #expect(try reader.people().map(\.name).sorted() == ["Bo", "Jane Jones"])
  }
  try take(
    vault, cards: [typed("Jane Jones", email: "j@a.example", uid: "u1"), typed("Bo", email: "b@a.example", uid: "u2")], number: 3,
    complete: true)
  #expect(try vault.mine.read { try $0.cardRecords() }.allSatisfy { !$0.isAbsent })
  try vault.undo()
  #expect(try vault.mine.read { try $0.cardRecords() }.filter(\.isAbsent).map(\.nativeID) == ["u2"])
}

@Test func `own values stand over those of sources, newest source first`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(vault, cards: [typed("Jane Smith", email: "j@a.example", firm: "Acme", uid: "u1")], number: 1)
  try take(vault, cards: [typed("Jane Smith", email: "j@b.example", firm: "Borealis", uid: "u1")], number: 2, identity: "vcard:laptop")
  let people = try vault.mine.read { try $0.people() }
  #expect(people.count == 2)
  var own = OwnCard()
  own.fields.title = "Buyer"
  own.hidden = ["j@a.example"]
  try vault.mine.act("edit", vault.command("edit")) { writer throws in
    let kept = try writer.merge(people[0].id, people[1].id, evidence: "same name")
    try writer.setOwnCard(own, of: kept)
  }
  try vault.mine.read { reader throws in
    let shown = try #require(try reader.effective(people[1].id))
    #expect(shown.fields.title == "Buyer")
    #expect(shown.fields.organisation == "Borealis")
    #expect(shown.fields.emails == ["j@b.example"])
    #expect(shown.data.first { $0.property == "title" }?.from == .own)
  }
}

@Test func `merged ids name one person, and a split gives each back what it had`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example"), typed("B", email: "b@x.example"), typed("C", email: "c@x.example")], number: 1)
  let before = try vault.mine.read { try $0.people() }
  let (a, b, c) = (before[0].id, before[1].id, before[2].id)
  let command = try vault.command("merge")
  try vault.mine.act("merge", command) { writer throws in
    _ = try writer.merge(a, b, evidence: "same phone")
    _ = try writer.merge(c, a, evidence: "same firm")
  }
  try vault.mine.read { reader throws in
    #expect(try [a, b, c].map { try reader.resolve($0) } == [c, c, c])
    #expect(try reader.people().count == 1)
    #expect(try reader.cardRecords(of: b).count == 3)
  }
  try vault.mine.act("split", vault.command("split")) { try $0.split(c, a, evidence: "they are two") }
  try vault.mine.read { reader throws in
    #expect(try reader.resolve(b) == a)
    #expect(try reader.cardRecords(of: a).count == 2)
    #expect(try reader.cardRecords(of: c).map(\.fields.name.full) == [before[2].name])
    #expect(try reader.decisions().map(\.kind) == [.same, .same, .split])
  }
  try vault.mine.act("split", vault.command("split")) { try $0.split(a, b, evidence: "they are two") }
  #expect(try vault.mine.read { try $0.people() } == before)
  #expect(throws: Fault(.refused, "")) { try vault.mine.act("split", vault.command("split")) { try $0.split(a, b, evidence: "") } }
}

@Test func `ids stay when people are made anew from other clusters`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example"), typed("B", email: "b@x.example")], number: 1)
  let (records, people) = try vault.mine.read { try ($0.cardRecords(), $0.people()) }
  try vault.mine.act("link", vault.command("link")) { writer throws in
    let all = records.flatMap { record in [Member.card(record.id)] + record.fields.handles.map { .handle($0.value) } }
    #expect(try writer.setClusters([Cluster(members: all)]) == [people[0].id])
  }
  #expect(try vault.mine.read { reader in try people.map { try reader.resolve($0.id) } } == [people[0].id, people[0].id])
  try vault.undo()
  #expect(try vault.mine.read { try $0.people() } == people)
}

@Test func `facts have versions, keys, persons, and can go`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example"), typed("B", email: "b@x.example")], number: 1)
  let people = try vault.mine.read { try $0.people().map(\.id) }
  let command = try vault.command("note")
  let id = try vault.mine.act("note", command) { writer throws in
    try writer.put("note", key: "first", about: people[1], "call her")
  }
  try vault.mine.act("note", vault.command("note")) { writer throws in
    #expect(try writer.put("note", key: "first", "call her on Monday") == id)
    _ = try writer.merge(people[0], people[1], evidence: "")
  }
  try vault.mine.read { reader throws in
    let fact = try #require(try reader.fact("note", key: "first", as: String.self))
    #expect(fact.version == 2 && fact.value == "call her on Monday" && fact.about == people[0])
    #expect(try reader.facts("note", about: people[0], as: String.self).count == 1)
    #expect(try reader.fact("note", key: "second", as: String.self) == nil)
  }
  try vault.mine.act("note", vault.command("note")) { try $0.remove("note", id: id) }
  #expect(try vault.mine.read { try $0.facts("note", as: String.self) }.isEmpty)
  try vault.undo()
  try vault.undo()
  #expect(try vault.mine.read { try $0.fact("note", id: id, as: String.self)?.version } == 1)
  try vault.undo()
  #expect(try vault.mine.read { try $0.facts("note", as: String.self) }.isEmpty)
}

@Test func `who is forgotten does not come back with a later import`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try vault.mine.act("forget", vault.command("forget"), undoable: false) { try $0.forgetHandles([Handle(.email, "a@x.example")]) }
  let tally = try take(
    vault, cards: [typed("A", email: "A@x.example"), typed("B", email: "b@x.example")],
    log: encounters(["a@x.example", "b@x.example"], count: 10),
    number: 1)
  #expect(tally.forgotten == 6)
  try vault.mine.read { reader throws in
    #expect(try reader.people().map(\.name) == ["B"])
    #expect(try !reader.encounters().parties.contains { $0.handle.normal == "a@x.example" })
    #expect(try reader.isForgotten(Handle(.email, "a@X.example")))
  }
}

@Test func `an act that fails changes nothing, and one that writes nothing is none`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let before = try bench.bytes()
  #expect(throws: Fault(.refused, "")) {
    try vault.mine.act("edit", vault.command("edit")) { writer throws in
      try writer.put("note", "x")
      throw Fault(.refused, "no")
    }
  }
  try vault.mine.act("edit", vault.command("edit")) { _ in }
  #expect(try bench.bytes() == before)
}

import Book
import Foundation
import Scan
import Synchronization
import Testing
import Vault

/// A vault in which so many people who come at once stand packed.
private func bench(packedFrom count: Int) throws -> Bench {
  let bench = try Bench()
  bench.peoplePage.withLock { $0 = count }
  return bench
}

private func address(_ number: Int) -> Handle { Handle(.email, "p\(number)@x.example") }

/// How many people stand packed.
private func packed(_ bench: Bench) throws -> Int? {
  let found = try system("sqlite3", ["\(bench.path)/mine.sqlite", "select coalesce(sum(count), 0) from people"])
  return Int(found.output.trimmingCharacters(in: .whitespacesAndNewlines))
}

/// An import of people known by messages alone: of every four the last two are one person, and of every ten the first is given twice, so
/// that somebody is left with nothing or with a second address alone.
private func takeMany(_ vault: Vault, _ range: Range<Int>, number: UInt8, cards: [Card] = []) throws {
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [number])
  _ = try session.begin(draft(number, identity: "mail:\(number)"))
  let log = encounters(range.map { address($0).normal }, count: range.count * 2, seed: UInt64(number))
  try session.add([.encounters(log)] + cards.map { .card($0) })
  try session.finish { writer throws in
    var clusters: [Cluster] = []
    for number in range where number % 4 != 3 {
      clusters.append(Cluster(members: [.handle(address(number))] + (number % 4 == 2 ? [.handle(address(number + 1))] : [])))
    }
    for number in range where number % 10 == 0 { clusters.append(Cluster(members: [.handle(address(number))])) }
    for record in try writer.cardRecords() {
      clusters.append(Cluster(members: [.card(record.id)] + record.fields.handles.map { .handle($0.value) }))
    }
    _ = try writer.setClusters(clusters)
  }
}

/// One change of some sort to people who stand packed, or did.
private func change(_ vault: Vault, _ round: Int, _ random: inout Numbers) throws {
  let (first, second, command) = (address(random.next(60)), address(random.next(60)), try vault.command("change"))
  let (a, b) = try vault.mine.read { (try #require(try $0.personID(of: first)), try #require(try $0.personID(of: second))) }
  let handle = Member.handle(first)
  switch random.next(7) {
  case 0, 1:
    try vault.mine.act("merge", command) { writer in
      if a == b { try writer.put("note", "same \(round)") } else { _ = try writer.merge(a, b, evidence: "round \(round)") }
    }
  case 2:
    let merged = try vault.mine.read { try $0.decisions() }.filter { $0.kind == .same }
    try vault.mine.act("split", command) { writer in
      try writer.put("note", "split \(round)")
      let last = try merged.last { try writer.resolve($0.a) == writer.resolve($0.b) }
      if let last { try writer.split(last.a, last.b, evidence: "two") }
    }
  case 3:
    try vault.mine.act("split", command) { writer in
      try writer.put("note", "part \(round)")
      _ = try writer.split(a, members: [handle], evidence: "part")
    }
  case 4:
    try vault.mine.act("add", command) { writer in
      _ = try writer.addPerson(OwnCard(fields: typed("Typed \(round)", email: "typed\(round)@x.example").fields), members: [handle])
    }
  case 5:
    try vault.mine.act("link", command) { writer in
      let others = (0..<3).map { Member.handle(address((round * 3 + $0) % 70)) }
      _ = try writer.setClusters([Cluster(members: [handle] + others), Cluster(members: [.handle(address(100 + round))])])
      try writer.put("pin", "round \(round)")
    }
  default:
    let new = 200 + round * 10
    try takeMany(vault, new..<new + 6, number: UInt8(50 + round), cards: [typed("C \(round)", email: address(round % 60).normal)])
  }
}

/// Who is in a book, each found by their id, and whose each handle is.
private struct Picture: Equatable {
  let people: [DirectoryEntry]
  let owners: [[Person.ID?]]

  init(_ vault: Vault) throws {
    (people, owners) = try vault.mine.read { reader throws in
      let people = try reader.people()
      for entry in people { #expect(try reader.person(entry.id) == entry) }
      return try (people, people.map { try $0.handles.map { try reader.personID(of: $0) } })
    }
  }
}

@Test func `people who stand packed are the same people, through every change and its undo`() throws {
  let benches = [try bench(packedFrom: 8), try bench(packedFrom: .max)]
  func seed(_ number: UInt64) { for bench in benches { bench.seed.withLock { $0 = Numbers(state: number) } } }
  seed(1000)
  let vaults = try benches.map { try $0.make() }
  func export(_ vault: Vault) throws -> [UInt8] { try vault.mine.read { try $0.export().canonicalBytes } }
  var states: [[UInt8]] = []
  for round in 0..<60 {
    states.append(try export(vaults[0]))
    seed(UInt64(round))
    for vault in vaults {
      var random = Numbers(state: UInt64(round) &* 977)
      if round > 0 {
        try change(vault, round, &random)
      } else {
        try takeMany(vault, 0..<60, number: 1, cards: [typed("A Card", email: address(4).normal)])
      }
    }
    let pictures = try vaults.map(Picture.init)
    #expect(pictures[0] == pictures[1], "round \(round)")
    #expect(try export(vaults[0]) == export(vaults[1]), "round \(round)")
    if round.isMultiple(of: 10) { for vault in vaults { #expect(try vault.doctor(repair: false).findings.isEmpty) } }
  }
  #expect(try packed(benches[0]) ?? 0 > 30)
  #expect(try packed(benches[1]) == 0)
  while let before = states.popLast() {
    for vault in vaults { try vault.undo() }
    #expect(try export(vaults[0]) == before, "\(states.count) left")
    #expect(try Picture(vaults[0]) == Picture(vaults[1]), "\(states.count) left")
    if states.count.isMultiple(of: 10) { #expect(try vaults[0].doctor(repair: false).findings.isEmpty) }
  }
  #expect(try packed(benches[0]) == 0)
  #expect(try vaults[0].doctor(repair: false).findings.isEmpty)
}

@Test(arguments: [
  "body = substr(body, 1, 24)", "body = substr(body, 1, 16)", "body = x''", "count = 9223372036854775807", "first = first + 1",
  "id = id - 1", "body = substr(body, 1, 16) || substr(body, 1, 16) || substr(body, 33)", "body = zeroblob(length(body))",
])
func `a row of packed people that is not as it was written is told as damage`(_ change: String) throws {
  let bench = try bench(packedFrom: 8)
  let vault = try bench.make()
  try takeMany(vault, 0..<60, number: 1)
  #expect(try packed(bench) ?? 0 > 30)
  let file = "\(bench.path)/mine.sqlite"
  let row = "where id = (select min(id) from people)"
  #expect(try system("sqlite3", [file, "update people set \(change) \(row)"]).status == 0)
  #expect(throws: Fault(.tampered, "")) { try bench.open().doctor(repair: false) }
  #expect(throws: Fault(.tampered, "")) { try bench.open().doctor(repair: true) }
}

@Test func `a book of format 2 has nobody packed, is read as it is, and packs those who come later`() throws {
  let bench = try bench(packedFrom: 50)
  let vault = try bench.make()
  try takeMany(vault, 0..<40, number: 1)
  let (file, about) = ("\(bench.path)/mine.sqlite", "\(bench.path)/vault.json")
  let former = "drop table people; delete from migration where name like '0003 %'; pragma user_version = 2;"
  #expect(try system("sqlite3", [file, former]).status == 0)
  let text = try String(contentsOfFile: about, encoding: .utf8).replacingOccurrences(of: "\"version\":3", with: "\"version\":2")
  try text.write(toFile: about, atomically: false, encoding: .utf8)
  let before = try bench.bytes()
  let opened = try bench.open()
  let people = try opened.mine.read { try $0.people() }
  #expect(people.count == 32)
  for entry in people { #expect(try opened.mine.read { try $0.person(entry.id) } == entry) }
  #expect(try opened.mine.read { try $0.personID(of: address(500)) } == nil)
  #expect(try bench.bytes() == before)

  try takeMany(opened, 100..<200, number: 2)
  #expect(try packed(bench) ?? 0 > 50)
  #expect(try opened.mine.read { try $0.people().count } == 32 + 80)
  #expect(try opened.doctor(repair: false).findings.isEmpty)
  try opened.undo()
  #expect(try opened.mine.read { try $0.people() } == people)
}

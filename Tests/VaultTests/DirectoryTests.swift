import Book
import Foundation
import Scan
import Testing
import Vault

/// Imports so many people who are known by messages alone.
private func takeMany(_ vault: Vault, _ people: Int, number: UInt8) throws {
  let addresses = (0..<people).map { "p\($0)@firm\(number).example" }
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [number])
  _ = try session.begin(draft(number, identity: "mail:\(number)"))
  try session.add([.encounters(encounters(addresses, count: people, seed: UInt64(number)))])
  try session.finish { writer throws in _ = try writer.setClusters(addresses.map { Cluster(members: [.handle(Handle(.email, $0))]) }) }
}

/// How many rows of `place` the book has.
private func rows(_ bench: Bench, where condition: String = "1") throws -> Int? {
  let found = try system("sqlite3", ["\(bench.path)/mine.sqlite", "select count(*) from place where \(condition)"])
  return Int(found.output.trimmingCharacters(in: .whitespacesAndNewlines))
}

/// Whether people in the directory are found by their ids, and nobody between them; the doctor looks for each.
private func expectAllFound(_ vault: Vault, _ count: Int, _ what: Comment, at location: SourceLocation = #_sourceLocation) throws {
  try vault.mine.read { reader throws in
    let people = try reader.people()
    #expect(people.count == count, what, sourceLocation: location)
    let some = stride(from: 0, to: people.count, by: max(1, people.count / 40)).map { people[$0] }
    for entry in some { #expect(try reader.person(entry.id) == entry, what, sourceLocation: location) }
    // Between two people, below the first and above the last there is nobody.
    let known = Set(people.map { $0.id.value })
    let others: [UInt64] = some.map { $0.id.value + 1 } + [1, 1 << 60 - 1]
    for id in others where !known.contains(id) {
      #expect(try reader.person(Person.ID(value: id)) == nil, what, sourceLocation: location)
    }
  }
  let report = try vault.doctor(repair: false)
  #expect(report.findings.isEmpty, "\(what): \(report.findings)", sourceLocation: location)
}

@Test func `a directory made at once has a row for a page, and who goes elsewhere one of their own`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try takeMany(vault, 2300, number: 1)
  #expect(try rows(bench) == 3)
  try expectAllFound(vault, 2300, "as imported")
  let people = try vault.mine.read { try $0.people() }
  let (low, middle, high) = (people[3].id, people[1200].id, people[2290].id)

  try vault.mine.act("merge", vault.command("merge")) { _ = try $0.merge(low, middle, evidence: "same phone") }
  try expectAllFound(vault, 2299, "merged")
  #expect(try vault.mine.read { try $0.person(middle)?.id } == low)
  try vault.mine.act("merge", vault.command("merge")) { _ = try $0.merge(high, low, evidence: "same phone") }
  try expectAllFound(vault, 2298, "merged twice")
  // Those who come back fill the pages that have room, and stand where their stretch is not.
  try vault.mine.act("split", vault.command("split")) { try $0.split(high, low, evidence: "they are two") }
  try vault.mine.act("split", vault.command("split")) { try $0.split(low, middle, evidence: "they are two") }
  try expectAllFound(vault, 2300, "split")
  #expect(try vault.mine.read { try $0.people() } == people)

  try take(vault, cards: (0..<40).map { typed("New \($0)", email: "new\($0)@other.example") }, number: 2)
  try expectAllFound(vault, 2340, "forty more")
  #expect(try rows(bench, where: "id > 0") ?? 0 > 10)
  try takeMany(vault, 600, number: 3)
  try expectAllFound(vault, 2940, "many more")
  try vault.undo()
  try expectAllFound(vault, 2340, "many taken back")
  // What was taken back was much: the directory was made as a whole again.
  #expect(try rows(bench) == 3)
  while try vault.mine.read({ try $0.people().count }) > 0 { try vault.undo() }
  try expectAllFound(vault, 0, "all taken back")
}

@Test func `a row that leads astray is found and put right`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try takeMany(vault, 1100, number: 1)
  let person = try #require(try vault.mine.read { try $0.people().last?.id })
  let file = "\(bench.path)/mine.sqlite"
  #expect(try system("sqlite3", [file, "insert into place (id, page) values (\(person.value), 1)"]).status == 0)
  #expect(try bench.open().mine.read { try $0.person(person) } == nil)
  #expect(try !bench.open().doctor(repair: false).isClean)
  _ = try bench.open().doctor(repair: true)
  try expectAllFound(try bench.open(), 1100, "put right")
}

@Test func `a book of format 1, with a row for each person, is read as it is and written on`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try takeMany(vault, 320, number: 1)
  let (file, about) = ("\(bench.path)/mine.sqlite", "\(bench.path)/vault.json")
  let former = """
    delete from place; insert into place (id, page) select id, 1 from person; drop table people;
    delete from migration where name not like '0001 %'; pragma user_version = 1;
    """
  #expect(try system("sqlite3", [file, former]).status == 0)
  let text = try String(contentsOfFile: about, encoding: .utf8).replacingOccurrences(of: "\"version\":3", with: "\"version\":1")
  try text.write(toFile: about, atomically: false, encoding: .utf8)
  let before = try bench.bytes()
  let opened = try bench.open()
  try expectAllFound(opened, 320, "read")
  #expect(try bench.bytes() == before)

  let people = try opened.mine.read { try $0.people() }
  try opened.mine.act("merge", opened.command("merge")) { _ = try $0.merge(people[0].id, people[1].id, evidence: "same phone") }
  #expect(try system("sqlite3", [file, "pragma user_version"]).output == "3\n")
  try expectAllFound(opened, 319, "written")
  try takeMany(opened, 500, number: 2)
  try expectAllFound(opened, 819, "many more")
  try opened.undo()
  try opened.undo()
  #expect(try opened.mine.read { try $0.people() } == people)
  try expectAllFound(opened, 320, "taken back")
}

import Book
import Scan
import Testing

@testable import Vault

private let entries = [
  DirectoryEntry(
    id: Person.ID(value: 5), name: "Zoë O'Brien", handles: [Handle(.email, "Zoe@Acme.example"), Handle(.phone, "+49 170 1234567")],
    organisation: "Acme", last: Day(number: 20_000)),
  DirectoryEntry(
    id: Person.ID(value: 9), name: "Info@acme.example", handles: [Handle(.email, "Info@acme.example")], organisation: "", last: nil),
  DirectoryEntry(id: Person.ID(value: 10), name: "", handles: [], organisation: "", last: nil),
  DirectoryEntry(
    id: Person.ID(value: 12), name: "1-800-FLOWERS", handles: [Handle(.phone, "1-800-FLOWERS")], organisation: "", last: nil),
  DirectoryEntry(id: Person.ID(value: 11), name: "", handles: [Handle(.chat, "Müller 2")], organisation: "Köln & Co", last: nil),
]

/// A page as programs of the formats 1 and 2 wrote it, with the words to be searched in each entry.
private func former(_ entries: [DirectoryEntry]) -> [UInt8] {
  var out = ByteWriter()
  out.byte(1)
  for entry in entries {
    var (words, body): ([UInt8], ByteWriter) = ([], ByteWriter())
    for text in [entry.name, entry.organisation] { Fold.append(wordsOf: text, to: &words) }
    for handle in entry.handles {
      words += [32] + Array(handle.normal.utf8)
      if handle.kind != .phone { Fold.append(wordsOf: handle.normal, to: &words) }
    }
    body.fixed(entry.id.value)
    body.bytes(words)
    body.signed(entry.last.map { Int64($0.number) } ?? .min)
    body.text(entry.name)
    body.text(entry.organisation)
    body.count(entry.handles.count)
    for handle in entry.handles { HandleCodec.write(handle, &body) }
    out.bytes(body.out)
  }
  return out.out
}

private func words(_ page: [UInt8]) throws -> [String] {
  var (out, found): ([String], [UInt8]) = ([], [])
  try DirectoryCodec.each(page) { entry in
    try entry.words(into: &found)
    out.append(String(decoding: found, as: UTF8.self))
  }
  return out
}

@Test func `a page of the directory gives its entries back, and the words they are found by`() throws {
  let page = DirectoryCodec.write(entries)
  #expect(try DirectoryCodec.read(page) == entries)
  #expect(
    try words(page) == [
      " zoe obrien acme zoe acme example +491701234567", " info acme example", "", " 1 800 flowers 1800", " koln co muller 2",
    ])
  #expect(try DirectoryCodec.read(DirectoryCodec.write([])).isEmpty)
}

@Test func `a page that a former program wrote gives the same entries, found by the words it holds`() throws {
  let page = former(entries)
  #expect(try DirectoryCodec.read(page) == entries)
  #expect(try words(page)[0] == " zoe obrien acme zoe@acme.example zoe acme example +491701234567")
}

@Test func `a page that is cut short or of another version is told and not read`() throws {
  for page in [DirectoryCodec.write(entries), former(entries)] {
    // Between two entries a page may end.
    let ends = (0...entries.count).map { count in
      page[0] == 1 ? former(Array(entries[..<count])).count : DirectoryCodec.write(Array(entries[..<count])).count
    }
    for length in 0..<page.count {
      let part = Array(page[..<length])
      if let count = ends.firstIndex(of: length) {
        #expect(try DirectoryCodec.read(part) == Array(entries[..<count]))
      } else {
        #expect(throws: CodecError.self, "\(length)") { try DirectoryCodec.read(part) }
      }
    }
    #expect(throws: CodecError.version) { try DirectoryCodec.read([3] + page.dropFirst()) }
  }
}

@Test func `a directory that a former program wrote is searched, changed page by page, and put back by undo`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let cards = (0..<1200).map { typed("Person \($0)", email: "p\($0)@firm\($0 % 7).example") }
  try take(vault, cards: cards, number: 1)
  try vault.mine.act("rewrite", vault.command("rewrite")) { writer in
    try writer.put("note", "by a former program")
    for page in [Int64(1), 2] {
      let old = former(try writer.directoryPage(page))
      try writer.run(
        "update directory set version = 7, body = ? where id = ?", [writer.seal(old, "directory", "body", page, 7), page])
    }
  }
  func names(_ query: String) throws -> [String] { try bench.open().mine.read { try $0.search(query).map(\.name).sorted() } }
  #expect(try names("person 77") == (["Person 77"] + (770...779).map { "Person \($0)" }).sorted())
  #expect(try names("p1199@firm2") == ["Person 1199"])
  let before = try vault.mine.read { try $0.people() }
  let person = try #require(try vault.mine.read { try $0.search("person 1199").first })
  try vault.mine.act("edit", vault.command("edit")) { writer in
    var own = OwnCard()
    own.fields.handles = [.init(Handle(.phone, "0170/1234567"))]
    try writer.setOwnCard(own, of: person.id)
  }
  #expect(try names("+49 170 1234567") == ["Person 1199"])
  #expect(try names("p1199@firm2") == ["Person 1199"])
  #expect(try vault.doctor(repair: false).findings.isEmpty)
  try vault.undo()
  #expect(try names("+49 170 1234567") == [])
  #expect(try vault.mine.read { try $0.people() } == before)
}

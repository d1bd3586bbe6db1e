import Book
import Foundation
import Scan
import Synchronization
import Testing
import Vault

/// A vault in which every sort of cell is in use, with words that stand nowhere else.
private func full(_ bench: Bench, cards number: Int = 100, encounters total: Int = 500) throws -> (vault: Vault, words: [String]) {
  let vault = try bench.make()
  let acme = try #require(BookID("acme-gmbh"))
  try vault.addBook(acme, employer: "Zweigelt Holding")
  var cards = (0..<number).map {
    typed("Quetzal Person\($0)x", email: "quetzal\($0)@krummhorn.example", firm: "Tamarisk \($0)", uid: "ornithopter-\($0)")
  }
  cards[0].fields.handles.append(.init(Handle(.phone, "+49 511 7788990")))
  try take(
    vault, cards: cards, log: encounters((0..<40).map { "quetzal\($0)@krummhorn.example" }, count: total, subject: "Xylophone"), number: 1,
    identity: "google:vuvuzela@home.example")
  try take(vault, acme, cards: Array(cards.prefix(20)), number: 2)
  let people = try vault.mine.read { try $0.people().map(\.id) }
  for round in 0..<14 {
    try vault.mine.act("edit", vault.command("edit")) { writer in
      var own = OwnCard()
      own.fields.title = "Wunderkammer \(round)"
      try writer.setOwnCard(own, of: people[round % 7])
      try writer.put("note", key: "k\(round % 5)", about: people[1], "Zugzwang \(round)")
    }
  }
  return (
    vault,
    [
      "uetzal", "krummhorn", "amarisk", "rnithopter", "7788990", "5117788990", "ylophone", "vuvuzela", "underkammer", "ugzwang", "weigelt",
      "acme-gmbh", "phone.vcf",
    ]
  )
}

@Test func `no name, address, phone, subject or label is found in the bytes of the folder, the log and all`() throws {
  let bench = try Bench()
  let (vault, words) = try full(bench)
  func search() throws {
    for (name, bytes) in try bench.bytes() {
      for word in words { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) in \(name)") }
      #expect(!name.contains("acme"))
    }
  }
  try search()
  // And while an import is under way, with its log lying beside the file.
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [9])
  _ = try session.begin(draft(9))
  try session.add((0..<200).map { .card(typed("Quetzal Other\($0)", email: "quetzal-\($0)@krummhorn.example")) })
  #expect(try bench.bytes().keys.contains("mine.sqlite-wal"))
  try search()
  try session.abandon()
  try search()
}

@Test func `folders are 0700 and files 0600 whatever the umask`() throws {
  umask(0)
  defer { umask(0o022) }
  let bench = try Bench()
  let vault = try bench.make()
  try vault.addBook(#require(BookID("acme")), employer: "Acme")
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [9])
  for path in try FileManager.default.subpathsOfDirectory(atPath: bench.root) + [""] where path != "" {
    let attributes = try FileManager.default.attributesOfItem(atPath: "\(bench.root)/\(path)")
    let mode = (attributes[.posixPermissions] as? NSNumber)?.intValue
    let isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    #expect(mode == (isFolder ? 0o700 : 0o600), "\(path)")
  }
  try session.abandon()
}

/// Every sealed column of a book's file, and how it is read.
private let cells: [(table: String, column: String)] = [
  ("card", "raw"), ("card", "fields"), ("source", "info"), ("encounter", "body"), ("encounter", "keys"), ("own", "body"), ("fact", "body"),
  ("directory", "body"), ("batch", "seed"), ("undo", "image"), ("party", "body"), ("head", "body"),
]

@Test func `a thousand swaps of two sealed cells are refused, a thousand of a thousand`() throws {
  let bench = try Bench()
  let (vault, _) = try full(bench, cards: 25, encounters: 60)
  let file = "\(bench.path)/mine.sqlite"
  // All cells with where they lie; each pair is swapped in a copy of the rows, tried, and put back.
  var places: [(table: String, column: String, row: Int)] = []
  for (table, column) in cells where table != "undo" {
    for line in try system("sqlite3", [file, "select id from \(table)"]).output.split(separator: "\n") {
      places.append((table, column, Int(line) ?? 0))
    }
  }
  var random = SystemRandomNumberGenerator()
  var pairs: [(Int, Int)] = []
  while pairs.count < 1000 {
    let (a, b) = (Int.random(in: places.indices, using: &random), Int.random(in: places.indices, using: &random))
    if a != b { pairs.append((a, b)) }
  }
  let whole = try Data(contentsOf: URL(fileURLWithPath: file))
  var refused = 0
  for pair in pairs {
    let (a, b) = (places[pair.0], places[pair.1])
    let swap = """
      pragma synchronous = off; pragma journal_mode = memory; create temp table two as
        select (select \(a.column) from \(a.table) where id = \(a.row)) as a, (select \(b.column) from \(b.table) where id = \(b.row)) as b;
      update \(a.table) set \(a.column) = (select b from two) where id = \(a.row); update \(b.table) set \(b.column) = (select a from two) where id = \(b.row);
      pragma journal_mode = wal;
      """
    #expect(try system("sqlite3", [file, swap]).status == 0)
    do {
      let isClean = try vault.mine.read { reader in
        let report = try reader.verifyLedger()
        _ = try reader.export()
        return report.isClean
      }
      if !isClean { refused += 1 }
    } catch {
      refused += 1
    }
    try whole.write(to: URL(fileURLWithPath: file))
  }
  #expect(refused == 1000)
  #expect(try vault.mine.read { try $0.verifyLedger() }.isClean)
}

@Test func `an older value put back under a new version is refused`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example")], number: 1)
  try vault.mine.act("note", vault.command("note")) { try $0.put("note", key: "k", "first") }
  let old = try system("sqlite3", ["\(bench.path)/mine.sqlite", "select hex(body) from fact"]).output.trimmingCharacters(
    in: .whitespacesAndNewlines)
  try vault.mine.act("note", vault.command("note")) { try $0.put("note", key: "k", "second") }
  _ = try system("sqlite3", ["\(bench.path)/mine.sqlite", "update fact set body = x'\(old)'"])
  #expect(throws: Fault(.tampered, "")) { try vault.mine.read { try $0.facts("note", as: String.self) } }
}

@Test func `a passphrase locks, opens, is changed and taken away; a recovery key opens your own book`() throws {
  let bench = try Bench()
  let (vault, recovery) = try Vault.create(at: bench.path, passphrase: "correct horse", environment: bench.environment)
  try take(vault, cards: [typed("A", email: "a@x.example")], number: 1)
  let before = try vault.mine.read { try $0.export().canonicalBytes }
  #expect(try Vault.needsPassphrase(at: bench.path, environment: bench.environment))
  #expect(throws: Fault(.locked, "")) { try bench.open() }
  #expect(throws: Fault(.locked, "")) { try bench.open(passphrase: "wrong") }
  #expect(try Vault.unlock(at: bench.path, passphrase: "correct horse", seconds: 60, environment: bench.environment) == .runtimeFile)
  #expect(try bench.open().mine.read { try $0.people().count } == 1)
  bench.clock.withLock { $0 += 100 }
  #expect(throws: Fault(.locked, "")) { try bench.open() }
  _ = try Vault.unlock(at: bench.path, passphrase: "correct horse", seconds: 600, environment: bench.environment)
  try Vault.lock(at: bench.path, environment: bench.environment)
  #expect(throws: Fault(.locked, "")) { try bench.open() }
  var bare = bench.environment
  bare.runtimeFolder = nil
  #expect(try Vault.unlock(at: bench.path, passphrase: "correct horse", seconds: 60, environment: bare) == .nowhere)
  try bench.open(passphrase: "correct horse").setPassphrase(nil)
  #expect(try bench.open().mine.read { try $0.people().count } == 1)
  try bench.open().setPassphrase("another")
  let again = try #require(RecoveryKey(recovery.text.uppercased()))
  #expect(again == recovery)
  let back = try Vault.recover(at: bench.path, recovery: again, passphrase: "third", environment: bench.environment)
  #expect(try back.mine.read { try $0.export().canonicalBytes } == before)
  #expect(try bench.open(passphrase: "third").mine.read { try $0.verifyLedger() }.isClean)
  #expect(RecoveryKey("abc") == nil)
  let other = try #require(RecoveryKey(String(repeating: "0000-", count: 12) + "0000"))
  #expect(throws: Fault(.locked, "")) {
    try Vault.recover(at: bench.path, recovery: other, passphrase: nil, environment: bench.environment)
  }
}

@Test func `deleting an employer's book destroys its key: copies of the folder go dark, and what was kept in mine stays`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let acme = try #require(BookID("acme"))
  try vault.addBook(acme, employer: "Acme")
  try take(
    vault, acme, cards: [typed("Ilse Kunde", email: "ilse@kunde.example"), typed("Otto Kunde", email: "otto@kunde.example")], number: 1)
  // Through the door: the datum, and the ground with its evidence.
  let ilse = try #require(try vault.book(acme).read { try $0.search("ilse").first })
  let ground = Ground(.givenToMe, words: "she gave me her card", excerpt: "my private number is ...")
  try vault.mine.act("keep", vault.command("keep")) { writer in
    var own = OwnCard()
    own.fields.name = PersonName(full: ilse.name)
    own.fields.handles = ilse.handles.map { .init($0) }
    let person = try writer.addPerson(own, members: ilse.handles.map { .handle($0) })
    try writer.put("ground", about: person, ground)
  }
  try FileManager.default.copyItem(atPath: bench.path, toPath: "\(bench.root)/copy.cardcase")
  let checkpoint = try vault.book(acme).read { try $0.checkpoint() }
  try vault.mine.act("checkpoint", vault.command("delete"), undoable: false) { try $0.recordCheckpoint(checkpoint.checkpoint) }

  try vault.setHold(Hold(since: #require(Day("2026-11-01")), reason: "letter"), on: acme)
  #expect(throws: Fault(.held, "")) { try vault.deleteBook(acme) }
  #expect(throws: Fault(.held, "")) { try take(vault, acme, cards: [typed("X", email: "x@x.example")], number: 7) }
  var lifted = Hold(since: try #require(Day("2026-11-01")), reason: "letter")
  lifted.lifted = Day("2026-11-20")
  try vault.setHold(lifted, on: acme)
  try vault.deleteBook(acme)

  let names = try FileManager.default.subpathsOfDirectory(atPath: bench.path).sorted()
  #expect(names == ["keys", "keys/mine", "keys/vault", "mine.sqlite", "register", "vault.json"])
  for opened in [try bench.open(), try Vault.open(at: "\(bench.root)/copy.cardcase", environment: bench.environment)] {
    #expect(throws: Fault(.missing, "")) { try opened.book(acme) }
    try opened.mine.read { reader throws in
      let kept = try #require(try reader.search("ilse").first)
      #expect(kept.handles.map(\.normal) == ["ilse@kunde.example"])
      #expect(try reader.facts("ground", about: kept.id, as: Ground.self).map(\.value) == [ground])
      #expect(try reader.search("otto").isEmpty)
    }
  }
  let row = try #require(try bench.open().books.first { $0.id == acme })
  #expect(row.state == .deleted && row.employer == "Acme" && !row.isReadable)
  #expect(try bench.open().doctor(repair: false).isClean)
  try vault.addBook(acme, employer: "Acme again")
  #expect(try vault.book(acme).read { try $0.people() }.isEmpty)
}

@Test func `a sealed book is read and not changed until it is unsealed`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let acme = try #require(BookID("acme"))
  try vault.addBook(acme, employer: "Acme")
  try take(vault, acme, cards: [typed("A", email: "a@x.example")], number: 1)
  try vault.sealBook(acme)
  #expect(try vault.book(acme).read { try $0.people().count } == 1)
  #expect(throws: Fault(.refused, "")) { try vault.book(acme).act("note", vault.command("note")) { try $0.put("note", "x") } }
  #expect(throws: Fault(.depends, "")) { try vault.undo() }
  try vault.unsealBook(acme)
  try vault.book(acme).act("note", vault.command("note")) { try $0.put("note", "x") }
}

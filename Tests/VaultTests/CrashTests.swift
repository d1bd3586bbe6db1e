import Book
import Foundation
import Scan
import Synchronization
import Testing
import Vault

/// Imports in small steps, so that there are many places to fall. The first source of a book is begun before its digest is known.
private func importAll(_ vault: Vault, finish: Bool = true) throws -> (tally: Tally, resumed: Bool) {
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [42])
  for part in 0..<3 {
    let whole = draft(UInt8(part), identity: "phone \(part)")
    var begun = whole
    if try session.hasNone(ofKind: whole.kind) { begun.digest = [] }
    guard case .read = try session.begin(begun) else { continue }
    for index in 0..<4 {
      try session.add((0..<10).map { .card(typed("P\(part)\(index)\($0)", email: "p\(part)\(index)\($0)@x.example")) })
      try session.add([.encounters(encounters(["p\(part)\(index)1@x.example"], count: 40, seed: UInt64(part * 4 + index)))])
    }
    try session.end(digest: whole.digest)
  }
  if !finish { return (Tally(), session.isResumed) }
  let tally = try session.finish { writer in
    _ = try writer.setClusters(writer.cardRecords().map { Cluster(members: [.card($0.id)] + $0.fields.handles.map { .handle($0.value) }) })
  }
  return (tally, session.isResumed)
}

@Test func `a power cut at every step of an import leaves a whole vault, and the import run again completes`() throws {
  // How many steps there are, and what a run without a cut gives.
  let calm = try Bench()
  calm.batch.withLock { $0 = 60 }
  let steps = Mutex(0)
  let vault = try calm.make()
  calm.fault.withLock {
    $0 = { _ in
      steps.withLock { $0 += 1 }; return false
    }
  }
  _ = try importAll(vault)
  calm.fault.withLock { $0 = nil }
  let expected = try vault.mine.read { reader in try (reader.people().map(\.name).sorted(), reader.encounters().seconds.sorted()) }
  let total = steps.withLock { $0 }
  #expect(total >= 8)
  for cut in 1...total {
    let bench = try Bench()
    bench.batch.withLock { $0 = 60 }
    let vault = try bench.make()
    let left = Mutex(cut)
    bench.fault.withLock {
      $0 = { _ in
        left.withLock {
          $0 -= 1
          return $0 == 0
        }
      }
    }
    #expect(throws: (any Error).self) { try importAll(vault) }
    bench.fault.withLock { $0 = nil }
    let reopened = try bench.open()
    #expect(try reopened.mine.read { try $0.verifyLedger() }.isClean, "cut \(cut)")
    let tally = try importAll(reopened).tally
    let people = try reopened.mine.read { reader in try (reader.people().map(\.name).sorted(), reader.encounters().seconds.sorted()) }
    #expect(people.0 == expected.0 && people.1 == expected.1, "cut \(cut)")
    #expect(tally.new == 600 || tally.same == 600, "cut \(cut): \(tally)")
    let digests = try reopened.mine.read { try $0.sources().map { $0.draft.digest.first } }
    #expect(Set(digests) == [0, 1, 2] && digests.count == 3, "cut \(cut): \(digests)")
    #expect(try importAll(reopened).tally.same == 600, "cut \(cut)")
    #expect(try reopened.doctor(repair: false).isClean, "cut \(cut)")
  }
}

@Test func `an import that was broken off is taken up by the same, and taken away by another act or by the doctor`() throws {
  for way in 0..<3 {
    let bench = try Bench()
    bench.batch.withLock { $0 = 60 }
    let vault = try bench.make()
    let before = try vault.mine.read { try $0.export().canonicalBytes }
    _ = try importAll(vault, finish: false)
    #expect(try vault.mine.read { try $0.export().canonicalBytes } == before)
    #expect(try vault.mine.read { try $0.acts() }.contains { $0.state == .open })
    switch way {
    case 0:
      let (tally, resumed) = try importAll(vault)
      #expect(resumed && tally.new == 600)
    case 1:
      try vault.mine.act("note", vault.command("note")) { try $0.put("note", "x") }
      #expect(try vault.mine.read { try $0.encounters().count } == 0)
    default:
      #expect(try vault.doctor(repair: true).findings.contains { $0.weight == .repaired })
      #expect(try vault.mine.read { try $0.export().canonicalBytes } == before)
    }
    #expect(try vault.mine.read { try $0.acts() }.allSatisfy { $0.state != .open })
    let report = try vault.doctor(repair: false)
    #expect(report.isClean, "\(report.findings)")
  }
}

@Test func `a log that a crash left is read by a copy, without changing the folder, and repaired by the next writer`() throws {
  let bench = try Bench()
  bench.batch.withLock { $0 = 60 }
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example")], number: 1)
  let session = try vault.mine.startImport(vault.command("import"), fingerprint: [2])
  _ = try session.begin(draft(2))
  try session.add([.encounters(encounters(["b1@x.example"], count: 300, seed: 3))])
  // The folder as a kill would leave it at this moment.
  let fallen = "\(bench.root)/fallen.cardcase"
  try FileManager.default.copyItem(atPath: bench.path, toPath: fallen)
  try session.abandon()
  let left = try Vault.open(at: fallen, environment: bench.environment)
  func look() throws -> [String: Data] {
    var out: [String: Data] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: fallen) where name != "keys" {
      out[name] = try Data(contentsOf: URL(fileURLWithPath: "\(fallen)/\(name)"))
    }
    return out
  }
  let before = try look()
  #expect((before["mine.sqlite-wal"]?.count ?? 0) > 40_000)
  #expect(try left.mine.read { try $0.people().map(\.name) } == ["A"])
  #expect(try left.mine.read { try $0.verifyLedger() }.isClean)
  #expect(try look() == before)
  #expect(try left.doctor(repair: true).isClean)
  #expect(try look()["mine.sqlite-wal"] == nil)
  #expect(try left.doctor(repair: true).findings.isEmpty)
}

@Test func `a power cut while a book is made or deleted is mended by the doctor`() throws {
  for cut in 1...9 {
    for deleting in [false, true] {
      let bench = try Bench()
      let vault = try bench.make()
      let acme = try #require(BookID("acme"))
      if deleting {
        try vault.addBook(acme, employer: "Acme")
        try take(vault, acme, cards: [typed("A", email: "a@x.example")], number: 1)
      }
      let left = Mutex(cut)
      bench.fault.withLock {
        $0 = { _ in
          left.withLock {
            $0 -= 1
            return $0 == 0
          }
        }
      }
      do { if deleting { try vault.deleteBook(acme) } else { try vault.addBook(acme, employer: "Acme") } } catch {}
      bench.fault.withLock { $0 = nil }
      let opened = try bench.open()
      #expect(try opened.doctor(repair: true).isClean)
      let report = try opened.doctor(repair: false)
      #expect(report.findings.isEmpty, "cut \(cut) \(deleting): \(report.findings)")
      if try opened.hasBook(acme) { #expect(try opened.book(acme).read { try $0.verifyLedger() }.isClean) }
    }
  }
}

@Test func `a newer vault is refused with a sentence and not touched`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  let command = try vault.command("note")
  _ = try system("sqlite3", ["\(bench.path)/mine.sqlite", "pragma user_version = 99"])
  let before = try bench.bytes()
  #expect(throws: Fault(.newer, "")) { try vault.mine.read { try $0.people() } }
  #expect(throws: Fault(.newer, "")) { try vault.mine.act("note", command) { try $0.put("note", "x") } }
  #expect(try bench.bytes()["mine.sqlite"] == before["mine.sqlite"])
  let about = "\(bench.path)/vault.json"
  let text = try String(contentsOfFile: about, encoding: .utf8).replacingOccurrences(of: "\"version\":3", with: "\"version\":7")
  #expect(text.contains("\"version\":7"))
  try text.write(toFile: about, atomically: false, encoding: .utf8)
  #expect(throws: Fault(.newer, "")) { try bench.open() }
}

@Test func `what is no vault, or a damaged one, is said so`() throws {
  let bench = try Bench()
  #expect(throws: Fault(.missing, "")) { try bench.open() }
  try FileManager.default.createDirectory(atPath: bench.path, withIntermediateDirectories: true)
  try "{}".write(toFile: "\(bench.path)/vault.json", atomically: false, encoding: .utf8)
  #expect(throws: Fault(.unreadable, "")) { try bench.open() }
  #expect(throws: Fault(.exists, "")) { try bench.make() }
  try FileManager.default.removeItem(atPath: bench.path)
  let vault = try bench.make()
  try take(vault, cards: [typed("A", email: "a@x.example")], number: 1)
  let whole = try Data(contentsOf: URL(fileURLWithPath: "\(bench.path)/mine.sqlite"))
  for size in [0, 100, 512, 4096, whole.count / 2] {
    try whole.prefix(size).write(to: URL(fileURLWithPath: "\(bench.path)/mine.sqlite"))
    #expect(throws: Fault.self) { try vault.mine.read { try ($0.people(), $0.verifyLedger()) } }
  }
}

import Book
import Foundation
import MerkleLog
import Scan
import Testing
import Vault

private func made(_ bench: Bench) throws -> Vault {
  let vault = try bench.make()
  try take(
    vault, cards: (0..<30).map { typed("P\($0)", email: "p\($0)@x.example") }, log: encounters(["p1@x.example"], count: 50), number: 1)
  for number in 0..<8 { try vault.mine.act("note", vault.command("note")) { try $0.put("note", "n\(number)") } }
  return vault
}

@Test func `the ledger of a used book is clean, and tells no names`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  let report = try vault.mine.read { try $0.verifyLedger() }
  #expect(report.isClean)
  #expect(report.data == 80)
  try vault.mine.read { reader throws in
    let entries = try reader.ledgerEntries()
    #expect(entries.map(\.number) == Array(0..<report.size))
    #expect(entries.first?.kind == "book")
    #expect(Set(entries.map(\.kind)).isSuperset(of: ["cards", "encounters", "import", "fact", "persons"]))
    #expect(entries.allSatisfy { $0.time != nil && !$0.text.contains("x.example") })
  }
}

@Test func `flipping any byte of any entry in the file is reported with the entry's number`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  let file = "\(bench.path)/mine.sqlite"
  let entries = try vault.mine.read { try $0.ledgerEntries() }
  let whole = try Data(contentsOf: URL(fileURLWithPath: file))
  var random = SystemRandomNumberGenerator()
  for entry in entries {
    let range = try #require(whole.range(of: Data(entry.bytes)))
    // First, last, and some between; each with another bit.
    for offset in [0, entry.bytes.count - 1] + (0..<6).map({ _ in Int.random(in: 0..<entry.bytes.count, using: &random) }) {
      var bytes = whole
      bytes[range.lowerBound + offset] ^= UInt8(1 << Int.random(in: 0..<8, using: &random))
      try bytes.write(to: URL(fileURLWithPath: file))
      let report = try vault.mine.read { try $0.verifyLedger() }
      #expect(report.problems.contains { $0.entry == entry.number }, "entry \(entry.number) byte \(offset)")
    }
  }
  try whole.write(to: URL(fileURLWithPath: file))
  #expect(try vault.mine.read { try $0.verifyLedger() }.isClean)
}

@Test func `entries taken out, moved, added or cut off are reported`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  let file = "\(bench.path)/mine.sqlite"
  let whole = try Data(contentsOf: URL(fileURLWithPath: file))
  let size = try vault.mine.read { try $0.ledgerCount() }
  let seen = try vault.mine.read { try $0.checkpoint() }
  func problems(_ sql: String, against note: String? = nil) throws -> [LedgerReport.Problem] {
    try whole.write(to: URL(fileURLWithPath: file))
    _ = try system("sqlite3", [file, sql])
    return try vault.mine.read { try $0.verifyLedger(against: note) }.problems
  }
  #expect(try problems("delete from ledger where n = 4").contains { $0.entry == 4 })
  #expect(try problems("delete from ledger where n >= \(size - 2)").compactMap(\.entry) == [size - 2, size - 1])
  #expect(
    try problems("update ledger set n = -1 where n = 3; update ledger set n = 3 where n = 4; update ledger set n = 4 where n = -1").count
      >= 2)
  #expect(try problems("insert into ledger select \(size), entry, mac from ledger where n = 2").contains { $0.entry == size })
  #expect(try !problems("delete from head").isEmpty)
  #expect(try problems("delete from card where id = 3").compactMap(\.entry).count == 1)
  #expect(try problems("select 1", against: seen.note).isEmpty)
  #expect(try !problems("select 1", against: seen.note.replacingOccurrences(of: "\n\(size)\n", with: "\n\(size - 1)\n")).isEmpty)
}

@Test func `an older copy of the whole file is caught by a checkpoint, and only by one`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  let file = "\(bench.path)/mine.sqlite"
  let older = try Data(contentsOf: URL(fileURLWithPath: file))
  try vault.mine.act("note", vault.command("note")) { try $0.put("note", "late") }
  let seen = try vault.mine.read { try $0.checkpoint() }
  try older.write(to: URL(fileURLWithPath: file))
  try vault.mine.read { reader throws in
    #expect(try reader.verifyLedger().isClean)
    #expect(try !reader.verifyLedger(against: seen.note).isClean)
  }
}

@Test func `the proof of a datum holds by itself, and not for another datum`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  try vault.mine.read { reader throws in
    for record in try reader.cardRecords() {
      var proof = try reader.prove(card: record.id)
      #expect(proof.holds)
      #expect(SignedNote.open(proof.checkpoint.note, publicKey: try publicKey(proof)) == proof.checkpoint.checkpoint)
      proof.datum.append(0)
      #expect(!proof.holds)
    }
    let page = try #require(try reader.encounterPages().first)
    var proof = try reader.prove(encounter: 17, on: page)
    #expect(proof.holds)
    #expect(String(decoding: proof.datum, as: UTF8.self).contains("email:p1@x.example"))
    proof.index = 18
    #expect(!proof.holds)
  }
  func publicKey(_ proof: DatumProof) throws -> [UInt8] {
    let body = proof.checkpoint.publicKeyPEM.split(separator: "\n")[1]
    return Array(try #require(Data(base64Encoded: String(body))).suffix(32))
  }
}

@Test func `openssl and ssh-keygen find the signatures good, and not after a change`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  let signed = try vault.mine.read { try $0.checkpoint() }
  func write(_ name: String, _ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: "\(bench.root)/\(name)")) }
  try write("c.txt", Array(signed.checkpoint.text.utf8))
  try write("c.sig", signed.signature)
  try write("key.pem", Array(signed.publicKeyPEM.utf8))
  try write("c.sshsig", Array(signed.sshSignature.utf8))
  try write("allowed", Array(signed.allowedSigner.utf8))
  let root = bench.root
  func openssl() throws -> Int32 {
    try system(
      "openssl",
      ["pkeyutl", "-verify", "-pubin", "-inkey", "\(root)/key.pem", "-rawin", "-in", "\(root)/c.txt", "-sigfile", "\(root)/c.sig"]
    ).status
  }
  func ssh(_ text: String) throws -> Int32 {
    try system(
      "ssh-keygen", ["-Y", "verify", "-f", "\(root)/allowed", "-I", "cardcase", "-n", "cardcase-checkpoint", "-s", "\(root)/c.sshsig"],
      input: text
    ).status
  }
  guard try system("openssl", ["version"]).status == 0, try system("which", ["ssh-keygen"]).status == 0 else { return }
  #expect(try openssl() == 0)
  #expect(try ssh(signed.checkpoint.text) == 0)
  #expect(try ssh(signed.checkpoint.text + "x") != 0)
  try write("c.txt", Array(signed.checkpoint.text.utf8) + [10])
  #expect(try openssl() != 0)
}

@Test func `a witness is kept with what it saw`() throws {
  let bench = try Bench()
  let vault = try made(bench)
  let signed = try vault.mine.read { try $0.checkpoint() }
  try vault.mine.act("witness", vault.command("witness"), undoable: false) {
    try $0.addWitness(Witness(how: "print", at: $0.now, note: signed.note))
  }
  try vault.mine.read { reader throws in
    #expect(try reader.witnesses().map(\.value.note) == [signed.note])
    let entry = try #require(try reader.ledgerEntries().last)
    #expect(entry.kind == "witness" && entry.json?["size"]?.integer == signed.checkpoint.size)
    #expect(try reader.verifyLedger(against: signed.note).isClean)
  }
  #expect(throws: Fault(.unreadable, "")) {
    try vault.mine.act("witness", vault.command("w")) { try $0.addWitness(Witness(how: "x", at: $0.now, note: "?")) }
  }
}

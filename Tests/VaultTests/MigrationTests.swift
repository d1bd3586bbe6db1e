import Book
import Foundation
import Scan
import Synchronization
import Testing
import Vault

@Test func `a change of encoding goes through all cells, goes on where it was broken off, and runs once`() throws {
  let bench = try Bench()
  let vault = try bench.make()
  try vault.mine.act("note", vault.command("note")) { writer in
    for number in 0..<25 { try writer.put("note", key: "\(number)", "note \(number)") }
  }
  let seen = Mutex(0)
  let migration = SealedMigration(name: "9001 louder", table: "fact", column: "body", bound: "version") { plain in
    seen.withLock { $0 += 1 }
    // Behind version byte and salt stands the JSON.
    return Array(plain.prefix(33)) + Array(String(decoding: plain.dropFirst(33), as: UTF8.self).uppercased().utf8)
  }
  let left = Mutex(3)
  bench.fault.withLock {
    $0 = { point in
      left.withLock {
        if point == .beforeCommit { $0 -= 1 }
        return point == .beforeCommit && $0 == 0
      }
    }
  }
  #expect(throws: (any Error).self) { try vault.mine.migrateSealed([migration], batch: 4) }
  bench.fault.withLock { $0 = nil }
  try bench.open().mine.migrateSealed([migration], batch: 4)
  try bench.open().mine.migrateSealed([migration], batch: 4)
  // Twelve were opened before the cut, four of them in vain; each of the rest once.
  #expect(seen.withLock { $0 } == 29)
  try vault.mine.read { reader throws in
    #expect(Set(try reader.facts("note", as: String.self).map(\.value)) == Set((0..<25).map { "NOTE \($0)" }))
    #expect(try reader.ledgerEntries().filter { $0.kind == "migration" }.count == 1)
    #expect(try reader.verifyLedger().isClean)
  }
}

@Test func `an unlocked key waits in the key ring where there is one, and lock takes it away`() throws {
  let bench = try Bench()
  var environment = bench.environment
  environment.usesKeyRing = true
  _ = try Vault.create(at: bench.path, passphrase: "tulip", environment: environment)
  let place = try Vault.unlock(at: bench.path, passphrase: "tulip", seconds: 60, environment: environment)
  #expect(place == .keyRing || place == .runtimeFile)
  #expect(try Vault.open(at: bench.path, environment: environment).mine.read { try $0.people().isEmpty })
  try Vault.lock(at: bench.path, environment: environment)
  #expect(throws: Fault(.locked, "")) { try Vault.open(at: bench.path, environment: environment) }
  if place == .keyRing {
    // Its time-out is the kernel's.
    _ = try Vault.unlock(at: bench.path, passphrase: "tulip", seconds: 1, environment: environment)
    Thread.sleep(forTimeInterval: 1.5)
    #expect(throws: Fault(.locked, "")) { try Vault.open(at: bench.path, environment: environment) }
  }
}

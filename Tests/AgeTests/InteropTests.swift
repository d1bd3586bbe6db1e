import Age
import Foundation
import Testing

private func run(_ arguments: [String]) throws -> Int32 {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.standardOutput = FileHandle.nullDevice
  process.standardError = FileHandle.nullDevice
  try process.run()
  process.waitUntilExit()
  return process.terminationStatus
}

private var hasAge: Bool {
  do { return try run(["age", "--version"]) == 0 } catch { return false }
}

@Test(.enabled(if: hasAge, "the age program is not installed"), arguments: [1, 65_535, 65_536, 65_537, 131_072, 3_000_000])
func `the age program opens ours, and we open the age program's`(size: Int) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("cardcase-age-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { do { try FileManager.default.removeItem(at: folder) } catch {} }
  func path(_ name: String) -> URL { folder.appendingPathComponent(name) }
  var generator = SystemRandomNumberGenerator()
  func random(_ count: Int) -> [UInt8] { (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) } }
  let me = AgeIdentity.x25519(random(32))
  let open = try #require(me.recipient)
  let recipient = try #require(AgeRecipient(open))
  let plain = random(size)
  try Data(#require(me.text).utf8).write(to: path("key"))
  try Data(plain).write(to: path("plain"))
  try Data(Age.encrypt(plain, to: [recipient], random: random)).write(to: path("ours"))
  #expect(try run(["age", "-d", "-i", path("key").path, "-o", path("back").path, path("ours").path]) == 0)
  #expect(try Data(contentsOf: path("back")) == Data(plain))
  #expect(try run(["age", "-r", open, "-o", path("theirs").path, path("plain").path]) == 0)
  #expect(try Age.decrypt(Array(Data(contentsOf: path("theirs"))), with: [me]) == plain)
}

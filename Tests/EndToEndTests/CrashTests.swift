import Foundation
import Testing

@Suite struct CrashTests {
  static var rounds: Int { ProcessInfo.processInfo.environment["CARDCASE_SOAK"] == nil ? 5 : 50 }

  @Test func `killed at any moment of an import, the vault opens, is sound, and the import completes`() throws {
    for round in 0..<CrashTests.rounds {
      let program = try Program()
      defer { program.end() }
      try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Program.binary)
      process.arguments = ["import", Program.leaverFiles, "--tenure", "Acme", "--allowed", "policy", "--json"]
      process.environment = program.variables
      process.standardOutput = FileHandle.nullDevice
      process.standardError = FileHandle.nullDevice
      try process.run()
      usleep(UInt32.random(in: 5_000...(round % 2 == 0 ? 400_000 : 2_500_000)))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let verified = try program.cardcase("ledger", "verify")
      #expect(verified.status == 0, "\(verified.output)\(verified.complaint)")
      let examined = try program.cardcase("doctor")
      #expect(examined.status == 0, "\(examined.output)\(examined.complaint)")
      let again = try program.cardcase("import", Program.leaverFiles, "--tenure", "Acme", "--allowed", "policy", "--json")
      #expect(again.status == 3, "\(again.complaint)")
      let ties = JSONDocument(try program.cardcase("ties", "--json").output)
      #expect(Set(ties["people"].items.map { $0["name"].text }) == Truth.dozen)
    }
  }

  @Test func `one byte of a ledger entry changed is found, and the entry is named`() throws {
    let program = try Program()
    defer { program.end() }
    try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example")
    for name in ["Ada Byron", "Bela Szabo", "Carl Ek"] { try program.cardcase("add", name) }
    let path = program.home + "/v.cardcase/mine.sqlite"
    let sound = try #require(FileManager.default.contents(atPath: path))
    #expect(try program.cardcase("ledger", "verify").status == 0)
    let mark = Data("\"t\":\"20".utf8)
    var places: [Int] = []
    var from = sound.startIndex
    while let hit = sound.range(of: mark, in: from..<sound.endIndex) {
      places.append(hit.lowerBound)
      from = hit.upperBound
    }
    #expect(places.count >= 3)
    for place in places {
      for offset in [0, 3, 9, 12] {
        var bytes = sound
        bytes[place + offset] ^= 0x01
        try bytes.write(to: URL(fileURLWithPath: path))
        let outcome = try program.cardcase("ledger", "verify")
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("entry "), "\(outcome.output)\(outcome.complaint)")
      }
    }
    try sound.write(to: URL(fileURLWithPath: path))
    #expect(try program.cardcase("ledger", "verify").status == 0)
  }
}

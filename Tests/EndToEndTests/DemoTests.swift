import Foundation
import Testing

@Suite struct DemoTests {
  @Test func `the demo names the twelve, leaves somebody behind the door, and is what the README shows`() throws {
    let program = try Program()
    defer { program.end() }
    let shown = try program.cardcase("demo")
    #expect(shown.status == 0, "\(shown.complaint)")
    let readme = try String(contentsOfFile: Program.root + "/README.md", encoding: .utf8)
    let session = readme.components(separatedBy: "```")[1].drop { $0 != "\n" }.dropFirst()
    let recorded = session.split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
    #expect(shown.output == recorded, "the README shows something else")
    let document = JSONDocument(try program.cardcase("demo", "--json").output)
    #expect(Set(document["dozen"].items.map(\.text)) == Truth.dozen)
    #expect(document["dozen"].items.count == 12)
    #expect(!document["behind_the_door"].items.isEmpty)
    #expect(document["people"].int == 48)
  }

  @Test(arguments: ["plan", "letters", "why", "ready"])
  func `each other screen of the demo is there`(page: String) throws {
    let program = try Program()
    defer { program.end() }
    let shown = try program.cardcase("demo", "--show", page)
    #expect(shown.status == 0)
    #expect(shown.output.split(separator: "\n").count > 8)
    #expect(shown.output.split(separator: "\n").allSatisfy { $0.count <= 140 })
  }

  @Test func `the demo overwrites nothing that is not its own`() throws {
    let program = try Program()
    defer { program.end() }
    _ = try program.shell("mkdir demo-robin && touch demo-robin/mine")
    #expect(try program.cardcase("demo").status == 1)
    #expect(FileManager.default.fileExists(atPath: program.home + "/demo-robin/mine"))
  }

  @Test func `start answered by a script ends with a plan, and so does start with every question skipped`() throws {
    let program = try Program()
    defer { program.end() }
    let answers =
      "1\n1\nrobin@ashford.example\nAcme, England\n\(Program.leaverFiles)/papers/agreement.txt\nSofia Rossi, James Miller\n2026-11-30\n"
    let begun = try program.cardcase("start", input: answers)
    #expect(begun.status == 0, "\(begun.complaint)")
    for text in ["14.2", "Leaving Acme", "last day Mon 30 Nov 2026", "TODAY"] {
      #expect(begun.output.contains(text), "\(text) in \(begun.output)")
    }
    let other = try Program()
    defer { other.end() }
    let skipped = try other.cardcase("start", input: "\n\n\n\n\n\n\n")
    #expect(skipped.status == 0, "\(skipped.complaint)")
    #expect(skipped.output.contains("TODAY"))
    let silent = try other.cardcase("start")
    #expect(silent.output.contains("TODAY"))
  }
}

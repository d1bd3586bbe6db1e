import Foundation
import JSContact
import Scan
import Testing
import VCard

/// The example of the library's README, line by line.
@Suite struct ReadmeTests {
  @Test func `the example does what its comments say`() throws {
    let bytes = Array("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ann Lee\r\nEMAIL:ann@x.example\r\nEND:VCARD\r\n".utf8)
    #expect(try ReadmeTests.example(bytes) == "ann@x.example")
  }

  private static func example(_ bytes: [UInt8]) throws -> String? {
    var printed = ""
    func print(_ text: String) { printed += text }

    let cards = VCardReader.cards(bytes)
    let json = JSContact.write(cards)
    print(json.write(pretty: true))

    let older = JSContact.Options(version: .v1)
    let one = JSContact.json(of: cards[0], options: older)
    let back = try JSContact.card(from: one)
    let jsonBytes = Array(printed.utf8)
    let many = try JSContact.read(jsonBytes)
    return many.count == 1 ? back.text("EMAIL") : nil
  }

  @Test func `the README shows the lines that are tested here`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let readme = try String(contentsOf: folder.appendingPathComponent("../../Sources/JSContact/README.md").standardizedFileURL, encoding: .utf8)
    let here = try String(contentsOfFile: #filePath, encoding: .utf8).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let example = try #require(readme.components(separatedBy: "```").dropFirst().first).split(separator: "\n").dropFirst()
    for line in example {
      let code = line.components(separatedBy: "//")[0].trimmingCharacters(in: .whitespaces)
      #expect(code.isEmpty || here.contains(code), "not tested: \(code)")
    }
  }
}

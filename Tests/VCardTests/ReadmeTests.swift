import Foundation
import Scan
import Testing
import VCard

/// The example of the library's README, line by line.
@Suite struct ReadmeTests {
  @Test func `the example does what its comments say`() {
    let bytes = Array("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann Lee\r\nEMAIL:ann@x.example\r\nEND:VCARD\r\n".utf8)
    #expect(ReadmeTests.example(bytes.span).contains("NOTE:met in Malmö\r\n"))
  }

  private static func example(_ bytes: Span<UInt8>) -> String {
    var output: [UInt8] = []
    func print(_ items: Any...) {}

    var reader = VCardReader()
    while let reading = reader.next(in: bytes) {
      guard case .card(var card, let place) = reading else { continue }
      let person = card.summary
      print(place, card.version, person.displayName, person.emails.map(\.value))
      card.set("NOTE", text: "met in Malmö")
      let (modern, lost) = card.converted(to: .v40)
      output += modern.canonical()
      print(lost)
    }
    return String(decoding: output, as: UTF8.self)
  }

  @Test func `the README shows the lines that are tested here`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let readme = try String(contentsOf: folder.appendingPathComponent("../../Sources/VCard/README.md").standardizedFileURL, encoding: .utf8)
    let here = try String(contentsOfFile: #filePath, encoding: .utf8).split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    let example = try #require(readme.components(separatedBy: "```").dropFirst().first).split(separator: "\n").dropFirst()
    for line in example {
      let code = line.components(separatedBy: "//")[0].trimmingCharacters(in: .whitespaces)
      #expect(code.isEmpty || here.contains(code), "not tested: \(code)")
    }
  }
}

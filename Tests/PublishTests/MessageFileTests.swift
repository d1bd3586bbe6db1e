import Publish
import Testing

@Suite struct MessageFileTests {
  private func text(_ file: MessageFile) -> String { String(decoding: file.bytes, as: UTF8.self) }

  @Test func `a draft opens as not yet sent and names one recipient`() {
    let file = MessageFile(
      from: ("Robin Ashford", "robin@ashford.example"), to: ("Katarzyna Wiśniewska", "kasia.w@mail.example"), subject: "I have left Acme",
      body: "Dear Kasia,\n")
    #expect(text(file).hasPrefix("X-Unsent: 1\r\n"))
    #expect(text(file).contains("To: =?utf-8?B?"))
    #expect(!text(file).lowercased().contains("bcc:"))
  }

  @Test func `a line break in a name or subject starts no header of its own`() {
    let file = MessageFile(
      from: ("A", "a@x.example"), to: ("B\r\nBcc: c@x.example", "b@x.example\r\nBcc: d@x.example"), subject: "S\r\nBcc: e@x.example",
      body: "x")
    let head = text(file).components(before: "\r\n\r\n").split(separator: "\r\n")
    #expect(!head.contains { $0.lowercased().hasPrefix("bcc") })
  }

  @Test func `every line ends in CRLF and none is longer than 78`() {
    let file = MessageFile(
      from: ("Zoë", "z@x.example"), to: ("B", "b@x.example"), subject: String(repeating: "Größe ", count: 30),
      body: String(repeating: "wörter ", count: 60),
      attachments: [.init(name: "robin.vcf", type: "text/vcard", bytes: Array(repeating: 65, count: 500))])
    for line in text(file).split(separator: "\r\n", omittingEmptySubsequences: false) {
      #expect(line.utf8.count <= 78)
      #expect(!line.contains("\n"))
    }
  }
}

extension String {
  fileprivate func components(before mark: String) -> String {
    var end = endIndex
    for index in indices where self[index...].hasPrefix(mark) {
      end = index
      break
    }
    return String(self[..<end])
  }
}

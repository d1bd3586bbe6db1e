import Book
import Foundation
import Intake
import Scan
import Testing

@Suite struct DiscoveryTests {
  /// What a mailbox of the fixtures proposes to its owner.
  private func read(_ name: String, recovers: Bool = false) throws -> (findings: [Finding], services: [ServiceNote], quoted: Int) {
    try read(path: DiscoveryTests.fixtures + name, recovers: recovers)
  }

  private static let fixtures =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path + "/Fixtures/mail/"

  private func read(path: String, recovers: Bool = false) throws -> (findings: [Finding], services: [ServiceNote], quoted: Int) {
    let file = try #require(Intake.survey([path]).files.first)
    var context = ReadContext()
    context.addresses = ["robin.ashford@acme-consulting.example"]
    context.names = ["Robin Ashford"]
    context.recoversSent = recovers
    var (findings, services, quoted): ([Finding], [ServiceNote], Int) = ([], [], 0)
    try file.read(context) { reading in
      switch reading {
      case .finding(let finding): findings.append(finding)
      case .service(let note): services.append(note)
      case .encounters(let log): quoted += log.flags.count { $0.contains(.quoted) }
      default: break
      }
    }
    return (findings, services, quoted)
  }

  @Test func `signatures, moved notes, bounces and invitations are findings with their place`() throws {
    let found = try read("office.mbox").findings
    #expect(found.map(\.kind) == [.bounce, .invitation, .moved, .signature])
    let signature = try #require(found.last)
    #expect(signature.address == "ann.okafor@harbour.example")
    #expect(signature.texts("mobile") == ["+44 7700 900311"])
    #expect(signature.texts("title") == ["Head of Logistics"])
    #expect(signature.place.hasPrefix("byte ") && signature.file == "office.mbox")
    #expect(found[2].texts("email") == ["ben@castile.example"] && found[2].isFinal)
    #expect(found[0].address == "carl.duarte@gonefirm.example" && found[0].quote.contains("5.1.1"))
    #expect(found[1].minutes == 60 && found[1].uid == "review-2025@fjord.example")
  }

  @Test func `places point at the mail that shows it`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
    let bytes = try Data(contentsOf: URL(fileURLWithPath: folder + "/Fixtures/mail/office.mbox"))
    for finding in try read("office.mbox").findings {
      let offset = try #require(Int(finding.place.dropFirst(5)))
      let text = String(decoding: bytes[offset..<min(bytes.count, offset + 400)], as: UTF8.self)
      let word = finding.values.last { $0.property != "attendee" }?.text ?? finding.address
      #expect(text.contains(word), "\(finding.kind): \(word) not at \(offset)")
    }
  }

  @Test func `services are told with the address they write to`() throws {
    let services = try read("office.mbox").services
    #expect(services.map(\.name) == ["LinkedIn", "GitHub", "Paper Moon Hosting"])
    #expect(services.first?.counts == ["security": 1, "social": 1])
    #expect(services.allSatisfy { $0.address == "robin.ashford@acme-consulting.example" })
  }

  @Test func `the second look finds the same in a file whose lines end in CR alone`() throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: DiscoveryTests.fixtures + "office.mbox")))
    let old = bytes.filter { $0 != 13 }.map { $0 == 10 ? 13 : $0 }
    let plain = try read("office.mbox", recovers: true)
    try Corpus.temporary(["office.mbox": old]) { folder in
      let found = try read(path: folder + "/office.mbox", recovers: true)
      #expect(found.findings == plain.findings)
      #expect(found.services == plain.services && found.quoted == plain.quoted)
    }
  }

  @Test func `lost mail is told from answers only where it is asked for`() throws {
    #expect(try read("office.mbox").quoted == 0)
    #expect(try read("office.mbox", recovers: true).quoted == 1)
  }

  @Test func `two equal rows of one log are two encounters, and the same two when read again`() throws {
    let text = "time,from,to\n1000000000,a@x.example,b@x.example\n1000000000,a@x.example,b@x.example\n1000000000,a@x.example,c@x.example\n"
    let once = try Corpus.read(text: text, name: "log.csv")
    #expect(Set(once.keys).count == 3)
    #expect(try Corpus.read(text: text, name: "other.csv").keys == once.keys)
  }
}

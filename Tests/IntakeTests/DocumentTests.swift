import Book
import Foundation
import Intake
import Scan
import Testing

@Suite struct AgreementTextTests {
  @Test func `empty lines separate paragraphs, whatever ends the lines`() {
    #expect(
      AgreementText(text: "1 One\r\nmore\r\n\r\n \r\n2 Two\u{C}3 Three\r\r4 Four").paragraphs == [
        "1 One\nmore", "2 Two", "3 Three", "4 Four",
      ])
    #expect(AgreementText(text: "").paragraphs.isEmpty)
  }

  @Test func `text in an old code page is read`() async throws {
    let paragraphs = try await read(Array("K".utf8) + [0xFC] + Array("ndigung\n\nEnde".utf8), "v.txt")
    #expect(paragraphs == ["Kündigung", "Ende"])
  }

  @Test func `a Word document gives its paragraphs with their numbers`() async throws {
    #expect(
      try await read(try Corpus.bytes("agreement.docx"), "a.docx") == [
        "Employment agreement", "1. Confidentiality", "1.1 The Employee shall keep client lists secret.", "1.2 This ends after 12 months.",
        "2. Return of property", "(a) laptop & phone", "(b) business cards", "- a bullet", "Signed in London",
      ])
  }

  @Test(.enabled(if: hasProgram("pdftotext"), "pdftotext is not installed")) func `a PDF gives its text`() async throws {
    let paragraphs = try await read(try Corpus.bytes("agreement.pdf"), "-a.pdf")
    #expect(paragraphs.joined(separator: " ").contains("The Employee shall not solicit clients for six months."))
    await #expect(throws: Fault.self) { try await read(Array("%PDF-1.4 damaged".utf8), "b.pdf") }
  }

  @Test func `an old Word document and a missing file are told`() async throws {
    await #expect(throws: Fault.self) { try await read([0xD0, 0xCF, 0x11, 0xE0, 0, 0], "old.doc") }
    await #expect(throws: Fault.self) { try await AgreementText.read("/nowhere/x.pdf") }
  }

  @Test func `the lines of a PDF are cut where a numbered section begins, and not where a sentence names one`() {
    let page = AgreementText(
      text:
        "14. After the end\n14.1 Client means a firm\ndealt with under clause\n14.2 of this agreement.\n14.2 The Employee shall not\ncanvass.\n§ 7 Schluss"
    )
    #expect(
      page.splitAtNumbers.paragraphs == [
        "14. After the end", "14.1 Client means a firm\ndealt with under clause\n14.2 of this agreement.",
        "14.2 The Employee shall not\ncanvass.",
        "§ 7 Schluss",
      ])
  }

  private func read(_ bytes: [UInt8], _ name: String) async throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("agreement-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
    }
    let file = folder.appendingPathComponent(name)
    try Data(bytes).write(to: file)
    return try await AgreementText.read(file.path).paragraphs
  }
}

private func hasProgram(_ name: String) -> Bool {
  (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
    FileManager.default.isExecutableFile(atPath: "\($0)/\(name)")
  }
}

import Book
import Intake
import Scan
import Testing

/// Builds zips by hand, honest and other ones.
private struct ZipMaker {
  struct Item {
    var name: String
    var data: [UInt8]
    var size: Int
    var method = 0
    var flags = 0
    var check: UInt32
  }
  var items: [Item] = []
  var overlaps = false

  mutating func store(_ name: String, _ text: String) {
    let data = Array(text.utf8)
    items.append(Item(name: name, data: data, size: data.count, check: ZipMaker.crc(data)))
  }

  static func crc(_ data: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xFFFF_FFFF
    for byte in data {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1 }
    }
    return ~sum
  }

  private func little(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) } }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    var directory: [UInt8] = []
    for item in items {
      let offset = overlaps ? 0 : out.count
      let common =
        little(20, 2) + little(item.flags, 2) + little(item.method, 2) + little(0, 4) + little(Int(item.check), 4)
        + little(item.data.count, 4) + little(item.size, 4) + little(item.name.utf8.count, 2) + little(0, 2)
      if !overlaps || out.isEmpty { out += Array("PK\u{3}\u{4}".utf8) + common + Array(item.name.utf8) + item.data }
      directory +=
        Array("PK\u{1}\u{2}".utf8) + little(20, 2) + common + little(0, 2 + 2 + 2 + 4) + little(offset, 4) + Array(item.name.utf8)
    }
    let start = out.count
    return out + directory + Array("PK\u{5}\u{6}".utf8) + little(0, 4) + little(items.count, 2) + little(items.count, 2)
      + little(directory.count, 4) + little(start, 4) + little(0, 2)
  }
}

@Suite struct ZipTests {
  private let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nEND:VCARD\r\n"

  @Test func `entries of a zip are sources of their own, names are never paths`() throws {
    var zip = ZipMaker()
    zip.store("../../etc/ann.vcf", card)
    zip.store("__MACOSX/._x.vcf", "junk")
    zip.store("folder/", "")
    try Corpus.temporary(["a.zip": zip.bytes]) { folder in
      let survey = Intake.survey([folder])
      #expect(survey.files.map(\.source.name) == ["ann.vcf"])
      #expect(survey.files.map(\.kind) == ["vcard"])
      #expect(survey.files.first?.source.parent == folder + "/a.zip")
    }
  }

  private func trouble(_ bytes: [UInt8]) throws -> String {
    try Corpus.temporary(["a.zip": bytes]) { folder in
      let files = Intake.survey([folder]).files
      if let trouble = files.first?.trouble { return trouble }
      do { try files.first?.read(Corpus.context) { _ in } } catch let fault as Fault { return fault.message }
      return ""
    }
  }

  @Test func `bombs are refused before they are unpacked`() throws {
    let start = ContinuousClock.now
    var high = ZipMaker()
    high.items.append(.init(name: "a.csv", data: [UInt8](repeating: 0, count: 1000), size: 1_000_000, method: 8, check: 0))
    #expect(try trouble(high.bytes).contains("packed more than 200 times"))
    var many = ZipMaker()
    let filler = [UInt8](repeating: 0, count: 100_000)
    for index in 0..<300 { many.items.append(.init(name: "\(index)", data: filler, size: 10_000_000, method: 8, check: 0)) }
    #expect(try trouble(many.bytes).contains("would unpack to more than"))
    var overlap = ZipMaker()
    overlap.store("a.vcf", card)
    overlap.store("b.vcf", card)
    overlap.overlaps = true
    #expect(try trouble(overlap.bytes).contains("overlap"))
    #expect(ContinuousClock.now - start < .seconds(5))
  }

  @Test func `an entry that says more than it promised, or less, is refused`() throws {
    let stored: [UInt8] = [1, 5, 0, 0xFA, 0xFF] + Array("BEGIN".utf8)  // one stored block of DEFLATE
    for size in [3, 9] {
      var zip = ZipMaker()
      zip.items.append(.init(name: "a.vcf", data: stored, size: size, method: 8, check: ZipMaker.crc(Array("BEGIN".utf8))))
      #expect(try trouble(zip.bytes).contains("does not unpack to what it promises"))
    }
  }

  @Test func `a locked entry is told as locked, an unknown method by its number`() throws {
    var locked = ZipMaker()
    locked.items.append(.init(name: "a.vcf", data: Array(card.utf8), size: card.utf8.count, flags: 1, check: 0))
    #expect(try trouble(locked.bytes).contains("password"))
    var strange = ZipMaker()
    strange.items.append(.init(name: "a.vcf", data: [1], size: 1, method: 99, check: 0))
    #expect(try trouble(strange.bytes).contains("99"))
  }

  @Test func `no cut or changed zip crashes the reading`() throws {
    var zip = ZipMaker()
    zip.store("a.vcf", card)
    zip.store("b.csv", "Name,Email\nAnn,a@x.example\n")
    let whole = zip.bytes
    for length in stride(from: 0, to: whole.count, by: 3) { _ = try? ZipArchive(Array(whole[..<length]).span) }
    for index in stride(from: 0, to: whole.count, by: 2) {
      var changed = whole
      changed[index] ^= 0xFF
      guard let archive = try? ZipArchive(changed.span) else { continue }
      for entry in archive.entries { _ = try? ZipArchive.unpack(entry, from: changed.span) }
    }
    #expect(try ZipArchive(whole.span).entries.count == 2)
  }
}

@Suite struct WalkTests {
  @Test func `folders are walked in order, hidden files and links left alone`() throws {
    try Corpus.temporary([
      "b/2.vcf": Array("BEGIN:VCARD\nFN:B\nEND:VCARD\n".utf8), "a/1.vcf": Array("BEGIN:VCARD\nFN:A\nEND:VCARD\n".utf8), ".h/3.vcf": [1],
      "a/.x": [1],
    ]) { folder in
      #expect(Intake.survey([folder]).files.map(\.source.name) == ["1.vcf", "2.vcf"])
      #expect(Intake.survey([folder + "/"]).files.count == 2)
    }
    let missing = Intake.survey(["/nowhere/at/all.vcf"]).files
    #expect(missing.first?.trouble?.contains("cannot be opened") == true)
  }

  @Test func `what cannot be read yet is named with its reason`() throws {
    let files: [String: ([UInt8], String)] = [
      "a.pdf": (Array("%PDF-1.7\n".utf8), "pdf"), "b.pst": (Array("!BDN....".utf8), "pst"),
      "c.png": ([0x89, 0x50, 0x4E, 0x47, 13, 10], "image"),
      "d.sqlite": (Array("SQLite format 3\0".utf8), "sqlite"), "e.bin": ([0, 1, 2, 3], "unknown"), "f.csv": ([], "empty"),
      "g.html": (Array("<html></html>".utf8), "html"),
    ]
    try Corpus.temporary(files.mapValues(\.0)) { folder in
      for file in Intake.survey([folder]).files {
        #expect(file.kind == files[file.source.name]?.1)
        #expect(file.trouble?.isEmpty == false)
        #expect(throws: Fault.self) { try file.read(Corpus.context) { _ in } }
      }
    }
  }

  @Test func `content goes before the name`() throws {
    #expect(try Corpus.read(text: "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nEND:VCARD\n", name: "contacts.csv").cards.count == 1)
    #expect(
      try Corpus.read(text: "First Name,Last Name,Labels\nAnn,Lee,* myContacts\n", name: "x.vcf").cards.first?.fields.name.full == "Ann Lee"
    )
  }
}

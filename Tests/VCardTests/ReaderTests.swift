import Scan
import Testing
import VCard

@Suite struct ReaderTests {
  @Test func `every card comes with its exact bytes and place`() {
    let first = Samples.card("BEGIN:VCARD", "VERSION:3.0", "FN:Ann", "END:VCARD")
    let second = Samples.card("begin:vcard", "VERSION:4.0", "FN:Bob", "end:vcard", end: "\n")
    let readings = Samples.readings(first + [10] + second)
    guard readings.count == 2, case .card(let a, let placeA) = readings[0], case .card(let b, let placeB) = readings[1] else {
      Issue.record("two cards expected, got \(readings.count)")
      return
    }
    #expect(a.bytes == first && placeA == 0..<first.count)
    #expect(b.bytes == second && placeB == first.count + 1..<first.count + 1 + second.count)
    #expect(a.version == .v30 && b.version == .v40)
  }

  @Test func `text outside a card and a card without content are rejected and the reading goes on`() {
    let bytes = Array("hello\r\nBEGIN:VCARD\r\nBEGIN:VCARD\r\nFN:Ann\r\nEND:VCARD\r\n".utf8)
    let readings = Samples.readings(bytes)
    #expect(readings.count == 3)
    guard case .rejected(let place, _) = readings[0], case .rejected = readings[1], case .card(let card, _) = readings[2] else {
      Issue.record("two rejections and a card expected")
      return
    }
    #expect(place == 0..<5)
    #expect(card.text("FN") == "Ann")
  }

  @Test func `a card cut short keeps what it has`() {
    let cards = VCardReader.cards(Array("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nTEL:1".utf8))
    #expect(cards.count == 1 && cards[0].isCut)
    #expect(cards[0].text("TEL") == "1")
  }

  @Test(arguments: ["\r\n", "\n", "\r", "\r\r\n"])
  func `every line end is read`(end: String) {
    let bytes = Samples.card("BEGIN:VCARD", "VERSION:3.0", "FN:Ann", " a Bell", "NOTE:x", "END:VCARD", end: end)
    let cards = VCardReader.cards(bytes)
    #expect(cards.count == 1)
    #expect(cards[0].text("FN") == "Anna Bell")
    #expect(cards[0].bytes == bytes)
    #expect(Samples.text(cards[0].canonical()).contains("FN:Anna Bell\r\n"))
  }

  @Test(arguments: [true, false], [true, false])
  func `UTF-16 is read with and without its mark and written back`(big: Bool, marked: Bool) {
    let units = Array(((marked ? "\u{FEFF}" : "") + "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Zoë 😀\r\nEND:VCARD\r\n").utf16)
    let bytes = units.flatMap { big ? [UInt8($0 >> 8), UInt8($0 & 255)] : [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(VCardReader.cards(bytes).first?.text("FN") == "Zoë 😀")
    #expect(VCardReader.rewritten(bytes) == bytes)
    let edited = VCardReader.rewritten(bytes) { $0.set("FN", text: "Zoe") }
    #expect(VCardReader.cards(edited).first?.text("FN") == "Zoe")
    #expect(edited.count == bytes.count - 6)
  }

  @Test func `a source read in windows gives the same cards`() {
    let bytes = (0..<200).flatMap {
      Samples.card("BEGIN:VCARD", "VERSION:3.0", "FN:Person \($0)", "NOTE:" + String(repeating: "x", count: $0), "END:VCARD")
    }
    var reader = VCardReader()
    var window: [UInt8] = []
    var fed = 0
    var names: [String] = []
    var places: [Range<Int>] = []
    while true {
      let isLast = fed == bytes.count
      while let reading = reader.next(in: window.span, isLast: isLast) {
        guard case .card(let card, let place) = reading else { continue }
        names.append(card.text("FN") ?? "")
        places.append(place)
      }
      if isLast { break }
      window.removeFirst(reader.consumed)
      reader.advance()
      let step = min(97, bytes.count - fed)
      window += bytes[fed..<fed + step]
      fed += step
    }
    #expect(names == (0..<200).map { "Person \($0)" })
    #expect(places.last?.upperBound == bytes.count)
  }

  /// All readings of a source that comes in windows of so many bytes: a card by its bytes, a rejection by its reason.
  private func readings(_ bytes: [UInt8], window size: Int, limits: Limits = .standard) -> [String] {
    var reader = VCardReader(limits: limits)
    var window: [UInt8] = []
    var fed = 0
    var out: [String] = []
    while true {
      let isLast = fed == bytes.count
      while let reading = reader.next(in: window.span, isLast: isLast) {
        switch reading {
        case .card(let card, let place): out.append("\(place) \(String(decoding: card.bytes, as: UTF8.self))")
        case .rejected(let place, let reason): out.append("\(place) \(reason)")
        }
      }
      if isLast { return out }
      window.removeFirst(reader.consumed)
      reader.advance()
      let step = min(size, bytes.count - fed)
      window += bytes[fed..<fed + step]
      fed += step
    }
  }

  @Test func `wherever a source is cut into windows, the same is read`() {
    let line = String(repeating: "x", count: 300)
    let text =
      "stray\r\rtext\r\r\nBEGIN:VCARD\r\r\nFN:Ann\r\rNOTE:a\r\r\r\n b\rEND:VCARD\r\r\n\r\r"
      + "BEGIN:VCARD\nAGENT:\nBEGIN:VCARD\nFN:B\nEND:VCARD\nEND:VCARD\nBEGIN:VCARD\nNOTE:\(line)\nFN:c\nEND:VCARD\n"
      + "BEGIN:VCARD\r" + String(repeating: "\r", count: 300) + "FN:d\rEND:VCARD\rBEGIN:VCARD\nFN:e\nTEL:1"
    let bytes = Array(text.utf8)
    for limits in [Limits.standard, Limits(line: 100, record: 200, fields: 3, depth: 1)] {
      let whole = readings(bytes, window: bytes.count, limits: limits)
      #expect(whole.count == 6)
      for size in 1..<120 { #expect(readings(bytes, window: size, limits: limits) == whole, "\(size)") }
    }
  }

  @Test func `what follows a card that is too large is read, however it is cut`() {
    let body = String(repeating: "NOTE:BEGIN:VCARD\n", count: 40)
    let bytes = Array("BEGIN:VCARD\n\(body)END:VCARD\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\n".utf8)
    for size in [1, 7, 16, 100, bytes.count] {
      let found = readings(bytes, window: size, limits: Limits(record: 150))
      #expect(found.count == 2 && found[0].hasSuffix("larger than 150 bytes") && found[1].hasSuffix("FN:Ann\nEND:VCARD\n"), "\(found)")
    }
  }

  @Test func `a million bytes without a line end are not held to be read`() {
    var reader = VCardReader()
    var window = [UInt8](repeating: 97, count: 300)
    var largest = 0
    for _ in 0..<80 {
      window += [UInt8](repeating: 97, count: 1 << 16)
      while case .rejected? = reader.next(in: window.span, isLast: false) {}
      window.removeFirst(reader.consumed)
      reader.advance()
      largest = max(largest, window.count)
    }
    #expect(largest < 2 << 20)
    window += Array("\nBEGIN:VCARD\nFN:Ann\nEND:VCARD\n".utf8)
    guard case .card(let card, _)? = reader.next(in: window.span) else {
      Issue.record("a card expected")
      return
    }
    #expect(card.text("FN") == "Ann")
  }

  @Test func `cards nested four deep are read, and no deeper`() {
    func nest(_ depth: Int) -> [UInt8] {
      let open = String(repeating: "BEGIN:VCARD\nVERSION:2.1\nN:A\nAGENT:\n", count: depth)
      return Array((open + "BEGIN:VCARD\nN:B\n" + String(repeating: "END:VCARD\n", count: depth + 1)).utf8)
    }
    #expect(VCardReader.cards(nest(4)).first?.agent?.agent?.agent?.agent?.text("N") == "B")
    guard case .rejected(_, let reason)? = Samples.readings(nest(40)).first else {
      Issue.record("a rejection expected")
      return
    }
    #expect(reason == "cards nested too deeply")
  }

  @Test func `empty lines without number are one`() {
    let bytes = Array(("BEGIN:VCARD\nFN:Ann\n" + String(repeating: "\n", count: 50_000) + "END:VCARD\n").utf8)
    let card = VCardReader.cards(bytes)[0]
    #expect(card.count == 1 && card.noise.isEmpty && card.bytes == bytes)
  }

  @Test func `limits refuse a card and not the source`() {
    let long = Samples.card("BEGIN:VCARD", "NOTE:" + String(repeating: "x", count: 500), "END:VCARD")
    let many = Samples.card("BEGIN:VCARD", "A:1", "B:2", "C:3", "D:4", "E:5", "END:VCARD")
    let good = Samples.card("BEGIN:VCARD", "FN:Ann", "END:VCARD")
    let readings = Samples.readings(long + many + good, limits: Limits(line: 100, fields: 4))
    #expect(readings.count == 3)
    guard case .rejected = readings[0], case .rejected = readings[1], case .card = readings[2] else {
      Issue.record("two rejections and a card expected")
      return
    }
  }

  @Test func `a hundred thousand bare returns take no time`() {
    let bytes = Array(String(repeating: "BEGIN:VCARD\rFN:a\rEND:VCARD\r", count: 100_000).utf8)
    let before = Platform.cpuMicroseconds
    #expect(VCardReader.cards(bytes).count == 100_000)
    #expect(Platform.cpuMicroseconds - before < 20_000_000)
  }
}

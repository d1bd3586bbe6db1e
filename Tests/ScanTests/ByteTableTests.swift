import Scan
import Testing

private func number(_ text: String, in table: ByteTable) -> Int? {
  let bytes = Array(text.utf8)
  return table.find(bytes.span, 0..<bytes.count)
}

private func spells(_ text: [UInt8], _ word: StaticString, from start: Int = 0, count: Int? = nil) -> Bool {
  text.span.spells(word, in: start..<start + (count ?? text.count))
}

@Test func `bytes keep the number they got first, however many come after`() {
  var table = ByteTable()
  let texts = (0..<5_000).map { "name \($0 % 2_500) \(String(repeating: "x", count: $0 % 2_500 % 19))" }
  for (place, text) in texts.enumerated() {
    let bytes = Array("<\(text)>".utf8)
    let number = table.number(of: bytes.span, 1..<bytes.count - 1)
    #expect(number == place % 2_500)
  }
  #expect(table.count == 2_500)
  #expect(number("name 1", in: table) == nil)
  #expect(number("name 0 ", in: table) == 0)
  #expect(number("", in: ByteTable()) == nil)
}

@Test func `bytes that were hashed before get the number that they get at once`() {
  var (table, other) = (ByteTable(), ByteTable())
  let bytes = Array((0..<900).map { "a\($0 % 300)@b.example," }.joined().utf8)
  let places = bytes.split(separator: 44).map(\.indices)
  // All hashes are made while the table is small; it grows behind them.
  let hashes = places.map { table.hashed(bytes.span, $0) }
  for (place, hashed) in zip(places, hashes) {
    let (known, plain) = (table.number(of: bytes.span, place, hashed), other.number(of: bytes.span, place))
    #expect(known == plain)
  }
  #expect(table.count == 300)
}

@Test func `a table of words tells words from their beginnings and their like in capitals`() {
  let table = ByteTable(["info", "sales", "info", "information"])
  #expect(table.count == 3)
  #expect(number("sales", in: table) == 1)
  #expect(number("inform", in: table) == nil)
  #expect(number("Info", in: table) == nil)
  #expect(number("information", in: table) == 2)
}

@Test func `a set of hashes holds what was put in, nothing too`() {
  var set = HashSet()
  #expect(!set.contains(0) && !set.contains(7))
  for round in 0..<2 {
    for number in 0..<UInt64(1_000) { set.insert(number << 40) }
    #expect(set.count == 1_000, "round \(round)")
  }
  #expect(set.contains(0) && set.contains(999 << 40))
  #expect(!set.contains(1_000 << 40) && !set.contains(1))
}

@Test func `a hash with a closing byte is that of the bytes with it behind them`() {
  let text = Array("The quick brown fox".utf8)
  for length in 0..<text.count {
    let whole = text[..<length] + [0x1F]
    let (closed, plain) = (
      text.span.exactHash(0..<length, closing: 0x1F, seed: 9), whole.span.exactHash(0..<whole.count, seed: 9)
    )
    #expect(closed == plain)
  }
}

@Test func `a word is told in either case, byte for byte besides`() {
  for word in ["content-transfer-encoding", "text/plain", "us-ascii", "charset=", "cc", "x-from"] as [StaticString] {
    let text = "\(word)"
    for written in [text, text.uppercased(), "\(text.prefix(1))\(text.dropFirst().uppercased())"] {
      #expect(spells(Array("<\(written)>".utf8), word, from: 1, count: text.utf8.count))
    }
    for place in 0..<text.utf8.count {
      // A bit that tells small letters from large ones tells other signs apart.
      var other = Array(text.utf8)
      other[place] = other[place] == 45 ? 13 : other[place] ^ 0x40
      #expect(!spells(other, word))
    }
    #expect(!spells(Array(text.utf8), word, count: text.utf8.count - 1))
  }
  #expect(!spells(Array("[aaaaaaaaa".utf8), "{aaaaaaaaa"))
  #expect(!spells(Array("@aaaaaaaaa".utf8), "`aaaaaaaaa"))
}

@Test func `ASCII is told from everything else, and capitals made small`() {
  let text = Array("Grüße AN Ümit, JÖRG@EXAMPLE.ORG ZZ[`{".utf8)
  for (range, isASCII) in [(0..<2, true), (0..<3, false), (0..<text.count, false), (16..<18, true), (31..<text.count, true)] {
    let found = text.span.isASCII(range)
    #expect(found == isASCII, "\(range)")
  }
  let (whole, none) = (text.span.lowered(0..<text.count), text.span.lowered(3..<3))
  #expect(whole == text.map { ASCII.lower($0) })
  #expect(none == [])
}

@Test func `an envelope line is found wherever it stands among lines that begin alike`() {
  for before in 0..<140 {
    let lines = String(repeating: "\nFrom: x\nF\nFro", count: 1 + before % 3) + String(repeating: "y", count: before)
    let text = Array("\(lines)\nFrom ann\nFrom bob\n".utf8)
    let first = lines.utf8.count + 1
    let (one, two) = (text.span.findFromLine(from: 0, to: text.count), text.span.findFromLine(from: first, to: text.count))
    let none = text.span.findFromLine(from: 0, to: first + 4)
    #expect(one == first && two == first + 9 && none == nil)
  }
}

@Test func `a text is plain unless some place in it is not, wherever that is`() {
  func tell(_ text: String) -> (plain: Bool, single: Bool) {
    let bytes = Array("  \(text)  ".utf8)
    return (bytes.span.isPlainText(2..<bytes.count - 2), bytes.span.isSingleSpaced(2..<bytes.count - 2))
  }
  for length in 0..<40 {
    let text = String(String(repeating: "a b-=.", count: 8).prefix(length))
    #expect(tell(text) == (true, true))
    for place in 0..<length {
      let (before, behind) = (text.prefix(place), text.dropFirst(place))
      #expect(tell("\(before)\t\(behind)") == (false, false))
      #expect(tell("\(before)  \(behind)") == (false, false))
      #expect(tell("\(before)=?\(behind)") == (false, true))
      #expect(tell("\(before)é\(behind)") == (false, true))
      #expect(tell("\(before)~?\(behind)") == (true, true))
    }
  }
}

@Test func `the name of a field is told in either case, to the last letter`() {
  for word in ["to", "x-to", "bcc", "subject", "received", "message-id", "content-transfer-encoding"] as [StaticString] {
    let name = Array("\(word)".utf8)
    for text in [name, name.map(ASCII.upper)] {
      let bytes = text + Array(": ".utf8)
      let isName = bytes.span.isFieldName(word, in: 0..<name.count)
      let isLonger = bytes.span.isFieldName(word, in: 0..<name.count + 1)
      #expect(isName && !isLonger)
      for place in name.indices {
        var other = bytes
        other[place] = 122
        let isOther = other.span.isFieldName(word, in: 0..<name.count)
        #expect(!isOther)
      }
    }
  }
}

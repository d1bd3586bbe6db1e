import Scan
import Testing
import VCard

@Suite struct WriterTests {
  @Test func `an edited card differs in the edited lines only`() {
    let before = Array(Samples.apple.utf8)
    for (name, text) in [("FN", "B. Åkesson"), ("TEL", "+46 1"), ("UID", "x")] {
      let after = Samples.text(VCardReader.rewritten(before) { $0.set(name, text: text) }).split(
        separator: "\r\n", omittingEmptySubsequences: false)
      let old = Samples.apple.split(separator: "\r\n", omittingEmptySubsequences: false)
      #expect(after.count == old.count)
      #expect(zip(after, old).filter { $0 != $1 }.count == 1)
      #expect(after.contains { $0.contains("\(name):\(text)") })
    }
  }

  @Test func `setting what is there already changes nothing`() {
    let bytes = Array("BEGIN:VCARD\nVERSION:3.0\nFN:An\n n\nEND:VCARD\n".utf8)
    #expect(VCardReader.rewritten(bytes) { $0.set("FN", text: "Ann") } == bytes)
  }

  @Test func `adding, removing, replacing`() {
    var card = Samples.one("VERSION:3.0", "FN:Ann", "TEL:1", "X-FOO;X-Y=z:kept")
    card.add(VCard.Property("TEL", text: "2", parameters: [VCard.Parameter("TYPE", "cell")]))
    card.replace(at: 0, with: VCard.Property("FN", text: "Anna; Bell"))
    card.remove(at: 1)
    #expect(
      Samples.text(card.bytes) == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\\; Bell\r\nTEL;TYPE=cell:2\r\nX-FOO;X-Y=z:kept\r\nEND:VCARD\r\n")
    card.removeAll { $0.is("tel") }
    card.set("NOTE", text: "n")
    card.set("X-FOO", text: nil)
    #expect(Samples.text(card.bytes) == "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Anna\\; Bell\r\nNOTE:n\r\nEND:VCARD\r\n")
  }

  @Test func `an edit keeps the line ends and the syntax of the card`() {
    var old = VCardReader.cards(Array("BEGIN:VCARD\nVERSION:2.1\nFN:A\nEND:VCARD\n".utf8))[0]
    old.set("NOTE", text: "é\nx;y,z")
    old.add(VCard.Property(name: "TEL", parameters: [VCard.Parameter("TYPE", ["home", "cell"])], value: "1"))
    let text = Samples.text(old.bytes)
    #expect(!text.utf8.contains(13))
    #expect(text.contains("TEL;HOME;CELL:1\n"))
    #expect(text.contains("NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:=C3=A9=0D=0A=\nx;y,z\n"))
    #expect(old.text("NOTE") == "é\nx;y,z")
  }

  @Test func `a cut card takes an edit`() {
    var card = VCardReader.cards(Array("BEGIN:VCARD\r\nFN:Ann".utf8))[0]
    card.add(VCard.Property("TEL", text: "1"))
    #expect(Samples.text(card.bytes) == "BEGIN:VCARD\r\nFN:Ann\r\nTEL:1\r\n")
  }

  @Test func `canonical lines have 75 octets at most and break no character`() {
    let text = String(repeating: "åäö日本語😀", count: 40)
    let canonical = Samples.one("VERSION:3.0", "NOTE:\(text)", "X-LONG;X-P=\"\(text)\":v").canonical()
    for line in Samples.text(canonical).split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
    #expect(canonical.span.validString(0..<canonical.count) != nil)
    #expect(VCardReader.cards(canonical)[0].text("NOTE") == text)
    #expect(VCardReader.cards(canonical)[0].properties("X-LONG")[0].first("X-P") == text)
  }

  @Test func `canonical puts VERSION first, closes what is cut and makes 2.1 to 3.0`() {
    let card = VCardReader.cards(Array("BEGIN:VCARD\nTEL;HOME;PREF:1\nVERSION:2.1\nNOTE;QUOTED-PRINTABLE:a=3Db".utf8))[0]
    #expect(Samples.text(card.canonical()) == "BEGIN:VCARD\r\nVERSION:3.0\r\nTEL;TYPE=HOME;TYPE=PREF:1\r\nNOTE:a=b\r\nEND:VCARD\r\n")
  }

  @Test func `canonical of canonical is the same`() {
    for text in [Samples.apple, "BEGIN:VCARD\r\nADR;LABEL=a^nb;HOME:x;y\\;z;,\r\nEND:VCARD\r\n"] {
      let once = VCardReader.cards(Array(text.utf8))[0].canonical()
      #expect(VCardReader.cards(once)[0].canonical() == once)
    }
  }

  @Test func `between the cards nothing is touched`() {
    let text = "\u{FEFF}\r\n\r\nBEGIN:VCARD\r\nFN:A\r\nEND:VCARD\r\n\r\n \r\nBEGIN:VCARD\r\nFN:B\r\nEND:VCARD\r\n\r\n"
    #expect(VCardReader.rewritten(Array(text.utf8)) == Array(text.utf8))
    #expect(
      Samples.text(VCardReader.rewritten(Array(text.utf8)) { $0.set("FN", text: "C") })
        == text.replacing("FN:A", with: "FN:C").replacing("FN:B", with: "FN:C"))
  }

  @Test func `a sign that no name may hold becomes a dash, and the line stays a line`() throws {
    let odd = VCard.Property(
      group: "a:b", name: "X;Y\u{E9}", parameters: [VCard.Parameter("p=\"q", "\tv"), VCard.Parameter("", "lost")], value: "x")
    for version in VCard.Version.allCases {
      let card = VCard(version: version, properties: [VCard.Property("FN", text: "A"), odd, VCard.Property(name: "END", value: "VCARD")])
      #expect(card.properties.map(\.name) == ["FN", "X-Y--"])
      #expect(card.properties[1].group == "a-b")
      #expect(card.properties[1].parameters == [VCard.Parameter("p--q", "\tv")])
      #expect(VCardReader.cards(card.bytes) == [card])
    }
  }

  @Test func `jCard comes back the same: groups in capitals, times alone, backslashes of a date`() throws {
    let text =
      #"["vcard",[["version",{},"text","4.0"],["adr",{"label":"x","GROUP":"g1"},"text",["","","1 St","","","",""]],["x-t",{},"time","10:22:00"],["x-d",{},"timestamp","\\\\\\"],["cat%ä",{},"text","a,b"]]]"#
    let cards = try JCard.read(Array(text.utf8))
    #expect(cards[0].properties.map(\.value) == [";;1 St;;;;", "102200", #"\\\\\\"#, "a\\,b"])
    #expect(cards[0].properties[0].group == "g1")
    let once = JCard.write(cards)
    #expect(JCard.write(try JCard.read(Array(once.write().utf8))) == once)
    #expect(once[1]?[2]?[3]?.text == "10:22:00")
  }
}

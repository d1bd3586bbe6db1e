import Scan
import Testing
import VCard

@Suite struct QuirkTests {
  @Test func `quoted-printable with soft breaks, declared and undeclared character sets`() {
    let card = Samples.one(
      "VERSION:2.1", "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85kesson;Bj=C3=B6=", "rn;;;",
      "NOTE;ENCODING=QUOTED-PRINTABLE:Line=0D=0ATwo=",
      "", "=20three", "LABEL;CHARSET=Windows-1251;QUOTED-PRINTABLE:=CA=E8=BF=E2", "TITLE;CHARSET=blabla;QUOTED-PRINTABLE:L=E4mmer")
    #expect(card.properties("N")[0].components == [["Åkesson"], ["Björn"], [""], [""], [""]])
    #expect(card.text("NOTE") == "Line\nTwo three")
    #expect(card.text("LABEL") == "Київ")
    // Nothing is known of that charset; the card names windows-1251 elsewhere.
    #expect(card.text("TITLE") == "Lдmmer")
  }

  @Test func `raw bytes of a code page are read as windows-1252 where nothing is said`() {
    let bytes = Array("BEGIN:VCARD\r\nVERSION:2.1\r\nFN:N".utf8) + [0xFC, 0xDF] + Array("lebaum\r\nEND:VCARD\r\n".utf8)
    let card = VCardReader.cards(bytes)[0]
    #expect(card.text("FN") == "Nüßlebaum")
    #expect(card.bytes == bytes)
    #expect(Samples.text(card.canonical()).contains("FN:Nüßlebaum\r\n"))
  }

  @Test func `an edit of a code page card stays in its code page`() {
    let bytes = Array("BEGIN:VCARD\r\nVERSION:3.0\r\nFN:N".utf8) + [0xFC] + Array("l\r\nEND:VCARD\r\n".utf8)
    var card = VCardReader.cards(bytes)[0]
    card.set("TITLE", text: "Käufer")
    #expect(card.bytes.contains(0xE4) && card.bytes.span.validString(0..<card.bytes.count) == nil)
    #expect(card.text("TITLE") == "Käufer")
  }

  @Test func `Base64 without indent ends at the empty line`() {
    let card = Samples.one("VERSION:2.1", "PHOTO;JPEG;ENCODING=BASE64:", "/9j/", "AAECAw==", "", "TEL;HOME:1")
    #expect(card.photo?.bytes == [0xFF, 0xD8, 0xFF, 0, 1, 2, 3])
    #expect(card.photo?.mediaType == "image/jpeg")
    #expect(card.text("TEL") == "1")
    #expect(Samples.text(card.canonical()).contains("PHOTO;TYPE=JPEG;ENCODING=b:/9j/AAECAw==\r\n"))
  }

  @Test func `a bare B is Base64`() { #expect(Samples.one("VERSION:2.1", "PHOTO;JPEG;B:AAEC", "").photo?.bytes == [0, 1, 2]) }

  @Test func `escapes of every make`() {
    let card = Samples.one("VERSION:3.0", "URL:http\\://a.example/x\\,y", "NOTE:a\\nb\\Nc\\;d\\\\e\\qf", "CATEGORIES:one\\,two,three")
    #expect(card.text("URL") == "http://a.example/x,y")
    #expect(card.text("NOTE") == "a\nb\nc;d\\e\\qf")
    #expect(card.properties("CATEGORIES")[0].list == ["one,two", "three"])
  }

  @Test func `names with blanks and dots, nested groups, odd capitals`() {
    let card = Samples.one("VERSION:3.0", "X-GOOGLE TALK;TYPE=WORK:ann", "a.b.Tel;type=HOME,VOICE:1", "X-ab.cd:2", "ITEM1.x-qq:3")
    #expect(card.properties.map(\.name) == ["X-GOOGLE TALK", "Tel", "X-ab.cd", "x-qq"])
    #expect(card.properties.map(\.group) == [nil, "a.b", nil, "ITEM1"])
    #expect(card.properties[1].types == ["home", "voice"])
  }

  @Test func `types of every spelling read alike`() {
    for line in [
      "TEL;HOME;CELL:1", "TEL;TYPE=HOME,CELL:1", "TEL;TYPE=home;TYPE=cell:1", "TEL;TYPE=\"home,cell\":1", "TEL;TYPE=HOME,TYPE=CELL:1",
      "TEL;TYPE=\"home\",cell:1",
    ] {
      #expect(Samples.one("VERSION:3.0", line).properties("TEL")[0].types == ["home", "cell"], "\(line)")
    }
  }

  @Test func `parameters with quotes, carets and colons`() {
    let property = Samples.one("VERSION:4.0", "ADR;LABEL=\"a;b:c, d^ne^'f^^\";X-E=;PREF=1:;;s;;;;").properties("ADR")[0]
    #expect(property.first("LABEL") == "a;b:c, d\ne\"f^")
    #expect(property.preference == 1)
    #expect(property.components[2] == ["s"])
  }

  @Test func `a head folded and a line break within quotes`() {
    let card = Samples.one(
      "VERSION:4.0", "ADR;LABEL=\"Main", "  Street\";TYPE=", " work:;;x;;;;", "NOTE:n", "ADR;LABEL=\"a:", "b\":;;y;;;;")
    let addresses = card.properties("ADR")
    #expect(addresses.count == 2)
    #expect(addresses[0].first("LABEL") == "Main Street" && addresses[0].types == ["work"])
    #expect(addresses[1].first("LABEL") == "a:\nb" && addresses[1].components[2] == ["y"])
  }

  @Test func `an unescaped line break belongs to the value`() {
    let card = Samples.one("VERSION:3.0", "ADR:;;Street 1", "2nd floor, left;Town;;;", "TEL:1")
    #expect(card.properties("ADR")[0].fields[2] == "Street 1\n2nd floor, left")
    #expect(card.count == 2)
  }

  @Test func `AGENT holds a card, as lines and as text`() {
    let old = Samples.one("VERSION:2.1", "AGENT:", "BEGIN:VCARD", "VERSION:2.1", "FN:Fred, Jr.", "END:VCARD", "TEL:1")
    #expect(old.agent?.text("FN") == "Fred, Jr.")
    #expect(old.count == 2)
    let canonical = VCardReader.cards(old.canonical())
    #expect(canonical.count == 1 && canonical[0].agent?.text("FN") == "Fred, Jr.")
    #expect(Samples.one("VERSION:3.0", "AGENT:BEGIN:VCARD\\nFN:Fred\\nEND:VCARD\\n").agent?.text("FN") == "Fred")
  }

  @Test func `commas of 2.1 are letters`() {
    let card = Samples.one("VERSION:2.1", "ORG:Company, The;Dept", "N:a,b;c\\;d;;;")
    #expect(card.properties("ORG")[0].fields == ["Company, The", "Dept"])
    #expect(card.properties("N")[0].components[0] == ["a,b"])
    #expect(card.properties("N")[0].components[1] == ["c;d"])
    #expect(Samples.text(card.canonical()).contains("ORG:Company\\, The;Dept\r\n"))
  }

  @Test(arguments: [
    ("KIND:org", VCard.Version.v40), ("TEL;PREF=1:1", .v40), ("TEL;HOME:1", .v21), ("TEL;TYPE=HOME:1", .v30),
    ("NOTE;QUOTED-PRINTABLE:a", .v21),
  ])
  func `a card without VERSION is what it looks like`(line: String, version: VCard.Version) {
    let card = Samples.one(line)
    #expect(card.version == version && card.statedVersion == nil)
  }
}

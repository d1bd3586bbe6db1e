import Scan
import Testing
import VCard

@Suite struct ConversionTests {
  private func lines(_ card: VCard) -> [String] {
    Samples.text(card.canonical()).replacing("\r\n ", with: "").split(separator: "\r\n").map(String.init)
  }

  @Test func `3.0 becomes 4.0`() {
    let (card, lost) = Samples.one(
      "VERSION:3.0", "FN:Ann", "EMAIL;TYPE=INTERNET,pref:a@x.example", "PHOTO;ENCODING=b;TYPE=PNG:AAEC",
      "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15",
      "ADR;TYPE=home:;;S;T;;;", "LABEL;TYPE=home:S\\nT", "GEO:37.5;-122.1", "TZ:-05:00", "X-ADDRESSBOOKSERVER-KIND:group",
      "REV:1995-10-31T22:27:10Z", "X-FOO:kept"
    ).converted(to: .v40)
    #expect(lost.isEmpty)
    #expect(
      lines(card) == [
        "BEGIN:VCARD", "VERSION:4.0", "FN:Ann", "EMAIL;TYPE=INTERNET;PREF=1:a@x.example", "PHOTO:data:image/png;base64,AAEC", "BDAY:--0415",
        "ADR;TYPE=home;LABEL=S^nT:;;S;T;;;", "GEO:geo:37.5,-122.1", "TZ;VALUE=utc-offset:-0500", "KIND:group", "REV:19951031T222710Z",
        "X-FOO:kept", "END:VCARD",
      ])
  }

  @Test func `4.0 becomes 3.0, and says what is left out`() {
    let (card, lost) = Samples.one(
      "VERSION:4.0", "FN:Ann Bell", "FN:A. Bell", "TEL;VALUE=uri;PREF=1;TYPE=\"voice,home\":tel:+1-2", "EMAIL;PREF=2;PID=1.1:a@x.example",
      "PHOTO:data:image/jpeg;base64,AAEC", "BDAY:--0415", "ANNIVERSARY:2009", "CLIENTPIDMAP:1;urn:uuid:1", "KIND:org"
    ).converted(to: .v30)
    #expect(
      lines(card) == [
        "BEGIN:VCARD", "VERSION:3.0", "FN:Ann Bell", "N:;Ann Bell;;;", "TEL;TYPE=voice,home,pref:+1-2", "EMAIL:a@x.example",
        "PHOTO;ENCODING=b;TYPE=JPEG:AAEC",
        "BDAY;X-APPLE-OMIT-YEAR=1604:1604-04-15", "X-ANNIVERSARY;VALUE=text:2009", "X-KIND:org", "END:VCARD",
      ])
    #expect(lost.map(\.property) == ["FN", "EMAIL", "EMAIL", "ANNIVERSARY", "CLIENTPIDMAP"])
  }

  @Test func `names with X- come home`() {
    let source = Samples.one(
      "VERSION:4.0", "FN:A", "N:A;;;;", "LANG:de", "RELATED;TYPE=friend:urn:uuid:1", "HOBBY:chess", "DEATHDATE:19960415")
    #expect(lines(source.converted(to: .v30).card.converted(to: .v40).card) == lines(source))
  }

  @Test func `jCard keeps everything`() throws {
    let source = Samples.one(
      "VERSION:4.0", "FN:Ann", "N:Bell;Ann,Marie;;Dr.;", "ORG:Acme\\, Inc.;R\\;D", "item1.TEL;VALUE=uri;TYPE=work,voice:tel:+1-2",
      "item1.X-ABLABEL:a\\,b",
      "BDAY:--0415", "REV:20080424T195243Z", "CATEGORIES:a,b\\,c", "X-FOO;X-BAR=1;X-BAR=2:x;y\\nz", "GENDER:M;Fellow",
      "TZ;VALUE=utc-offset:-0500", "NOTE:a\\nb")
    let json = JCard.json(of: source)
    #expect(json[1]?[2]?.write() == #"["n",{},"text",["Bell",["Ann","Marie"],"","Dr.",""]]"#)
    #expect(json[1]?[4]?.write() == #"["tel",{"group":"item1","type":["work","voice"]},"uri","tel:+1-2"]"#)
    #expect(json[1]?[6]?.write() == #"["bday",{},"date-and-or-time","--04-15"]"#)
    #expect(json[1]?[7]?.write() == #"["rev",{},"timestamp","2008-04-24T19:52:43Z"]"#)
    #expect(json[1]?[9]?.write() == #"["x-foo",{"x-bar":["1","2"]},"unknown","x;y\\nz"]"#)
    let back = try JCard.read(Array(json.write().utf8))[0]
    #expect(
      lines(back)
        == lines(source).map {
          $0.replacing("X-BAR=1;X-BAR=2", with: "X-BAR=1,2").replacing(";VALUE=uri;TYPE=work,voice", with: ";TYPE=work,voice;VALUE=uri")
        })
  }

  @Test func `a photo of 3.0 goes through jCard`() throws {
    let source = VCardReader.cards(Array(Samples.apple.utf8))[0]
    let back = try JCard.card(from: JCard.json(of: source))
    #expect(back.version == .v30 && back.photo?.bytes == source.photo?.bytes && source.photo != nil)
    #expect(back.properties.map(\.value) == source.properties.map(\.value))
  }

  @Test(arguments: ["{}", "[\"vcard\"]", "[\"vcard\",[[\"fn\"]]]", "[", "[[\"x\",[]]]"])
  func `what is no jCard is refused`(text: String) { #expect(throws: (any Error).self) { try JCard.read(Array(text.utf8)) } }

  @Test func `labels go to the address of their group, else of their types, else to the only one left`() {
    let card = Samples.one(
      "VERSION:3.0", "FN:Ann", "ADR;TYPE=home:;;1;;;;", "g.ADR;TYPE=work:;;2;;;;", "ADR;TYPE=home:;;3;;;;", "LABEL;TYPE=home:first",
      "g.LABEL;TYPE=home:second", "LABEL;TYPE=parcel:third", "LABEL;TYPE=home:fourth")
    let addresses = card.converted(to: .v40).card.properties("ADR")
    #expect(addresses.map { $0.first("LABEL") } == ["first", "second", "third", "fourth"])
    // Without groups: by types, then in order.
    #expect(card.summary.addresses.map(\.formatted) == ["first", "third", "second", "fourth"])
  }

  private func cost(_ count: Int) -> Int64 {
    let body = (0..<count).flatMap {
      ["ADR;TYPE=home:;;\($0);;;;", "LABEL;TYPE=home:\($0)", "SORT-STRING:x", "CATEGORIES:c\($0)", "item\($0).LABEL;TYPE=t\($0):x"]
    }
    let types = "TEL;TYPE=" + (0..<count).map { "t\($0)" }.joined(separator: ",") + ":1"
    let text = (["BEGIN:VCARD", "VERSION:3.0"] + body + [types, "END:VCARD"]).map { $0 + "\r\n" }.joined()
    let card = VCardReader.cards(Array(text.utf8))[0]
    let before = Platform.cpuMicroseconds
    #expect(card.converted(to: .v40).card.converted(to: .v30).card.properties("SORT-STRING").count == count)
    #expect(card.properties("TEL")[0].types.count == count)
    return Int64(Platform.cpuMicroseconds - before)
  }

  @Test func `four times the lines cost four times the work`() {
    _ = cost(50)
    let (small, large) = (cost(500), cost(2000))
    #expect(large < small * 9, "\(small) and \(large) microseconds")
  }
}

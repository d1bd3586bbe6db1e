import JSContact
import Scan
import Testing
import VCard

@Suite struct JSContactTests {
  private func card(_ lines: String...) -> VCard {
    VCardReader.cards(Array((["BEGIN:VCARD", "VERSION:4.0"] + lines + ["END:VCARD"]).map { $0 + "\r\n" }.joined().utf8)).first ?? VCard()
  }

  private func json(_ text: String) throws -> JSON {
    let bytes = Array(text.utf8)
    let span = bytes.span
    return try JSON.parse(span)
  }

  private func lines(_ card: VCard) -> [String] {
    String(decoding: card.canonical(), as: UTF8.self).replacing("\r\n ", with: "").split(separator: "\r\n").dropFirst(2).dropLast().map(
      String.init)
  }

  @Test func `a card becomes JSContact 2.0, and 1.0 with a uid`() {
    let source = card("FN:Ann", "EMAIL;TYPE=work;PREF=1:a@x.example")
    let modern = JSContact.json(of: source)
    #expect(modern["version"]?.text == "2.0" && modern["uid"] == nil)
    #expect(modern["emails"]?["k1"]?.write() == #"{"address":"a@x.example","contexts":{"work":true},"pref":1}"#)
    let first = JSContact.json(of: source, options: JSContact.Options(version: .v1))
    #expect(first["version"]?.text == "1.0" && first["uid"]?.text?.hasPrefix("urn:uuid:") == true)
    #expect(first["uid"] == JSContact.json(of: source, options: JSContact.Options(version: .v1))["uid"])
  }

  @Test func `every value of a 4.0 card comes back`() throws {
    let source = card(
      "FN:Ann Bell", "FN:A. Bell", "N;SORT-AS=\"Bell,Ann\":Bell;Ann;Marie,Zoe;Dr.;PhD", "NICKNAME;TYPE=home:Annie,Nan",
      "GENDER:F;it's complicated", "BDAY:--0415",
      "ANNIVERSARY:20090808T1430-0500", "DEATHDATE;VALUE=text:circa 1800", "ADR;TYPE=work;PID=1.1:;Suite 2;Main St 1;Town;;12345;Land",
      "item1.TEL;VALUE=uri;TYPE=\"voice,home,x-boat\":tel:+1-2", "item1.X-ABLABEL:Boat", "IMPP:xmpp:a@x.example",
      "SOCIALPROFILE;VALUE=text;SERVICE-TYPE=S:peter",
      "GEO;TYPE=work:geo:1.5,2.5", "TZ:-0530", "TZ:Europe/Berlin", "CATEGORIES;X-P=1:a,b\\,c", "CATEGORIES:d",
      "RELATED;TYPE=friend;VALUE=text:Bob, the one",
      "UID;VALUE=text:abc", "REV;X-Q=1:20080424T195243Z", "REV:2008", "CLIENTPIDMAP:1;urn:uuid:1", "XML:<a/>",
      "X-FOO;X-BAR=Hello:World\\, you", "EMAIL;X-FOO=Bar:a@x.example",
      "JSPROP;JSPTR=\"example.com:foo\":{\"bar\":1}", "NOTE;LANGUAGE=de;ALTID=1:Hallo", "NOTE;LANGUAGE=en;ALTID=1:Hello",
      "KEY;MEDIATYPE=application/pgp-keys:ftp://x.example/k",
      "TEL:", "TITLE:Boss", "g.ROLE:Lead", "g.ORG:Acme;R\\;D", "BIRTHPLACE:Town")
    let back = try JSContact.card(from: JSContact.json(of: source))
    var left = back.properties.map { $0.key + "=" + $0.text }
    for property in source.properties {
      let value = property.key + "=" + property.text
      let place = left.firstIndex(of: value)
      #expect(place != nil, "lost \(value)")
      if let place { left.remove(at: place) }
    }
    // The language that the notes are in is the card's from now on.
    #expect(left == ["LANGUAGE=de"])
  }

  @Test func `unknown things travel where RFC 9555 says`() throws {
    let mapped = JSContact.json(of: card("FN:A", "EMAIL;X-FOO=Bar:a@x.example", "item1.X-FOO;X-BAR=Hello:World!", "IMPP:xmpp:a@x.example"))
    #expect(mapped["emails"]?["k1"]?["vCardParams"]?["x-foo"]?.text == "Bar")
    #expect(mapped["onlineServices"]?["k1"]?["vCardName"]?.text == "impp")
    #expect(mapped["vCardProps"]?[0]?.write() == #"["x-foo",{"group":"item1","x-bar":"Hello"},"unknown","World!"]"#)
    let back = try JSContact.card(
      from: json(##"{"@type":"Card","version":"1.0","name":{"full":"A"},"x:y":{"bar":1234},"phones":{"p":{"number":"1","a/b":"c"}}}"##))
    #expect(lines(back) == ["FN:A", "TEL;PROP-ID=p:1", #"JSPROP;JSPTR="x:y":{"bar":1234}"#, #"JSPROP;JSPTR=phones/p/a~1b:"c""#])
  }

  @Test func `a value changed in JSContact is changed in the vCard`() throws {
    var mapped = JSContact.json(of: card("FN:A", "NICKNAME:Jim,Jimmie"))
    #expect(lines(try JSContact.card(from: mapped)) == ["FN:A", "NICKNAME:Jim,Jimmie"])
    guard case .object(var members) = mapped, let place = members.firstIndex(where: { $0.name == "nicknames" }) else {
      Issue.record("no nicknames")
      return
    }
    members[place].value = ["k1": ["name": "James"], "k2": ["name": "Jimmie"]]
    mapped = .object(members)
    #expect(lines(try JSContact.card(from: mapped)).contains("NICKNAME;PROP-ID=k1:James"))
  }

  @Test func `names keep their order`() throws {
    let text =
      #"{"name":{"components":[{"kind":"given","value":"Vincent"},{"kind":"separator","value":", "},{"kind":"surname","value":"van Gogh"},{"kind":"surname2","value":"B;x"}],"isOrdered":true,"defaultSeparator":"-"}}"#
    let back = try JSContact.card(from: json(text))
    #expect(lines(back)[0] == #"N;JSCOMPS="s,-;1;s,\, ;0;5":van Gogh,B\;x;Vincent;;;;B\;x;"#)
    #expect(JSContact.json(of: back)["name"]?["components"] == (try json(text))["name"]?["components"])
    #expect(JSContact.json(of: back)["name"]?["defaultSeparator"]?.text == "-")
  }

  @Test func `fine address parts fill the coarse ones`() throws {
    let text =
      #"{"addresses":{"a1":{"components":[{"kind":"number","value":"54321"},{"kind":"name","value":"Oak St"},{"kind":"locality","value":"Reston"}]}}}"#
    let back = try JSContact.card(from: json(text))
    #expect(lines(back).contains("ADR;PROP-ID=a1:;;54321,Oak St;Reston;;;;;;;54321;Oak St;;;;;;"))
    #expect(JSContact.json(of: back)["addresses"]?["a1"]?["components"]?.items?.count == 3)
  }

  @Test func `a localization is the same property in another language`() throws {
    let source = card("LANGUAGE:en", "FN:A", "TITLE;ALTID=1;LANGUAGE=en:Boss", "TITLE;ALTID=1;LANGUAGE=fr:Patron")
    let mapped = JSContact.json(of: source)
    #expect(mapped["localizations"]?["fr"]?["titles/k1/name"]?.text == "Patron")
    let titles = try JSContact.card(from: mapped).properties("TITLE")
    #expect(titles.map(\.text) == ["Boss", "Patron"])
    #expect(titles.map { $0.first("LANGUAGE") } == ["en", "fr"])
    #expect(titles.map { $0.first("ALTID") } == ["1", "1"])
  }

  @Test func `a group, a relation, an anniversary`() throws {
    let text =
      #"{"kind":"group","members":{"urn:uuid:1":true},"relatedTo":{"urn:uuid:2":{"relation":{"friend":true}}},"anniversaries":{"a":{"kind":"birth","date":{"year":1953,"month":4,"day":15},"place":{"full":"Town"}},"b":{"kind":"other","date":{"year":2015}}}}"#
    #expect(
      lines(try JSContact.card(from: json(text))) == [
        "KIND:group", "MEMBER:urn:uuid:1", "RELATED;TYPE=friend:urn:uuid:2", "BDAY;PROP-ID=a:19530415", "BIRTHPLACE;PROP-ID=a:Town",
        "FN;DERIVED=TRUE:",
        #"JSPROP;JSPTR=anniversaries/b:{"kind":"other"\,"date":{"year":2015}}"#,
      ])
  }

  @Test func `both carriages are read`() throws {
    let source = card("FN:A", "GENDER:M", "EMAIL;X-FOO=Bar:a@x.example", "item1.TEL:1", "item1.X-ABLABEL:Boat")
    for carriage in [JSContact.Carriage.standard, .collected] {
      let back = try JSContact.card(from: JSContact.json(of: source, options: JSContact.Options(carriage: carriage)))
      #expect(Set(lines(back).map { $0.replacing(";PROP-ID=k1", with: "") }) == Set(lines(source)))
    }
  }

  @Test func `a label names its entry wherever it stands, and one without an entry travels once`() throws {
    let source = card("FN:A", "item1.X-ABLABEL:Boat", "item1.TEL:1", "item2.X-ABLABEL:Lost", "item1.EMAIL:a@x.example")
    let mapped = JSContact.json(of: source)
    #expect(mapped["phones"]?["k1"]?["label"]?.text == "Boat")
    #expect(mapped["emails"]?["k1"]?["label"] == nil)
    #expect(mapped["vCardProps"]?.write() == #"[["x-ablabel",{"group":"item2"},"unknown","Lost"]]"#)
    let back = try JSContact.card(from: mapped)
    #expect(Set(lines(back).map { $0.replacing(";PROP-ID=k1", with: "") }) == Set(lines(source)))
    #expect(back.count == source.count)
  }

  @Test func `words of many lines become one set, with the parameters of all`() {
    let mapped = JSContact.json(
      of: card("FN:A", "CATEGORIES;X-P=1:a", "CATEGORIES;X-P=2;X-Q=3:b,a", "RELATED;TYPE=friend,met:x", "RELATED;TYPE=met,kin:x"))
    #expect(mapped["keywords"]?.write() == #"{"a":true,"b":true}"#)
    #expect(mapped["relatedTo"]?["x"]?["relation"]?.write() == #"{"friend":true,"met":true,"kin":true}"#)
  }

  @Test func `a localization patches an entry whole or in part, and what leads nowhere is kept`() throws {
    let text =
      #"{"name":{"full":"A"},"titles":{"t":{"name":"Boss"}},"emails":"none","localizations":{"de":{"titles/t/name":"Chefin","notes/n":{"note":"Hallo"},"emails/e/address":"x"}}}"#
    let back = lines(try JSContact.card(from: json(text)))
    #expect(back.contains("TITLE;PROP-ID=t;LANGUAGE=de:Chefin"))
    #expect(back.contains("NOTE;PROP-ID=n;LANGUAGE=de:Hallo"))
    #expect(back.contains(#"JSPROP;JSPTR=localizations/de/emails~1e~1address:"x""#))
  }

  @Test func `a pointer of five thousand steps leads nowhere and is carried as it stands`() throws {
    let pointer = String(repeating: "a/", count: 5_000)
    let deep = String(repeating: "[", count: 60) + String(repeating: "]", count: 60)
    let source = VCard(
      properties: [
        VCard.Property("FN", text: "A"), VCard.Property("JSPROP", text: "1", parameters: [VCard.Parameter("JSPTR", pointer)]),
        VCard.Property("JSPROP", text: deep, parameters: [VCard.Parameter("JSPTR", "x")]),
      ])
    let mapped = JSContact.json(of: source)
    #expect(mapped["vCardProps"]?.items?.count == 2 && mapped["x"] == nil)
    let back = try JSContact.read(Array(mapped.write().utf8))[0]
    #expect(back.properties("JSPROP").map(\.text) == ["1", deep])
    let patched = try json(#"{"name":{"full":"A"},"localizations":{"de":{"titles/\#(pointer)":"x"}}}"#)
    #expect(try JSContact.card(from: patched).properties("JSPROP").count == 1)
  }

  /// CPU time of mapping there and back a card of so many lines of each kind.
  private func cost(_ count: Int) throws -> Int64 {
    let body = (0..<count).flatMap { i in
      [
        "item\(i).TEL;TYPE=home:\(i)", "item\(i).X-ABLABEL:l\(i)", "CATEGORIES;X-P\(i)=a:c\(i)", "NOTE;LANGUAGE=l\(i);ALTID=1:n",
        "RELATED;TYPE=t\(i):r", "X-\(i):x", "item\(i + count).X-ABLABEL:lost",
      ]
    }
    let bytes = Array((["BEGIN:VCARD", "VERSION:4.0", "FN:A"] + body + ["END:VCARD"]).map { $0 + "\r\n" }.joined().utf8)
    let source = try #require(VCardReader.cards(bytes).first)
    let before = Platform.cpuMicroseconds
    let back = try JSContact.card(from: JSContact.json(of: source))
    #expect(back.properties("TEL").count == count)
    return Int64(Platform.cpuMicroseconds - before)
  }

  @Test func `a card of ten thousand lines costs four times what one of a fourth of them costs`() throws {
    _ = try cost(50)
    let (small, large) = (try cost(350), try cost(1400))
    #expect(large < small * 9, "\(small) and \(large) microseconds")
  }

  @Test(arguments: ["3", "\"x\"", #"{"@type":"Event"}"#, "{"])
  func `what is no card is refused`(text: String) {
    #expect(throws: JSContactError.self) { try JSContact.read(Array(text.utf8)) }
  }
}

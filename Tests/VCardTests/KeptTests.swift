import Scan
import Testing
import VCard

/// Cards with the oddities of real files: whatever stands in them is given back to the letter, and no value is lost by writing it anew,
/// by jCard, or by an edit of something else.
@Suite struct KeptTests {
  struct Quirk: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: [UInt8]
    /// A property that is there, and its text.
    var property: String
    var text: String
  }

  private static func quirk(_ name: String, _ property: String, _ text: String, end: String = "\r\n", mark: String = "", _ lines: String...) -> Quirk {
    let body = (["BEGIN:VCARD"] + lines + ["END:VCARD"]).map { $0 + end }.joined()
    return Quirk(testDescription: name, bytes: Array((mark + body).utf8), property: property, text: text)
  }

  static let quirks: [Quirk] = [
    quirk("a byte order mark of UTF-8", "FN", "Ann", mark: "\u{FEFF}", "VERSION:3.0", "FN:Ann"),
    quirk("no VERSION, no N", "FN", "Ann", "FN:Ann", "TEL:1"),
    quirk("no FN", "N", "Lee;Ann;;;", "VERSION:3.0", "N:Lee;Ann;;;"),
    quirk("VERSION at the end", "FN", "Ann", "FN:Ann", "VERSION:3.0"),
    quirk(
      "a photo whose lines end in CR CR LF", "TITLE", "Chief", end: "\r\r\n", "VERSION:3.0", "FN:Ann", "PHOTO;ENCODING=b;TYPE=JPEG:/9j/AAEC", " AwQFBgcI",
      "TITLE:Chief"),
    quirk("a comma behind a backslash in one type", "TEL", "+49 30 1", "VERSION:3.0", "FN:Ann", "TEL;TYPE=VOICE\\,CELL:+49 30 1"),
    quirk("the Japanese reading of a phone", "SOUND", "ｱﾝ;;;;", "VERSION:2.1", "N:A;B", "SOUND;X-IRMC-N;CHARSET=UTF-8:ｱﾝ;;;;"),
    quirk("a custom field of Android", "X-ANDROID-CUSTOM", "vnd.android.cursor.item/nickname;Nan;1", "VERSION:2.1", "N:A;B", "X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Nan;1"),
    quirk("an address of nine parts", "ADR", ";;Way 1;Town;;1;Land;more;still", "VERSION:4.0", "FN:Ann", "ADR:;;Way 1;Town;;1;Land;more;still"),
    quirk("N twice", "N", "Lee;Ann;;;", "VERSION:3.0", "N:Lee;Ann;;;", "FN:Ann", "N:Li;An;;;"),
    quirk("escaped returns and line feeds", "NOTE", "one\\r\ntwo", "VERSION:3.0", "FN:Ann", "NOTE:one\\r\\ntwo"),
    quirk("a colon behind a backslash", "URL", "http://x.example", "VERSION:3.0", "FN:Ann", "URL:http\\://x.example"),
    quirk("a quoted list of types", "TEL", "tel:+1", "VERSION:4.0", "FN:Ann", "TEL;VALUE=uri;TYPE=\"home,cell\":tel:+1"),
    quirk("a photo as data URI", "PHOTO", "data:image/png;base64,AAEC", "VERSION:4.0", "FN:Ann", "PHOTO:data:image/png;base64,AAEC"),
    quirk("an empty photo", "FN", "Ann", "VERSION:3.0", "FN:Ann", "PHOTO:"),
    quirk("languages side by side", "FN", "愛子", "VERSION:4.0", "FN;ALTID=1;LANGUAGE=ja:愛子", "FN;ALTID=1;LANGUAGE=en:Aiko"),
    quirk("property ids", "EMAIL", "a@x.example", "VERSION:4.0", "FN:Ann", "EMAIL;PID=4.1,5.2:a@x.example", "CLIENTPIDMAP:1;urn:uuid:1"),
    quirk("a group with dashes, in capitals", "EMAIL", "a@x.example", "VERSION:3.0", "FN:Ann", "My-GROUP.EMAIL:a@x.example"),
    quirk("a blank in a name", "X-GOOGLE TALK", "ann", "VERSION:3.0", "FN:Ann", "X-GOOGLE TALK:ann"),
    quirk("a name of several dots", "X-CUSTOM.A.B", "v", "VERSION:3.0", "FN:Ann", "X-CUSTOM.A.B:v"),
    quirk("carets in a parameter", "ADR", ";;Way;;;;", "VERSION:4.0", "FN:Ann", "ADR;LABEL=\"a ^'b^' c^nd ^^\":;;Way;;;;"),
    quirk("a year left out in Apple's way", "BDAY", "1604-04-15", "VERSION:3.0", "FN:Ann", "BDAY;X-APPLE-OMIT-YEAR=1604;VALUE=date:1604-04-15"),
    quirk("a year left out in 4.0's way", "BDAY", "--0415", "VERSION:4.0", "FN:Ann", "BDAY:--0415"),
    quirk("a date of death in words", "DEATHDATE", "circa 1800", "VERSION:4.0", "FN:Ann", "DEATHDATE;VALUE=text:circa 1800"),
    quirk("how good somebody is at it", "EXPERTISE", "chess", "VERSION:4.0", "FN:Ann", "EXPERTISE;LEVEL=expert;INDEX=1:chess"),
    quirk("a fold within a character", "NOTE", "Größe", "VERSION:3.0", "FN:Ann", "NOTE:Gr\u{F6}\u{DF}", " e"),
    quirk("a property with nothing in it", "FN", "Ann", "VERSION:3.0", "FN:Ann", "TEL;TYPE=HOME:", "ORG:;", "ADR:;;;;;;"),
  ]

  private func texts(_ card: VCard) -> [String] { card.properties.map { "\($0.key)=\($0.text)" }.sorted() }

  @Test(arguments: quirks) func `it is read, and given back to the letter`(_ quirk: Quirk) throws {
    let card = try #require(VCardReader.cards(quirk.bytes).first)
    #expect(card.properties(quirk.property).first?.text == quirk.text)
    #expect(VCardReader.rewritten(quirk.bytes) == quirk.bytes)
  }

  @Test(arguments: quirks) func `writing it anew keeps every value`(_ quirk: Quirk) throws {
    let card = try #require(VCardReader.cards(quirk.bytes).first)
    let again = try #require(VCardReader.cards(card.canonical()).first)
    #expect(texts(again) == texts(card))
  }

  @Test(arguments: quirks) func `jCard and back keeps every value`(_ quirk: Quirk) throws {
    let card = try #require(VCardReader.cards(quirk.bytes).first)
    let json = Array(JCard.write([card]).write().utf8)
    let again = try #require(try JCard.read(json).first)
    #expect(texts(again).filter { !$0.hasSuffix("=") } == texts(card).filter { !$0.hasSuffix("=") })
  }

  @Test(arguments: quirks) func `an edit leaves every other line as it was`(_ quirk: Quirk) throws {
    var card = try #require(VCardReader.cards(quirk.bytes).first)
    let before = card.bytes.split(separator: 10).map(Array.init)
    card.set("X-MET", text: "in Malmö")
    let after = card.bytes.split(separator: 10).map(Array.init)
    #expect(card.text("X-MET") == "in Malmö")
    #expect(after.count == before.count + 1)
    #expect(before.allSatisfy(after.contains))
  }

  @Test func `a file of nothing but a byte order mark has no card and no complaint`() {
    #expect(Samples.readings([0xEF, 0xBB, 0xBF]).isEmpty)
    #expect(Samples.readings([]).isEmpty)
  }
}

import Scan
import Testing

@Suite struct BytesTests {
  @Test func `lines end at LF, CRLF, CR CR LF and a bare CR`() {
    let bytes = Array("a\nb\r\nc\r\r\nd\re".utf8)
    var lines: [String] = []
    var position = 0
    while position < bytes.count {
      let (content, next) = bytes.span.line(at: position)
      lines.append(bytes.span.string(content))
      position = next
    }
    #expect(lines == ["a", "b", "c", "d", "e"])
  }

  @Test(arguments: ["", "f", "fo", "foo", "foob", "fooba", "foobar"])
  func `Base64 decodes what it encodes`(text: String) {
    let bytes = Array(text.utf8)
    #expect(Base64.decode(Array(Base64.encode(bytes.span).utf8).span) == bytes)
  }

  @Test func `quoted-printable decodes what it encodes`() {
    let bytes = Array("Lindenstraße 14 = home \r\nand a very long line that has to be broken somewhere because it is longer than 76".utf8)
    #expect(QuotedPrintable.decode(Array(QuotedPrintable.encode(bytes.span).utf8).span) == bytes)
  }

  @Test(arguments: [
    ("windows-1252", [0x80, 0xE4], "€ä"), ("iso-8859-2", [0xB3], "ł"), ("koi8-r", [0xC1], "а"), ("utf-16le", [0xE4, 0], "ä"),
    ("Shift_JIS", [0x82, 0xA0], "あ"),
  ])
  func `charsets decode`(label: String, bytes: [UInt8], text: String) throws {
    let charset = try #require(Charset(label))
    #expect(charset.decode(bytes.span).text == text)
  }

  @Test(arguments: [
    ("Zoë Ní Bhriain", "zoe ni bhriain"), ("Wiśniewska", "wisniewska"), ("Åkesson", "akesson"), ("Straße", "strasse"), ("Миллер", "miller"),
  ])
  func `folding leaves plain letters`(text: String, folded: String) { #expect(Fold.string(text) == folded) }

  @Test func `JSON reads what it writes`() throws {
    let text = #"{"a":[1,2.50,-3e2,true,null],"b":"q\"\\\n\u00e9\ud83d\ude00","c":{}}"#
    let value = try JSON.parse(Array(text.utf8).span)
    #expect(value["b"]?.text == "q\"\\\né😀")
    #expect(try JSON.parse(Array(value.write(pretty: true).utf8).span) == value)
  }

  @Test(arguments: ["{", "[1,]", "{\"a\"}", "nul", "\"abc", "1 2", String(repeating: "[", count: 100)])
  func `what is not JSON is refused`(text: String) { #expect(throws: JSONError.self) { try JSON.parse(Array(text.utf8).span) } }
}

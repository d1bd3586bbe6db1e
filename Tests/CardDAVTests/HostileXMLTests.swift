import CardDAV
import Testing

/// Requests that should cost nothing and change nothing.
private let hostile: [(name: String, body: String, status: Int)] = [
  ("a document type", "<!DOCTYPE x><propfind xmlns='DAV:'><allprop/></propfind>", 403),
  (
    "nested entities",
    "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><propfind xmlns='DAV:'><prop>&c;</prop></propfind>", 403
  ),
  ("an entity that names a file", "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><propfind xmlns='DAV:'>&x;</propfind>", 403),
  ("an outside definition", "<!DOCTYPE a SYSTEM 'http://elsewhere.example/a.dtd'><propfind xmlns='DAV:'/>", 403),
  ("a document type within", "<propfind xmlns='DAV:'><!DOCTYPE x><allprop/></propfind>", 403),
  ("a processing instruction", "<?go now?><propfind xmlns='DAV:'><allprop/></propfind>", 403),
  ("an unknown entity", "<propfind xmlns='DAV:'><prop>&nbsp;</prop></propfind>", 400),
  ("an entity without an end", "<propfind xmlns='DAV:'><prop>&amp</prop></propfind>", 400),
  ("a number that is no sign", "<propfind xmlns='DAV:'><prop>&#0;</prop></propfind>", 400),
  ("half of a pair", "<propfind xmlns='DAV:'><prop>&#xD800;</prop></propfind>", 400),
  ("a number out of range", "<propfind xmlns='DAV:'><prop>&#x110000;</prop></propfind>", 400),
  ("a signed number", "<propfind xmlns='DAV:'><prop>&#+65;</prop></propfind>", 400),
  ("another encoding", "<?xml version='1.0' encoding='iso-8859-1'?><propfind xmlns='DAV:'><allprop/></propfind>", 400),
  ("an encoding that begins alike", "<?xml version='1.0' encoding='utf-80'?><propfind xmlns='DAV:'><allprop/></propfind>", 400),
  ("UTF-7", "<?xml version='1.0' encoding='utf-7'?>+ADw-propfind/+AD4-", 400),
  ("great depth", String(repeating: "<a>", count: 100_000), 400),
  ("great depth, closed", String(repeating: "<a>", count: 65) + String(repeating: "</a>", count: 65), 400),
  ("many elements", "<propfind xmlns='DAV:'>" + String(repeating: "<a/>", count: 10_001) + "</propfind>", 400),
  ("many attributes", "<propfind xmlns='DAV:' " + (0..<65).map { "a\($0)='1'" }.joined(separator: " ") + "><allprop/></propfind>", 400),
  (
    "many prefixes",
    "<a " + (0..<40).map { "xmlns:a\($0)='x'" }.joined(separator: " ") + "><b " + (0..<40).map { "xmlns:b\($0)='x'" }.joined(separator: " ")
      + "/></a>", 400
  ),
  ("a long tag", "<propfind xmlns='DAV:' a='" + String(repeating: "x", count: 20_000) + "'><allprop/></propfind>", 400),
  ("a tag of blanks", "<propfind xmlns='DAV:'" + String(repeating: " ", count: 20_000) + "><allprop/></propfind>", 400),
  ("an attribute twice", "<propfind xmlns='DAV:' a='1' a='2'><allprop/></propfind>", 400),
  ("an attribute without quotes", "<propfind xmlns=DAV:><allprop/></propfind>", 400),
  ("a bracket in an attribute", "<propfind xmlns='DAV:' a='<'><allprop/></propfind>", 400),
  ("attributes run together", "<propfind xmlns='DAV:'a='1'><allprop/></propfind>", 400),
  ("ends crossed", "<propfind xmlns='DAV:'><prop><a></prop></a></propfind>", 400),
  ("an end too many", "<propfind xmlns='DAV:'><allprop/></propfind></propfind>", 400),
  ("no end", "<propfind xmlns='DAV:'><allprop/>", 400),
  ("two roots", "<propfind xmlns='DAV:'><allprop/></propfind><propfind xmlns='DAV:'><allprop/></propfind>", 400),
  ("text behind", "<propfind xmlns='DAV:'><allprop/></propfind>x", 400),
  ("text before", "x<propfind xmlns='DAV:'><allprop/></propfind>", 400),
  ("an unbound prefix", "<x:propfind><x:allprop/></x:propfind>", 400),
  ("an empty prefix", "<:propfind xmlns='DAV:'><allprop/></:propfind>", 400),
  ("two colons", "<a:b:c xmlns:a='DAV:'/>", 400),
  ("a local name that begins with a digit", "<propfind xmlns='DAV:' xmlns:a='u'><prop><a:1/></prop></propfind>", 400),
  ("an open comment", "<propfind xmlns='DAV:'><!-- <allprop/></propfind>", 400),
  ("dashes in a comment", "<propfind xmlns='DAV:'><!-- a -- b --><allprop/></propfind>", 400),
  ("an open CDATA", "<propfind xmlns='DAV:'><![CDATA[<allprop/></propfind>", 400),
  ("the end of CDATA alone", "<propfind xmlns='DAV:'>]]><allprop/></propfind>", 400),
  ("a NUL", "<propfind xmlns='DAV:'>\u{0}<allprop/></propfind>", 400),
  ("a control sign", "<propfind xmlns='DAV:'>\u{1}<allprop/></propfind>", 400),
  ("a bare bracket", "<propfind xmlns='DAV:'>< allprop/></propfind>", 400),
  ("blanks alone", "   ", 400),
  ("another root", "<lockinfo xmlns='DAV:'/>", 400),
  ("no namespace", "<propfind><allprop/></propfind>", 400),
  ("nothing asked", "<propfind xmlns='DAV:'/>", 400),
]

@Suite struct HostileXMLTests {
  @Test(arguments: hostile.indices)
  func `it is refused and nothing is told`(_ index: Int) throws {
    let item = hostile[index]
    let answer = try send("PROPFIND", "/dav/books/mine/", depth: "1", item.body)
    #expect(answer.status == item.status, "\(item.name)")
    #expect(!answer.text.contains("p-1.vcf"), "\(item.name)")
    #expect(try send("REPORT", "/dav/books/mine/", depth: "1", item.body).status >= 400, "\(item.name)")
  }

  @Test func `bytes that are no UTF-8 are refused`() throws {
    let text = "<propfind xmlns='DAV:'><allprop/></propfind>"
    let bodies: [[UInt8]] = [
      [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }, text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] },
      Array("<propfind xmlns='DAV:' a='".utf8) + [0xC3, 0x28] + Array("'><allprop/></propfind>".utf8), [0xC0, 0x80], [0xED, 0xA0, 0x80],
    ]
    for body in bodies {
      #expect(try service.answer(DAVRequest(method: "PROPFIND", path: "/dav/", headers: ["depth": "0"], body: body)).status == 400)
    }
  }

  @Test func `what is allowed is read`() throws {
    let bodies = [
      "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<propfind xmlns='DAV:'><allprop/></propfind>\r\n<!-- end -->\n",
      "<?xml version='1.0'?><D:propfind\n xmlns:D = 'DAV:'\t><D:allprop></D:allprop ></D:propfind>",
      "<propfind xmlns='&#68;A&#x56;:'><!----><![CDATA[ <x> ]]><allprop/></propfind>",
      "<a:propfind xmlns:a='DAV:' xmlns:b='DAV:'><b:allprop/></a:propfind>",
      "<propfind xmlns='DAV:'>" + String(repeating: "<x xmlns='u'>", count: 62) + String(repeating: "</x>", count: 62)
        + "<allprop/></propfind>",
    ]
    for body in bodies { #expect(try send("PROPFIND", "/dav/", depth: "0", body).status == 207, "\(body.prefix(60))") }
  }

  @Test func `what a client invents comes back as text and never as markup`() throws {
    let body = "<propfind xmlns='DAV:'><prop><x xmlns='u&quot;&gt;&lt;d:inject/&gt;'/></prop></propfind>"
    let answer = try send("PROPFIND", "/dav/", depth: "0", body)
    #expect(answer.text.contains("<x xmlns=\"u&quot;&gt;&lt;d:inject/&gt;\"/>"))
    let href = try send(
      "REPORT", "/dav/books/mine/",
      "<C:addressbook-multiget xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:carddav'><prop><getetag/></prop><href>&lt;d:href&gt;/&amp;</href></C:addressbook-multiget>"
    )
    #expect(href.text.contains("<d:href>&lt;d:href&gt;/&amp;</d:href>"))
  }

  @Test func `a request cut anywhere, or with any byte changed, is answered and no more`() throws {
    let body = Array(
      "<?xml version='1.0'?><D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/><x xmlns='u'>&lt;&#65;<![CDATA[a]]><!--c--></x></D:prop></D:propfind>"
        .utf8)
    var random = SystemRandomNumberGenerator()
    for place in body.indices {
      let cut = try service.answer(DAVRequest(method: "PROPFIND", path: "/dav/", headers: ["depth": "0"], body: Array(body[..<place])))
      #expect([207, 400, 403].contains(cut.status))
      for _ in 0..<8 {
        var changed = body
        changed[place] = UInt8.random(in: 0...255, using: &random)
        let answer = try service.answer(DAVRequest(method: "PROPFIND", path: "/dav/", headers: ["depth": "0"], body: changed))
        #expect([207, 400, 403].contains(answer.status))
      }
    }
  }
}

import CardDAV
import Testing

@Suite struct MethodTests {
  @Test func `options names the service`() throws {
    let answer = try send("OPTIONS", "/dav/books/mine/")
    #expect(answer.status == 200)
    #expect(answer.header("DAV") == "1, 3, addressbook")
    #expect(answer.header("Allow") == "OPTIONS, GET, HEAD, PROPFIND, REPORT")
  }

  @Test func `a client finds its way from the root to the book`() throws {
    let root = try send(
      "PROPFIND", "/dav/", depth: "0", "<propfind xmlns='DAV:'><prop><current-user-principal/></prop></propfind>")
    #expect(root.status == 207)
    #expect(root.text.contains("<d:current-user-principal><d:href>/dav/me/</d:href></d:current-user-principal>"))
    let principal = try send(
      "PROPFIND", "/dav/me/", depth: "0",
      "<d:propfind xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:carddav\"><d:prop><c:addressbook-home-set/></d:prop></d:propfind>")
    #expect(principal.text.contains("<c:addressbook-home-set><d:href>/dav/books/</d:href></c:addressbook-home-set>"))
    let home = try send(
      "PROPFIND", "/dav/books", depth: "1", "<propfind xmlns='DAV:'><prop><resourcetype/></prop></propfind>")
    #expect(home.hrefs == ["/dav/books/", "/dav/books/mine/"])
    #expect(home.text.contains("<d:resourcetype><d:collection/><c:addressbook/></d:resourcetype>"))
  }

  @Test func `the whole answer of a book is as expected`() throws {
    let answer = try send(
      "PROPFIND", "/dav/books/mine/", depth: "0",
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <A:propfind xmlns:A="DAV:"><A:prop><A:displayname/><CS:getctag xmlns:CS="http://calendarserver.org/ns/"/>
      <B:supported-address-data xmlns:B="urn:ietf:params:xml:ns:carddav"/><X:colour xmlns:X="urn:example"/></A:prop></A:propfind>
      """)
    #expect(answer.header("Content-Type") == "application/xml; charset=utf-8")
    let expected =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
      + "<d:multistatus xmlns:c=\"urn:ietf:params:xml:ns:carddav\" xmlns:d=\"DAV:\" xmlns:s=\"http://calendarserver.org/ns/\">"
      + "<d:response><d:href>/dav/books/mine/</d:href><d:propstat><d:prop><d:displayname>Your book</d:displayname><s:getctag>tag-7</s:getctag>"
      + "<c:supported-address-data><c:address-data-type content-type=\"text/vcard\" version=\"3.0\"/>"
      + "<c:address-data-type content-type=\"text/vcard\" version=\"4.0\"/></c:supported-address-data></d:prop>"
      + "<d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><colour xmlns=\"urn:example\"/></d:prop>"
      + "<d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response></d:multistatus>\n"
    #expect(answer.text == expected)
  }

  @Test func `depth 1 of the book names every card with its tag`() throws {
    let answer = try send("PROPFIND", "/dav/books/mine/", depth: "1", "<propfind xmlns='DAV:'><prop><getetag/></prop></propfind>")
    #expect(answer.hrefs == ["/dav/books/mine/"] + ["p-1.vcf", "p-2.vcf", "p-3.vcf", "p%204%C3%BC.vcf"].map { "/dav/books/mine/" + $0 })
    #expect(answer.text.contains("<d:getetag>&quot;e7-4&quot;</d:getetag>"))
  }

  @Test func `no body asks for the usual properties, and names can be asked alone`() throws {
    let usual = try send("PROPFIND", "/dav/books/mine/p-1.vcf", depth: "0")
    #expect(usual.text.contains("<d:getcontenttype>text/vcard; charset=utf-8</d:getcontenttype>"))
    #expect(!usual.text.contains("current-user-privilege-set"))
    let names = try send("PROPFIND", "/dav/books/mine/p-1.vcf", depth: "0", "<propfind xmlns='DAV:'><propname/></propfind>")
    #expect(names.text.contains("<d:getetag/>"))
    let more = try send(
      "PROPFIND", "/dav/books/mine/", depth: "0", "<propfind xmlns='DAV:'><allprop/><include><owner/></include></propfind>")
    #expect(more.text.contains("<d:owner>"))
  }

  @Test func `an unbounded or unknown depth is refused`() throws {
    for depth in [nil, "infinity"] {
      let answer = try send("PROPFIND", "/dav/books/mine/", depth: depth)
      #expect(answer.status == 403)
      #expect(answer.text.contains("<d:propfind-finite-depth/>"))
    }
    #expect(try send("PROPFIND", "/dav/books/mine/", depth: "2").status == 400)
  }

  @Test func `a card is handed out as it is, and not again while it is known`() throws {
    let first = try send("GET", "/dav/books/mine/p-2.vcf")
    #expect(first.status == 200)
    #expect(first.body == SampleShelf().all[1].bytes)
    let tag = try #require(first.header("ETag"))
    #expect(try send("GET", "/dav/books/mine/p-2.vcf", headers: ["if-none-match": "\"x\", W/\(tag) "]).status == 304)
    #expect(try send("GET", "/dav/books/mine/p-2.vcf", headers: ["if-none-match": "\"x\""]).status == 200)
    let head = try send("HEAD", "/dav/books/mine/p-2.vcf")
    #expect(head.body == [] && head.header("Content-Length") == String(first.body.count))
    #expect(try send("GET", "/dav/books/mine/").status == 404)
  }

  @Test func `nothing can be changed`() throws {
    let privileges = [
      "PUT": "write-content", "DELETE": "unbind", "PROPPATCH": "write-properties", "MKCOL": "bind", "MOVE": "unbind", "COPY": "bind",
      "LOCK": "write",
      "POST": "write-content", "ACL": "write-acl",
    ]
    for (method, privilege) in privileges {
      let answer = try send(method, "/dav/books/mine/p-1.vcf", headers: ["if-match": "*"], "BEGIN:VCARD")
      #expect(answer.status == 403)
      #expect(
        answer.text.contains("<d:need-privileges><d:resource><d:href>/dav/books/mine/p-1.vcf</d:href><d:privilege><d:\(privilege)/>"),
        "\(method)")
    }
    #expect(try send("PUT", "/dav/books/mine/new.vcf").status == 403)
    #expect(try send("DELETE", "/elsewhere").status == 403)
    let unknown = try send("BREW", "/dav/")
    #expect(unknown.status == 405 && unknown.header("Allow") != nil)
  }

  @Test func `a path is a word that is looked up, not a place`() throws {
    let paths = [
      "/dav/books/mine/../../me/", "/dav/books/mine/%2e%2e/x", "/dav/books/mine/%2e%2e%2fme", "/dav/books/mine/..%5Cx",
      "/dav/books/mine/a%00.vcf",
      "/dav/books/mine/p-1.vcf/", "/dav/books/mine//p-1.vcf", "/dav//books/mine/p-1.vcf", "/dav/books/mine/%zz", "/dav/books/mine/%",
      "/dav/books/mine/%c3",
      "/dav/books/acme/", "/dav/books/mine/P-1.VCF", "/DAV/books/mine/p-1.vcf", "dav/books/mine/p-1.vcf", "", "/", "/dav/you/",
      "/dav/books/mine/p-1.vcf/x",
      "/dav/books/mine/" + String(repeating: "a", count: 4_096),
    ]
    for path in paths {
      #expect(try send("GET", path).status == 404, "\(path)")
      #expect(try send("PROPFIND", path, depth: "0").status == 404, "\(path)")
    }
    #expect(try send("GET", "/dav/books/mine/%70-1.vcf").status == 200)
  }
}

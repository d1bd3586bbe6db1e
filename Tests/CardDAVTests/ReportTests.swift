import CardDAV
import Testing

private let space = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:carddav\""

private func multiget(_ prop: String, _ hrefs: [String]) -> String {
  "<C:addressbook-multiget \(space)><D:prop>\(prop)</D:prop>" + hrefs.map { "<D:href>\($0)</D:href>" }.joined()
    + "</C:addressbook-multiget>"
}

private func query(_ filter: String, limit: String = "", prop: String = "<D:getetag/>") -> String {
  "<C:addressbook-query \(space)><D:prop>\(prop)</D:prop>\(filter)\(limit)</C:addressbook-query>"
}

/// The names of the cards that a filter lets through.
private func found(_ filter: String) throws -> [String] {
  let answer = try send("REPORT", "/dav/books/mine/", depth: "1", query(filter))
  #expect(answer.status == 207)
  return answer.hrefs.map { String($0.split(separator: "/").last ?? "") }
}

private func match(_ name: String, _ words: String, _ attributes: String = "") -> String {
  "<C:filter><C:prop-filter name=\"\(name)\"><C:text-match \(attributes)>\(words)</C:text-match></C:prop-filter></C:filter>"
}

@Suite struct MultigetTests {
  @Test func `cards named by path or address come with their data, others with 404`() throws {
    let hrefs = [
      "/dav/books/mine/p-1.vcf", "http://127.0.0.1:8520/dav/books/mine/p%204%C3%BC.vcf", "/dav/books/mine/none.vcf", "/etc/passwd",
      "/dav/me/",
    ]
    let answer = try send("REPORT", "/dav/books/mine/", multiget("<D:getetag/><C:address-data version=\"4.0\"/>", hrefs))
    #expect(answer.status == 207)
    #expect(answer.hrefs == ["/dav/books/mine/p-1.vcf", "/dav/books/mine/p%204%C3%BC.vcf"] + hrefs.suffix(3))
    #expect(answer.text.components(of: "404 Not Found").count == 4)
    #expect(answer.text.contains("FN:James Miller&#13;\n"))
  }

  @Test func `the version asked for is the version given`() throws {
    let answer = try send(
      "REPORT", "/dav/books/mine/", multiget("<C:address-data/>", ["/dav/books/mine/p-2.vcf", "/dav/books/mine/p-3.vcf"]))
    #expect(answer.text.components(of: "VERSION:3.0").count == 3)
    #expect(answer.text.contains("second &amp; third &lt;b&gt;"))
    let four = try send(
      "REPORT", "/dav/books/mine/", multiget("<C:address-data content-type=\"text/vcard\" version=\"4.0\"/>", ["/dav/books/mine/p-3.vcf"]))
    #expect(four.text.contains("VERSION:4.0"))
  }

  @Test func `a form that is not offered is refused by name`() throws {
    for attributes in ["version=\"2.1\"", "content-type=\"application/vcard+json\""] {
      let answer = try send("REPORT", "/dav/books/mine/", multiget("<C:address-data \(attributes)/>", ["/dav/books/mine/p-1.vcf"]))
      #expect(answer.status == 403)
      #expect(answer.text.contains("<c:supported-address-data/>"))
    }
  }

  @Test func `only the properties asked for are told`() throws {
    let prop = "<C:address-data version=\"4.0\"><C:prop name=\"fn\"/><C:prop name=\"EMAIL\"/></C:address-data>"
    let answer = try send("REPORT", "/dav/books/mine/", multiget(prop, ["/dav/books/mine/p-1.vcf"]))
    #expect(answer.text.contains("FN:James Miller") && answer.text.contains("james@northfield.example"))
    #expect(!answer.text.contains("ORG:"))
  }

  @Test func `the same card is told once and the answer stays within its bound`() throws {
    let href = "/dav/books/mine/p-1.vcf"
    let many = try send("REPORT", "/dav/books/mine/", multiget("<C:address-data/>", Array(repeating: href, count: 5_000)))
    #expect(many.hrefs == [href])
    let narrow = AddressBookService(SampleShelf(), mostBytes: 200)
    let answer = try send(
      "REPORT", "/dav/books/mine/", multiget("<C:address-data/>", ["/dav/books/mine/p-1.vcf", "/dav/books/mine/p-2.vcf"]), to: narrow)
    #expect(answer.text.contains("507 Insufficient Storage"))
  }
}

@Suite struct QueryTests {
  @Test func `no filter lets all through`() throws {
    #expect(try found("").count == 4)
    #expect(try found("<C:filter/>").count == 4)
  }

  @Test func `words are found as the match says`() throws {
    #expect(try found(match("FN", "miller")) == ["p-1.vcf"])
    #expect(try found(match("fn", "ZOE NI")) == ["p-2.vcf"])
    #expect(try found(match("FN", "ZOE", "collation=\"i;ascii-casemap\"")) == [])
    #expect(try found(match("FN", "miller", "collation=\"i;octet\"")) == [])
    #expect(try found(match("FN", "James Miller", "match-type=\"equals\"")) == ["p-1.vcf"])
    #expect(try found(match("FN", "so", "match-type=\"starts-with\"")) == ["p%204%C3%BC.vcf"])
    #expect(try found(match("EMAIL", ".example", "match-type=\"ends-with\"")) == ["p-1.vcf", "p-3.vcf"])
    #expect(try found(match("N", "Al-Farsi", "match-type=\"equals\"")) == ["p-3.vcf"])
    #expect(try found(match("FN", "James", "negate-condition=\"yes\"")).count == 3)
    #expect(try found(match("item1.EMAIL", "gulf")) == ["p-3.vcf"])
    #expect(try found(match("item2.EMAIL", "gulf")) == [])
    #expect(try found(match("NOTE", "second &amp; third &lt;b&gt;")) == ["p-2.vcf"])
  }

  @Test func `presence, absence and parameters are tested`() throws {
    #expect(try found("<C:filter><C:prop-filter name=\"TEL\"/></C:filter>") == ["p-2.vcf"])
    #expect(
      try found("<C:filter><C:prop-filter name=\"EMAIL\"><C:is-not-defined/></C:prop-filter></C:filter>") == ["p-2.vcf", "p%204%C3%BC.vcf"])
    let type = "<C:param-filter name=\"TYPE\"><C:text-match match-type=\"equals\">WORK</C:text-match></C:param-filter>"
    #expect(try found("<C:filter><C:prop-filter name=\"EMAIL\">\(type)</C:prop-filter></C:filter>") == ["p-1.vcf"])
    let none = "<C:param-filter name=\"TYPE\"><C:is-not-defined/></C:param-filter>"
    #expect(try found("<C:filter><C:prop-filter name=\"EMAIL\">\(none)</C:prop-filter></C:filter>") == ["p-3.vcf"])
  }

  @Test func `all of several tests, or any`() throws {
    func filter(_ test: String) -> String {
      "<C:filter test=\"\(test)\"><C:prop-filter name=\"EMAIL\"/><C:prop-filter name=\"FN\"><C:text-match>o</C:text-match></C:prop-filter></C:filter>"
    }
    #expect(try found(filter("allof")) == ["p-3.vcf"])
    #expect(try found(filter("anyof")).count == 4)
  }

  @Test func `what is not understood is refused by name`() throws {
    let cases = [
      (match("FN", "x", "collation=\"i;klingon\""), "supported-collation"), (match("FN", "x", "match-type=\"like\""), "supported-filter"),
      ("<C:filter><C:card-filter/></C:filter>", "supported-filter"), ("<C:filter test=\"someof\"/>", "supported-filter"),
      ("<C:filter><C:prop-filter/></C:filter>", "supported-filter"),
      (match("FN", String(repeating: "a", count: 2_000)), "supported-filter"),
      ("<C:filter>" + String(repeating: "<C:prop-filter name=\"FN\"/>", count: 33) + "</C:filter>", "supported-filter"),
    ]
    for (filter, condition) in cases {
      let answer = try send("REPORT", "/dav/books/mine/", depth: "1", query(filter))
      #expect(answer.status == 403)
      #expect(answer.text.contains("<c:\(condition)/>"))
    }
  }

  @Test func `a limit cuts and says so`() throws {
    let limit = "<C:limit><C:nresults>2</C:nresults></C:limit>"
    let answer = try send("REPORT", "/dav/books/mine/", depth: "1", query("", limit: limit))
    #expect(answer.hrefs == ["/dav/books/mine/p-1.vcf", "/dav/books/mine/p-2.vcf", "/dav/books/mine/"])
    #expect(answer.text.contains("507") && answer.text.contains("<d:number-of-matches-within-limits/>"))
    for bad in ["0", "-1", "x", ""] {
      let limit = "<C:limit><C:nresults>\(bad)</C:nresults></C:limit>"
      #expect(try send("REPORT", "/dav/books/mine/", depth: "1", query("", limit: limit)).status == 400)
    }
  }

  @Test func `other reports and other places are refused`() throws {
    #expect(try send("REPORT", "/dav/books/mine/", "<expand-property xmlns='DAV:'/>").status == 403)
    #expect(try send("REPORT", "/dav/", depth: "1", query("")).status == 403)
    #expect(try send("REPORT", "/dav/books/mine/", "").status == 400)
  }
}

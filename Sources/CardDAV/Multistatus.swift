/// The 207 answer (RFC 4918, 13).
enum Multistatus {
  static func answer(_ responses: [XMLElement]) -> DAVResponse {
    DAVResponse(207, xml: XMLElement(.dav("multistatus"), responses))
  }

  /// Properties with one status.
  static func propstat(_ properties: [XMLElement], status: Int) -> XMLElement {
    XMLElement(.dav("propstat"), [XMLElement(.dav("prop"), properties), self.status(status)])
  }

  /// A resource of which only a status is told.
  static func response(href: String, status: Int, error: XMLElement? = nil) -> XMLElement {
    var parts = [XMLElement(.dav("href"), text: href), self.status(status)]
    if let error { parts.append(XMLElement(.dav("error"), [error])) }
    return XMLElement(.dav("response"), parts)
  }

  private static func status(_ code: Int) -> XMLElement {
    let words = [200: "OK", 404: "Not Found", 507: "Insufficient Storage"]
    return XMLElement(.dav("status"), text: "HTTP/1.1 \(code) \(words[code] ?? "Status")")
  }
}

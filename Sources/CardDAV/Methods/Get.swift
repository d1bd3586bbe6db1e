extension AddressBookService {
  /// GET and HEAD of a card; 304 where the client has it already (RFC 9110, 13.1.2). A collection has nothing to show.
  func get(_ resource: Resource, _ request: DAVRequest) throws -> DAVResponse {
    guard case .card(let name) = resource, let card = try shelf.card(named: name) else { return DAVResponse(404) }
    let etag = "\"\(card.etag)\""
    if let known = request.headers["if-none-match"], known == "*" || known.split(separator: ",").contains(where: { tag($0) == etag }) {
      return DAVResponse(304, headers: [("ETag", etag)])
    }
    return DAVResponse(
      200,
      headers: [
        ("Content-Type", "text/vcard; charset=utf-8"), ("ETag", etag), ("Content-Disposition", "attachment"),
        ("Content-Length", String(card.bytes.count)),
      ],
      body: request.method == "HEAD" ? [] : card.bytes)
  }

  /// A tag of a list without blanks and without the mark of weakness.
  private func tag(_ piece: Substring) -> String {
    let text = piece.trimmingPrefix { $0 == " " || $0 == "\t" }
    let bare = text.hasPrefix("W/") ? text.dropFirst(2) : text
    return String(bare.reversed().drop { $0 == " " || $0 == "\t" }.reversed())
  }
}

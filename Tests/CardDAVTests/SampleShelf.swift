import CardDAV

/// Four cards of people who do not exist.
struct SampleShelf: Shelf {
  var title = "Your book"
  var all: [ShelfCard] = [
    card("p-1.vcf", ["FN:James Miller", "N:Miller;James;;;", "EMAIL;TYPE=work:james@northfield.example", "ORG:Northfield Traders"]),
    card("p-2.vcf", ["FN:Zoë Ní Bhriain", "N:Ní Bhriain;Zoë;;;", "TEL;TYPE=cell:+353 1 496 0000", "NOTE:first line\\nsecond & third <b>"]),
    card(
      "p-3.vcf", ["FN:Mohammed Al-Farsi", "N:Al-Farsi;Mohammed;;;", "item1.EMAIL:m@gulf.example", "item1.X-ABLABEL:desk"], version: "3.0"),
    card("p 4ü.vcf", ["FN:Sofia Rossi", "N:Rossi;Sofia;;;"]),
  ]

  static func card(_ name: String, _ lines: [String], version: String = "4.0") -> ShelfCard {
    let text = (["BEGIN:VCARD", "VERSION:\(version)"] + lines + ["END:VCARD", ""]).joined(separator: "\r\n")
    return ShelfCard(name: name, etag: "e\(name.utf8.count)-\(lines.count)", bytes: Array(text.utf8))
  }

  func tag() -> String { "tag-7" }
  func cards() -> [ShelfCard] { all }
  func card(named name: String) -> ShelfCard? { all.first { $0.name == name } }
}

let service = AddressBookService(SampleShelf())

/// Sends a request to the sample service.
func send(
  _ method: String, _ path: String, depth: String? = nil, headers: [String: String] = [:], _ body: String = "",
  to service: AddressBookService = service
) throws -> DAVResponse {
  var headers = headers
  headers["depth"] = depth
  return try service.answer(DAVRequest(method: method, path: path, headers: headers, body: Array(body.utf8)))
}

/// The body as text.
extension DAVResponse {
  var text: String { String(decoding: body, as: UTF8.self) }
  /// The hrefs of the responses, in order.
  var hrefs: [String] {
    text.components(of: "<d:response><d:href>").dropFirst().map { String($0.prefix { $0 != "<" }) }
  }
}

extension String {
  /// The pieces between the places where `mark` stands.
  func components(of mark: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self[...]
    while let hit = rest.firstRange(of: mark) {
      pieces.append(rest[..<hit.lowerBound])
      rest = rest[hit.upperBound...]
    }
    return pieces + [rest]
  }
}

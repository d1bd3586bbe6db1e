extension AddressBookService {
  /// `addressbook-multiget` (RFC 6352, 8.7): the cards that are named, each once; 404 for what is not there, 507 beyond the bound.
  func multiget(_ root: XMLElement) throws -> DAVResponse {
    let asked: (wanted: Properties.Wanted, form: AddressData?)
    switch self.asked(root) {
    case .failure(let unread): return unread.response
    case .success(let value): asked = value
    }
    let properties = try properties()
    var responses: [XMLElement] = []
    var seen: Set<String> = []
    var bytes = 0
    for href in root.all(.dav("href")).map(\.text) where seen.insert(href).inserted {
      guard case .card(let name)? = Resource(href: href), let card = try shelf.card(named: name) else {
        responses.append(Multistatus.response(href: href, status: 404))
        continue
      }
      if asked.form != nil { bytes += card.bytes.count }
      if bytes > mostBytes {
        responses.append(Multistatus.response(href: Resource.card(name).href, status: 507))
      } else {
        responses.append(part(card, asked, properties))
      }
    }
    return Multistatus.answer(responses)
  }
}

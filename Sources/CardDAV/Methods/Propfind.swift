extension AddressBookService {
  /// PROPFIND (RFC 4918, 9.1) of depth 0 and 1. No body asks for the usual properties.
  func propfind(_ resource: Resource, _ request: DAVRequest) throws -> DAVResponse {
    let depth: Int
    switch request.headers["depth"]?.lowercased() {
    case "0": depth = 0
    case "1": depth = 1
    case nil, "infinity": return .refusal(403, XMLElement(.dav("propfind-finite-depth")))
    default: return DAVResponse(400)
    }
    var wanted = Properties.Wanted.all(including: [])
    if !request.body.isEmpty {
      switch body(request) {
      case .failure(let unread): return unread.response
      case .success(let root):
        guard root.name == .dav("propfind"), let asked = Properties.Wanted(root) else { return DAVResponse(400) }
        wanted = asked
      }
    }
    let properties = try properties()
    if case .card(let name) = resource {
      guard let card = try shelf.card(named: name) else { return DAVResponse(404) }
      return Multistatus.answer([properties.response(resource, wanted, card: card)])
    }
    var responses = [properties.response(resource, wanted)]
    if depth == 1 {
      responses += resource.children.map { properties.response($0, wanted) }
      if resource == .book { responses += try shelf.cards().map { properties.response(.card($0.name), wanted, card: $0) } }
    }
    return Multistatus.answer(responses)
  }
}

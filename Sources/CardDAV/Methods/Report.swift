extension AddressBookService {
  /// REPORT (RFC 3253, 3.6): the two reports of an address book.
  func report(_ resource: Resource, _ request: DAVRequest) throws -> DAVResponse {
    let root: XMLElement
    switch body(request) {
    case .failure(let unread): return unread.response
    case .success(let element): root = element
    }
    guard resource == .book else { return .refusal(403, XMLElement(.dav("supported-report"))) }
    switch root.name {
    case .card("addressbook-multiget"): return try multiget(root)
    case .card("addressbook-query"): return try query(root, depth: request.headers["depth"])
    default: return .refusal(403, XMLElement(.dav("supported-report")))
    }
  }

  /// What a report asks to be told of each card: properties, and the form of its data. An answer where the form is unknown.
  func asked(_ root: XMLElement) -> Result<(wanted: Properties.Wanted, form: AddressData?), Unread> {
    guard let wanted = Properties.Wanted(root) else { return .failure(Unread(response: DAVResponse(400))) }
    guard case .named(let elements) = wanted, let element = elements.first(where: { $0.name == AddressData.name }) else {
      return .success((wanted, nil))
    }
    guard let form = AddressData(element) else {
      return .failure(Unread(response: .refusal(403, XMLElement(.card("supported-address-data")))))
    }
    return .success((wanted, form))
  }

  /// One card's part of a report.
  func part(_ card: ShelfCard, _ asked: (wanted: Properties.Wanted, form: AddressData?), _ properties: Properties) -> XMLElement {
    properties.response(.card(card.name), asked.wanted, card: card) { element in
      element.name == AddressData.name ? asked.form?.element(of: card) : nil
    }
  }
}

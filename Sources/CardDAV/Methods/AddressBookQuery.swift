import Scan
import VCard

extension AddressBookService {
  /// `addressbook-query` (RFC 6352, 8.6): the cards that a filter lets through, at most as many as are asked for; where more would
  /// follow, the address book itself is told with 507.
  func query(_ root: XMLElement, depth: String?) throws -> DAVResponse {
    let asked: (wanted: Properties.Wanted, form: AddressData?)
    switch self.asked(root) {
    case .failure(let unread): return unread.response
    case .success(let value): asked = value
    }
    let filter: CardFilter
    do throws(CardFilter.Unknown) {
      filter = try CardFilter(root.first(.card("filter")))
    } catch {
      return .refusal(403, XMLElement(error == .collation ? .card("supported-collation") : .card("supported-filter")))
    }
    let properties = try properties()
    var most = Int.max
    if let limit = root.first(.card("limit"))?.first(.card("nresults"))?.text {
      guard let count = Int(ASCII.trim(limit)), count > 0 else { return DAVResponse(400) }
      most = count
    }
    guard depth != "0" else { return Multistatus.answer([]) }
    var responses: [XMLElement] = []
    var bytes = 0
    for card in try shelf.cards() where filter.admits(card) {
      if asked.form != nil { bytes += card.bytes.count }
      if responses.count == most || bytes > mostBytes {
        responses.append(
          Multistatus.response(href: Resource.book.href, status: 507, error: XMLElement(.dav("number-of-matches-within-limits"))))
        break
      }
      responses.append(part(card, asked, properties))
    }
    return Multistatus.answer(responses)
  }
}

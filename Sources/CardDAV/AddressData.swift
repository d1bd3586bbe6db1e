import Scan
import VCard

/// The form in which a report asks for cards (`address-data`, RFC 6352, 10.4).
struct AddressData: Sendable {
  static let name = XMLName.card("address-data")

  /// The version asked for; 3.0 where nothing is said.
  var version: VCard.Version
  /// The properties asked for, in capitals; nil for all.
  var properties: Set<String>?

  /// Nil for a form that is not offered.
  init?(_ element: XMLElement) {
    guard ASCII.lower(element.attributes["content-type"] ?? "text/vcard") == "text/vcard" else { return nil }
    switch element.attributes["version"] ?? "3.0" {
    case "3.0": version = .v30
    case "4.0": version = .v40
    default: return nil
    }
    let named = element.all(.card("prop"))
    guard !named.isEmpty, element.first(.card("allprop")) == nil else { return }
    properties = Set(named.compactMap { $0.attributes["name"] }.map { String(decoding: $0.utf8.map(ASCII.upper), as: UTF8.self) })
  }

  /// The card in that form. A card of that version of which all is asked goes out as it is.
  func element(of card: ShelfCard) -> XMLElement {
    XMLElement(AddressData.name, text: String(decoding: bytes(of: card), as: UTF8.self))
  }

  private func bytes(of card: ShelfCard) -> [UInt8] {
    guard var parsed = card.parsed else { return card.bytes }
    if parsed.version == version, properties == nil { return card.bytes }
    if parsed.version != version { parsed = parsed.converted(to: version).card }
    if let properties { parsed.removeAll { !properties.contains($0.key) } }
    return parsed.bytes
  }
}

extension ShelfCard {
  /// The card, read; nil where the bytes are none.
  var parsed: VCard? {
    var reader = VCardReader()
    guard case .card(let card, _)? = reader.next(in: bytes.span) else { return nil }
    return card
  }
}

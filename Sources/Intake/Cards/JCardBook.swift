import Book
import Scan
import VCard

/// jCards (RFC 7095), one or several in an array.
struct JCardBook: Reader {
  let name = "jcard"
  let spoken = "contact cards (jCard)"
  let nature = Nature.contacts

  func claims(_ head: Head, name: String) -> Confidence {
    let start = head.text.prefix(200).filter { !ASCII.isSpace($0) }
    let text = String(decoding: start, as: UTF8.self)
    return text.hasPrefix("[\"vcard\",[") || text.hasPrefix("[[\"vcard\",[") ? .certain : .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let root = try JSONSource.parse(source, limits: context.limits)
    let cards = root[0]?.text == nil ? root.items ?? [] : [root]
    for (index, json) in cards.enumerated() {
      let place = "card \(index + 1)"
      do {
        let card = try JCard.card(from: json)
        var bytes: [UInt8] = []
        json.write(into: &bytes)
        try sink(.card(Card(format: .json, bytes: bytes, fields: CardFields.from(card), nativeID: card.uid, place: place)))
      } catch let error as JCardError {
        try sink(.rejected(Rejection(place: place, reason: error.reason)))
      }
      if index & 255 == 0 { context.progress(Int(source.size) * index / max(1, cards.count), Int(source.size)) }
    }
  }
}

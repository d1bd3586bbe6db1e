import Book
import JSContact
import Scan
import VCard

/// JSContact cards (RFC 9553, RFC 9982), one, several in an array, or groups of them.
struct JSContactBook: Reader {
  let name = "jscontact"
  let spoken = "contact cards (JSContact)"
  let nature = Nature.contacts

  func claims(_ head: Head, name: String) -> Confidence {
    guard head.firstByte == UInt8(ascii: "{") || head.firstByte == UInt8(ascii: "[") else { return .no }
    if head.contains("\"@type\": \"Card\"") || head.contains("\"@type\":\"Card\"") { return .certain }
    return head.contains("\"@type\"") && ASCII.lower(name).contains("jscontact") ? .likely : .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let root = try JSONSource.parse(source, limits: context.limits)
    let cards = root.items ?? [root]
    for (index, json) in cards.enumerated() {
      let place = "card \(index + 1)"
      do {
        let card = try JSContact.card(from: json)
        var bytes: [UInt8] = []
        json.write(into: &bytes)
        try sink(.card(Card(format: .json, bytes: bytes, fields: CardFields.from(card), nativeID: card.uid, place: place)))
      } catch let error as JSContactError {
        try sink(.rejected(Rejection(place: place, reason: error.reason)))
      }
      if index & 255 == 0 { context.progress(Int(source.size) * index / max(1, cards.count), Int(source.size)) }
    }
  }
}

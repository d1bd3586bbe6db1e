import Scan
import Testing
import VCard

/// Edits of damaged cards: what is added is there when the card is read again, and nothing else is swallowed or torn.
@Suite struct DamagedEditTests {
  struct Damage: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    init(_ name: String, _ text: String) { (testDescription, self.text) = (name, text) }
  }

  static let damages: [Damage] = [
    Damage("cut short within a line", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nTEL:1"),
    Damage("a quote that never closes, cut short", "BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nADR;LABEL=\"a:\nb"),
    Damage("a quote that never closes before the end", "BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nADR;LABEL=\"a:\nEND:VCARD\n"),
    Damage("parameters without a colon", "BEGIN:VCARD\nVERSION:4.0\nFN:Ann\nTEL;TYPE=home\nEND:VCARD\n"),
    Damage("a soft break at the end", "BEGIN:VCARD\r\nVERSION:2.1\r\nFN:Ann\r\nTITLE;QUOTED-PRINTABLE:Boss=\r\nEND:VCARD\r\n"),
    Damage("a soft break and an end with a blank", "BEGIN:VCARD\nVERSION:2.1\nFN:Ann\n\n END:VCARD\nTITLE;QUOTED-PRINTABLE:B=\n\n"),
    Damage("a note with a soft break", "BEGIN:VCARD\nVERSION:2.1\nFN:Ann\nNOTE;QUOTED-PRINTABLE:a=\n\nEND:VCARD\n"),
    Damage("an end behind a blank", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\n\n END:VCARD\n"),
    Damage("text behind an empty line", "BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nNOTE;ENCODING=b:AAEC\n\nstray text\nTEL:1\nEND:VCARD\n"),
    Damage("one bare return among others", "BEGIN:VCARD\rVERSION:3.0\r\nFN:Ann\r\n\r\n stray\r\nEND:VCARD\r\n"),
    Damage("bare returns only", "BEGIN:VCARD\rVERSION:3.0\rFN:Ann\r\r\rstray\rEND:VCARD\r"),
    Damage("a card within a card without an end", "BEGIN:VCARD\nVERSION:2.1\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD"),
    Damage("a card within a card, both without", "BEGIN:VCARD\nVERSION:2.1\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bob\n"),
    Damage("a hundred returns before a line feed", "BEGIN:VCARD" + String(repeating: "\r", count: 100) + "\nFN:Ann\nEND:VCARD\n"),
  ]

  private func read(_ bytes: [UInt8]) throws -> VCard {
    let cards = VCardReader.cards(bytes)
    #expect(cards.count == 1)
    return try #require(cards.first)
  }

  private func facts(_ card: VCard) -> [String] { card.properties.map { "\($0.key)=\($0.text)" } }

  @Test(arguments: damages) func `what is added is read again, beside all that was there`(_ damage: Damage) throws {
    let before = try read(Array(damage.text.utf8))
    for name in ["NOTE", "X-MET"] {
      var card = before
      card.add(VCard.Property(name, text: "one, two;\nthree"))
      let after = try read(card.bytes)
      #expect(after.properties(name).contains { $0.text == "one, two;\nthree" })
      var left = facts(after)
      if let place = left.firstIndex(of: "\(name)=one, two;\nthree") { left.remove(at: place) }
      #expect(left == facts(before))
      #expect(facts(card).sorted() == facts(after).sorted())
    }
  }

  @Test(arguments: damages) func `a second edit adds one line more`(_ damage: Damage) throws {
    var card = try read(Array(damage.text.utf8))
    card.add(VCard.Property("NOTE", text: "one"))
    var again = try read(card.bytes)
    again.add(VCard.Property("NOTE", text: "two"))
    let twice = try read(again.bytes)
    #expect(facts(twice).contains("NOTE=one") && facts(twice).contains("NOTE=two"))
    #expect(again.bytes.count <= card.bytes.count + 12)
  }

  @Test(arguments: damages) func `what is replaced or removed takes nothing with it`(_ damage: Damage) throws {
    let before = try read(Array(damage.text.utf8))
    for index in before.properties.indices {
      var card = before
      card.remove(at: index)
      var left = facts(before)
      left.remove(at: index)
      // A card without any property is no card.
      if left.isEmpty { continue }
      #expect(facts(try read(card.bytes)) == left)
      card = before
      card.replace(at: index, with: VCard.Property("X-NEW", text: "new"))
      left.insert("X-NEW=new", at: index)
      #expect(facts(try read(card.bytes)) == left)
    }
  }

  @Test func `removing what stood between keeps stray text apart`() throws {
    let text = "BEGIN:VCARD\nVERSION:2.1\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bob\nEND:VCARD\n stray\nTEL:1\nEND:VCARD\n"
    var card = try read(Array(text.utf8))
    card.removeAll { $0.is("AGENT") }
    #expect(facts(try read(card.bytes)) == ["FN=Ann", "TEL=1"])
  }
}

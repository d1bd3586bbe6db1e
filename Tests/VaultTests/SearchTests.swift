import Book
import Scan
import Testing
import Vault

/// A card with an address and a phone number.
private func card(_ name: String, _ email: String, phone: String) -> Card {
  var card = typed(name, email: email)
  card.fields.handles.append(.init(Handle(.phone, phone), label: "work"))
  return card
}

@Test(arguments: [
  ("jane", ["Jane Smith"]), ("smi jan", ["Jane Smith"]), ("JANE@acme", ["Jane Smith"]), ("acme.example", ["Jane Smith", "Ola Nørd 1230"]),
  ("example", ["Jane Smith", "Ola Nørd 1230", "Per Ek"]), ("nord", ["Ola Nørd 1230"]), ("ane", []), ("cme", []), ("per x", []), ("", []),
  ("+49 170 123 45 67", ["Jane Smith"]), ("0170 1234567", ["Jane Smith"]), ("0049-170-1234567", ["Jane Smith"]),
  ("+49 (0)170 1234567", ["Jane Smith"]), ("170/1234", ["Jane Smith"]), ("1234567", ["Jane Smith"]),
  ("123", ["Jane Smith", "Ola Nørd 1230"]),
  ("(415) 555-0100", ["Per Ek"]), ("415-555", ["Per Ek"]), ("999", []), ("00", []), ("12", ["Ola Nørd 1230"]), ("+44 170 1234567", []),
  ("+1 415 555 0100", ["Per Ek"]),
  ("+49\u{A0}170\u{2013}1234567", ["Jane Smith"]), ("tel:+491701234567", ["Jane Smith"]), ("5550199", []), ("0170 1234567 8", []),
])
func `people are found by the beginnings of words, and by a number however it is written`(_ query: String, _ names: [String]) throws {
  let bench = try Bench()
  let vault = try bench.make()
  try take(
    vault,
    cards: [
      card("Jane Smith", "jane@acme.example", phone: "+49 170 1234567"), typed("Ola Nørd 1230", email: "ola@acme.example"),
      card("Per Ek", "per@other.example", phone: "(415) 555-0100"),
    ], number: 1)
  #expect(try vault.mine.read { try $0.search(query).map(\.name).sorted() } == names)
}

import Book
import Testing

@Suite struct HandleTests {
  @Test(arguments: [
    ("+49 30 23125 101", "+493023125101"), ("+44 (0)20 7946 0123", "+442079460123"), ("0044 20 7946 0123", "+442079460123"),
    ("tel:+1-212-555-0120;ext=5", "+12125550120"), ("(212) 555-0120", "2125550120"),
  ])
  func `phones are compared by their digits`(raw: String, normal: String) { #expect(Handle(.phone, raw).normal == normal) }

  @Test(arguments: [
    ("https://www.linkedin.com/in/Sofia-Rossi-Example/?trk=x", "linkedin.com/in/sofia-rossi-example"),
    ("linkedin.com/in/a", "linkedin.com/in/a"),
  ])
  func `profiles are compared by their slug`(raw: String, normal: String) { #expect(Handle(.profile, raw).normal == normal) }

  @Test func `a mail address knows its domain`() { #expect(Handle(.email, " Robin@Ashford.Example ").domain == "ashford.example") }
}

@Suite struct IdentifierTests {
  @Test(arguments: [0, 1, 0x7FFF_FFFF_FFFF_FFF, 123_456_789_012_345_678] as [UInt64])
  func `an identifier reads what it prints`(value: UInt64) {
    let id = Person.ID(value: value)
    #expect(Person.ID(id.description) == id)
    #expect(id.description.utf8.count == 14)
  }

  @Test(arguments: ["p-", "c-000000000000", "p-00000000000u", "p-0000000000000"])
  func `what is no identifier is refused`(text: String) { #expect(Person.ID(text) == nil) }

  @Test func `book names are file names`() {
    #expect(BookID("acme") != nil)
    for name in ["", "../x", "Acme", "a b", "-a"] { #expect(BookID(name) == nil) }
  }
}

import Scan
import Testing
import VCard

@Suite struct ViewTests {
  @Test func `a summary says what Apple's card says`() {
    let summary = VCardReader.cards(Array(Samples.apple.utf8))[0].summary
    #expect(summary.displayName == "Björn Åkesson")
    #expect(summary.emails == [LabelledValue("b@home.example", label: "Home")])
    #expect(summary.phones == [LabelledValue("+46 70 174 06 05", label: "Sommarstugan")])
    #expect(summary.birthday == PartialDate(month: 4, day: 15))
    #expect(summary.hasPhoto && summary.uid == "A1:ABPerson")
  }

  @Test func `preferred handles come first`() {
    let summary = Samples.one(
      "VERSION:4.0", "EMAIL:c@x.example", "EMAIL;PREF=2:b@x.example", "EMAIL;PREF=1:mailto:a@x.example", "TEL;VALUE=uri:tel:+1-2;ext=3"
    ).summary
    #expect(summary.emails.map(\.value) == ["a@x.example", "b@x.example", "c@x.example"])
    #expect(summary.phones.map(\.value) == ["+1-2;ext=3"])
    #expect(summary.displayName == "a@x.example")
  }

  @Test func `a name is composed where FN is missing`() {
    #expect(Samples.one("VERSION:3.0", "N:Bell;Ann;Q.;Dr.;PhD").summary.displayName == "Dr. Ann Q. Bell, PhD")
    #expect(Samples.one("VERSION:3.0", "N:张;伟;;;").summary.displayName == "张伟")
    #expect(Samples.one("VERSION:3.0", "ORG:Acme;Sales").summary.displayName == "Acme")
  }

  @Test func `LABEL goes with the address of its types`() {
    let summary = Samples.one("VERSION:3.0", "ADR;TYPE=home:;;H 1;Town;;;", "ADR;TYPE=work:;;W 2;City;;;", "LABEL;TYPE=work:W 2\\nCity")
      .summary
    #expect(summary.addresses.map(\.formatted) == [nil, "W 2\nCity"])
    #expect(summary.addresses[0].lines == ["H 1", "Town"])
  }

  @Test(
    arguments: [
      ("19790412", 1979, 4, 12), ("1979-04-12", 1979, 4, 12), ("--0415", nil, 4, 15), ("--04-15", nil, 4, 15), ("---15", nil, nil, 15),
      ("1996-04", 1996, 4, nil),
      ("1985", 1985, nil, nil), ("1604-04-15", nil, 4, 15), ("1953-10-15T23:10:00Z", 1953, 10, 15), ("--06", nil, 6, nil),
    ] as [(String, Int?, Int?, Int?)])
  func `dates of every form`(text: String, year: Int?, month: Int?, day: Int?) throws {
    let date = try #require(PartialDate(text))
    #expect(date.year == year && date.month == month && date.day == day)
  }

  @Test func `words and nonsense are kept as words`() {
    #expect(PartialDate("circa 1800")?.text == "circa 1800")
    #expect(PartialDate("19791399")?.text == "19791399")
    #expect(PartialDate(" ") == nil)
  }

  @Test func `groups of the three styles`() {
    let cards = [
      Samples.one("VERSION:4.0", "UID:urn:uuid:AA", "FN:Ann", "CATEGORIES:Friends,Fair"),
      Samples.one("VERSION:4.0", "UID:bb", "FN:Bob", "CATEGORIES:Fair"),
      Samples.one("VERSION:4.0", "KIND:group", "FN:Team", "MEMBER:urn:uuid:aa", "MEMBER:mailto:x@y.example"),
      Samples.one("VERSION:3.0", "FN:Old team", "X-ADDRESSBOOKSERVER-KIND:group", "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:bb"),
    ]
    let groups = VCardGroup.collect(cards)
    #expect(groups.map(\.name) == ["Team", "Old team", "Friends", "Fair"])
    #expect(groups.map(\.style) == [.kind, .addressBookServer, .categories, .categories])
    #expect(groups.map(\.members) == [[0], [1], [0], [0, 1]])
    #expect(groups[0].unresolved == ["mailto:x@y.example"])
  }

  @Test(arguments: [VCard.Version.v30, .v40])
  func `what a summary builds it reads again`(version: VCard.Version) {
    var fields = CardSummary()
    fields.displayName = "Ann Bell"
    fields.name = StructuredName(family: ["Bell"], given: ["Ann", "Marie"], suffixes: ["PhD"])
    fields.emails = [LabelledValue("a@x.example", types: ["work"], preference: 1), LabelledValue("b@y.example", label: "Boat")]
    fields.phones = [LabelledValue("+1 2;3", types: ["cell"])]
    fields.organization = "Acme, Inc."
    fields.units = ["R;D"]
    fields.birthday = PartialDate(month: 4, day: 15)
    fields.notes = ["Line\nTwo, and; three"]
    fields.categories = ["a,b", "c"]
    fields.uid = "urn:uuid:1"
    fields.nicknames = ["Annie"]
    var address = PostalAddress()
    address.street = "Main St 1"
    address.locality = "Town"
    address.types = ["home"]
    fields.addresses = [address]
    fields.related = [RelatedName("Bob", relation: "spouse")]
    let card = fields.card(version: version)
    #expect(card.version == version)
    #expect(card.summary == fields)
    for line in Samples.text(card.bytes).split(separator: "\r\n") { #expect(line.utf8.count <= 75) }
  }
}

import Book
import Intake
import Testing

@Suite struct CardKindTests {
  private func fields(_ lines: String...) throws -> ContactFields {
    let text = (["BEGIN:VCARD", "VERSION:3.0"] + lines + ["END:VCARD", ""]).joined(separator: "\r\n")
    return try #require(try Corpus.read(text: text, name: "card.vcf").cards.first).fields
  }

  @Test(arguments: [
    ("KIND:org", ContactFields.Kind.organisation), ("KIND:Group", .group), ("X-ADDRESSBOOKSERVER-KIND:group", .group),
    ("X-KIND:org", .organisation),
    ("KIND:location", .location), ("KIND:device", .device), ("KIND:application", .application), ("KIND:individual", nil),
    ("KIND:x-robot", nil),
    ("NOTE:no kind", nil),
  ]) func `what a card is about is read from its kind`(_ line: String, _ kind: ContactFields.Kind?) throws {
    #expect(try fields("FN:Somebody Or Thing", line).kind == kind)
  }

  @Test func `a card with the firm's name alone is the firm's`() throws {
    let firm = try fields("FN:Quay Print", "N:;;;;", "ORG:Quay Print;")
    #expect(firm.kind == .organisation && firm.name.shown.isEmpty && firm.shown == "Quay Print")
    #expect(try fields("N:;;;;", "ORG:Quay Print", "X-ABShowAs:COMPANY").kind == .organisation)
  }

  @Test func `a card with the parts of a person's name is that person's, however it is shown`() throws {
    let card = try fields("FN:Quay Print", "N:Berg;Anna;;;", "ORG:Quay Print", "X-ABShowAs:COMPANY")
    #expect(card.kind == nil && card.name.shown == "Anna Berg")
    #expect(try fields("FN:Anna Berg", "ORG:Anna Berg Consulting").kind == nil)
    #expect(try fields("FN:anna@quay-print.example", "ORG:Quay Print", "EMAIL:anna@quay-print.example").kind == nil)
  }

  @Test func `a directory's entry of a firm, and its list of people, are no persons`() throws {
    let text = "dn: cn=Quay Print\ncn: Quay Print\no: Quay Print\n\ndn: cn=All\nobjectclass: groupOfNames\ncn: All\nmember: cn=Anna\n"
    let cards = try Corpus.read(text: text, name: "x.ldif").cards
    #expect(cards.map(\.fields.kind) == [.organisation, .group])
    #expect(cards.last?.fields.others == [.init("cn=Anna", label: "member")])
    let room = try #require(try Corpus.read(text: "dn: cn=Room 5\ncn: Room 5\nobjectclass: room\n", name: "x.ldif").cards.first)
    #expect(room.fields.kind == .location && room.fields.name.shown == "Room 5")
    let again = try Corpus.read(bytes: ContactTable.ldif(cards.map(\.fields)), name: "y.ldif").readings.cards
    #expect(again.map(\.fields.kind) == [.organisation, .group] && again.last?.fields.others == cards.last?.fields.others)
  }

  @Test(arguments: [ContactTable.Layout.google, .outlook, .thunderbird])
  func `no table makes a person of what is none`(_ layout: ContactTable.Layout) throws {
    var contacts: [ContactFields] = []
    for kind in [ContactFields.Kind.organisation, .group, .location, .device, .application] {
      var fields = ContactFields()
      fields.kind = kind
      fields.name = PersonName(full: "The \(kind.rawValue)")
      fields.handles = [.init(Handle(.email, "\(kind.rawValue)@quay-print.example"))]
      contacts.append(fields)
    }
    let back = try Corpus.read(bytes: ContactTable.csv(contacts, layout: layout), name: "out.csv").readings.cards.map(\.fields)
    #expect(back.count == contacts.count && back.allSatisfy { $0.name.shown.isEmpty })
    #expect(back[0].organisation == "The organisation" && back.map(\.emails) == contacts.map(\.emails))
    #expect(back.dropFirst().allSatisfy { $0.others.contains { $0.value.contains("The ") } })
  }
}

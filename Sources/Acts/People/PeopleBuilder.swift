import Book
import Intake
import Linkage
import Scan
import Vault

/// Finds out, within one book, which cards and addresses are one person.
struct PeopleBuilder {
  /// Oneself, who is nobody's contact.
  let me: ReadContext

  /// Reads all records of the book, links them, and writes the persons.
  func rebuild(_ writer: ActWriter) throws {
    let cards = try writer.cardRecords()
    let parties = try writer.encounters().parties
    var roster = Roster(me: me)
    for card in cards { roster.add(card) }
    for party in parties { roster.add(party) }
    let decisions = try writer.decisions()
    let clusters = try roster.clusters(under: decisions) { try writer.resolve($0) } members: { try PeopleBuilder.members(of: $0, writer) }
    _ = try writer.setClusters(clusters)
  }

  private static func members(of person: Person.ID, _ writer: ActWriter) throws -> [Member] {
    guard let entry = try writer.person(person) else { return [] }
    return try writer.cardRecords(of: person).map { .card($0.id) } + entry.handles.map { .handle($0) }
  }
}

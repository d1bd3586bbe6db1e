import Book
import Scan
import Vault

/// Finds out, within one book, which cards and addresses are one person.
struct PeopleBuilder {
  /// Oneself, who is nobody's contact.
  let own: OwnHandles

  /// Reads all records of the book, links them, and writes the persons.
  func rebuild(_ writer: ActWriter) throws {
    var roster = Roster(own: own)
    for card in try writer.cardRecords() { roster.add(card) }
    let log = try writer.encounters()
    for index in Acquaintance.parties(of: log, own: own) { roster.add(log.parties[index]) }
    roster.settle()
    let decisions = try writer.decisions()
    let clusters = try roster.clusters(under: decisions) { try PeopleBuilder.members(of: $0, writer) }
    _ = try writer.setClusters(clusters)
  }

  private static func members(of person: Person.ID, _ writer: ActWriter) throws -> [Member] {
    guard let entry = try writer.person(person) else { return [] }
    return try writer.cardRecords(of: person).map { .card($0.id) } + entry.handles.map { .handle($0) }
  }
}

/// Which parties of a log one has had to do with: not robots, lists, spam, or strangers who only ever sent an invitation.
enum Acquaintance {
  /// Indexes of parties, in order.
  static func parties(of log: EncounterLog, own: OwnHandles) -> [Int] {
    let isOwn = log.parties.map { own.holds($0.handle) }
    var met = [Bool](repeating: false, count: log.parties.count)
    for index in 0..<log.count {
      let flags = log.flags[index]
      if flags.contains(.discard) || flags.contains(.automatic) { continue }
      let sender = Int(log.senders[index])
      let isMine = sender >= 0 && isOwn[sender]
      if log.media[index] == .invitation, !isMine { continue }
      if sender >= 0, !flags.contains(.list) { met[sender] = true }
      for place in log.recipientRange(index) { met[Int(log.recipients[place])] = true }
    }
    return log.parties.indices.filter { met[$0] }
  }
}

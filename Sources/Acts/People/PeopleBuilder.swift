import Book
import Scan
import Vault

/// Finds out, within one book, which cards and addresses are one person.
struct PeopleBuilder {
  /// Oneself, who is nobody's contact.
  let own: OwnHandles

  /// Reads all records of the book, links them within its epoch, and writes the persons.
  @discardableResult func rebuild(_ writer: ActWriter, renewing: Bool = false) throws -> BookLinkage {
    try release(writer)
    let linkage = try BookLinkage(try roster(writer), writer, renewing: renewing, explained: renewing)
    if linkage.isRenewed { try writer.put(FactKind.epoch, key: StoredEpoch.key, linkage.stored) }
    _ = try writer.setClusters(linkage.clusters)
    return linkage
  }

  /// Cards that once were a person's and say now that they are a firm's or a group's; what the user wrote of somebody stays theirs.
  private func release(_ writer: ActWriter) throws {
    let turned = try writer.cardRecords().filter { $0.fields.kind != nil && $0.person != nil }
    let free = try turned.filter { card in try card.person.map { try writer.ownCard(of: $0) == nil } ?? false }
    try writer.release(free.map(\.id))
  }

  /// Every record of a book, oneself left out.
  func roster(_ reader: BookReader) throws -> Roster {
    var roster = Roster(own: own)
    roster.add(try reader.cardRecords())
    let log = try reader.encounters()
    for index in Acquaintance.parties(of: log, own: own) { roster.add(log.parties[index]) }
    for (number, card) in try reader.ownCards() {
      if let person = try reader.resolve(number) { roster.add(card, of: person, number: number) }
    }
    roster.settle()
    return roster
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

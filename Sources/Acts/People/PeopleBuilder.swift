import Book
import Scan
import Vault

/// Finds out, within one book, which cards and addresses are one person.
struct PeopleBuilder {
  /// Oneself, who is nobody's contact.
  let own: OwnHandles

  /// Reads all records of the book, links them within its epoch, and writes the persons.
  @discardableResult func rebuild(_ writer: ActWriter, renewing: Bool = false) throws -> BookLinkage {
    // Read once: a firm's cards, which are let go of, are not among those linked.
    let cards = try writer.cardRecords()
    try release(cards, writer)
    let linkage = try BookLinkage(try roster(writer, cards), writer, renewing: renewing, explained: renewing)
    if linkage.isRenewed { try writer.put(FactKind.epoch, key: StoredEpoch.key, linkage.stored) }
    _ = try writer.setClusters(linkage.clusters)
    return linkage
  }

  /// Cards that once were a person's and say now that they are a firm's or a group's; what the user wrote of somebody stays theirs.
  private func release(_ cards: [CardRecord], _ writer: ActWriter) throws {
    let turned = cards.filter { $0.fields.kind != nil && $0.person != nil }
    let free = try turned.filter { card in try card.person.map { try writer.ownCard(of: $0) == nil } ?? false }
    try writer.release(free.map(\.id))
  }

  /// Every record of a book, oneself left out; `cards` are its cards where they were read already.
  func roster(_ reader: BookReader, _ cards: [CardRecord]? = nil) throws -> Roster {
    var roster = Roster(own: own)
    roster.add(try cards ?? reader.cardRecords())
    var acquaintance = Acquaintance(own: own)
    try reader.eachPage { acquaintance.meet($0, $1) }
    for party in acquaintance.met { roster.add(party) }
    for (number, card) in try reader.ownCards() {
      if let person = try reader.resolve(number) { roster.add(card, of: person, number: number) }
    }
    roster.settle()
    return roster
  }
}

/// Which parties of a book's encounters one has had to do with: not robots, lists, spam, or strangers who only ever sent an invitation.
struct Acquaintance {
  private let own: OwnHandles
  private var parties: [EncounterLog.Party] = []
  private var isOwn: [Bool] = []
  private var isMet: [Bool] = []

  init(own: OwnHandles) { self.own = own }

  /// Those met so far, in order.
  var met: [EncounterLog.Party] { zip(parties, isMet).filter(\.1).map(\.0) }

  /// Takes in a page of encounters between `parties`, which are the same for every page.
  mutating func meet(_ parties: [EncounterLog.Party], _ page: EncounterLog) {
    if isMet.isEmpty {
      self.parties = parties
      isOwn = parties.map { own.holds($0.handle) }
      isMet = Array(repeating: false, count: parties.count)
    }
    for index in 0..<page.count {
      let flags = page.flags[index]
      if flags.contains(.discard) || flags.contains(.automatic) { continue }
      let sender = Int(page.senders[index])
      let isMine = sender >= 0 && isOwn[sender]
      if page.media[index] == .invitation, !isMine { continue }
      if sender >= 0, !flags.contains(.list) { isMet[sender] = true }
      for place in page.recipientRange(index) { isMet[Int(page.recipients[place])] = true }
    }
  }
}

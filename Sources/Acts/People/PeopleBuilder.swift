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
    try writer.setClusters(linkage.clusters)
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
    let known = try reader.correspondents()
    var acquaintance = Acquaintance(known.parties, own: own)
    if let isMet = known.isMet { acquaintance.meet(isMet) } else { try reader.eachPage(known) { acquaintance.meet($0) } }
    roster.reserve(known.parties.count)
    for place in known.parties.indices where acquaintance.hasMet(place) { roster.add(place, of: known.parties.span, known.member(place)) }
    for (number, card) in try reader.ownCards() {
      if let person = try reader.resolve(number) { roster.add(card, of: person, number: number) }
    }
    roster.settle()
    return roster
  }
}

/// Which parties of a book's encounters one has had to do with: not robots, lists, spam, or strangers who only ever sent an invitation.
struct Acquaintance {
  private let isOwn: [Bool]
  private var isMet: [Bool]

  /// Of `parties`, which are the same for every page; one's own are nobody one has met.
  init(_ parties: [EncounterLog.Party], own: OwnHandles) {
    isMet = Array(repeating: false, count: parties.count)
    var isOwn = isMet
    let parties = parties.span
    for index in parties.indices {
      isOwn[index] = own.holds(parties[index].handle.kind, parties[index].handle.normal, parties[index].handle.raw)
    }
    self.isOwn = isOwn
  }

  /// Whether one has had to do with a party.
  func hasMet(_ party: Int) -> Bool { isMet[party] && !isOwn[party] }

  /// Takes in a page of encounters.
  mutating func meet(_ page: EncounterLog) {
    for index in 0..<page.count {
      let sender = Int(page.senders[index])
      let isMine = sender >= 0 && isOwn[sender]
      if page.media[index] == .invitation, !isMine { continue }
      page.eachAcquaintance(index) { isMet[Int($0)] = true }
    }
  }

  /// Takes in what was counted while the encounters were read.
  mutating func meet(_ counted: [Bool]) { isMet = counted }
}

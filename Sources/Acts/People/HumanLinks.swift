import Book
import Linkage
import Scan
import Vault

/// Finds which persons of an employer's book are humans that your own book knows too, and keeps that in the employer's book alone.
enum HumanLinks {
  /// Looks anew over all books, and writes only what changed.
  static func relink(_ vault: Vault, _ command: Command) throws {
    let others = try vault.books.filter { !$0.id.isMine && $0.isReadable && $0.state == .open && $0.hold == nil }
    if others.isEmpty { return }
    let mine = try vault.mine.read { try records(of: $0, prefix: "m") }
    for registered in others {
      let book = try vault.book(registered.id)
      let (theirs, old) = try book.read { reader in
        (try records(of: reader, prefix: "t"), try reader.facts(FactKind.link, as: Link.self))
      }
      let links = link(mine, theirs)
      let kept = Set(old.map(\.value))
      if kept == Set(links) { continue }
      _ = try book.act("link", command) { writer in
        for fact in old where !links.contains(fact.value) { try writer.remove(FactKind.link, id: fact.id) }
        for link in links where !kept.contains(link) { try writer.put(FactKind.link, key: link.theirs.description, link) }
      }
    }
  }

  /// One record a person: everything its cards and addresses say, taken together.
  private static func records(of reader: BookReader, prefix: String) throws -> [(id: Person.ID, record: LinkageRecord)] {
    var cards: [Person.ID: [ContactFields]] = [:]
    for card in try reader.cardRecords() { if let person = card.person { cards[person, default: []].append(card.fields) } }
    return try reader.people().map { entry in
      var all = cards[entry.id] ?? []
      if let own = try reader.ownCard(of: entry.id) { all.append(own.fields) }
      var whole = LinkageRecord(ContactFields(), id: prefix + entry.id.description)
      for fields in all {
        let part = LinkageRecord(fields, id: "")
        whole.names += part.names.filter { !whole.names.contains($0) }
        whole.organisations += part.organisations.filter { !whole.organisations.contains($0) }
        whole.phones += part.phones
        whole.profiles += part.profiles
        whole.addresses += part.addresses.filter { !whole.addresses.contains($0) }
        whole.birth = whole.birth ?? part.birth
      }
      if whole.names.isEmpty, !entry.name.isEmpty { whole.names = [LinkageName(full: entry.name)] }
      for handle in entry.handles where handle.kind == .email { whole.emails.append(handle.normal) }
      return (entry.id, whole)
    }
  }

  /// Links of the unasked tier, at most one to each person: where two of yours claim one of theirs, the stronger evidence wins.
  private static func link(_ mine: [(id: Person.ID, record: LinkageRecord)], _ theirs: [(id: Person.ID, record: LinkageRecord)]) -> [Link] {
    if mine.isEmpty || theirs.isEmpty { return [] }
    let ids = Dictionary((mine + theirs).map { ($0.record.id, $0.id) }, uniquingKeysWith: { first, _ in first })
    // Within one book two persons were found to be two; across the books they may be one.
    let answer = Linker(mine.map(\.record) + theirs.map(\.record), epoch: nil).link(same: [], notSame: [])
    var taken: Set<Person.ID> = []
    var links: [Link] = []
    for pair in answer.pairs where pair.isMerge && pair.a.first != pair.b.first {
      let (ours, other) = pair.a.hasPrefix("m") ? (pair.a, pair.b) : (pair.b, pair.a)
      guard let mine = ids[ours], let theirs = ids[other], !taken.contains(mine), !taken.contains(theirs) else { continue }
      taken.formUnion([mine, theirs])
      links.append(Link(theirs: theirs, mine: mine))
    }
    return links
  }
}

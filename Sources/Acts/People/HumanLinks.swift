import Book
import Linkage
import Scan
import Vault

/// Finds which persons of an employer's book are humans that your own book knows too, and keeps that in the employer's book alone. A
/// link leads from one to the other and carries nothing over. What was linked stays so until the user says otherwise.
enum HumanLinks {
  /// Looks anew over all books, and writes only what changed.
  static func relink(_ vault: Vault, _ command: Command) throws {
    let others = try vault.books.filter { !$0.id.isMine && $0.isReadable && $0.state == .open && $0.hold == nil }
    if others.isEmpty { return }
    let mine = try vault.mine.read { try records(of: $0, prefix: "m") }
    for registered in others {
      let book = try vault.book(registered.id)
      let (theirs, old, words) = try book.read { reader in
        (try records(of: reader, prefix: "t"), try reader.facts(FactKind.link, as: Link.self), try self.words(reader, vault))
      }
      let before = try book.read { reader in try old.compactMap { try now($0.value, reader, vault) } }
      let links = link(mine, theirs, before: before, words)
      let kept = Set(old.map(\.value))
      if kept == Set(links) { continue }
      _ = try book.act("link", command) { writer in
        for fact in old where !links.contains(fact.value) { try writer.remove(FactKind.link, id: fact.id) }
        for link in links where !kept.contains(link) { try writer.put(FactKind.link, key: link.theirs.description, link) }
      }
    }
  }

  /// The user's words on pairs across the books, by the persons as they are now.
  static func words(_ reader: BookReader, _ vault: Vault) throws -> [Link: Bool] {
    var words: [Link: Bool] = [:]
    for word in try reader.facts(FactKind.linkWord, as: LinkWord.self).map(\.value) {
      if let link = try now(word.link, reader, vault) { words[link] = word.isSame }
    }
    return words
  }

  /// The link between the persons that its two ids name today; nil where one of them is nobody any more.
  private static func now(_ link: Link, _ reader: BookReader, _ vault: Vault) throws -> Link? {
    guard let theirs = try reader.resolve(link.theirs), let mine = try vault.mine.read({ try $0.resolve(link.mine) }) else { return nil }
    return Link(theirs: theirs, mine: mine)
  }

  /// Pairs across the books that may be one human and are not linked, strongest first: to be asked about.
  static func suggestions(_ vault: Vault, _ book: BookID) throws -> [(link: Link, pair: LinkageAnswer.Pair)] {
    let mine = try vault.mine.read { try records(of: $0, prefix: "m") }
    let (theirs, links, words) = try vault.book(book).read { reader in
      (try records(of: reader, prefix: "t"), try reader.facts(FactKind.link, as: Link.self).map(\.value), try self.words(reader, vault))
    }
    let taken = Set(links.flatMap { [$0.mine, $0.theirs] })
    return across(mine, theirs).filter { !taken.contains($0.link.mine) && !taken.contains($0.link.theirs) && words[$0.link] == nil }
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

  /// Pairs of one of yours and one of theirs, strongest first.
  private static func across(
    _ mine: [(id: Person.ID, record: LinkageRecord)], _ theirs: [(id: Person.ID, record: LinkageRecord)]
  ) -> [(link: Link, pair: LinkageAnswer.Pair)] {
    if mine.isEmpty || theirs.isEmpty { return [] }
    let ids = Dictionary((mine + theirs).map { ($0.record.id, $0.id) }, uniquingKeysWith: { first, _ in first })
    // Within one book two persons were found to be two; across the books they may be one.
    let answer = Linker(mine.map(\.record) + theirs.map(\.record), epoch: nil).link(same: [], notSame: [])
    return answer.pairs().compactMap { pair in
      guard pair.a.first != pair.b.first else { return nil }
      let (ours, other) = pair.a.hasPrefix("m") ? (pair.a, pair.b) : (pair.b, pair.a)
      guard let mine = ids[ours], let theirs = ids[other] else { return nil }
      return (Link(theirs: theirs, mine: mine), pair)
    }
  }

  /// The links, at most one to each person: first the user's word, then what was linked before, then the unasked tier, the stronger
  /// evidence first.
  private static func link(
    _ mine: [(id: Person.ID, record: LinkageRecord)], _ theirs: [(id: Person.ID, record: LinkageRecord)], before: [Link],
    _ words: [Link: Bool]
  ) -> [Link] {
    let present = Set(mine.map(\.id) + theirs.map(\.id))
    var taken: Set<Person.ID> = []
    var links: [Link] = []
    func put(_ link: Link) {
      guard words[link] != false, present.contains(link.mine), present.contains(link.theirs) else { return }
      guard !taken.contains(link.mine), !taken.contains(link.theirs) else { return }
      taken.formUnion([link.mine, link.theirs])
      links.append(link)
    }
    for (link, isSame) in words.sorted(by: { ($0.key.theirs, $0.key.mine) < ($1.key.theirs, $1.key.mine) }) where isSame { put(link) }
    for link in before { put(link) }
    for found in across(mine, theirs) where found.pair.isMerge { put(found.link) }
    return links
  }
}

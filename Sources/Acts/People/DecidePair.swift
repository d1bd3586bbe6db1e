public import Book
public import Scan
import Vault

/// The user's word on two persons: one human, or two. It holds for good, also against later imports, until it is taken back.
public struct DecidePair: Sendable {
  /// The word.
  public enum Word: String, Sendable { case merge, split }
  /// The word.
  public var word: Word
  /// Two persons: ids, handles, names.
  public var a: String
  /// The other; for a split also an address or a record of the first that is somebody else's.
  public var b: String

  /// About these two.
  public init(_ word: Word, _ a: String, _ b: String) {
    self.word = word
    self.a = a
    self.b = b
  }

  /// What was decided.
  public struct Decided: Report {
    /// The word.
    public var word: Word
    /// The persons as they are now.
    public var people: [Person.ID]
    /// What was written down, by which it can be taken back at any later time.
    public var decisions: [String]
    /// `cardcase.decision/1`
    public var json: JSON {
      [
        "schema": "cardcase.decision/1", "word": .string(word.rawValue), "people": .array(people.map { .string($0.description) }),
        "decisions": .array(decisions.map { .string($0) }),
      ]
    }
  }

  /// Decides, in every book that knows both. A merge deletes no record; a split takes a merge back, tells a record apart, or keeps two
  /// apart for good. Across an employer's book and yours the word is kept in the employer's book, and no datum moves.
  public func run(at desk: Desk) throws -> Decided {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let command = try vault.command(word.rawValue)
    let left = try side(a, humans, vault, desk)
    if word == .split, let member = try part(b, of: left, humans, vault) {
      return try tellApart(member.members, of: left, in: member.book, vault, command)
    }
    let right = try side(b, humans, vault, desk)
    if word == .merge, left.ids == right.ids { throw Fault(.usage, "That is one and the same.") }
    let common = left.ids.keys.filter { right.ids[$0] != nil }.sorted { ($0.isMine ? "" : $0.name) < ($1.isMine ? "" : $1.name) }
    var decided = Decided(word: word, people: [], decisions: [])
    for book in common {
      guard let x = left.ids[book], let y = right.ids[book], x != y else { continue }
      let (people, id) = try decide(x, y, vault.book(book), command)
      decided.people += people
      decided.decisions.append(id.description)
    }
    if common.isEmpty || word == .split { try decideAcross(left, right, vault, command, &decided) }
    if decided.decisions.isEmpty {
      throw left.ids == right.ids
        ? Fault(.usage, "That is one and the same.", next: "cardcase split \"\(a)\" ADDRESS, with an address that is somebody else's")
        : Fault(.usage, "They are in the books of two employers, and neither may name the other's people.")
    }
    return decided
  }

  /// Somebody as named: the ids by book.
  private struct Side {
    var ids: [BookID: Person.ID]
  }

  /// An id that was merged away still means something: it names that person in its book alone.
  private func side(_ text: String, _ humans: Humans, _ vault: Vault, _ desk: Desk) throws -> Side {
    if let id = Person.ID(text), humans.matching(text).isEmpty {
      for registered in try vault.books where registered.isReadable {
        if try vault.book(registered.id).read({ try $0.resolve(id) }) != nil { return Side(ids: [registered.id: id]) }
      }
    }
    let human = try humans.one(text, asker: desk.asker)
    var ids = [human.book: human.entry.id]
    for other in human.others { ids[other.book] = other.entry.id }
    // Two ids of one human in two books: each means its own.
    if word == .split, let id = Person.ID(text), let book = ids.first(where: { $0.value == id })?.key { return Side(ids: [book: id]) }
    return Side(ids: ids)
  }

  /// One act in a book that knows both.
  private func decide(_ a: Person.ID, _ b: Person.ID, _ book: BookStore, _ command: Command) throws -> ([Person.ID], FactID) {
    let word = word
    return try book.act(word.rawValue, command) { writer in
      let people: [Person.ID]
      switch word {
      case .merge:
        try DecidePair.mayMerge(a, b, writer)
        people = [try writer.merge(a, b, evidence: DecidePair.evidence)]
      case .split:
        if try writer.resolve(a) == writer.resolve(b) {
          try writer.split(a, b, evidence: DecidePair.evidence)
        } else {
          try writer.decide(notTheSame: a, b, evidence: DecidePair.evidence)
        }
        people = [a, b]
      }
      return (people, try DecidePair.latest(writer))
    }
  }

  private static let evidence = "the user said so"

  private static func latest(_ reader: BookReader) throws -> FactID {
    guard let last = try reader.facts(FactKind.decision, as: Decision.self).last else { throw Fault(.system, "The decision was not kept.") }
    return last.id
  }

  /// A word that these are two stands until it is taken back by itself: two others may not be merged around it.
  private static func mayMerge(_ a: Person.ID, _ b: Person.ID, _ writer: ActWriter) throws {
    let (first, second) = (try writer.resolve(a), try writer.resolve(b))
    for fact in try writer.standingDecisions() where fact.value.kind != .same {
      let (x, y) = (try writer.resolve(fact.value.a), try writer.resolve(fact.value.b))
      guard Set([x, y]) == Set([first, second]), first != second else { continue }
      if Set([fact.value.a, fact.value.b]) == Set([first, second].compactMap { $0 }) { continue }
      throw Fault(
        .refused, "You said that \(fact.value.a) and \(fact.value.b) are two people, and this would make them one.",
        next: "cardcase undo \(fact.id)")
    }
  }

  // MARK: Across books

  /// Keeps the word on one of yours and one of an employer's, in the employer's book.
  private func decideAcross(_ left: Side, _ right: Side, _ vault: Vault, _ command: Command, _ decided: inout Decided) throws {
    for (mine, theirs) in [(left, right), (right, left)] {
      guard let own = mine.ids[.mine] else { continue }
      for (book, person) in theirs.ids.sorted(by: { $0.key.name < $1.key.name }) where !book.isMine && mine.ids[book] == nil {
        let word = LinkWord(link: Link(theirs: person, mine: own), isSame: word == .merge, at: Desk.now())
        let id = try vault.book(book).act(self.word.rawValue, command) { writer in
          try writer.put(FactKind.linkWord, key: LinkWord.key(word.link), about: person, word)
        }
        decided.decisions.append(id.description)
        for one in [own, person] where !decided.people.contains(one) { decided.people.append(one) }
      }
    }
    if !decided.decisions.isEmpty { try HumanLinks.relink(vault, command) }
  }

  // MARK: One record of a person

  /// What `text` names of the person itself: a record by its id, an address with the records that carry it. Nil where it names somebody.
  private func part(_ text: String, of side: Side, _ humans: Humans, _ vault: Vault) throws -> (book: BookID, members: [Member])? {
    if Person.ID(text) != nil { return nil }
    for (book, person) in side.ids.sorted(by: { $0.key.isMine && !$1.key.isMine }) {
      let members: [Member] = try vault.book(book).read { reader in
        let cards = try reader.cardRecords(of: person)
        if let card = Card.ID(text) { return cards.filter { $0.id == card }.map { .card($0.id) } }
        guard text.contains("@") || text.hasPrefix("+") || text.contains("/") else { return [] }
        let kind: Handle.Kind = text.contains("@") ? .email : text.hasPrefix("+") ? .phone : .profile
        let handle = Handle(kind, text)
        var found = cards.filter { card in card.fields.handles.contains { $0.value.normal == handle.normal } }.map { Member.card($0.id) }
        if try reader.personID(of: handle) == reader.resolve(person) { found.append(.handle(handle)) }
        let isAll = found.count(where: { if case .card = $0 { true } else { false } }) == cards.count && !cards.isEmpty
        return isAll ? [] : found
      }
      if !members.isEmpty { return (book, members) }
    }
    return nil
  }

  private func tellApart(_ members: [Member], of side: Side, in book: BookID, _ vault: Vault, _ command: Command) throws -> Decided {
    guard let person = side.ids[book] else { throw Fault(.missing, "There is no such person.") }
    let decided = try vault.book(book).act(word.rawValue, command) { writer in
      let fresh = try writer.split(person, members: members, evidence: DecidePair.evidence)
      return Decided(word: .split, people: [person, fresh], decisions: [try DecidePair.latest(writer).description])
    }
    try HumanLinks.relink(vault, command)
    return decided
  }
}

extension BookReader {
  /// The decisions that hold: of several about a pair the latest.
  func standingDecisions() throws -> [Fact<Decision>] {
    var latest: [Set<Person.ID>: Fact<Decision>] = [:]
    for fact in try facts(FactKind.decision, as: Decision.self) { latest[[fact.value.a, fact.value.b]] = fact }
    return latest.values.sorted { ($0.changed.seconds, $0.id) < ($1.changed.seconds, $1.id) }
  }
}

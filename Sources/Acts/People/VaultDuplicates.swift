import Book
import Linkage
import Scan
import Vault

extension FindDuplicates {
  /// The vault's own records, each book within its epoch and under the user's decisions; pairs across the books are told and carry
  /// nothing over. With files, the files. Faults: `missing`, `unreadable`, `locked`.
  public func run(at desk: Desk) throws -> Found {
    guard paths.isEmpty else { return try run() }
    let vault = try desk.open()
    let builder = try PeopleBuilder(vault)
    var found = Found(records: [], pairs: [])
    found.isVault = true
    var sides: [Person.ID: Question.Side] = [:]
    for registered in try vault.books where registered.isReadable {
      try vault.book(registered.id).read { reader in
        for entry in try reader.people() { sides[entry.id] = Question.Side(entry, registered.id) }
        let linkage = try BookLinkage(try builder.roster(reader), reader)
        try BookQuestions(linkage, reader, registered.id).tell(into: &found, sides)
      }
    }
    // A book that may not be changed can keep no answer: its pairs are told and not asked about.
    let shut = Set(try vault.books.filter { $0.state != .open || $0.hold != nil }.map(\.id))
    found.questions.removeAll { shut.contains($0.a.book) || shut.contains($0.b.book) }
    for registered in try vault.books where registered.isReadable && !registered.id.isMine && !shut.contains(registered.id) {
      for (link, pair) in try HumanLinks.suggestions(vault, registered.id) {
        guard let mine = sides[link.mine], let theirs = sides[link.theirs] else { continue }
        let told = Found.Pair(pair, isMerge: false)
        found.questions.append(Question(a: mine, b: theirs, bits: told.bits, evidence: told.evidence, pairs: 1))
      }
    }
    found.questions.sort { ($1.bits, $0.a.id, $0.b.id) < ($0.bits, $1.a.id, $1.b.id) }
    found.pairs.sort { ($1.bits, $0.a, $0.b) < ($0.bits, $1.a, $1.b) }
    return found
  }
}

extension Question.Side {
  /// As a book's directory shows the person.
  init(_ entry: DirectoryEntry, _ book: BookID) {
    var handles: [String] = []
    for handle in entry.handles where !handles.contains(handle.normal) { handles.append(handle.normal) }
    self.init(id: entry.id, book: book, name: entry.name, organisation: entry.organisation, handles: handles, last: entry.last)
  }
}

extension PeopleBuilder {
  /// Oneself, as the vault knows.
  init(_ vault: Vault) throws {
    let (profile, accounts) = try vault.mine.read { (try $0.profile(), try $0.accounts()) }
    self.init(own: OwnHandles(accounts: accounts, names: [profile.name]))
  }
}

/// What is to be asked about in one book.
private struct BookQuestions {
  let linkage: BookLinkage
  let book: BookID
  /// The person that shows each record; a record nobody shows stands for itself.
  private let shown: [String: Person.ID]
  private let decided: Set<Set<Person.ID>>
  private let origins: [String: String]
  private let suggested: [String: String]

  init(_ linkage: BookLinkage, _ reader: BookReader, _ book: BookID) throws {
    (self.linkage, self.book) = (linkage, book)
    suggested = linkage.suggestedClusters
    shown = try Membership(linkage.roster, reader).shown()
    let files = Dictionary(try reader.sources().map { ($0.id, $0.draft.file) }, uniquingKeysWith: { first, _ in first })
    var origins: [String: String] = [:]
    for card in try reader.cardRecords() { origins[card.id.description] = "\(files[card.source] ?? ""), \(card.place)" }
    self.origins = origins
    decided = Set(
      try reader.standingDecisions().compactMap { fact in
        guard let a = try reader.resolve(fact.value.a), let b = try reader.resolve(fact.value.b) else { return nil }
        return [a, b]
      })
  }

  func tell(into found: inout FindDuplicates.Found, _ sides: [Person.ID: Question.Side]) {
    let questions = questions(sides)
    found.questions += questions
    var roots: [Person.ID: Person.ID] = [:]
    func root(_ id: Person.ID) -> Person.ID {
      var id = id
      while let next = roots[id] { id = next }
      return id
    }
    for question in questions {
      let (x, y) = (root(question.a.id), root(question.b.id))
      if x != y { roots[max(x, y)] = min(x, y) }
    }
    for record in linkage.roster.records {
      let person = shown[record.id]
      let name = record.names.first.map { $0.full.isEmpty ? "\($0.given) \($0.family)" : $0.full } ?? record.emails.first ?? record.id
      found.records.append(
        .init(
          id: record.id, merged: person?.description ?? record.id, suggested: person.map { root($0).description } ?? record.id,
          source: book.name, place: nil, name: name, origin: origins[record.id] ?? ""))
    }
    for pair in linkage.answer.pairs() {
      guard let a = shown[pair.a], let b = shown[pair.b] else { continue }
      if a == b || isAsked(pair, a, b) { found.pairs.append(.init(pair, isMerge: a == b)) }
    }
    found.doubts += doubts(sides)
  }

  /// Whether a pair of two people is to be asked about: the engine would put them together if every suggestion held, or only what was
  /// shown keeps them apart; and the user has not spoken.
  private func isAsked(_ pair: LinkageAnswer.Pair, _ a: Person.ID, _ b: Person.ID) -> Bool {
    if decided.contains([a, b]) { return false }
    return suggested[pair.a] == suggested[pair.b] || open.contains([pair.a, pair.b])
  }

  private var open: Set<Set<String>> { linkage.openPairs }

  private func questions(_ sides: [Person.ID: Question.Side]) -> [Question] {
    var questions: [Set<Person.ID>: Question] = [:]
    for pair in linkage.answer.pairs() {
      guard let x = shown[pair.a], let y = shown[pair.b], x != y, isAsked(pair, x, y) else { continue }
      if questions[[x, y]] != nil {
        questions[[x, y]]?.pairs += 1
        continue
      }
      guard let a = sides[x], let b = sides[y] else { continue }
      let told = FindDuplicates.Found.Pair(pair)
      questions[[x, y]] = Question(a: a, b: b, bits: told.bits, evidence: told.evidence, pairs: 1)
    }
    return Array(questions.values)
  }

  /// People whom a new epoch would not merge any more: they stay as shown, and are told.
  private func doubts(_ sides: [Person.ID: Question.Side]) -> [Doubt] {
    let plain = Dictionary(linkage.roster.records.map { (Membership.opaque($0.id), $0) }, uniquingKeysWith: { first, _ in first })
    var doubts: [Doubt] = []
    for records in linkage.stored.doubted {
      let found = records.compactMap { plain[$0] }
      guard let first = found.first, let person = shown[first.id], let side = sides[person] else { continue }
      let same = found.filter { shown[$0.id] == person }
      if same.count > 1 { doubts.append(Doubt(person: side, records: same.map { $0.names.first?.full ?? $0.emails.first ?? $0.id })) }
    }
    return doubts
  }
}

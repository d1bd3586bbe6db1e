public import Book
public import Scan
import Vault

/// The user's words on who is who, as they hold.
public struct ListDecisions: Sendable {
  /// All that hold.
  public init() {}

  /// The list.
  public struct Listed: Report {
    /// One word.
    public struct Row: Sendable {
      /// By which it is taken back.
      public var id: String
      /// `same`, `not-the-same`
      public var word: String
      /// The two, by id and name.
      public var a: (id: Person.ID, name: String)
      /// The other.
      public var b: (id: Person.ID, name: String)
      /// The book it is kept in.
      public var book: BookID
      /// When it was said.
      public var at: Moment
    }
    /// Oldest first.
    public var decisions: [Row]
    /// `cardcase.decisions/1`
    public var json: JSON {
      [
        "schema": "cardcase.decisions/1",
        "decisions": .array(
          decisions.map { row in
            [
              "id": .string(row.id), "word": .string(row.word), "a": .string(row.a.id.description), "a_name": .string(row.a.name),
              "b": .string(row.b.id.description), "b_name": .string(row.b.name), "book": .string(row.book.name),
              "at": .string(row.at.description),
            ]
          }),
      ]
    }
  }

  /// Lists them.
  public func run(at desk: Desk) throws -> Listed {
    let vault = try desk.open()
    var rows: [Listed.Row] = []
    for registered in try vault.books where registered.isReadable {
      try vault.book(registered.id).read { reader in
        func named(_ id: Person.ID) throws -> (Person.ID, String) { (id, try reader.person(id)?.name ?? "") }
        for fact in try reader.standingDecisions() {
          rows.append(
            .init(
              id: fact.id.description, word: fact.value.kind == .same ? "same" : "not-the-same", a: try named(fact.value.a),
              b: try named(fact.value.b), book: registered.id, at: fact.value.at))
        }
        for fact in try reader.facts(FactKind.linkWord, as: LinkWord.self) {
          let mine = fact.value.link.mine
          rows.append(
            .init(
              id: fact.id.description, word: fact.value.isSame ? "same" : "not-the-same", a: try named(fact.value.link.theirs),
              b: (mine, try vault.mine.read { try $0.person(mine)?.name ?? "" }), book: registered.id, at: fact.value.at))
        }
      }
    }
    return Listed(decisions: rows.sorted { ($0.at.seconds, $0.id) < ($1.at.seconds, $1.id) })
  }
}

/// Takes back one word on who is who, at any later time and whatever came since. Afterwards the evidence alone says who they are.
public struct TakeBackDecision: Sendable {
  /// `f-...`, as the list and the decision itself tell it.
  public var id: String
  /// That word.
  public init(_ id: String) { self.id = id }

  /// Takes it back. Faults: `missing`, `held`.
  public func run(at desk: Desk) throws -> UndoCommand.Undone {
    guard let fact = FactID(id) else { throw Fault(.usage, "\(id) is no decision.", next: "cardcase duplicates decided") }
    let vault = try desk.open()
    let builder = try PeopleBuilder(vault)
    for registered in try vault.books where registered.isReadable {
      let book = try vault.book(registered.id)
      let (decision, word) = try book.read { reader in
        (
          try reader.fact(FactKind.decision, id: fact, as: Decision.self)?.value,
          try reader.fact(FactKind.linkWord, id: fact, as: LinkWord.self)?.value
        )
      }
      guard decision != nil || word != nil else { continue }
      let command = try vault.command("undo-decision")
      try book.act("undo-decision", command) { writer in
        if let decision { try TakeBackDecision.takeBack(decision, fact, writer, builder) }
        if word != nil { try writer.remove(FactKind.linkWord, id: fact) }
      }
      try HumanLinks.relink(vault, command)
      let verb = (decision.map { $0.kind == .same } ?? word?.isSame ?? false) ? "merge" : "split"
      return .init(verb: verb, at: decision?.at ?? word?.at ?? Desk.now(), books: [registered.id])
    }
    throw Fault(.missing, "There is no decision \(id).", next: "cardcase duplicates decided")
  }

  /// After a merge both ids live again; then the book is linked anew without the word.
  private static func takeBack(_ decision: Decision, _ fact: FactID, _ writer: ActWriter, _ builder: PeopleBuilder) throws {
    if decision.kind == .same, let now = try writer.resolve(decision.a), try writer.resolve(decision.b) == now {
      let before = Set(try writer.facts(FactKind.decision, as: Decision.self).map(\.id))
      try writer.split(now, decision.b == now ? decision.a : decision.b, evidence: "taken back")
      // The parting is no word of the user's: it leaves no constraint.
      for new in try writer.facts(FactKind.decision, as: Decision.self) where !before.contains(new.id) {
        try writer.remove(FactKind.decision, id: new.id)
      }
    }
    try writer.remove(FactKind.decision, id: fact)
    try builder.rebuild(writer)
  }
}

public import Book
public import Scan
import Vault

/// Lists people, or searches them.
public struct ListPeople: Sendable {
  /// Words that must each begin a word of the name, the firm or a handle; empty lists all.
  public var query: String
  /// A list, or a search.
  public init(query: String = "") { self.query = query }

  /// The people found.
  public struct Listed: Report {
    /// One person.
    public struct Row: Sendable {
      /// The id that is stable for life.
      public var id: Person.ID
      /// The name.
      public var name: String
      /// The firm.
      public var organisation: String
      /// The books that know them.
      public var books: [BookID]
      /// Every handle.
      public var handles: [String]
      /// The last exchange.
      public var last: Day?
    }
    /// One card that is no person's: a firm's, a group's, a place's, one's own.
    public struct Other: Sendable {
      /// The card's id.
      public var id: Card.ID
      /// The name, the firm, or the first way to reach it.
      public var name: String
      /// `organisation`, `group`, `location`, `device`, `application`, `own`, `desk`, `unnamed`.
      public var kind: String
      /// The same for people.
      public var spoken: String
      /// The book it lies in.
      public var book: BookID
      /// Every handle, as written.
      public var handles: [String]
    }
    /// In the order of their names.
    public var people: [Row]
    /// Cards of no person that were asked for, in the order of their names; all of them where no words were given.
    public var others: [Other]
    /// `cardcase.people/1`
    public var json: JSON {
      [
        "schema": "cardcase.people/1",
        "people": .array(
          people.map {
            [
              "id": .string($0.id.description), "name": .string($0.name), "organisation": .string($0.organisation),
              "book": .string($0.books.first?.name ?? ""), "books": .array($0.books.map { .string($0.name) }),
              "handles": .array($0.handles.map { .string($0) }), "last": .optional($0.last?.description),
            ]
          }),
        "others": .array(
          others.map {
            [
              "id": .string($0.id.description), "name": .string($0.name), "kind": .string($0.kind), "book": .string($0.book.name),
              "handles": .array($0.handles.map { .string($0) }),
            ]
          }),
      ]
    }
  }

  /// Finds them.
  public func run(at desk: Desk) throws -> Listed {
    let vault = try desk.open()
    let humans: [Human] = query.isEmpty ? try Humans(vault).all : try search(vault)
    let others = try OtherCards(vault)
    return Listed(
      people: humans.map { human in
        var handles: [String] = []
        for (handle, _) in human.handles where !handles.contains(handle.normal) { handles.append(handle.normal) }
        return .init(
          id: human.id, name: human.name, organisation: human.organisation, books: [human.book] + human.others.map(\.book),
          handles: handles, last: human.last)
      },
      others: (query.isEmpty ? others.all : others.matching(query)).map { other in
        .init(
          id: other.record.id, name: other.name, kind: other.sort.rawValue, spoken: other.sort.spoken, book: other.book,
          handles: other.record.fields.handles.map(\.value.raw))
      })
  }

  /// Searches the sealed directories alone: quick in a large book.
  private func search(_ vault: Vault) throws -> [Human] {
    if Person.ID(query) != nil { return try Humans(vault).matching(query) }
    var hits: [BookID: [DirectoryEntry]] = [:]
    for registered in try vault.books where registered.isReadable {
      hits[registered.id] = try vault.book(registered.id).read { try $0.search(query) }
    }
    if hits.values.allSatisfy(\.isEmpty) { return [] }
    let found = Set(hits.values.joined().map(\.id))
    if hits.keys.count == 1 { return (hits[.mine] ?? []).map { Human(entry: $0, book: .mine, others: []) } }
    return try Humans(vault).all.filter { human in human.ids.contains { found.contains($0) } }
  }
}

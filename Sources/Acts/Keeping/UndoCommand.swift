public import Book
public import Scan
import Vault

/// Takes back the last command.
public struct UndoCommand: Sendable {
  /// The last one.
  public init() {}

  /// What was taken back.
  public struct Undone: Report {
    /// The verb.
    public var verb: String
    /// When it was done.
    public var at: Moment
    /// The books it had written to.
    public var books: [BookID]
    /// `cardcase.undo/1`
    public var json: JSON {
      ["schema": "cardcase.undo/1", "verb": .string(verb), "at": .string(at.description), "books": .array(books.map { .string($0.name) })]
    }
  }

  /// Takes it back. Faults: `missing` when there is nothing to undo, `depends`, `held`.
  public func run(at desk: Desk) throws -> Undone {
    let done = try desk.open().undo()
    var books: [BookID] = []
    for act in done.acts where !books.contains(act.book) { books.append(act.book) }
    return Undone(verb: done.command.verb, at: done.at, books: books)
  }
}

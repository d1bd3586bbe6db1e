public import Book
public import Scan
import Vault

/// The user's word on two persons: one human, or two. It holds for good, also against later imports.
public struct DecidePair: Sendable {
  /// The word.
  public enum Word: String, Sendable { case merge, split }
  /// The word.
  public var word: Word
  /// Two persons: ids, handles, names.
  public var a: String
  /// The other.
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
    /// `cardcase.decision/1`
    public var json: JSON {
      ["schema": "cardcase.decision/1", "word": .string(word.rawValue), "people": .array(people.map { .string($0.description) })]
    }
  }

  /// Decides. A merge deletes no record; a split takes a merge back, or keeps two apart for good.
  public func run(at desk: Desk) throws -> Decided {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let (left, right) = (try person(a, humans, desk), try person(b, humans, desk))
    guard left.id != right.id else { throw Fault(.usage, "That is one and the same.") }
    guard left.book == right.book else {
      throw Fault(.usage, "They are in two books. Links between books are found by themselves; one book never holds an id of another.")
    }
    let word = word
    let people = try vault.book(left.book).act(word.rawValue, try vault.command(word.rawValue)) { writer -> [Person.ID] in
      switch word {
      case .merge: return [try writer.merge(left.id, right.id, evidence: "the user said so")]
      case .split:
        if try writer.resolve(left.id) == writer.resolve(right.id) {
          try writer.split(left.id, right.id, evidence: "the user said so")
        } else {
          try writer.decide(notTheSame: left.id, right.id, evidence: "the user said so")
        }
        return [left.id, right.id]
      }
    }
    return Decided(word: word, people: people)
  }

  /// An id is taken as it stands: after a merge both old ids still mean something.
  private func person(_ text: String, _ humans: Humans, _ desk: Desk) throws -> (id: Person.ID, book: BookID) {
    let human = try humans.matching(text).isEmpty ? nil : humans.one(text, asker: desk.asker)
    if let id = Person.ID(text) {
      if let human { return (id, human.entry.id == id ? human.book : human.others.first { $0.entry.id == id }?.book ?? human.book) }
      return (id, .mine)
    }
    guard let human else { throw Fault(.missing, "Nobody here is called \(text).", next: "cardcase people") }
    return (human.id, human.book)
  }
}

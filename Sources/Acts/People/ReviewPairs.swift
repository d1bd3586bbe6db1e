public import Book
public import Scan
import Vault

/// Puts the pairs to be asked about before somebody, strongest first. Each answer is an act of its own.
public struct ReviewPairs: Sendable {
  /// An answer.
  public enum Word: String, Sendable {
    /// One person.
    case same
    /// Two.
    case notTheSame = "not-the-same"
    /// Nothing is decided.
    case later
  }
  /// At most so many pairs; nil: all.
  public var limit: Int?

  /// A review of so many pairs.
  public init(limit: Int? = nil) { self.limit = limit }

  /// What was answered.
  public struct Reviewed: Report {
    /// One answer.
    public struct Answer: Sendable {
      /// The two.
      public var a: Person.ID
      /// The two.
      public var b: Person.ID
      /// What was said.
      public var word: Word
      /// What was written down; nil where nothing was decided.
      public var decision: String?
    }
    /// In order.
    public var answers: [Answer]
    /// Pairs still open.
    public var left: Int
    /// `cardcase.review/1`
    public var json: JSON {
      [
        "schema": "cardcase.review/1",
        "answers": .array(
          answers.map {
            [
              "a": .string($0.a.description), "b": .string($0.b.description), "answer": .string($0.word.rawValue),
              "decision": .optional($0.decision),
            ]
          }),
        "left": .int(left),
      ]
    }
  }

  /// Asks until there is no pair left or `ask` answers nil. Faults: `held`, `locked`.
  public func run(at desk: Desk, ask: (Question, _ number: Int, _ count: Int) throws -> Word?) throws -> Reviewed {
    let questions = try FindDuplicates(paths: []).run(at: desk).questions
    let asked = questions.prefix(limit ?? questions.count)
    var reviewed = Reviewed(answers: [], left: questions.count)
    for (index, question) in asked.enumerated() {
      // An answer before may have settled this pair too.
      if try isSettled(question, at: desk) {
        reviewed.left -= 1
        continue
      }
      guard let word = try ask(question, index + 1, asked.count) else { break }
      var answer = Reviewed.Answer(a: question.a.id, b: question.b.id, word: word, decision: nil)
      if word != .later {
        let decided = try DecidePair(word == .same ? .merge : .split, question.a.id.description, question.b.id.description).run(at: desk)
        answer.decision = decided.decisions.first
        reviewed.left -= 1
      }
      reviewed.answers.append(answer)
    }
    return reviewed
  }

  private func isSettled(_ question: Question, at desk: Desk) throws -> Bool {
    guard question.a.book == question.b.book else { return false }
    return try desk.open().book(question.a.book).read { reader in
      guard let a = try reader.resolve(question.a.id), let b = try reader.resolve(question.b.id) else { return true }
      if a == b { return true }
      return try reader.standingDecisions().contains { fact in
        guard fact.value.kind != .same, let x = try reader.resolve(fact.value.a), let y = try reader.resolve(fact.value.b) else { return false }
        return Set([x, y]) == Set([a, b])
      }
    }
  }
}

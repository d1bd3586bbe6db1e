public import Book
import Policy
public import Scan

/// Verdicts on situations in a file, in the closed words of the vocabulary. Needs no vault and writes nothing.
public struct JudgeSituations: Sendable {
  /// A YAML or JSON file with one mapping or a list.
  public var path: String
  /// Of that file.
  public init(path: String) { self.path = path }

  /// The verdicts, in the file's order.
  public struct Judged: Report {
    /// Id and verdict.
    public var verdicts: [(id: String, verdict: Verdict)]
    /// One document for one situation, a list for several.
    public var json: JSON {
      let documents = verdicts.map { $0.verdict.json(id: $0.id) }
      return documents.count == 1 ? documents[0] : .array(documents)
    }
    /// 4 where there is one situation and it is a *no*.
    public var exitStatus: Int32 { verdicts.count == 1 && verdicts[0].verdict.answer == .shut ? 4 : 0 }
  }

  /// Judges. Faults: `missing`, `unreadable`; `usage` where a word is not in the vocabulary, naming it.
  public func run(at desk: Desk) throws -> Judged {
    let posed = try PosedCase.read(TextFile.read(path))
    let facts = try Facts.bundled().loading(places: Array(Set(posed.map(\.place))))
    let engine = PolicyEngine(facts: facts)
    return Judged(verdicts: try posed.map { ($0.id, try engine.verdict(on: $0, today: desk.today)) })
  }

  /// The whole decision table as text.
  public static var table: String { DecisionTable.text }
}

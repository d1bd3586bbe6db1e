public import Book
public import Scan

/// A question to the employer and its answer, or that there was none: evidence with its dates, kept in one's own book.
public struct EmployerAnswer: Hashable, Sendable, Codable {
  /// The job.
  public var tenure: Tenure.ID
  /// When it was asked; nil for an answer nobody asked for.
  public var asked: Day?
  /// What was asked, sentence by sentence.
  public var questions: [String]
  /// When it was answered; nil while there is silence.
  public var answered: Day?
  /// The answer's own words, shortest sufficient.
  public var quote: String
  /// SHA-256 of the answer as it came, in hexadecimal; nil for one given by word of mouth.
  public var digest: String?
  /// The name of the file it came as; empty for one given by word of mouth.
  public var file: String
  /// What it allows.
  public var allows: [Situation.Act]
  /// What it refuses.
  public var refuses: [Situation.Act]
  /// The people it speaks of, by name; empty where it speaks of all.
  public var people: [String]

  /// An answer, or silence.
  public init(
    tenure: Tenure.ID, asked: Day?, questions: [String] = [], answered: Day? = nil, quote: String = "", digest: String? = nil,
    file: String = "", allows: [Situation.Act] = [], refuses: [Situation.Act] = [], people: [String] = []
  ) {
    self.tenure = tenure
    self.asked = asked
    self.questions = questions
    self.answered = answered
    self.quote = quote
    self.digest = digest
    self.file = file
    self.allows = allows
    self.refuses = refuses
    self.people = people
  }

  /// Whether it came in writing: only that goes before the employer's own clause.
  public var isWritten: Bool { digest != nil }

  /// Whether it speaks of somebody by one of these names.
  public func speaks(of names: [String]) -> Bool {
    if people.isEmpty { return true }
    let known = Set(names.map { Fold.words($0) })
    return people.contains { known.contains(Fold.words($0)) }
  }

  /// The permission it gives; nil where it is not in writing, not answered, or allows nothing.
  public var permission: Situation.WrittenPermission? { spoken(allows) }
  /// The refusal it gives; as `permission`.
  public var refusal: Situation.WrittenPermission? { spoken(refuses) }

  private func spoken(_ acts: [Situation.Act]) -> Situation.WrittenPermission? {
    guard isWritten, let answered, !acts.isEmpty else { return nil }
    return Situation.WrittenPermission(acts, day: answered, quote: quote)
  }
}

import Book
import Policy
public import Scan
import Vault

/// What the employer's policy says, asked under three heads. Writes nothing unless the answers shall be kept.
public struct AskPolicy: Sendable {
  /// The answers there are.
  public enum Answer: String, Sendable, Codable, CaseIterable { case yes, no, unknown }

  /// Answers by the question's id.
  public var answers: [String: Answer]
  /// Which job; nil for the newest.
  public var tenure: String?
  /// Keep them.
  public var isKept: Bool

  /// A questionnaire with some answers.
  public init(answers: [String: Answer] = [:], tenure: String? = nil, isKept: Bool = false) {
    (self.answers, self.tenure, self.isKept) = (answers, tenure, isKept)
  }

  /// The questionnaire.
  public struct Asked: Report {
    /// One question.
    public struct Row: Sendable {
      /// Its id.
      public var id: String
      /// The question.
      public var text: String
      /// Kinds of clause an answer is about.
      public var kinds: [String]
      /// The answer; nil while there is none.
      public var answer: Answer?
    }
    /// Head by head.
    public var parts: [(title: String, questions: [Row])]
    /// Whether the answers were kept.
    public var kept: Bool
    /// Questions without a yes or a no.
    public var open: Int { parts.flatMap(\.questions).filter { $0.answer == nil || $0.answer == .unknown }.count }
    /// Questions answered with yes: their words are to be shown.
    public var says: [Row] { parts.flatMap(\.questions).filter { $0.answer == .yes } }
    /// `cardcase.questionnaire/1`
    public var json: JSON {
      [
        "schema": "cardcase.questionnaire/1", "kept": .bool(kept), "open": .int(open),
        "parts": .array(
          parts.map { part in
            [
              "title": .string(part.title),
              "questions": .array(
                part.questions.map {
                  [
                    "id": .string($0.id), "text": .string($0.text), "kinds": .array($0.kinds.map { .string($0) }),
                    "answer": .optional($0.answer?.rawValue),
                  ]
                }),
            ]
          }),
      ]
    }
  }

  /// Asks. Faults: `usage` for an id that is none.
  public func run(at desk: Desk) throws -> Asked {
    let questions = PolicyQuestionnaire.parts.flatMap(\.questions)
    for id in answers.keys.sorted() where !questions.contains(where: { $0.id == id }) {
      throw Fault(.usage, "There is no question \(id).", next: "cardcase ask policy lists them.")
    }
    let vault = try desk.openIfThere(needed: isKept)
    var known = PolicyAnswers()
    var job: Tenure?
    if let vault {
      let tenures = try vault.mine.read { try $0.tenures() }
      job = isKept || tenure != nil ? try Tenures.one(tenures, tenure) : tenures.last
      known = try job.flatMap { job in try vault.mine.read { try PolicyAnswers.of(job.id, $0) } } ?? known
    }
    for (id, answer) in answers { known.answers[id] = answer }
    if isKept, let asker = desk.asker {
      for question in questions where known.answers[question.id] == nil {
        guard let choice = asker.choose(question.text, from: ["Yes", "No", "I do not know"]) else { continue }
        known.answers[question.id] = [.yes, .no, .unknown][choice]
      }
    }
    if isKept, let vault, let job {
      known.day = desk.today
      let finished = known
      _ = try vault.mine.act("policy", try vault.command("policy")) {
        try $0.put(FactKind.policy, key: job.id.description, finished)
      }
    }
    let parts = PolicyQuestionnaire.parts.map { part in
      (
        title: part.title,
        questions: part.questions.map { Asked.Row(id: $0.id, text: $0.text, kinds: $0.kinds, answer: known.answers[$0.id]) }
      )
    }
    return Asked(parts: parts, kept: isKept)
  }
}

/// The answers on one employer's policy.
struct PolicyAnswers: Codable, Sendable {
  /// By the question's id.
  var answers: [String: AskPolicy.Answer] = [:]
  /// When they were given.
  var day: Day?

  /// The answers kept for a job; nil where there are none.
  static func of(_ tenure: Tenure.ID, _ reader: BookReader) throws -> PolicyAnswers? {
    try reader.fact(FactKind.policy, key: tenure.description, as: PolicyAnswers.self)?.value
  }

  /// Questions answered with yes, in the questionnaire's order.
  var says: [String] {
    PolicyQuestionnaire.parts.flatMap(\.questions).filter { answers[$0.id] == .yes }.map(\.text)
  }
}

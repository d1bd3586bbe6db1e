import Book
public import Policy
public import Scan
import Vault

/// A neutral question to HR, as a letter to be sent by the user. Uses a vault where there is one; writes nothing unless it shall be kept.
public struct AskHR: Sendable {
  /// What may be asked of any employer.
  public var topics: [HRQuestion.Topic]
  /// The number of a clause to ask about.
  public var clause: String?
  /// Things one may wish to keep, each named alone.
  public var keeps: [String]
  /// Matters whose rule is asked for.
  public var policies: [String]
  /// Whether the employer knows of the leave: only then the last day is named.
  public var isKnown: Bool
  /// Which job; nil for the newest.
  public var tenure: String?
  /// Keep the question with its day, so that silence can be dated.
  public var isKept: Bool

  /// A question.
  public init(
    topics: [HRQuestion.Topic], clause: String? = nil, keeps: [String] = [], policies: [String] = [], isKnown: Bool = false,
    tenure: String? = nil, isKept: Bool = false
  ) {
    (self.topics, self.clause, self.keeps, self.policies) = (topics, clause, keeps, policies)
    (self.isKnown, self.tenure, self.isKept) = (isKnown, tenure, isKept)
  }

  /// The question.
  public struct Asked: Report {
    /// The letter.
    public var letter: Letter
    /// Its questions one by one.
    public var questions: [String]
    /// What asking brings and costs.
    public var bothWays: [String]
    /// Whether it was kept.
    public var kept: Bool
    /// `cardcase.question/1`
    public var json: JSON {
      [
        "schema": "cardcase.question/1", "subject": .string(letter.subject), "body": .string(letter.body),
        "questions": .array(questions.map { .string($0) }), "both_ways": .array(bothWays.map { .string($0) }), "kept": .bool(kept),
      ]
    }
  }

  /// Drafts it. Faults: `usage` where a matter says what was done, what is planned, or whom one knows; `missing` where it shall be kept and
  /// there is no vault.
  public func run(at desk: Desk) throws -> Asked {
    for matter in keeps + policies {
      if let objection = HRQuestion.objection(to: matter) { throw Fault(.usage, objection, next: "cardcase ask hr cards") }
    }
    let vault = try desk.openIfThere(needed: isKept)
    var job: Tenure?
    var name = "____"
    if let vault {
      try AskHR.refusePeople(keeps + policies, Humans(vault))
      let (profile, tenures) = try vault.mine.read { (try $0.profile(), try $0.tenures()) }
      if !profile.name.isEmpty { name = profile.name }
      job = isKept || tenure != nil ? try Tenures.one(tenures, tenure) : tenures.last
    }
    let usual: [HRQuestion.Topic] = keeps.isEmpty && policies.isEmpty && clause == nil ? [.contacts, .cards, .goodbye] : []
    var asked = topics.isEmpty ? usual : topics
    if clause != nil, !asked.contains(.clause) { asked.append(.clause) }
    let question = HRQuestion(
      employer: job?.shortName ?? "the company", contact: job?.contact, name: name, lastDay: isKnown ? job?.lastDay : nil, topics: asked,
      clause: clause.map { "section \($0)" }, keeps: keeps, policies: policies)
    if isKept, let vault, let job {
      let kept = EmployerAnswer(tenure: job.id, asked: desk.today, questions: question.questions)
      _ = try vault.mine.act("ask", try vault.command("ask")) { try $0.put(FactKind.evidence, kept) }
    }
    return Asked(letter: question.letter, questions: question.questions, bothWays: HRQuestion.bothWays, kept: isKept)
  }

  /// A question that names one of one's people tells the employer whom one cares about.
  private static func refusePeople(_ matters: [String], _ humans: Humans) throws {
    for matter in matters {
      let words = Fold.words(matter)
      let named = humans.all.first { human in
        let name = Fold.words(human.name)
        return name.count > 1 && words.count >= name.count
          && (0...words.count - name.count).contains { words[$0..<$0 + name.count].elementsEqual(name) }
      }
      if let named {
        throw Fault(
          .usage, "The question names \(named.name): it would tell them whom you care about. Ask about the kind of thing.",
          next: "cardcase ask hr contacts")
      }
    }
  }
}

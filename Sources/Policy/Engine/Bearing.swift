internal import Book
internal import Scan

/// A situation with everything looked up that the rules look at.
struct Bearing {
  let s: Situation
  /// nil where the place was not told or nothing is held of it.
  let place: PlaceFacts?
  let placeShown: String
  let standings: [Standing]
  /// The employer's written permission for this act.
  let permission: Situation.WrittenPermission?
  /// The employer's written no to this act, where it is newer than a permission.
  let refusal: Situation.WrittenPermission?
  /// The act that the words make of it: an announcement that asks for business is a solicitation.
  let act: Situation.Act
  let facts: Facts

  init(_ s: Situation, facts: Facts) throws(Fault) {
    self.s = s
    self.facts = facts
    for word in s.content where ContentWord(rawValue: word) == nil {
      throw Fault(.usage, "Unknown word \"\(word)\" for content.", next: "The words are those of input_vocabulary.yaml.")
    }
    let found = s.place.flatMap { facts.find($0) }
    let place = try found.map { found throws(Fault) in try facts.place(found.code) } ?? nil
    self.place = place
    placeShown = found?.shown ?? s.place ?? ""
    let (permission, refusal) = Bearing.answers(s)
    self.permission = permission
    self.refusal = refusal
    var standings: [Standing] = []
    for agreement in s.papers {
      let named = try agreement.law.map { law throws(Fault) in try facts.place(law) } ?? nil
      for clause in agreement.clauses {
        standings.append(Standing(clause, of: agreement, in: s, place: place, named: named, permission: permission))
      }
    }
    self.standings = standings
    let telling: Set<Situation.Act> = [.announce, .askConsent, .connect, .writeAboutWork]
    act = s.tone == .solicitation && telling.contains(s.act) ? .solicit : s.act
  }

  /// What the employer answered on this act by the day asked about: the newest answer counts, and of one day the no.
  private static func answers(_ s: Situation) -> (yes: Situation.WrittenPermission?, no: Situation.WrittenPermission?) {
    func newest(_ answers: [Situation.WrittenPermission]) -> Situation.WrittenPermission? {
      answers.filter { $0.acts.contains(s.act) && $0.day <= s.today }.max { $0.day < $1.day }
    }
    guard let no = newest(s.refusals) else { return (newest(s.permissions), nil) }
    guard let yes = newest(s.permissions), yes.day > no.day else { return (nil, no) }
    return (yes, nil)
  }

  /// The clauses of a kind.
  func clauses(_ kind: Clause.Kind) -> [Standing] { standings.filter { $0.clause.kind == kind } }

  /// The clauses of a kind that run, or may.
  func running(_ kind: Clause.Kind) -> [Standing] {
    clauses(kind).filter { standing in
      switch standing.state {
      case .runs, .doubtful, .likelyVoid, .unconfirmed: true
      case .ended, .void, .notCovering, .permitted: false
      }
    }
  }

  /// A customer clause runs, or may.
  var customerClauseRuns: Bool { !running(.nonSolicitCustomers).isEmpty || !running(.noService).isEmpty }

  /// A step of the checklist as a source.
  func step(_ number: Int) -> Verdict.Source {
    let step = facts.checklist.first { $0.number == number }
    return Verdict.Source(.duty, "checklist \(number): \(step?.source ?? "common advice")", date: "2026-11-21", verified: .partly)
  }
}

/// What one rule finds.
struct Finding {
  var answer: Verdict.Answer
  var reason: Verdict.Reason
  var until: Day?
  var ask: String?
  var conditions: [String] = []
  var missing: [Verdict.Missing] = []
  /// Why it does not count; nil where it does.
  var setAside: String?
  /// The kind of clause whose law in the place was used.
  var law: Clause.Kind?
  /// The law itself was used, and whether somebody looked it up.
  var checked: Verdict.Checked = .yes

  init(_ answer: Verdict.Answer, _ reason: Verdict.Reason) {
    self.answer = answer
    self.reason = reason
  }
}

/// One row of the decision table.
struct Rule: Sendable {
  let id: String
  let acts: Set<Situation.Act>
  let when: String
  let then: String
  let source: String
  let judge: @Sendable (Bearing, String) -> [Finding]

  init(
    _ id: String, _ acts: Set<Situation.Act>, when: String, then: String, source: String,
    _ judge: @escaping @Sendable (Bearing, String) -> [Finding]
  ) {
    self.id = id
    self.acts = acts
    self.when = when
    self.then = then
    self.source = source
    self.judge = judge
  }
}

extension Set<Situation.Act> {
  /// Every act.
  static let all = Set(Situation.Act.allCases)
  /// Acts that only tell.
  static let telling: Set = [.announce, .askConsent, .connect, .writeAboutWork]
  /// Every act that is contact.
  static let contact: Set = [.announce, .askConsent, .connect, .writeAboutWork, .solicit, .acceptUnprompted, .beHired, .hireColleague]
}

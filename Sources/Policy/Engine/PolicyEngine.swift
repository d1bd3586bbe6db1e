public import Book
internal import Scan

/// May I? Situations in, verdicts out: a pure function over the policy data.
public struct PolicyEngine: Sendable {
  /// The data it answers from.
  public let facts: Facts

  /// An engine over these data.
  public init(facts: Facts) { self.facts = facts }

  /// The verdict on a situation.
  public func verdict(on situation: Situation) throws(Fault) -> Verdict {
    let bearing = try Bearing(situation, facts: facts)
    var verdict = Verdict.gathered(bearing)
    if situation.act != .handOver, situation.act != .share {
      let other = try permission(situation.act == .keep ? .announce : .keep, of: situation)
      let own = verdict.permission(situation)
      verdict.keep = situation.act == .keep ? own : situation.datum == nil ? nil : other
      verdict.use = situation.act == .keep ? other : own
    }
    return verdict
  }

  /// The other of the two permissions, keep and use.
  private func permission(_ act: Situation.Act, of situation: Situation) throws(Fault) -> Verdict.Permission {
    var other = situation
    other.act = act
    other.content = []
    return Verdict.gathered(try Bearing(other, facts: facts)).permission(other)
  }
}

extension Verdict.Answer {
  /// How much it stands in the way: where findings differ, the strongest decides.
  var weight: Int {
    switch self {
    case .open: 0
    case .care: 1
    case .unclear: 2
    case .ask: 3
    case .wait: 4
    case .shut: 5
    }
  }
}

extension Verdict {
  /// The verdict as a permission with its date.
  func permission(_ s: Situation) -> Permission {
    switch answer {
    case .wait: Permission(.wait, from: until)
    case .care where until != nil && s.isBefore: Permission(.care, from: s.dayAfter)
    default: Permission(answer)
    }
  }

  /// What all rules of the table find, put together: precedence lies in the rules (a clause that is void, permitted or ended is set
  /// aside there); here the strongest finding that counts decides, and a yes is checked for whether it is earned.
  static func gathered(_ b: Bearing) -> Verdict {
    let findings = DecisionTable.rules.flatMap { rule in rule.acts.contains(b.act) ? rule.judge(b, rule.id) : [] }
    let counted = findings.filter { $0.setAside == nil }
    let answer = counted.map(\.answer).max { $0.weight < $1.weight } ?? .unclear
    var verdict = Verdict(b.s.act, answer, reasons: reasons(counted, answer))
    let deciding = counted.filter { $0.answer == answer }
    switch answer {
    case .wait: verdict.until = deciding.compactMap(\.until).max()
    case .care: verdict.until = deciding.compactMap(\.until).max()
    case .ask: verdict.ask = deciding.lazy.compactMap(\.ask).first ?? b.s.askWhom
    case .open, .shut, .unclear: break
    }
    if answer == .care, let last = verdict.until {
      verdict.timing = "after your last day, \(last.spoken); before it, together with \(b.s.employerName)"
    }
    if answer != .shut, answer != .wait { verdict.conditions = unique(counted.flatMap(\.conditions)) }
    verdict.setAside = unique(findings.compactMap { finding in finding.setAside.map { SetAside(finding.reason, why: $0) } })
    verdict.missing = unique(counted.flatMap(\.missing))
    Earned.check(&verdict, b, counted)
    Precedents.cite(&verdict, b)
    verdict.courses = Courses.of(verdict, b)
    if let place = b.place { verdict.facts = FactsUsed(place: b.placeShown, code: place.code, asOf: place.asOf, spoken: place.asOfSpoken) }
    return verdict
  }

  /// The deciding reasons first; what is merely usual only where nothing else speaks, or the answer is a yes.
  private static func reasons(_ findings: [Finding], _ answer: Answer) -> [Reason] {
    let sorted = findings.enumerated().sorted { a, b in
      let left = (a.element.answer.weight, strength(a.element), -a.offset)
      let right = (b.element.answer.weight, strength(b.element), -b.offset)
      return left > right
    }
    let reasons = unique(sorted.map(\.element.reason))
    let telling = reasons.filter { $0.rule != "base" }
    return answer == .open || answer == .care || telling.isEmpty ? telling + reasons.filter { $0.rule == "base" } : telling
  }

  /// Statutes and clauses before a permission, that before other papers, duty and custom last.
  private static func strength(_ finding: Finding) -> Int {
    switch finding.reason.source.kind {
    case .statute, .clause: 3
    case .permission: 2
    case .consent, .ruling, .terms: 1
    case .duty, .custom, .facts: 0
    }
  }

  static func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}

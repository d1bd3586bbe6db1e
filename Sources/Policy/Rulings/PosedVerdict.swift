public import Book
public import Scan

extension CourtTable {
  /// The first row that speaks, and what it says.
  static func judge(_ court: CourtCase) -> (row: CourtRow?, likely: Verdict.Likely) {
    for row in rows {
      if let likely = row.judge(court) { return (row, likely) }
    }
    return (nil, .undecided)
  }
}

extension PolicyEngine {
  /// The verdict on a case posed in the closed words: how a court would likely see it, from the input and the place alone.
  public func verdict(on posed: PosedCase, today: Day) throws(Fault) -> Verdict {
    let found = facts.find(posed.place)
    let place = try found.map { (found) throws(Fault) in try facts.place(found.code) } ?? nil
    let asked = ForceFacts(asked: today, ended: today)
    let court = CourtCase(posed.input, place: place, asked: asked)
    let (row, likely) = CourtTable.judge(court)
    var verdict = Verdict(PolicyEngine.act(posed.input), PolicyEngine.answer(likely, posed.input), reasons: [])
    verdict.likely = likely
    let shown = found?.shown ?? posed.place
    if let row {
      verdict.reasons.append(
        .init(
          row.id, row.rests, "Likely \(PolicyEngine.spoken(likely)). \(row.when.sentence): \(row.then).", facts: PolicyEngine.facts(court)))
    }
    PolicyEngine.addLaw(&verdict, court, shown)
    addRulings(&verdict, posed, likely, shown)
    if let place {
      verdict.facts = .init(place: shown, code: place.code, asOf: place.asOf, spoken: place.asOfSpoken)
      if today >= place.asOf.adding(months: Earned.freshMonths) {
        verdict.warnings.append(
          "The facts of \(shown) are of \(place.asOfSpoken), more than a year before \(today.spoken): the law may have changed.")
      }
    } else {
      verdict.missing.append(.init("law of \(posed.place)", "Unknown here: I hold no facts of \(posed.place)."))
      if verdict.isYes { verdict.answer = .unclear }
    }
    return verdict
  }

  /// Ok is a yes with care, for a plain one is not earned from closed words; left open is unclear.
  private static func answer(_ likely: Verdict.Likely, _ input: RulingInput) -> Verdict.Answer {
    switch likely {
    case .ok: .care
    case .notOk: .shut
    case .undecided: .unclear
    case .accountIsEmployees: .care
    case .accountIsEmployers: .shut
    }
  }

  private static func spoken(_ likely: Verdict.Likely) -> String {
    switch likely {
    case .ok: "allowed"
    case .notOk: "not allowed"
    case .undecided: "undecided"
    case .accountIsEmployees: "the employee's account"
    case .accountIsEmployers: "the employer's account"
    }
  }

  private static func act(_ input: RulingInput) -> Situation.Act {
    switch input.kind {
    case .acceptBusiness: .acceptUnprompted
    case .takeList: .keep
    case .keepAccount: .keep
    case .handOverAccount: .handOver
    case .connectionRequest: .connect
    default: input.tone == .announcement ? .announce : input.audience == .employees ? .hireColleague : .solicit
    }
  }

  private static func facts(_ court: CourtCase) -> [Verdict.Fact] {
    var facts = [
      Verdict.Fact("kind", court.input.kind.rawValue), .init("words", court.input.content.map(\.rawValue).joined(separator: ", ")),
    ]
    if court.isContact { facts.append(.init("the words amount to", "\(court.tone)")) }
    if !court.input.covenant.isEmpty { facts.append(.init("agreed", court.input.covenant.map(\.rawValue).joined(separator: ", "))) }
    return facts
  }

  /// What the law of the place makes of the covenants agreed.
  private static func addLaw(_ verdict: inout Verdict, _ court: CourtCase, _ shown: String) {
    for covenant in court.input.covenant {
      guard let kind = Clause.Kind(rawValue: covenant.rawValue), let group = court.place?.group(kind) else { continue }
      switch court.holds[covenant] {
      case .void, .likelyVoid:
        let text = group.effects.first?.text ?? group.text
        verdict.reasons.append(.init("statute-voids", group.effects.first?.source ?? group.source, "\(shown): \(text)"))
      default:
        if !group.text.isEmpty { verdict.reasons.append(.init("place", group.source, "\(shown): \(group.text)")) }
      }
    }
  }

  /// The nearest ruling of the place, else the nearest of another place, which is set aside for that.
  private func addRulings(_ verdict: inout Verdict, _ posed: PosedCase, _ likely: Verdict.Likely, _ shown: String) {
    let near = Precedents.similar(to: posed.input, in: facts.rulings).filter { $0.expected == likely }
    let code = facts.find(posed.place)?.code
    if let here = near.first(where: { $0.place == code }) {
      verdict.reasons.append(.init("ruling", here.source, "\(here.principle.sentence).", quote: here.quote))
    } else {
      verdict.rulings = "I hold no ruling of \(shown) that says so."
      if let other = near.first {
        verdict.setAside.append(
          .init(
            .init("ruling", other.source, "\(other.principle.sentence).", quote: other.quote),
            why: "another place: \(facts.find(other.place)?.shown ?? other.place)"))
      }
    }
  }
}

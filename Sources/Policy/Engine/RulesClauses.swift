internal import Book
internal import Scan

/// Clauses against the law of the place, the dates and the person.
enum ClauseRules {
  static let rows: [Rule] = [
    bar(
      "clause-solicit", [.nonSolicitCustomers], [.solicit], then: "wait until it ends; ask where it names no end",
      source: "the clause; the law of the place"),
    bar(
      "clause-no-service", [.noService], [.solicit, .acceptUnprompted, .beHired], then: "wait until it ends",
      source: "the clause; the law of the place"),
    bar(
      "clause-compete", [.nonCompete], [.solicit, .acceptUnprompted], then: "wait until it ends", source: "the clause; the law of the place"
    ),
    bar("clause-recruit", [.nonSolicitEmployees], [.hireColleague], then: "wait until it ends", source: "the clause; the law of the place"),
    tell, accept, hired, compete, social, disparage, tolling, sum, picked,
  ]

  /// A clause of these kinds bars these acts while it runs.
  static func bar(_ id: String, _ kinds: [Clause.Kind], _ acts: Set<Situation.Act>, then: String, source: String) -> Rule {
    let names = kinds.map(\.spoken).joined(separator: " or ")
    return Rule(
      id, acts, when: "\(names) covers them", then: then + "; void there, ended, not covering, allowed in writing: set aside",
      source: source
    ) { b, id in
      kinds.flatMap { b.clauses($0) }.flatMap { barred($0, b, id) }
    }
  }

  static func barred(_ standing: Standing, _ b: Bearing, _ id: String) -> [Finding] {
    switch standing.state {
    case .runs(let end):
      let quote = standing.clause.quote
      guard let end else {
        var finding = Finding(
          .ask,
          .init(
            id, standing.source, "\(standing.clause.kind.spoken.sentence) covers this, and names no end that I know.", quote: quote,
            facts: standing.facts))
        finding.ask = b.s.askWhom
        if standing.clause.months == nil, standing.clause.days == nil {
          finding.missing = [.init("term", "How long does \(standing.clause.name) run?")]
        }
        finding.law = standing.clause.kind
        return [finding] + lawNote(standing, id)
      }
      var finding = Finding(
        .wait,
        .init(
          id, standing.source, "This is what you signed away, to \(end.spoken).", quote: quote,
          facts: standing.facts + (b.s.lastDay.map { [.init("last day", $0.description)] } ?? [])))
      finding.until = end.adding(days: 1)
      finding.missing = coverage(standing, b)
      finding.law = standing.clause.kind
      return [finding] + lawNote(standing, id)
    default: return passed(standing, b, id, otherwise: .unclear)
    }
  }

  /// Facts on which it hangs whether a clause covers the person.
  static func coverage(_ standing: Standing, _ b: Bearing) -> [Verdict.Missing] {
    switch standing.clause.kind {
    case .nonSolicitCustomers, .noService, .nonSolicitEmployees: break
    default: return []
    }
    if b.s.relation == nil { return [.init("relation", "What are they to \(b.s.employerName): a client, a colleague, neither?")] }
    let looksBack = standing.clause.lookBackMonths != nil && standing.clause.kind != .nonSolicitEmployees
    return looksBack && b.s.dealtWith == nil ? [.init("last dealing", "When did you last deal with them for \(b.s.employerName)?")] : []
  }

  /// What there is to say of a clause that does not plainly run: set aside, or doubtful.
  static func passed(_ standing: Standing, _ b: Bearing, _ id: String, otherwise: Verdict.Answer) -> [Finding] {
    let kind = standing.clause.kind
    var finding = Finding(
      otherwise, .init(id, standing.source, "\(kind.spoken.sentence).", quote: standing.clause.quote, facts: standing.facts))
    switch standing.state {
    case .runs: return []
    case .ended(let day): finding.setAside = "ended on \(day.spoken)"
    case .notCovering(let why): finding.setAside = why
    case .permitted(let permission):
      finding.setAside = "your employer allowed it in writing on \(permission.day.spoken)"
      var allowed = Finding(
        .open,
        .init(
          "permission", .init(.permission, "written permission", date: permission.day.description), "Your employer allowed it in writing.",
          quote: permission.quote))
      allowed.conditions = ["Keep the letter."]
      return [finding, allowed]
    case .unconfirmed:
      finding.reason.text = "A clause was read here that nobody confirmed."
      finding.missing = [.init("clause", "Does \(standing.clause.name) say what was read in it? Confirm or drop it.")]
    case .void(let force): return voided(standing, force, finding, id, b)
    case .likelyVoid(let force):
      finding.answer = .care
      finding.reason = .init(id, force.effect?.source ?? standing.source, force.effect?.text ?? "", quote: nil, facts: force.facts)
      finding.law = kind
    case .doubtful(let force):
      finding.reason = .init(
        id, force.effect?.source ?? standing.source, force.effect?.text ?? standing.lawNote ?? "Whether it holds there is open.",
        facts: force.facts)
      finding.missing = force.missing
      finding.law = kind
      var clause = Finding(
        .open, .init(id, standing.source, "\(kind.spoken.sentence) may hold.", quote: standing.clause.quote, facts: standing.facts))
      clause.answer = otherwise
      return [finding, clause] + lawNote(standing, id)
    }
    return [finding] + lawNote(standing, id)
  }

  private static func voided(_ standing: Standing, _ force: Force, _ clause: Finding, _ id: String, _ b: Bearing) -> [Finding] {
    var clause = clause
    clause.setAside = "void in \(b.placeShown)"
    let source = force.effect?.source ?? standing.group?.source ?? standing.source
    var law = Finding(.open, .init("statute-voids", source, force.effect?.text ?? "Such a clause is void there.", facts: force.facts))
    law.law = standing.clause.kind
    law.checked = source.verified
    return [law, clause] + lawNote(standing, id)
  }

  static func lawNote(_ standing: Standing, _ id: String) -> [Finding] {
    guard let note = standing.lawNote, let source = standing.group?.source else { return [] }
    return [Finding(.open, .init("law-named", source, note))]
  }

  static let hired = Rule(
    "clause-hired", [.beHired], when: "a clause against soliciting customers runs",
    then: "care: to be employed by a client is not to seek its business",
    source: "the clause"
  ) { b, id in
    b.clauses(.nonSolicitCustomers).flatMap { standing -> [Finding] in
      guard case .runs = standing.state else { return passed(standing, b, id, otherwise: .unclear) }
      var finding = Finding(
        .care,
        .init(
          id, standing.source, "To be employed by a client is not to seek its business; to sell it services as a firm may be.",
          quote: standing.clause.quote, facts: standing.facts))
      finding.conditions = ["As an employee, and best where they asked you; not as a supplier while the clause runs."]
      return [finding]
    }
  }

  static let compete = Rule(
    "clause-compete-hired", [.beHired], when: "a clause against competing runs",
    then: "wait where the client competes; set aside where it does not; else unclear",
    source: "the clause; the law of the place"
  ) { b, id in
    b.clauses(.nonCompete).flatMap { standing -> [Finding] in
      guard case .runs = standing.state else { return passed(standing, b, id, otherwise: .unclear) }
      switch b.s.clientCompetes {
      case true?: return barred(standing, b, id)
      case false?:
        var finding = Finding(
          .open, .init(id, standing.source, "The clause against competing.", quote: standing.clause.quote, facts: standing.facts))
        finding.setAside = "the client does not compete with \(b.s.employerName)"
        return [finding]
      case nil:
        var finding = Finding(
          .unclear,
          .init(id, standing.source, "The clause bars work for a competitor.", quote: standing.clause.quote, facts: standing.facts))
        finding.missing = [.init("whether they compete", "Does the client compete with \(b.s.employerName)?")]
        return [finding]
      }
    }
  }

  static let social = Rule(
    "clause-social", [.connect, .keep], when: "a social media clause, towards a connection on a network", then: "ask",
    source: "the clause; the network's terms"
  ) { b, id in
    guard b.s.act == .connect || b.s.datum?.kind == .profile else { return [] }
    return b.clauses(.socialMedia).filter(\.clause.confirmed).map { standing in
      var finding = Finding(
        .ask,
        .init(
          id, standing.source, "Your agreement speaks of accounts and connections; the network's terms do not cancel it.",
          quote: standing.clause.quote))
      finding.ask = b.s.askWhom
      if b.permission != nil { finding.setAside = "your employer allowed it in writing" }
      return finding
    }
  }

  static let disparage = Rule(
    "clause-disparage", .contact, when: "a clause against harmful statements", then: "care: one neutral reason, no harsh word",
    source: "the clause; checklist 10"
  ) { b, id in
    b.clauses(.nonDisparagement).filter(\.clause.confirmed).map { standing in
      var finding = Finding(.care, .init(id, standing.source, "You agreed to say nothing harmful.", quote: standing.clause.quote))
      finding.conditions = ["No word against \(b.s.employerName); one neutral reason at most."]
      return finding
    }
  }

  static let tolling = Rule(
    "clause-tolling", [.solicit, .acceptUnprompted, .beHired, .hireColleague], when: "a clause that extends the term",
    then: "the end may move", source: "the clause"
  ) { b, id in
    b.clauses(.tolling).filter(\.clause.confirmed).map {
      Finding(.open, .init(id, $0.source, "The end may move: the term runs on during a breach.", quote: $0.clause.quote))
    }
  }

  static let sum = Rule(
    "clause-sum", [.solicit, .acceptUnprompted, .hireColleague], when: "an agreed sum while a clause runs", then: "said with the answer",
    source: "the clause"
  ) { b, id in
    guard b.customerClauseRuns || !b.running(.nonSolicitEmployees).isEmpty else { return [] }
    return b.clauses(.liquidatedDamages).filter(\.clause.confirmed).map {
      Finding(.open, .init(id, $0.source, "A breach has an agreed price\($0.clause.sum.map { ": \($0)" } ?? "").", quote: $0.clause.quote))
    }
  }
}

extension String {
  /// With its first letter large.
  var sentence: String { prefix(1).uppercased() + dropFirst() }
}

internal import Book
internal import Scan

/// What one may say, and whom one may answer, while a clause runs.
extension ClauseRules {
  static let tell = Rule(
    "clause-tell", .telling, when: "a customer clause, a staff clause or a no-service clause runs",
    then: "care: telling is no solicitation, so tell only",
    source: "the clause; rulings on announcements"
  ) { b, id in
    var findings: [Finding] = []
    for standing in b.clauses(.nonSolicitCustomers) + b.clauses(.noService) + b.clauses(.nonSolicitEmployees) {
      switch standing.state {
      case .runs, .doubtful, .likelyVoid:
        let end: String = if case .runs(let end?) = standing.state { ", to \(end.spoken)" } else { "" }
        var finding = Finding(
          .care,
          .init(
            id, standing.source, "Telling is not soliciting, and soliciting is what you signed away\(end).", quote: standing.clause.quote,
            facts: standing.facts))
        finding.conditions = [conditions(b)]
        finding.missing = coverage(standing, b)
        finding.law = standing.clause.kind
        findings.append(finding)
        if let covered = covered(standing, b) {
          findings.append(Finding(.care, .init(id, standing.source, covered, facts: standing.facts)))
        }
      default: findings += passed(standing, b, id, otherwise: .unclear)
      }
    }
    return findings
  }

  /// What the words may be.
  static func conditions(_ b: Bearing) -> String {
    let successor = b.s.successor.map { "\($0) looks after you" } ?? "who looks after you now"
    return switch b.act {
    case .askConsent: "Ask whether you may keep their details and write now and then. Nothing else, no offer."
    case .connect: "The network's own text only, no word on either employer."
    case .writeAboutWork: "For whoever reads it: your field, no offer, nobody picked."
    default: "Say: I left, when, thank you, \(successor), how to find me. No offer."
    }
  }

  /// `She was your client in the last twelve months, so 14.2 covers her.`
  static func covered(_ standing: Standing, _ b: Bearing) -> String? {
    guard let months = standing.clause.lookBackMonths, b.s.mayBeCustomer, standing.clause.kind != .nonSolicitEmployees,
      let dealt = b.s.dealtWith
    else { return nil }
    return
      "You dealt with \(b.s.personName) on \(dealt.spoken), within the \(months) months it looks back: \(standing.clause.name) covers them."
  }

  static let accept = Rule(
    "clause-accept", [.acceptUnprompted], when: "a clause against soliciting runs, and they came by themselves",
    then: "care, as the law of the place has it; sought by you: as solicit",
    source: "the clause; accepting_unprompted_business of the place"
  ) { b, id in
    b.clauses(.nonSolicitCustomers).flatMap { standing -> [Finding] in
      guard case .runs = standing.state else { return passed(standing, b, id, otherwise: .unclear) }
      if let who = b.s.initiatedBy, who != .contact { return barred(standing, b, id) }
      if b.s.soldGoodwill {
        var finding = Finding(
          .ask,
          .init("goodwill", standing.source, "You sold the goodwill: who called first may not decide it.", quote: standing.clause.quote))
        finding.ask = b.s.askWhom
        return [finding]
      }
      let spoken = b.place?.accepting != nil && b.place?.accepting != "clause_controls"
      let source = spoken ? standing.group?.source ?? standing.source : standing.source
      var finding = Finding(.care, .init(id, source, accepting(b), quote: spoken ? nil : standing.clause.quote, facts: standing.facts))
      finding.conditions = ["Keep what shows that they came first, and add nothing that draws more than they asked for."]
      finding.law = .nonSolicitCustomers
      if b.s.initiatedBy == nil { finding.missing = [.init("who began", "Did they come to you by themselves?")] }
      if b.place?.accepting == "unclear" { finding.answer = .unclear }
      return [finding]
    }
  }

  private static func accepting(_ b: Bearing) -> String {
    switch b.place?.accepting {
    case "allowed": "In \(b.placeShown) accepting what comes unasked is no solicitation."
    case "not_safe_if_prompted": "In \(b.placeShown) the courts look behind the first call: whatever prompted it may count as solicitation."
    case "allowed_unless_clause_says_otherwise": "In \(b.placeShown) a clause must say accept to bar accepting; yours speaks of soliciting."
    case "allowed_for_protected_workers":
      "In \(b.placeShown) the law protects serving a customer who comes first, for workers below its pay floor or with overtime."
    case "unclear": "In \(b.placeShown) it is not settled whether accepting what comes unasked can be barred."
    default: "The clause decides, and yours speaks of soliciting: an answer to somebody who came by themselves is none."
    }
  }

  static let picked = Rule(
    "targeted", .telling, when: "the choice of people rests on the employer's data, and a customer clause runs",
    then: "care: a joint note or a note to all first", source: "checklist 8; rulings on targeted lists"
  ) { b, id in
    guard b.s.targeted == true, b.customerClauseRuns, b.s.mayBeCustomer else { return [] }
    var finding = Finding(
      .care, .init(id, b.step(8), "A letter to a chosen few, chosen from \(b.s.employerName)'s data, looks like a plan."))
    finding.conditions = ["After a joint note, or one neutral note to all of them alike."]
    return [finding]
  }
}

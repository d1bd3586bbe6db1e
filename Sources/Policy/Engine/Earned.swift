internal import Book
internal import Scan

/// A clear yes must be earned: papers read or recorded as none, the place and the law known, the facts fresh and verified.
enum Earned {
  /// How long facts count as fresh, in months.
  static let freshMonths = 12

  static func check(_ verdict: inout Verdict, _ b: Bearing, _ counted: [Finding]) {
    papers(&verdict, b)
    place(&verdict, b)
    freshness(&verdict, b, counted)
    verified(&verdict, counted)
  }

  private static func lower(_ verdict: inout Verdict, to answer: Verdict.Answer) {
    if answer.weight > verdict.answer.weight, verdict.isYes { verdict.answer = answer }
  }

  private static func ask(_ verdict: inout Verdict, _ name: String, _ question: String) {
    let missing = Verdict.Missing(name, question)
    if !verdict.missing.contains(where: { $0.name == name }) { verdict.missing.append(missing) }
  }

  /// Not shown is not none.
  private static func papers(_ verdict: inout Verdict, _ b: Bearing) {
    let outside = b.s.relation == .personal || b.s.relation == .peer
    if b.s.agreement == .notShown {
      ask(&verdict, "agreement", "What did you sign? Show it to me, or record that there is none.")
      lower(&verdict, to: outside || b.permission != nil || b.s.act == .handOver ? .care : .unclear)
    }
    if b.s.handbook == .notShown {
      ask(&verdict, "handbook", "The handbook: you have not shown it to me. It can change this answer.")
      lower(&verdict, to: .care)
      for says in b.s.policySays {
        ask(&verdict, "policy: \(says)", "You said yes to \"\(says)\". Show me its words: I have only your account of them.")
      }
    }
    for agreement in b.s.papers where agreement.law == nil && agreement.clauses.contains(where: { $0.kind == .choiceOfLaw }) {
      ask(&verdict, "law named", "Which law does \(agreement.name) name?")
      if verdict.answer == .open { lower(&verdict, to: .unclear) }
    }
  }

  private static func place(_ verdict: inout Verdict, _ b: Bearing) {
    guard b.place == nil else {
      if b.place?.code == "US" {
        ask(&verdict, "state", "In which state do you work? Federal law does not settle it.")
        if verdict.answer == .open || !b.standings.isEmpty { lower(&verdict, to: .unclear) }
      }
      for standing in b.standings {
        guard let law = standing.agreement.law, b.facts.find(law) == nil else { continue }
        ask(&verdict, "law of \(law)", "The agreement names the law of \(law), of which I hold no facts.")
        if verdict.answer == .open { lower(&verdict, to: .unclear) }
      }
      return
    }
    verdict.warnings.append("No law was looked at: the place is not known to me.")
    if let told = b.s.place {
      ask(&verdict, "law of \(told)", "Unknown here: I hold no facts of \(told). Somebody there must tell.")
    } else {
      ask(&verdict, "place", "Where do you work? The law of the place decides what a clause is worth.")
    }
    if verdict.answer == .open || !b.standings.isEmpty { lower(&verdict, to: .unclear) }
  }

  private static func freshness(_ verdict: inout Verdict, _ b: Bearing, _ counted: [Finding]) {
    guard let place = b.place else { return }
    if b.s.today >= place.asOf.adding(months: freshMonths) {
      verdict.warnings.append(
        "The facts of \(b.placeShown) are of \(place.asOfSpoken), more than a year before \(b.s.today.spoken): the law may have changed.")
      if verdict.answer == .open {
        ask(&verdict, "current law of \(b.placeShown)", "Has the law of \(b.placeShown) changed since \(place.asOfSpoken)?")
        lower(&verdict, to: b.s.act == .handOver ? .care : .unclear)
      }
    }
    let used = Set(counted.compactMap(\.law))
    for change in place.changes where place.asOf < change.on && change.on <= b.s.today && !used.isDisjoint(with: change.touches) {
      verdict.warnings.append("The law of \(b.placeShown) changed on \(change.on.spoken), after the facts were read: \(change.text)")
      lower(&verdict, to: .care)
    }
    for change in place.changes where b.s.today < change.on && !used.isDisjoint(with: change.touches) {
      verdict.warnings.append("It changes on \(change.on.spoken): \(change.text)")
    }
  }

  private static func verified(_ verdict: inout Verdict, _ counted: [Finding]) {
    for finding in counted where finding.checked != .yes {
      let how = finding.checked == .no ? "Nobody looked this up" : "This was looked up in part only"
      verdict.warnings.append("\(how): \(finding.reason.source.name).")
      lower(&verdict, to: .care)
    }
  }
}

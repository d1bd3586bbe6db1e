internal import Book
internal import Scan

/// What the employer answered when it was asked. Its yes is `permission`; this is its no.
enum AnswerRules {
  static let rows: [Rule] = [refusedKeep, refusedWord]

  private static func source(_ refusal: Situation.WrittenPermission) -> Verdict.Source {
    Verdict.Source(.permission, "their written answer", date: refusal.day.description)
  }

  static let refusedKeep = Rule(
    "refused-keep", [.keep, .share], when: "the employer was asked and refused in writing",
    then: "shut for what came only from its systems; set aside for what one has from sources of one's own", source: "the written answer"
  ) { b, id in
    guard let refusal = b.refusal else { return [] }
    let text = "You asked, and \(b.s.employerName) said no on \(refusal.day.spoken)."
    var finding = Finding(.shut, .init(id, source(refusal), text, quote: refusal.quote))
    if b.s.datum?.inOwnSources == true || b.s.datum?.grounds.isEmpty == false {
      finding.setAside = "what you have from your own sources was never theirs to refuse"
    }
    return [finding]
  }

  static let refusedWord = Rule(
    "refused-word", Set.contact, when: "the employer was asked and refused in writing, towards somebody of the employer's",
    then: "wait until the day after the last; after it care: a clause decides, not a wish",
    source: "the written answer; loyalty while employed"
  ) { b, id in
    guard let refusal = b.refusal else { return [] }
    let outside = b.s.relation == .personal || b.s.relation == .peer
    let text = "You asked, and \(b.s.employerName) said no on \(refusal.day.spoken)."
    if b.s.isBefore, !outside {
      var finding = Finding(b.s.dayAfter == nil ? .ask : .wait, .init(id, source(refusal), text, quote: refusal.quote))
      finding.until = b.s.dayAfter
      if b.s.dayAfter == nil { finding.missing = [.init("last day", "When is your last day?")] }
      return [finding]
    }
    var finding = Finding(
      .care,
      .init(
        id, source(refusal), text + " From then on a clause or a law decides, not a wish; what they wrote can be shown.",
        quote: refusal.quote))
    finding.conditions = ["Their no is on record: keep to telling, and keep what you wrote."]
    if outside { finding.setAside = "the person is nothing to \(b.s.employerName)" }
    return [finding]
  }
}

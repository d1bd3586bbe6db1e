import Book

/// What the context adds: it can only make the judgement stricter, never milder.
enum MessageStrictness {
  /// Raises findings, and adds some, from what is known of the person, the clauses and the time.
  static func apply(
    _ context: MessageContext, parts: [MessagePart], findings: inout [MessageFinding], notes: inout [String], text: PhraseText
  ) {
    let kinds = Set(context.clauses.map(\.kind))
    if context.isClient == true, kinds.contains(.nonSolicitCustomers) || kinds.contains(.noService) {
      raise(["invite_contact", "social_invitation", "later_news", "open_door", "wording"], in: &findings)
      notes.append("The person is a client and a customer clause is in force: what is borderline to others counts as an approach here.")
    }
    if context.isClient == true, kinds.contains(.noService), parts.contains(.findable) {
      notes.append("A clause bars even business that comes by itself: say how to be found, and nothing that draws a reply.")
    }
    if context.isColleague == true, kinds.contains(.nonSolicitEmployees) {
      raise(["recruit_hint", "social_invitation", "later_news", "wording"], in: &findings)
      notes.append("The person is a colleague and a clause bars recruiting.")
    }
    if context.afterLastDay == false {
      raise(["sounding_out", "later_news"], in: &findings)
      notes.append("Before the last day you work for the employer alone: no word on business to come.")
    }
    if context.fromWorkAccount {
      notes.append("It goes out from the employer's account: expect that it is read, and give the successor first.")
    }
    if kinds.contains(.nonDisparagement) { raise(["criticism"], in: &findings) }
    if context.afterLastDay == false, context.isClient == true, !parts.contains(.successor), parts.contains(.leaving) {
      notes.append("Name who takes over: it shows whom the note serves.")
    }
  }

  private static func raise(_ rules: Set<String>, in findings: inout [MessageFinding]) {
    for index in findings.indices where rules.contains(findings[index].rule) { findings[index].weight = .solicitation }
  }
}

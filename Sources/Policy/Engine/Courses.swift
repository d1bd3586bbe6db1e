internal import Book

/// Both courses, where the advice in the field disagrees. A breach is never one of them.
enum Courses {
  static func of(_ verdict: Verdict, _ b: Bearing) -> [Verdict.Course] {
    var courses: [Verdict.Course] = []
    let employer = b.s.employerName
    switch b.act {
    case .keep where verdict.answer == .ask:
      courses = [
        .init("Ask \(b.s.askWhom) first", "A yes in writing settles it; asking also tells them what you care about."),
        .init("Do not ask", "Then what came only from their systems stays behind; keep what you have from your own sources."),
      ]
    case .announce where verdict.isYes || verdict.answer == .unclear:
      guard b.s.mayBeCustomer else { break }
      courses = [
        .init("Ask \(employer) for a joint note first", "Safer; and they will know that you mean to write."),
        .init("Write alone after your last day", "Warmer, and nobody was asked; then the words must stand for themselves."),
      ]
      if b.customerClauseRuns, b.s.channel == nil {
        courses += [
          .init("Call, or say it in person", "Warmer; nobody can show later what was said."),
          .init("Write", "Less warm; it can be shown later."),
        ]
      }
    case .askConsent where verdict.isYes:
      courses = [
        .init("Ask each of them", "Fair to them and a clear ground; no answer is a no."),
        .init("Be easy to find instead", "Nothing is asked and nothing is kept; those who care will come."),
      ]
    case .solicit where verdict.answer == .wait || verdict.answer == .ask:
      courses = [
        .init("Wait until the clause ends", "Nothing to argue about; a goodbye without an offer keeps the door open meanwhile."),
        .init(
          "Ask \(employer) to let you off for this client", "A written yes goes before their own clause; asking tells them of your plan."),
      ]
    case .share where verdict.answer == .shut:
      courses = [
        .init(
          "Tell the new firm no, once and in writing",
          "\"I bring what I know of the field. Names, lists and papers of \(employer) stay there; please do not ask me for them.\"")
      ]
    default: break
    }
    return courses
  }
}

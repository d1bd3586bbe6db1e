/// What happened to somebody who left the same employer: no names; kept in your own book, never exported.
public struct Precedent: Hashable, Sendable, Codable {
  /// What was asked of the one who left.
  public enum Demand: String, Sendable, Codable, CaseIterable {
    case nothing
    case returnCards = "return-cards"
    case deleteConnections = "delete-connections"
    case handOverAccount = "hand-over-account"
    case signPaper = "sign-paper"
    case noContact = "no-contact"
    case lawyersLetter = "lawyers-letter"
    case court
  }
  /// What came of it.
  public enum Outcome: String, Sendable, Codable, CaseIterable {
    case nothingFurther = "nothing-further"
    case agreed
    case gaveWay = "gave-way"
    case employerGaveWay = "employer-gave-way"
    case dispute
    case unknown
  }

  /// The employer's book.
  public var employer: BookID
  /// The year in which they left.
  public var year: Int
  /// How the work ended.
  public var ending: Tenure.Ending
  /// What was asked of them.
  public var asked: Demand
  /// What came of it.
  public var outcome: Outcome
  /// From hearsay or known at first hand.
  public var firstHand: Bool

  /// What happened to somebody.
  public init(employer: BookID, year: Int, ending: Tenure.Ending, asked: Demand, outcome: Outcome, firstHand: Bool) {
    self.employer = employer
    self.year = year
    self.ending = ending
    self.asked = asked
    self.outcome = outcome
    self.firstHand = firstHand
  }
}

extension Precedent {
  /// One sentence on all of them: how many left, how many were asked for anything, how many came to a dispute.
  public static func summary(of precedents: [Precedent]) -> String {
    guard !precedents.isEmpty else { return "You recorded nobody who left before you." }
    let asked = precedents.filter { $0.asked != .nothing }.count
    let disputes = precedents.filter { $0.outcome == .dispute || $0.asked == .court || $0.asked == .lawyersLetter }.count
    let years = precedents.map(\.year)
    let span = years.min() == years.max() ? "in \(years[0])" : "from \(years.min() ?? 0) to \(years.max() ?? 0)"
    return
      "Of \(precedents.count) who left \(span), \(asked) were asked for something and \(disputes) came to a dispute or a letter. What happened to others binds nobody."
  }
}

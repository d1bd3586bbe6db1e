public import Book
public import Scan

/// How long a clause runs after the last day, and what the law of the place makes of it.
public struct ClauseClock: Hashable, Sendable {
  /// The clause.
  public var clause: Clause
  /// The paper it stands in.
  public var paper: Agreement.ID
  /// Its last day: the clause's own, or an earlier one where the place allows no longer.
  public var until: Day
  /// Whether the law of the place voids it.
  public var isVoid: Bool
  /// What the law adds: `void in California`, `may not hold in Texas`; empty where it adds nothing.
  public var note: String

  /// `the clause against soliciting customers (14.2)`, or the kind alone where it has no number.
  public var name: String { clause.section.isEmpty ? clause.kind.spoken : "\(clause.kind.spoken) (\(clause.section))" }
}

extension PolicyEngine {
  /// Kinds whose time does not run from the last day.
  private static let beforeTheEnd: Set<Clause.Kind> = [.notice, .gardenLeave, .outsideActivities]

  /// The clocks of a tenure's confirmed clauses that give a time, the first to end first; none without a last day.
  public func clocks(of papers: [Agreement], tenure: Tenure, today: Day) throws(Fault) -> [ClauseClock] {
    guard let last = tenure.lastDay else { return [] }
    var situation = Situation(.solicit, today: today)
    situation.employer = tenure.employer
    situation.lastDay = last
    situation.ending = tenure.ending
    situation.place = tenure.place
    situation.yearlyPay = tenure.yearlyPay
    situation.papers = papers
    let bearing = try Bearing(situation, facts: facts)
    var clocks: [ClauseClock] = []
    for standing in bearing.standings where standing.clause.confirmed && !PolicyEngine.beforeTheEnd.contains(standing.clause.kind) {
      guard let own = standing.clause.lastDay(after: last) else { continue }
      var clock = ClauseClock(clause: standing.clause, paper: standing.agreement.id, until: own, isVoid: false, note: "")
      switch standing.state {
      case .runs(let end): clock.until = end ?? own
      case .ended(let end): clock.until = end
      case .void:
        clock.isVoid = true
        clock.note = "void in \(bearing.placeShown)"
      case .likelyVoid, .doubtful: clock.note = "may not hold in \(bearing.placeShown)"
      case .notCovering, .permitted, .unconfirmed: break
      }
      if clock.until < own, clock.note.isEmpty { clock.note = "cut short by the law of \(bearing.placeShown)" }
      clocks.append(clock)
    }
    clocks.sort {
      ($0.until, $0.clause.section, $0.clause.kind.rawValue, $0.paper) < ($1.until, $1.clause.section, $1.clause.kind.rawValue, $1.paper)
    }
    return PolicyEngine.once(clocks)
  }

  /// A paper filed under several names is one: of clauses in the same words that end on one day the first stays.
  private static func once(_ clocks: [ClauseClock]) -> [ClauseClock] {
    struct Same: Hashable {
      var kind: Clause.Kind
      var section: String
      var words: [String]
      var until: Day
      var isVoid: Bool
    }
    var seen: Set<Same> = []
    return clocks.filter { clock in
      let words = Fold.words(clock.clause.quote)
      // Clauses typed by hand have no words to compare.
      if words.isEmpty { return true }
      return seen.insert(
        Same(kind: clock.clause.kind, section: clock.clause.section, words: words, until: clock.until, isVoid: clock.isVoid)
      ).inserted
    }
  }
}

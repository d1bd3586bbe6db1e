public import Book
public import Scan
import Vault

/// What happened to others who left the same employer: a year, a kind of leaving, what was asked, what came of it. There is no place for a
/// name. It is kept in your own book and leaves the program in no form.
public struct NotePrecedent: Sendable {
  /// What is noted; its employer is filled in from the job.
  public var year: Int
  /// How the work ended.
  public var ending: Tenure.Ending
  /// What was asked of them.
  public var asked: Precedent.Demand
  /// What came of it.
  public var outcome: Precedent.Outcome
  /// Known at first hand, or hearsay.
  public var isFirstHand: Bool
  /// Which job; nil for the newest.
  public var tenure: String?

  /// A precedent.
  public init(
    year: Int, ending: Tenure.Ending, asked: Precedent.Demand, outcome: Precedent.Outcome, isFirstHand: Bool, tenure: String? = nil
  ) {
    (self.year, self.ending, self.asked, self.outcome) = (year, ending, asked, outcome)
    (self.isFirstHand, self.tenure) = (isFirstHand, tenure)
  }

  /// All of them.
  public struct Noted: Report {
    /// In the order noted.
    public var precedents: [Precedent]
    /// One sentence on all.
    public var summary: String { Precedent.summary(of: precedents) }
    /// `cardcase.precedents/1`
    public var json: JSON {
      [
        "schema": "cardcase.precedents/1", "summary": .string(summary),
        "precedents": .array(
          precedents.map {
            [
              "book": .string($0.employer.name), "year": .int($0.year), "ending": .string($0.ending.rawValue),
              "asked": .string($0.asked.rawValue), "outcome": .string($0.outcome.rawValue), "first_hand": .bool($0.firstHand),
            ]
          }),
      ]
    }
  }

  /// Notes it, and lists all. Faults: `usage` for a year that is none.
  public func run(at desk: Desk) throws -> Noted {
    guard (1950...desk.today.year).contains(year) else {
      throw Fault(.usage, "\(year) is no year in which somebody left.", next: "cardcase precedent add --year \(desk.today.year - 1)")
    }
    let vault = try desk.open()
    let job = try Tenures.one(try vault.mine.read { try $0.tenures() }, tenure)
    let precedent = Precedent(employer: job.book, year: year, ending: ending, asked: asked, outcome: outcome, firstHand: isFirstHand)
    _ = try vault.mine.act("precedent", try vault.command("precedent")) { try $0.put(FactKind.precedent, precedent) }
    return try NotePrecedent.list(at: desk)
  }

  /// Lists them and changes nothing.
  public static func list(at desk: Desk) throws -> Noted { Noted(precedents: try desk.open().mine.read { try $0.precedents() }) }
}

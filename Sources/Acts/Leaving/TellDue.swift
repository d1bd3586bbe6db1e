public import Book
import Policy
public import Scan
import Vault

/// What the plan asks today and in the coming days, and which clauses still run. Writes nothing.
public struct TellDue: Sendable {
  /// How many days ahead.
  public var days: Int
  /// A week.
  public init(days: Int = 7) { self.days = days }

  /// What is due.
  public struct Due: Report {
    /// Steps of these days.
    public var steps: [Step]
    /// Clauses that have not run out, and until when; `note` is what the law of the place adds.
    public var clocks: [(name: String, section: String, kind: Clause.Kind, until: Day, isVoid: Bool, note: String)]
    /// The day.
    public var today: Day
    /// `cardcase.due/1`
    public var json: JSON {
      [
        "schema": "cardcase.due/1", "today": .string(today.description), "steps": .array(steps.map(\.json)),
        "clocks": .array(
          clocks.map {
            [
              "name": .string($0.name), "until": .string($0.until.description), "section": .string($0.section),
              "kind": .string($0.kind.rawValue), "void": .bool($0.isVoid), "note": .string($0.note),
            ]
          }),
      ]
    }
  }

  /// Tells it.
  public func run(at desk: Desk) throws -> Due {
    let vault = try desk.open()
    let dossier = try Dossier(vault, at: desk)
    let end = desk.today.adding(days: days)
    let steps = try PlanLeave.plan(dossier).plan.steps.filter { ($0.until ?? $0.day) >= desk.today && $0.day <= end }
    let rows = try Clocks.all(vault, today: desk.today).filter { $0.clock.until >= desk.today }
    let severalJobs = Set(rows.map(\.employer)).count > 1
    let clocks = rows.map { row in
      (
        name: severalJobs ? "\(row.employer): \(row.clock.name)" : row.clock.name, section: row.clock.clause.section,
        kind: row.clock.clause.kind, until: row.clock.until, isVoid: row.clock.isVoid, note: row.clock.note
      )
    }
    return Due(steps: steps, clocks: clocks, today: desk.today)
  }
}

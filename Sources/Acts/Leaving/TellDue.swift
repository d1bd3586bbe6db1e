public import Book
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
    /// Clauses that run, and until when.
    public var clocks: [(name: String, until: Day)]
    /// The day.
    public var today: Day
    /// `cardcase.due/1`
    public var json: JSON {
      [
        "schema": "cardcase.due/1", "today": .string(today.description), "steps": .array(steps.map(\.json)),
        "clocks": .array(clocks.map { ["name": .string($0.name), "until": .string($0.until.description)] }),
      ]
    }
  }

  /// Tells it.
  public func run(at desk: Desk) throws -> Due {
    let dossier = try Dossier(desk.open(), at: desk)
    let end = desk.today.adding(days: days)
    let steps = try PlanLeave.plan(dossier).plan.steps.filter { ($0.until ?? $0.day) >= desk.today && $0.day <= end }
    var clocks: [(String, Day)] = []
    if let lastDay = dossier.tenure?.lastDay {
      for clause in dossier.clauses {
        if let until = clause.lastDay(after: lastDay), until >= desk.today {
          clocks.append((clause.section.isEmpty ? clause.kind.spoken : clause.section, until))
        }
      }
    }
    return Due(steps: steps, clocks: clocks, today: desk.today)
  }
}

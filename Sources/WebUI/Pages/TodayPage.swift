public import Scan

/// What the plan asks today and in the coming days, and which clauses still run.
public struct TodayPage: Sendable, Hashable {
  /// The day.
  public var today: Day
  /// Steps of these days, earliest first.
  public var steps: [StepLine]
  /// Clauses that run, and until when.
  public var clocks: [Clock]

  /// A clause that runs.
  public struct Clock: Sendable, Hashable {
    /// Its section, or what it is about.
    public var name: String
    /// Its last day.
    public var until: Day
    /// A clause and its last day.
    public init(name: String, until: Day) {
      self.name = name
      self.until = until
    }
  }

  /// What is due.
  public init(today: Day, steps: [StepLine], clocks: [Clock]) {
    self.today = today
    self.steps = steps
    self.clocks = clocks
  }

  /// The page.
  public func page() -> Page {
    Page(title: "Today", place: .today, content: content)
  }

  @Parts private var content: [Node] {
    Node.make(.h1) { "\(today.weekdayShort) \(today.spoken)" }
    if steps.isEmpty {
      Node.p { "Nothing is due this week. The whole plan stands under Leave." }
    } else {
      let part = PlanPart(steps: steps, today: today)
      for group in part.groups {
        Node.section(group.heading) { PlanPart.list(group.steps) }
      }
    }
    if !clocks.isEmpty {
      Node.section("What still runs") {
        Node.make(.ul, [.style("plain")]) {
          for clock in clocks {
            Node.make(.li) {
              Node.name(clock.name)
              " ends on "
              Node.make(.time, [.datetime(clock.until.description)]) { clock.until.spoken }
            }
          }
        }
      }
    }
  }
}

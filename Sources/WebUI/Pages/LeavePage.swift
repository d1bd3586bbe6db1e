public import Scan

/// The plan of a leave, on one sheet.
public struct LeavePage: Sendable, Hashable {
  /// The employer's name.
  public var employer: String
  /// The last day, if known.
  public var lastDay: Day?
  /// How the job ends, in a word; empty where it is not known.
  public var ending: String
  /// The place; empty where it is not known.
  public var place: String
  /// Sections of the agreement that matter; nil where no agreement was shown.
  public var sections: [String]?
  /// The day of the plan.
  public var today: Day
  /// The steps, earliest first.
  public var steps: [StepLine]
  /// People whom only the employer's systems reach.
  public var staying: [String]

  /// A plan.
  public init(
    employer: String, lastDay: Day?, ending: String = "", place: String = "", sections: [String]?, today: Day, steps: [StepLine],
    staying: [String] = []
  ) {
    self.employer = employer
    self.lastDay = lastDay
    self.ending = ending
    self.place = place
    self.sections = sections
    self.today = today
    self.steps = steps
    self.staying = staying
  }

  /// The page.
  public func page() -> Page {
    Page(title: "Leaving \(employer)", place: .leave, content: content)
  }

  @Parts private var content: [Node] {
    Node.make(.h1) {
      "Leaving "
      Node.name(employer)
    }
    Node.p(.style("quiet")) { Node.name(facts) }
    Node.p { "What you want to do is common and mostly fine. \(agreement)" }
    if steps.isEmpty {
      Node.p {
        "There is nothing to do yet. Tell me of your job: "
        Node.command("cardcase start")
      }
    }
    let part = PlanPart(steps: steps, today: today)
    for group in part.groups where !isAfter(group.steps) { section(group) }
    if let lastDay, steps.contains(where: { $0.day > lastDay }) {
      Node.p(.style("rule")) { "Last day behind you: from here only your own mail, phone and networks." }
    }
    for group in part.groups where isAfter(group.steps) { section(group) }
    if !staying.isEmpty {
      Node.section("They stay") {
        Node.p {
          Node.name(staying.joined(separator: ", "))
          ": only "
          Node.name(employer)
          "'s systems reach them. They stay behind the door."
        }
      }
    }
    Node.p(.style("quiet screen")) {
      "To stop all of it: "
      Node.command("cardcase leave stop")
    }
  }

  private func isAfter(_ steps: [StepLine]) -> Bool {
    guard let lastDay, let first = steps.first else { return false }
    return first.day > lastDay
  }

  private func section(_ group: (heading: String, steps: [StepLine])) -> Node {
    .section(group.heading) { PlanPart.list(group.steps) }
  }

  private var facts: String {
    var words: [String] = []
    if let lastDay { words.append("last day \(lastDay.weekdayShort) \(lastDay.spoken)") }
    if !ending.isEmpty { words.append(ending) }
    if !place.isEmpty { words.append(place) }
    return words.joined(separator: " · ")
  }

  private var agreement: String {
    guard let sections else { return "Your agreement decides; I have not seen it." }
    switch sections.count {
    case 0: return "I found nothing in your agreement that stands in the way."
    case 1: return "One sentence of your agreement matters\(named(sections))."
    case 2: return "Two sentences of your agreement matter\(named(sections))."
    default: return "\(sections.count) sentences of your agreement matter\(named(sections))."
    }
  }

  private func named(_ sections: [String]) -> String {
    let known = sections.filter { !$0.isEmpty }
    return known.isEmpty ? "" : ": " + known.joined(separator: ", ")
  }
}

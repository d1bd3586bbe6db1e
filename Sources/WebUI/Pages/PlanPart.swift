public import Scan

/// One step of a plan, as a page shows it.
public struct StepLine: Sendable, Hashable {
  /// From which day.
  public var day: Day
  /// To which day; nil for a single day.
  public var until: Day?
  /// To be done at once: a day named would only be today's.
  public var isNow: Bool
  /// Who and what, one sentence.
  public var text: String
  /// How, or how long: `5 min`; empty where there is nothing to say.
  public var how: String
  /// Why: a clause, a law, a custom; empty where there is nothing to say.
  public var source: String
  /// What must not be done rather than done.
  public var isRefrain: Bool

  /// A step.
  public init(
    day: Day, until: Day? = nil, isNow: Bool = false, text: String, how: String = "", source: String = "", isRefrain: Bool = false
  ) {
    self.day = day
    self.until = until
    self.isNow = isNow
    self.text = text
    self.how = how
    self.source = source
    self.isRefrain = isRefrain
  }
}

/// Steps in their order under the day on which they fall.
struct PlanPart {
  let steps: [StepLine]
  let today: Day

  /// `Today`, `Mon 23 Nov`, `Tue 24 to Fri 27 Nov`, `31 May 2027`.
  func heading(_ step: StepLine) -> String {
    if step.isNow, step.day <= today { return "Today" }
    let far = step.day.days(since: today) > 60 || step.day.year != today.year
    if far { return step.day.spoken }
    if let until = step.until, until > step.day { return "\(step.day.weekdayShort) \(step.day.day) to \(near(until))" }
    return step.day == today ? "Today" : near(step.day)
  }

  private func near(_ day: Day) -> String {
    let words = day.short.split(separator: " ")
    return "\(day.weekdayShort) \(words.prefix(2).joined(separator: " "))"
  }

  /// The steps, those of one heading together.
  var groups: [(heading: String, steps: [StepLine])] {
    var groups: [(heading: String, steps: [StepLine])] = []
    for step in steps {
      let heading = heading(step)
      if groups.last?.heading == heading { groups[groups.count - 1].steps.append(step) } else { groups.append((heading, [step])) }
    }
    return groups
  }

  /// The list of a group.
  static func list(_ steps: [StepLine]) -> Node {
    .make(.ul, [.style("steps")]) {
      for step in steps {
        Node.make(.li, [.style(step.isRefrain ? "step refrain" : "step")]) {
          Node.sign(step.isRefrain ? "–" : "☐", "box")
          Node.make(.div) {
            if step.isRefrain { Node.make(.span, [.style("quiet")]) { "Not: " } }
            Node.name(step.text)
            if !step.how.isEmpty {
              " "
              Node.make(.span, [.style("how")]) { Node.name(step.how) }
            }
            if !step.source.isEmpty { Node.make(.small) { Node.name(step.source) } }
          }
        }
      }
    }
  }
}

public import Scan

/// The leave, as dated steps.
public struct Plan: Hashable, Sendable, Codable {
  /// The employer's name.
  public var employer: String
  /// The last day.
  public var lastDay: Day?
  /// The steps, earliest first.
  public var steps: [Step]
  /// A plan.
  public init(employer: String, lastDay: Day?, steps: [Step]) {
    self.employer = employer
    self.lastDay = lastDay
    self.steps = steps
  }
}

/// One step of a plan.
public struct Step: Hashable, Sendable, Codable {
  /// Where the step falls.
  public enum Phase: String, Sendable, Codable { case now, before, lastDay = "last-day", after, later }

  /// Where it falls.
  public var phase: Phase
  /// From which day.
  public var day: Day
  /// To which day; nil for a single day.
  public var until: Day?
  /// What to do, as a sentence without a name in front.
  public var text: String
  /// How, or how long: `5 min`, `letter ready`.
  public var how: String
  /// The people it is about, by name as shown.
  public var people: [String]
  /// Their ids.
  public var ids: [Person.ID]
  /// The book the step lives in.
  public var book: BookID
  /// What must not be done rather than done (`[-]`).
  public var isRefrain: Bool
  /// Why: a clause, a law, a custom.
  public var source: String

  /// A step.
  public init(
    _ phase: Phase, day: Day, until: Day? = nil, text: String, how: String = "", people: [String] = [], ids: [Person.ID] = [],
    book: BookID = .mine,
    isRefrain: Bool = false, source: String = ""
  ) {
    self.phase = phase
    self.day = day
    self.until = until
    self.text = text
    self.how = how
    self.people = people
    self.ids = ids
    self.book = book
    self.isRefrain = isRefrain
    self.source = source
  }
}

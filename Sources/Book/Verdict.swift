public import Scan

/// The answer of the policy engine, with its reasons and sources.
public struct Verdict: Hashable, Sendable, Codable {
  /// The answers there are. Screens say them in words: see `headline`.
  public enum Answer: String, Sendable, Codable, CaseIterable {
    case open, care, wait, ask, shut, unclear
  }

  /// How a court would likely see it, going by the rulings.
  public enum Likely: String, Sendable, Codable, CaseIterable {
    case ok
    case notOk = "not_ok"
    case undecided
    case accountIsEmployees = "account_is_employees"
    case accountIsEmployers = "account_is_employers"
  }

  /// Where a reason comes from.
  public struct Source: Hashable, Sendable, Codable {
    /// The sorts of source, the strongest first.
    public enum Kind: String, Sendable, Codable, CaseIterable {
      case statute, permission, clause, ruling, terms, duty, consent, custom, facts
    }
    /// The sort.
    public var kind: Kind
    /// As it is cited: `agreement 14.2`, `Minn. Stat. 181.988`, `Aetna v. West 1952`.
    public var name: String
    /// Its date, as the data give it: of the law, the ruling, or of reading it.
    public var date: String
    /// Its address on the web; nil for a clause or a permission.
    public var url: String?
    /// Whether the fact was looked up: `yes`, `partly`, `no`.
    public var verified: Checked
    /// A source.
    public init(_ kind: Kind, _ name: String, date: String = "", url: String? = nil, verified: Checked = .yes) {
      self.kind = kind
      self.name = name
      self.date = date
      self.url = url
      self.verified = verified
    }
  }

  /// Whether a fact was looked up by whoever wrote it down.
  public enum Checked: String, Sendable, Codable, CaseIterable { case yes, partly, no }

  /// A fact that a reason used.
  public struct Fact: Hashable, Sendable, Codable {
    /// Its name: `last day`, `yearly pay`.
    public var name: String
    /// Its value as shown.
    public var value: String
    /// A fact.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Why.
  public struct Reason: Hashable, Sendable, Codable {
    /// The row of the decision table.
    public var rule: String
    /// Where it comes from.
    public var source: Source
    /// The reason as a sentence.
    public var text: String
    /// The clause's or the ruling's own words.
    public var quote: String?
    /// The facts it used.
    public var facts: [Fact]
    /// A reason.
    public init(_ rule: String, _ source: Source, _ text: String, quote: String? = nil, facts: [Fact] = []) {
      self.rule = rule
      self.source = source
      self.text = text
      self.quote = quote
      self.facts = facts
    }
  }

  /// A reason that does not count here, and why not.
  public struct SetAside: Hashable, Sendable, Codable {
    /// The reason.
    public var reason: Reason
    /// Why it does not count: `another place`, `expired on ...`, `void there`.
    public var why: String
    /// A reason set aside.
    public init(_ reason: Reason, why: String) {
      self.reason = reason
      self.why = why
    }
  }

  /// One of two courses on which the advice in the field disagrees.
  public struct Course: Hashable, Sendable, Codable {
    /// What one does.
    public var name: String
    /// What follows from it, for and against.
    public var consequence: String
    /// A course.
    public init(_ name: String, _ consequence: String) {
      self.name = name
      self.consequence = consequence
    }
  }

  /// A fact that is not known and would change the answer.
  public struct Missing: Hashable, Sendable, Codable {
    /// Its name: `agreement`, `place`, `yearly pay`.
    public var name: String
    /// The question that asks for it.
    public var question: String
    /// A missing fact.
    public init(_ name: String, _ question: String) {
      self.name = name
      self.question = question
    }
  }

  /// One of the two permissions: to keep a datum, to use it.
  public struct Permission: Hashable, Sendable, Codable {
    /// The answer.
    public var answer: Answer
    /// From which day; nil where no day decides.
    public var from: Day?
    /// A permission.
    public init(_ answer: Answer, from: Day? = nil) {
      self.answer = answer
      self.from = from
    }
  }

  /// Which facts of which place were used.
  public struct FactsUsed: Hashable, Sendable, Codable {
    /// The place as shown: `England`.
    public var place: String
    /// Its code in the policy data.
    public var code: String
    /// The day the facts were read.
    public var asOf: Day
    /// The same as the data give it, spoken: `June 2026`.
    public var spoken: String
    /// Facts of a place.
    public init(place: String, code: String, asOf: Day, spoken: String) {
      self.place = place
      self.code = code
      self.asOf = asOf
      self.spoken = spoken
    }
  }

  /// The situation's act.
  public var act: Situation.Act
  /// The answer.
  public var answer: Answer
  /// For `wait`: the first day on which it is no longer barred. For `care` before the last day: the last day.
  public var until: Day?
  /// For `ask`: whom.
  public var ask: String?
  /// Why, the deciding reason first.
  public var reasons: [Reason]
  /// When, in words, where a yes depends on it: `after your last day, 30 November 2026; before it, together with Acme`; else empty.
  public var timing = ""
  /// How to do it: conditions of a yes.
  public var conditions: [String] = []
  /// What does not count here, and why.
  public var setAside: [SetAside] = []
  /// Both courses where the advice disagrees.
  public var courses: [Course] = []
  /// What is not known and would change the answer.
  public var missing: [Missing] = []
  /// What to beware of: old facts, facts nobody looked up, a law about to change.
  public var warnings: [String] = []
  /// May the datum be kept, and from when; nil where no datum was named.
  public var keep: Permission?
  /// May it be used for this, and from when.
  public var use: Permission?
  /// The facts used; nil where the place is not known.
  public var facts: FactsUsed?
  /// What the rulings held say, or that there is none of this place.
  public var rulings: String = ""
  /// How a court would likely see it; nil where the rulings do not speak to the act.
  public var likely: Likely?

  /// A verdict.
  public init(_ act: Situation.Act, _ answer: Answer, reasons: [Reason]) {
    self.act = act
    self.answer = answer
    self.reasons = reasons
  }

  /// The answer as screens say it: `Yes, with care`, `Not before 31 May 2027`, `Ask first: Sam Whitlock`.
  public var headline: String {
    switch answer {
    case .open: "Yes"
    case .care: "Yes, with care"
    case .wait: until.map { "Not before \($0.spoken)" } ?? "Not yet"
    case .ask: "Ask first: \(ask ?? "your employer")"
    case .shut: "No"
    case .unclear: "I cannot tell yet" + (missing.first.map { ": \($0.name)" } ?? "")
    }
  }

  /// Whether it is a yes of either kind.
  public var isYes: Bool { answer == .open || answer == .care }
}

public import Book
public import Scan

/// What a message does, as a hostile reader would take it.
public enum MessageLabel: String, Sendable, Codable, CaseIterable, Comparable {
  /// Says that one left, when, where to, who takes over, thanks, how to be found; nothing more.
  case announcement
  /// Harmless alone, but a step towards business: depends on the clause and on who began.
  case borderline
  /// Asks, offers, compares, praises, or helps the reader to move.
  case solicitation

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  /// By how strict the label is.
  public static func < (a: MessageLabel, b: MessageLabel) -> Bool { a.rank < b.rank }
}

/// Words of a message that do more than announce.
public struct MessageFinding: Sendable, Hashable {
  /// The first scalar of the words in the text, counted in Unicode scalars from 0.
  public var start: Int
  /// One past the last scalar.
  public var end: Int
  /// The words as they stand.
  public var words: String
  /// The rule's name (`compare`, `invite_business`).
  public var rule: String
  /// What the words make of the message.
  public var weight: MessageLabel
  /// Why, in one sentence.
  public var why: String
  /// What to write instead; empty where it is best left out.
  public var gentler: String
}

/// A part that a plain announcement has.
public enum MessagePart: String, Sendable, Codable, CaseIterable {
  case leaving, date, destination, successor, thanks, findable, greeting, farewell, freeChoice = "free_choice", disclaimer
}

/// What is known of the one who gets the message and of the time; it can only make the judgement stricter.
public struct MessageContext: Sendable {
  /// Whether the person is or was the employer's client or prospect; nil when not known.
  public var isClient: Bool?
  /// Whether the person works for the employer.
  public var isColleague: Bool?
  /// The clauses in force on the day.
  public var clauses: [Clause]
  /// Whether it will be sent after the last day; nil when not known.
  public var afterLastDay: Bool?
  /// Whether it goes out from the employer's account.
  public var fromWorkAccount: Bool

  /// A context; what is left out is not known.
  public init(
    isClient: Bool? = nil, isColleague: Bool? = nil, clauses: [Clause] = [], afterLastDay: Bool? = nil, fromWorkAccount: Bool = false
  ) {
    self.isClient = isClient
    self.isColleague = isColleague
    self.clauses = clauses
    self.afterLastDay = afterLastDay
    self.fromWorkAccount = fromWorkAccount
  }
}

/// The judgement of one message.
public struct MessageReport: Sendable {
  /// The label.
  public var label: MessageLabel
  /// The words that made it so, in the order of the text.
  public var findings: [MessageFinding]
  /// What it announces.
  public var parts: [MessagePart]
  /// What of the context made it stricter, one sentence each.
  public var notes: [String]
  /// The text with each marked sentence said more gently or left out; what was quoted from an earlier mail is not in it.
  public var gentle: String
  /// The text as a hostile reader would quote it.
  public var readAloud: String
  /// How much the words speak for each label, 0 to 1, together 1.
  public var shares: [MessageLabel: Double]
  /// What was counted for that: words, classes of words, rules (`MessageFeatures`).
  public var features: [String]

  /// The document `cardcase.message/1`; with `all`, what was counted and what it came to.
  public func json(all: Bool = false) -> JSON {
    var members: [JSON.Member] = [
      .init("schema", "cardcase.message/1"), .init("label", .string(label.rawValue)), .init("findings", .array(findings.map(\.json))),
      .init("parts", .array(parts.map { .string($0.rawValue) })), .init("notes", .array(notes.map { .string($0) })),
      .init("gentle", .string(gentle)),
    ]
    if all {
      let shares = MessageLabel.allCases.map { JSON.Member($0.rawValue, .double(self.shares[$0] ?? 0, decimals: 3)) }
      members.append(.init("shares", .object(shares)))
      members.append(.init("features", .array(features.map { .string($0) })))
    }
    return .object(members)
  }
}

extension MessageFinding {
  var json: JSON {
    [
      "start": .int(start), "end": .int(end), "words": .string(words), "rule": .string(rule), "weight": .string(weight.rawValue),
      "why": .string(why), "gentler": .string(gentler),
    ]
  }
}

public import Scan

/// What an employer may ask for. The raw values of the first four are those of the policy data.
public enum DemandKind: String, Sendable, Codable, CaseIterable {
  case handOverAccount = "hand-over-account"
  case removeConnections = "remove-connections"
  case handOverCards = "hand-over-business-cards"
  case noTalk = "no-talk-contract"
  case passwords
  case returnProperty = "return-property"
}

/// Who writes, as far as the text tells.
public enum DemandSender: String, Sendable, Codable, CaseIterable {
  case court, regulator, lawyer
  case worksCouncil = "works_council"
  /// Human resources, a manager, a colleague.
  case employer
  /// The text does not tell.
  case unknown
}

/// What makes a letter one for a lawyer, whoever wrote it.
public enum DemandSign: String, Sendable, Codable, CaseIterable {
  case preserve
  case withoutPrejudice = "without_prejudice"
  case injunction
  case ceaseAndDesist = "cease_and_desist"
  case proceedings, claim, inquiry
  /// A demand in due form with a date by which it must be met.
  case formalDeadline = "formal_deadline"
}

/// A sign found, with its words.
public struct DemandWords: Sendable, Hashable {
  /// The sender, sign or kind it shows, as a word.
  public var shows: String
  /// The words as they stand.
  public var words: String
}

/// A letter, read.
public struct DemandReading: Sendable {
  /// Who writes.
  public var sender: DemandSender
  /// What is demanded; empty for a friendly note.
  public var kinds: [DemandKind]
  /// What weighs.
  public var signs: [DemandSign]
  /// The deadline as written, if there is one.
  public var deadline: String?
  /// The words all of this rests on.
  public var words: [DemandWords]

  /// Whether to step back: no draft, a hold, a lawyer.
  public var isGrave: Bool {
    [.court, .regulator, .lawyer, .worksCouncil].contains(sender) || !signs.isEmpty
  }
}

/// Something that bears on a demand, with where it comes from.
public struct DemandPoint: Sendable, Hashable {
  /// What it says.
  public var text: String
  /// Where it comes from: a section of terms, a statute, a clause.
  public var source: String
  /// As of when, as a date; empty where not known.
  public var date: String
  /// Whether somebody looked it up; shown as such where not.
  public var verified: Bool

  /// A point.
  public init(text: String, source: String, date: String = "", verified: Bool) {
    self.text = text
    self.source = source
    self.date = date
    self.verified = verified
  }
}

/// Names for the draft; what is left out is written as a blank to be filled in.
public struct DemandParties: Sendable {
  /// The employer's name.
  public var employer: String?
  /// Whom to write to.
  public var contact: String?
  /// Your name.
  public var name: String?
  /// The parties.
  public init(employer: String? = nil, contact: String? = nil, name: String? = nil) {
    self.employer = employer
    self.contact = contact
    self.name = name
  }
}

/// What a demand meets.
public struct DemandAnswer: Sendable {
  /// The letter, where one was read.
  public var reading: DemandReading
  /// The deadline as written, to be shown in large.
  public var deadline: String? { reading.deadline }
  /// What the services' terms say.
  public var terms: [DemandPoint]
  /// What the law of the place says.
  public var law: [DemandPoint]
  /// What the agreement says, quoted.
  public var agreement: [DemandPoint]
  /// What is owed.
  public var owed: [String]
  /// What is not.
  public var notOwed: [String]
  /// A calm draft; nil where it is better to answer nothing oneself.
  public var draft: String?
  /// What to do, in order.
  public var steps: [String]

  /// The document `cardcase.demand/1`.
  public func json() -> JSON {
    func points(_ points: [DemandPoint]) -> JSON {
      .array(
        points.map {
          [
            "text": .string($0.text), "source": .string($0.source), "date": .string($0.date),
            "verified": .string($0.verified ? "yes" : "no"),
          ]
        })
    }
    func texts(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    return [
      "schema": "cardcase.demand/1", "sender": .string(reading.sender.rawValue), "kinds": texts(reading.kinds.map(\.rawValue)),
      "signs": texts(reading.signs.map(\.rawValue)), "step_back": .bool(reading.isGrave), "deadline": .optional(reading.deadline),
      "words": .array(reading.words.map { ["shows": .string($0.shows), "words": .string($0.words)] }), "terms": points(terms),
      "law": points(law), "agreement": points(agreement), "owed": texts(owed), "not_owed": texts(notOwed), "draft": .optional(draft),
      "steps": texts(steps),
    ]
  }
}

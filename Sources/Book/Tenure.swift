public import Scan

/// Your time with one employer.
public struct Tenure: Identified, Hashable, Sendable, Codable {
  /// The id of a tenure.
  public typealias ID = Identifier<Tenure>
  /// `t`
  public static let identifierPrefix = "t"

  /// How a tenure ends.
  public enum Ending: String, Sendable, Codable, CaseIterable {
    case resigned, dismissed, laidOff = "laid-off", contractEnd = "contract-end", gardenLeave = "garden-leave", unknown
  }

  /// The id.
  public var id: ID
  /// The employer's book.
  public var book: BookID
  /// The employer's name.
  public var employer: String
  /// Mail domains of the employer.
  public var domains: [String] = []
  /// Other words by which the employer is known in labels (`Acme`).
  public var names: [String] = []
  /// Place of work as a code of the policy data (`GB-ENG`, `US-CA`); nil when not told.
  public var place: String?
  /// Yearly pay in the currency of the place, if told.
  public var yearlyPay: Int?
  /// First day.
  public var from: Day?
  /// Last day, once known.
  public var lastDay: Day?
  /// How it ends.
  public var ending: Ending = .unknown
  /// Who takes over.
  public var successor: String?
  /// Whom to ask at the employer.
  public var contact: String?
  /// May the employer's data be on this machine; nil when not asked.
  public var permission: Permission?

  /// The answer to: may this employer's data be on this machine?
  public struct Permission: Hashable, Sendable, Codable {
    /// The answers there are.
    public enum Answer: String, Sendable, Codable, CaseIterable { case writing, policy, no, unknown }
    /// The answer.
    public var answer: Answer
    /// When it was given.
    public var day: Day
    /// An answer and its day.
    public init(_ answer: Answer, day: Day) {
      self.answer = answer
      self.day = day
    }
    /// Whether the data may be kept here.
    public var allows: Bool { answer == .writing || answer == .policy }
  }

  /// A tenure of which only the employer is known.
  public init(id: ID, book: BookID, employer: String) {
    self.id = id
    self.book = book
    self.employer = employer
  }
}

/// One of your accounts.
public struct Account: Identified, Hashable, Sendable, Codable {
  /// The id of an account.
  public typealias ID = Identifier<Account>
  /// `a`
  public static let identifierPrefix = "a"

  /// The id.
  public var id: ID
  /// `mail`, `linkedin`, `phone`, `google`
  public var service: String
  /// The address, number or profile.
  public var handle: Handle
  /// The name you go by there.
  public var name: String
  /// The book of the one who pays: `mine`, or an employer's.
  public var payer: BookID
  /// Whether it ever synced with an employer's account; nil when not told.
  public var syncedWithEmployer: Bool?
  /// The address or number through which it is opened again when locked out.
  public var recovery: String?

  /// An account.
  public init(id: ID, service: String, handle: Handle, name: String = "", payer: BookID) {
    self.id = id
    self.service = service
    self.handle = handle
    self.name = name
    self.payer = payer
  }
}

/// Whether a person agreed that you keep their details.
public struct Consent: Hashable, Sendable, Codable {
  /// The person.
  public var person: Person.ID
  /// When they were asked.
  public var asked: Day?
  /// When they answered.
  public var answered: Day?
  /// Their answer; nil while there is none, which counts as no.
  public var yes: Bool?
  /// Their words, shortest sufficient.
  public var words: String
  /// A consent.
  public init(person: Person.ID, asked: Day?, answered: Day?, yes: Bool?, words: String = "") {
    self.person = person
    self.asked = asked
    self.answered = answered
    self.yes = yes
    self.words = words
  }
}

/// A book that must be preserved.
public struct Hold: Hashable, Sendable, Codable {
  /// Since when.
  public var since: Day
  /// Why: a letter, an order, a dispute expected.
  public var reason: String
  /// When it was lifted; nil while it stands.
  public var lifted: Day?
  /// A hold.
  public init(since: Day, reason: String) {
    self.since = since
    self.reason = reason
  }
}

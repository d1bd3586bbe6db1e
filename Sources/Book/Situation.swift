public import Scan

/// What is asked of the policy engine: one act towards one person, and the facts that bear on it.
///
/// Every fact that was not told is `nil` (or `.notShown`): not told is not none, and the verdict asks for it where it matters.
public struct Situation: Hashable, Sendable, Codable {
  /// What the person wants to do.
  public enum Act: String, Sendable, Codable, CaseIterable {
    /// Keep a datum in one's own book.
    case keep
    /// Tell that one leaves, when, who follows, how to be found.
    case announce
    /// Ask whether one may keep their details: itself contact.
    case askConsent = "ask-consent"
    /// Be hired or engaged by a client.
    case beHired = "be-hired"
    /// Ask for a connection on a network.
    case connect
    /// Write or post about one's work, offering nothing.
    case writeAboutWork = "write-about-work"
    /// Offer one's work, ask for business.
    case solicit
    /// Deal with somebody who came by themselves.
    case acceptUnprompted = "accept"
    /// Hire or recruit a colleague.
    case hireColleague = "hire-colleague"
    /// Hand something over that somebody demands.
    case handOver = "hand-over"
    /// Give a person's details to a third party, a new employer among them.
    case share
  }

  /// What the person is to the employer.
  public enum Relation: String, Sendable, Codable, CaseIterable {
    case client
    case formerClient = "former-client"
    case prospect
    case colleague
    case supplier
    /// Family or a friend who is none of the others.
    case personal
    /// In the trade, but nothing to the employer.
    case peer
  }

  /// How it is done.
  public enum Channel: String, Sendable, Codable, CaseIterable {
    case privateMail = "private-mail"
    case workMail = "work-mail"
    case network
    case text
    case call
    case inPerson = "in-person"
    case letter
    case publicPost = "public-post"
  }

  /// Who made the first move.
  public enum Initiator: String, Sendable, Codable, CaseIterable {
    case me
    case contact
    case newEmployer = "new-employer"
    case employer
  }

  /// Whether a paper was seen.
  public enum Shown: String, Sendable, Codable, CaseIterable {
    /// Nobody showed it or said that there is none.
    case notShown = "not-shown"
    /// The person recorded that there is none.
    case none
    /// It was read.
    case shown
  }

  /// What it is that is handed over.
  public enum Subject: String, Sendable, Codable, CaseIterable {
    case personalAccount = "personal-account"
    case workAccount = "work-account"
    case companyPage = "company-page"
    case businessCards = "business-cards"
    case customerList = "customer-list"
    case paidSeat = "paid-seat"
    case connections
  }

  /// A special place in working life that some laws treat apart.
  public enum Role: String, Sendable, Codable, CaseIterable {
    case executive, manager, health, law, technology, broadcasting, sales, student
    /// None of these.
    case other
  }

  /// The datum it is about, or by which the person is reached.
  public struct Datum: Hashable, Sendable, Codable {
    /// `email`, `phone`, `profile` ...
    public var kind: Handle.Kind
    /// It stands in an employer's system or mailbox.
    public var inEmployerSystems: Bool
    /// It stands in a source of one's own as well: phone, private mail, own network account.
    public var inOwnSources: Bool
    /// It was only ever on a paper card, or came on one.
    public var onBusinessCard: Bool
    /// The grounds known for it.
    public var grounds: [Ground]
    /// A datum.
    public init(_ kind: Handle.Kind, inEmployerSystems: Bool, inOwnSources: Bool, onBusinessCard: Bool = false, grounds: [Ground] = []) {
      self.kind = kind
      self.inEmployerSystems = inEmployerSystems
      self.inOwnSources = inOwnSources
      self.onBusinessCard = onBusinessCard
      self.grounds = grounds
    }
    /// Known from the employer's systems and from nowhere else.
    public var onlyFromEmployer: Bool { inEmployerSystems && !inOwnSources }
  }

  /// The employer's written permission.
  public struct WrittenPermission: Hashable, Sendable, Codable {
    /// What it allows.
    public var acts: [Act]
    /// When it was given.
    public var day: Day
    /// Its words, shortest sufficient.
    public var quote: String
    /// A permission.
    public init(_ acts: [Act], day: Day, quote: String) {
      self.acts = acts
      self.day = day
      self.quote = quote
    }
  }

  /// What the contact said to being kept or written to.
  public enum Wish: String, Sendable, Codable, CaseIterable {
    case notAsked = "not-asked"
    /// Asked, and no answer yet.
    case silent
    case yes
    case no
  }

  /// The act.
  public var act: Act
  /// The day asked about.
  public var today: Day
  /// The name of the person it is about, for the sentences.
  public var person: String = ""
  /// The employer's name, for the sentences.
  public var employer: String = ""
  /// Whom to ask at the employer.
  public var contactAtEmployer: String?
  /// Who takes over.
  public var successor: String?
  /// What the person is to the employer; nil when not told.
  public var relation: Relation?
  /// When the person asking last dealt with them for the employer.
  public var dealtWith: Day?
  /// Whether they knew each other before this job.
  public var knewBefore: Bool?
  /// The datum it is about.
  public var datum: Datum?
  /// Whether there is another way to reach them from one's own sources; nil when not told.
  public var hasOwnChannel: Bool?
  /// Whether the choice of people rests on an employer's data; nil when not told.
  public var targeted: Bool?
  /// How it is done.
  public var channel: Channel?
  /// What the words do, in the words of `input_vocabulary.yaml`, `content`.
  public var content: [String] = []
  /// Who made the first move.
  public var initiatedBy: Initiator?
  /// First day of work.
  public var from: Day?
  /// Last day of work; nil while none is known.
  public var lastDay: Day?
  /// How the tenure ends.
  public var ending: Tenure.Ending = .unknown
  /// Whether the agreement was seen.
  public var agreement: Shown = .notShown
  /// Whether the handbook or policy was seen.
  public var handbook: Shown = .notShown
  /// The papers that were read.
  public var papers: [Agreement] = []
  /// Place of work, as a code or a name of the policy data; nil when not told.
  public var place: String?
  /// Yearly pay in the currency of the place.
  public var yearlyPay: Int?
  /// Whether overtime must be paid (non-exempt, hourly); nil when not told.
  public var overtime: Bool?
  /// Special places in working life; nil when not told.
  public var roles: [Role]?
  /// Whether the restriction is paid for after leaving; nil when not told.
  public var compensated: Bool?
  /// Whether the goodwill of a business was sold.
  public var soldGoodwill: Bool = false
  /// What the employer allowed in writing.
  public var permissions: [WrittenPermission] = []
  /// What the employer refused in writing; the newest answer on an act counts.
  public var refusals: [WrittenPermission] = []
  /// What a policy says by the person's own account, its words not shown.
  public var policySays: [String] = []
  /// What the contact wishes.
  public var wish: Wish = .notAsked
  /// Whether the employer's book is on hold.
  public var hold: Bool = false
  /// What is handed over.
  public var subject: Subject?
  /// What is usual in the trade, in the words of the one who knows; nil when not told.
  public var usualInTrade: String?
  /// Whether the client who would hire competes with the employer; nil when not told.
  public var clientCompetes: Bool?

  /// An act on a day, with nothing else told.
  public init(_ act: Act, today: Day) {
    self.act = act
    self.today = today
  }
}

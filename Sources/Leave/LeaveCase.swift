public import Book
public import Scan

/// All that a plan is made from: the job that ends, the clauses that run, the people it is about.
public struct LeaveCase: Sendable {
  /// May a goodbye be written to this person, as Policy says.
  public enum Permission: Hashable, Sendable {
    /// Yes, or yes with care.
    case go
    /// Not before that day.
    case wait(Day)
    /// Ask somebody first.
    case ask(String)
    /// No.
    case no
  }

  /// One of the people one would hate to lose.
  public struct Someone: Hashable, Sendable {
    /// Who, and by which way of one's own.
    public var reach: Reach
    /// The book that knows them.
    public var book: BookID
    /// A customer of the employer.
    public var isCustomer: Bool
    /// Their answer to being asked; nil when not asked or not answered.
    public var consent: Bool?
    /// They were asked, and have not answered.
    public var asked: Bool
    /// One meets them anyway in the coming days (a meeting in the calendar).
    public var meets: Bool
    /// May a goodbye be written.
    public var goodbye: Permission

    /// A person of the plan.
    public init(
      reach: Reach, book: BookID, isCustomer: Bool, consent: Bool? = nil, asked: Bool = false, meets: Bool = false,
      goodbye: Permission = .go
    ) {
      self.reach = reach
      self.book = book
      self.isCustomer = isCustomer
      self.consent = consent
      self.asked = asked
      self.meets = meets
      self.goodbye = goodbye
    }
  }

  /// The employer's name as said in sentences (`Acme`).
  public var employer: String
  /// The employer's book.
  public var book: BookID
  /// The place's name, if told.
  public var place: String?
  /// How the job ends.
  public var ending: Tenure.Ending
  /// The day of the plan.
  public var today: Day
  /// The last day, if known.
  public var lastDay: Day?
  /// The clauses that count.
  public var clauses: [Clause]
  /// Whether an agreement was shown, or recorded as none.
  public var agreementKnown: Bool
  /// Whom to ask at the employer (`Sam Whitlock, HR`).
  public var contact: String?
  /// Who takes over.
  public var successor: String?
  /// How many customers there are in the employer's book, if known.
  public var customers: Int?
  /// What to mend in one's own accounts: `LinkedIn: work address off` with its minutes.
  public var accountSteps: [(text: String, how: String)]
  /// The people.
  public var people: [Someone]
  /// A hold stands on the employer's book.
  public var held: Bool

  /// A case of which only the employer and the day are known.
  public init(employer: String, book: BookID, today: Day) {
    self.employer = employer
    self.book = book
    place = nil
    ending = .unknown
    self.today = today
    lastDay = nil
    clauses = []
    agreementKnown = false
    contact = nil
    successor = nil
    customers = nil
    accountSteps = []
    people = []
    held = false
  }

  /// The clause against soliciting or serving customers, the longest-lasting first.
  public var customerClause: Clause? {
    clauses.filter { $0.kind == .nonSolicitCustomers || $0.kind == .noService }.max { ($0.months ?? 0) < ($1.months ?? 0) }
  }

  /// The clause on what to give back.
  public var returnClause: Clause? { clauses.first { $0.kind == .returnOfProperty } }
}

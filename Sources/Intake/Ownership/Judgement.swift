public import Book
import Scan

/// Whose a source is, and why.
public struct Judgement: Hashable, Sendable {
  /// Whose.
  public enum Owner: Hashable, Sendable {
    /// Yours.
    case mine
    /// That employer's.
    case employer(Tenure.ID)
    /// An employer's of whom nothing was told yet: a name or domain, or nothing.
    case unknownEmployer(String)
    /// It cannot be told: the question to ask.
    case doubtful(String)
  }

  /// What makes a source of an employer delicate.
  public enum Sensitivity: String, Hashable, Sendable {
    case none
    case workMailbox = "work-mailbox"
    case workCalendar = "work-calendar"
    case customerSystem = "customer-system"
    case workContacts = "work-contacts"

    /// For people: `a work mailbox`.
    public var spoken: String {
      switch self {
      case .none: "private"
      case .workMailbox: "a work mailbox"
      case .workCalendar: "a work calendar"
      case .customerSystem: "an export of a customer system"
      case .workContacts: "contacts kept at work"
      }
    }
  }

  /// Whose.
  public var owner: Owner
  /// Why, in plain words, the strongest first.
  public var evidence: [String]
  /// Questions that hold nothing up.
  public var questions: [String] = []
  /// What it is, if it is an employer's.
  public var sensitivity = Sensitivity.none
  /// Whether it comes from a phone of yours, whose account may have synced with an employer's.
  public var isPhone = false
  /// Which labels hold a row back: those that name one of your employers. Empty where the whole file is an employer's.
  var labelRules: [LabelRule] = []

  /// Whether it must be asked first if this may be on this machine at all.
  public var mustAsk: Bool { sensitivity == .workMailbox || sensitivity == .workCalendar || sensitivity == .customerSystem }

  /// Whether single records of the file may be held back.
  public var mayHoldRecords: Bool { !labelRules.isEmpty }

  /// Why a record does not simply go with its file; nil where it does.
  public func doubt(about card: Card) -> RowDoubt? {
    guard !labelRules.isEmpty else { return nil }
    return card.fields.categories.lazy.compactMap { doubt(label: $0) }.first
  }

  /// The doubt that a label raises; nil where it names no employer.
  func doubt(label: String) -> RowDoubt? {
    guard let rule = labelRules.first(where: { $0.names.contains { $0.fits(label: label) } }) else { return nil }
    return RowDoubt(label: label, tenure: rule.tenure, question: "Are they \(rule.employer)'s?")
  }

  /// What is said when an employer's source is to go into your own book. `employer` is the name, where it is known.
  public func refusal(path: String, employer: String?) -> Fault {
    let whose = employer.map { "\($0)'s" } ?? "an employer's"
    let tenure = employer.map { $0.contains(" ") ? "\"\($0)\"" : $0 } ?? "NAME"
    let reason = evidence.first.map { ": \($0)" } ?? ""
    let allowed = mustAsk ? " --allowed writing|policy|no|unknown" : ""
    return Fault(
      .notYours, "\(path) is \(whose)\(reason). It does not go into your own book; nothing was kept.",
      next: "cardcase import \(path.contains(" ") ? "\"\(path)\"" : path) --tenure \(tenure)\(allowed)")
  }
}

/// The words of an employer that hold a row back when a label bears them.
struct LabelRule: Hashable, Sendable {
  var names: [EmployerName]
  var tenure: Tenure.ID
  var employer: String
}

/// Why one record is held back while its file goes in.
public struct RowDoubt: Hashable, Sendable {
  /// The label that says so.
  public var label: String
  /// The employer whose it may be; nil where it is not told.
  public var tenure: Tenure.ID?
  /// What to ask.
  public var question: String

  /// A doubt.
  public init(label: String, tenure: Tenure.ID?, question: String) {
    self.label = label
    self.tenure = tenure
    self.question = question
  }
}

public import Scan

/// A letter as text: what it is about, and its words. Nothing sends it.
public struct Letter: Hashable, Sendable, Codable {
  /// The subject.
  public var subject: String
  /// The body, lines ended by line feeds.
  public var body: String
  /// A letter.
  public init(subject: String, body: String) {
    self.subject = subject
    self.body = body
  }
}

/// A neutral question to HR: it asks what the rules are, says nothing of plans and names no contact.
public struct HRQuestion: Hashable, Sendable, Codable {
  /// What may be asked.
  public enum Topic: String, Sendable, Codable, CaseIterable {
    /// The rules on contact details at the end of the work.
    case contacts
    /// Business cards and address books.
    case cards
    /// The goodbye to clients.
    case goodbye
    /// Networks and accounts.
    case accounts
    /// A clause whose meaning is not clear.
    case clause
  }

  /// The employer.
  public var employer: String
  /// To whom; nil where no name is known.
  public var contact: String?
  /// Who asks.
  public var name: String
  /// The last day, only where the employer knows it.
  public var lastDay: Day?
  /// What is asked.
  public var topics: [Topic]
  /// The clause asked about.
  public var clause: String?

  /// A question.
  public init(employer: String, contact: String? = nil, name: String, lastDay: Day? = nil, topics: [Topic], clause: String? = nil) {
    self.employer = employer
    self.contact = contact
    self.name = name
    self.lastDay = lastDay
    self.topics = topics
    self.clause = clause
  }

  /// The letter.
  public var letter: Letter {
    var questions: [String] = []
    for topic in topics {
      switch topic {
      case .contacts: questions.append("Which contact details may people keep when they leave, and which stay with \(employer)?")
      case .cards: questions.append("Business cards and address books: what is to be handed back, and may personal contacts be kept?")
      case .goodbye: questions.append("How do you like clients to be told: a joint note, and with which words? May I say how to find me?")
      case .accounts: questions.append("Are there rules for profiles and connections on networks such as LinkedIn?")
      case .clause:
        questions.append("How is \(clause ?? "the clause on customers") of my agreement meant: whom does it cover, and for how long?")
      }
    }
    let numbered = questions.enumerated().map { "\($0.offset + 1). \($0.element)" }.joined(separator: "\n")
    let when = lastDay.map { "My last day is \($0.spoken). " } ?? ""
    let body = """
      Dear \(contact ?? "all"),

      \(when)I want to do this the way you would like it done, so a short question on the rules:

      \(numbered)

      If there is a policy in writing, a copy would help. An answer in a line or two is enough.

      Thank you,
      \(name)

      """
    return Letter(subject: "A question on the rules for contacts", body: body)
  }

  /// What asking brings and costs: shown beside the letter.
  public static let bothWays = [
    "Asking is safer: a yes in writing goes before their own clause.",
    "It also tells them that you think of your contacts; a no is then a no you know of.",
    "No answer is not a yes. Its day is kept with the question.",
  ]
}

/// The employer's answer to a question, or that there was none: evidence with its date.
public struct EmployerAnswer: Hashable, Sendable, Codable {
  /// When it was asked.
  public var asked: Day
  /// When it was answered; nil while there is silence.
  public var answered: Day?
  /// The answer's own words.
  public var quote: String
  /// SHA-256 of the answer as it came, in hexadecimal; nil for one given by word of mouth.
  public var digest: String?
  /// An answer, or silence.
  public init(asked: Day, answered: Day? = nil, quote: String = "", digest: String? = nil) {
    self.asked = asked
    self.answered = answered
    self.quote = quote
    self.digest = digest
  }
}

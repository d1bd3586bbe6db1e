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

/// A neutral question to HR: it asks what the rules are, says nothing of plans or of what was done, and names no contact.
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
    /// A private phone or computer that work mail or contacts touched.
    case devices
    /// Private letters in the work mailbox.
    case mailbox
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
  /// Things one may wish to keep: `the business cards given to me`.
  public var keeps: [String]
  /// Matters whose rule is asked for: `private phones`.
  public var policies: [String]

  /// A question.
  public init(
    employer: String, contact: String? = nil, name: String, lastDay: Day? = nil, topics: [Topic], clause: String? = nil,
    keeps: [String] = [],
    policies: [String] = []
  ) {
    self.employer = employer
    self.contact = contact
    self.name = name
    self.lastDay = lastDay
    self.topics = topics
    self.clause = clause
    self.keeps = keeps
    self.policies = policies
  }

  /// The questions one by one, the specific ones first.
  public var questions: [String] {
    keeps.map { "May I keep \($0)?" } + policies.map { "What is the policy on \($0)?" } + topics.map(sentence)
  }

  private func sentence(_ topic: Topic) -> String {
    switch topic {
    case .contacts: "Which contact details may people keep when they leave, and which stay with \(employer)?"
    case .cards: "Business cards and address books: what is to be handed back, and may personal contacts be kept?"
    case .goodbye: "How do you like clients to be told: a joint note, and with which words? May I say how to find me?"
    case .accounts: "Are there rules for profiles and connections on networks such as LinkedIn?"
    case .clause: "How is \(clause ?? "the clause on customers") of my agreement meant: whom does it cover, and for how long?"
    case .devices: "Is there a rule for private phones and computers that are set up with work mail or contacts?"
    case .mailbox: "What happens to private letters in the work mailbox, and how may they be taken out?"
    }
  }

  /// The letter.
  public var letter: Letter {
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

  private static let deeds: Set<String> = [
    "copied", "exported", "downloaded", "took", "taken", "forwarded", "uploaded", "synced", "synchronised", "synchronized", "saved", "sent",
    "mailed", "emailed", "kept", "photographed", "printed", "scanned", "deleted", "wiped", "removed", "moved", "stored", "contacted",
    "wrote",
    "told", "called", "shared", "gave", "imported", "transferred",
  ]
  private static let plans: Set<String> = [
    "competitor", "competitors", "rival", "startup", "leaving", "resign", "resigning", "resignation", "quit", "quitting",
  ]
  private static let later: Set<String> = ["new", "next", "future"]
  private static let work: Set<String> = ["employer", "job", "firm", "company", "role", "position", "business"]

  /// Why a matter in the user's own words may not stand in the letter; nil where it may. A letter that asks must neither say what was done
  /// nor what is planned: it will be read by somebody who may not wish the writer well.
  public static func objection(to matter: String) -> String? {
    let words = Fold.words(matter)
    if words.isEmpty { return "There is nothing to ask in it." }
    if let word = words.first(where: deeds.contains) {
      return "\"\(matter)\" says what was done (\"\(word)\"). Name the thing alone, as it is: \"the cards given to me\"."
    }
    let next = zip(words, words.dropFirst()).first { later.contains($0.0) && work.contains($0.1) }
    if let word = words.first(where: plans.contains) ?? next.map({ "\($0.0) \($0.1)" }) {
      return "\"\(matter)\" speaks of plans (\"\(word)\"). Name the thing alone."
    }
    if matter.utf8.count > 120 { return "It is longer than a thing needs to be named." }
    return nil
  }
}

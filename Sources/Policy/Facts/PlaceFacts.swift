public import Book
public import Scan
internal import Yams

/// What the policy data hold of one place.
public struct PlaceFacts: Hashable, Sendable {
  /// What the law says of one kind of clause.
  public struct Group: Hashable, Sendable {
    /// The word of the data: `void`, `threshold`, `same_test` ...
    public var status: String
    /// As sentences.
    public var text: String
    /// What the law does, row by row.
    public var effects: [LawEffect]
    /// The longest it may last there, in months.
    public var maxMonths: Int?
    /// How long is presumed reasonable there, in months.
    public var presumedMonths: Int?
    /// What a court does with a clause that reaches too far.
    public var narrowing: String?
    /// Whether the place's own law goes before a law that the agreement names.
    public var overridesChoiceOfLaw: Bool
    /// Whom a clause can reach there: `dealt_with`, `current`.
    public var coversOnly: String?
    /// Customers that a clause cannot reach there: `brought` (by the employee).
    public var spares: [String]
    /// `barred`, `barred_if_direct`, `on_the_facts`, `open`.
    public var directSolicitation: String
    /// Whether a bare announcement is allowed there whatever the clause.
    public var announcementAllowed: Bool
    /// Where it comes from.
    public var source: Verdict.Source
  }

  /// A day on which facts of the place change.
  public struct Change: Hashable, Sendable {
    /// The day.
    public var on: Day
    /// The kinds of clause it touches.
    public var touches: [Clause.Kind]
    /// What changes.
    public var text: String
  }

  /// A line of what is known: a heading, the text, where from.
  public struct Line: Hashable, Sendable {
    /// `non-compete`, `data protection` ...
    public var topic: String
    /// The text.
    public var text: String
    /// Where it comes from.
    public var source: Verdict.Source
  }

  /// The code: `US-CA`, `GB`.
  public var code: String
  /// The name.
  public var name: String
  /// The country's code.
  public var country: String
  /// The day the facts were read (the first of the month where only the month is known).
  public var asOf: Day
  /// The same, spoken: `June 2026`.
  public var asOfSpoken: String
  /// By kind of clause.
  public var groups: [Clause.Kind: Group]
  /// The word on accepting unprompted business; nil where the data say nothing.
  public var accepting: String?
  /// `offence` or `breach`: taking an employer's personal data.
  public var taking: String?
  /// The data protection law, where one is held.
  public var dataProtection: Line?
  /// The trade secret law.
  public var tradeSecret: Line?
  /// Whether demanding log-ins of personal accounts is barred; nil where not held.
  public var protectsAccounts: Bool?
  /// The law on personal accounts.
  public var accountLaw: Line?
  /// What an employer may own there: `uploaded_contacts`, `system_contacts`, `groups`.
  public var employerOwns: [String]
  /// Whether a written duty to delete connections was enforced there.
  public var enforcesDeletion: Bool
  /// Days on which its facts change.
  public var changes: [Change]
  /// Everything, for `law PLACE`.
  public var lines: [Line]

  /// What the law there says of a kind of clause. Where the data speak of customer clauses only under the same statute, that one counts.
  public func group(_ kind: Clause.Kind) -> Group? { groups[kind] }
}

extension PlaceFacts {
  /// The groups of the data and the clauses they speak of.
  static let groupKeys: [(key: String, kind: Clause.Kind)] = [
    ("non_compete", .nonCompete), ("customer_non_solicit", .nonSolicitCustomers), ("no_service", .noService),
    ("employee_non_solicit", .nonSolicitEmployees),
  ]

  /// Reads one entry of `jurisdictions.yaml`.
  init(_ node: Node) throws(Fault) {
    guard let code = node.text("code"), let name = node.text("name"), let asOfText = node.text("as_of"), let main = node["non_compete"],
      let asOf = Day(asOfText) ?? Day(asOfText + "-01")
    else { throw Fault(.unreadable, "An entry of the policy data has no code, name, date or non_compete.") }
    self.code = code
    self.name = name
    country = node.text("country") ?? code
    self.asOf = asOf
    asOfSpoken = Day(asOfText) == nil ? asOf.spoken.split(separator: " ").dropFirst().joined(separator: " ") : asOf.spoken
    let mainSource = Verdict.Source(
      .statute, main.text("citation") ?? name, date: asOfText, url: main.list("source").first,
      verified: Verdict.Checked(words: main.text("verified") ?? "unverified"))
    var groups: [Clause.Kind: Group] = [:]
    for (key, kind) in Self.groupKeys {
      if let group = node[key], group.mapping != nil { groups[kind] = Group(group, fallback: mainSource) }
    }
    if let main = groups[.nonCompete], groups[.nonSolicitCustomers]?.status == "same_statute" {
      groups[.nonSolicitCustomers]?.maxMonths = main.maxMonths
    }
    self.groups = groups
    accepting = node.text("accepting_unprompted_business")
    let protection = node["data_protection"]
    taking = protection?.text("taking")
    dataProtection = Self.line(node, "data_protection", topic: "data protection", asOf: asOfText)
    tradeSecret = Self.line(node, "trade_secret", topic: "trade secrets", asOf: asOfText)
    protectsAccounts = node["personal_accounts"]?.truth("protected")
    accountLaw = Self.accountLine(node["personal_accounts"], asOf: asOfText)
    employerOwns = node["accounts"]?.list("employer_owns") ?? []
    enforcesDeletion = node["accounts"]?.text("deletion_duty") == "enforced"
    changes = node.rows("scheduled_changes").compactMap { row in
      guard let on = row.text("day").flatMap({ Day($0) }), let text = row.text("text") else { return nil }
      return Change(on: on, touches: row.list("touches").compactMap { word in Self.groupKeys.first { $0.key == word }?.kind }, text: text)
    }
    lines = []
    lines = Self.allLines(node, self, asOf: asOfText)
  }

  /// A fact that is either one text or a mapping with `law`, `verified`, `source`.
  private static func line(_ node: Node, _ key: String, topic: String, asOf: String) -> Line? {
    guard let value = node[key] else { return nil }
    if let text = value.scalar?.string {
      return Line(
        topic: topic, text: text, source: .init(.statute, topic, date: asOf, verified: text.contains("unverified") ? .no : .partly))
    }
    guard let text = value.text("law") ?? value.text("note") else { return nil }
    let verified = Verdict.Checked(words: value.text("verified") ?? "unverified")
    return Line(topic: topic, text: text, source: .init(.statute, topic, date: asOf, url: value.list("source").first, verified: verified))
  }

  private static func accountLine(_ node: Node?, asOf: String) -> Line? {
    guard let node, let protected = node.truth("protected") else { return nil }
    let verified = Verdict.Checked(words: (protected ? node.text("citation_verified") : node.text("law_exists_verified")) ?? "unverified")
    let text =
      protected
      ? "An employer may not demand the log-in of a personal account." : node.text("note") ?? "No law on personal accounts is known here."
    return Line(
      topic: "personal accounts", text: text,
      source: .init(
        .statute, node.text("citation") ?? "personal accounts", date: node.text("enacted") ?? asOf, url: node.list("source").first,
        verified: verified))
  }
}

extension PlaceFacts.Group {
  init(_ node: Node, fallback: Verdict.Source) {
    status = node.text("status") ?? "unclear"
    text = [node.text("summary"), node.text("note")].compactMap { $0 }.joined(separator: " ")
    maxMonths = node.whole("max_months")
    presumedMonths = node.whole("presumed_limit_months")
    narrowing = node.text("court_narrowing")
    overridesChoiceOfLaw = node.truth("own_law_overrides_choice_of_law") ?? false
    coversOnly = node.text("covers_only")
    spares = node.list("spares")
    directSolicitation = node.text("direct_solicitation") ?? "barred"
    announcementAllowed = node.text("announcement") == "allowed"
    var source = fallback
    if let citation = node.text("citation") { source.name = citation }
    if let url = node.list("source").first { source.url = url }
    source.verified = Verdict.Checked(words: node.text("verified") ?? "unverified")
    self.source = source
    effects = node.rows("effects").compactMap { LawEffect($0, fallback: source) }
  }
}

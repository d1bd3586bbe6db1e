public import Book
public import Scan
internal import Yams

/// One row of what a place's law does to a kind of clause: an effect, when all its conditions hold.
public struct LawEffect: Hashable, Sendable {
  /// What the law does.
  public enum Then: String, Sendable, CaseIterable {
    /// The clause is void.
    case void
    /// A ruling voided one, another differs.
    case likelyVoid = "likely_void"
    /// The law or its sources leave it open.
    case doubtful
  }

  /// A pay floor.
  public struct Pay: Hashable, Sendable {
    /// Whether the floor itself still frees.
    public enum Bound: String, Sendable { case below, atMost = "at_most" }
    /// On which day's amount it goes.
    public enum Measured: String, Sendable { case signed, asked, ended }
    /// An amount and the days it holds for.
    public struct Amount: Hashable, Sendable {
      /// First day.
      public var from: Day
      /// Last day; nil while open.
      public var until: Day?
      /// In the place's currency, per year.
      public var yearly: Double
    }
    /// Below the amount, or at most the amount.
    public var bound: Bound
    /// Which day counts.
    public var measured: Measured
    /// The amounts held, earliest first.
    public var amounts: [Amount]

    /// The amount that holds on a day; nil where the facts hold none.
    public func amount(on day: Day) -> Double? {
      amounts.first { $0.from <= day && ($0.until.map { day <= $0 } ?? true) }?.yearly
    }
  }

  /// The effect.
  public var then: Then
  /// As a sentence.
  public var text: String
  /// Signed on or after.
  public var signedFrom: Day?
  /// Signed before.
  public var signedBefore: Day?
  /// Asked about on or after.
  public var askedFrom: Day?
  /// Asked about before.
  public var askedBefore: Day?
  /// The pay floor.
  public var pay: Pay?
  /// Overtime must be paid.
  public var overtime: Bool?
  /// How the tenure ended.
  public var endings: [Tenure.Ending]
  /// Only for these roles.
  public var roles: [Situation.Role]
  /// Not for these roles.
  public var unlessRoles: [Situation.Role]
  /// Whether the restriction is paid for.
  public var compensated: Bool?
  /// The clause lasts more than so many months.
  public var monthsOver: Int?
  /// Where it comes from.
  public var source: Verdict.Source
}

extension LawEffect {
  /// Reads one row; `fallback` is the source of the group it stands in.
  init?(_ node: Node, fallback: Verdict.Source) {
    guard let then = node.text("then").flatMap(Then.init(rawValue:)), let text = node.text("text") else { return nil }
    self.then = then
    self.text = text
    let when = node["when"]
    func day(_ key: String) -> Day? { when?.text(key).flatMap { Day($0) } }
    signedFrom = day("signed_from")
    signedBefore = day("signed_before")
    askedFrom = day("asked_from")
    askedBefore = day("asked_before")
    pay = when?["pay"].flatMap { Pay($0) }
    overtime = when?.truth("overtime")
    endings = when?.list("ending").compactMap { Tenure.Ending(rawValue: $0) } ?? []
    roles = when?.list("roles").compactMap { Situation.Role(rawValue: $0) } ?? []
    unlessRoles = node.list("unless_roles").compactMap { Situation.Role(rawValue: $0) }
    compensated = when?.truth("compensated")
    monthsOver = when?.whole("months_over")
    source = fallback
    if let url = node.list("source").first { source.url = url }
    if let words = node.text("verified") { source.verified = Verdict.Checked(words: words) }
  }
}

extension LawEffect.Pay {
  /// Hours of a full working year, by which an hourly floor becomes a yearly one.
  static let hoursPerYear = 2080.0

  init?(_ node: Node) {
    guard let bound = node.text("void").flatMap(Bound.init(rawValue:)),
      let measured = node.text("measured").flatMap(Measured.init(rawValue:))
    else {
      return nil
    }
    self.bound = bound
    self.measured = measured
    let factor = node.text("per") == "hour" ? Self.hoursPerYear : 1
    amounts = node.rows("amounts").compactMap { row in
      guard let from = row.text("from").flatMap({ Day($0) }), let amount = row.text("amount").flatMap({ Double($0) }) else { return nil }
      return Amount(from: from, until: row.text("until").flatMap { Day($0) }, yearly: amount * factor)
    }
  }
}

extension Verdict.Checked {
  /// From the data's own words: `secondary`, `partly ...`, `unverified (general knowledge)`.
  init(words: String) {
    if words.hasPrefix("unverified") {
      self = .no
    } else if words.contains("partly") || words.contains("unverified") {
      self = .partly
    } else {
      self = .yes
    }
  }
}

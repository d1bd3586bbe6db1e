public import Scan

/// A part of an agreement or policy that bears on contacts: what kind it is, its own words, and the facts in them.
public struct Clause: Hashable, Sendable, Codable {
  /// The kinds of clause there are; the raw value is the word used in data files and JSON.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    /// A bar on working for or owning a competitor after leaving.
    case nonCompete = "non_compete"
    /// A bar on seeking the employer's customers.
    case nonSolicitCustomers = "non_solicit_customers"
    /// A bar on recruiting staff.
    case nonSolicitEmployees = "non_solicit_employees"
    /// A bar on accepting or serving customers even unasked (non-dealing).
    case noService = "no_service"
    /// A duty on secrets and lists.
    case confidentiality
    /// Give back documents, devices, lists, cards.
    case returnOfProperty = "return_of_property"
    /// A right to keep personal contacts.
    case contactsCarveOut = "contacts_carve_out"
    /// Who owns accounts and connections; deletion of connections.
    case socialMedia = "social_media"
    /// Work product belongs to the employer.
    case ipAssignment = "ip_assignment"
    /// Full time and no side work while employed.
    case outsideActivities = "outside_activities"
    /// Monitoring; no expectation of privacy in work systems.
    case acceptableUse = "acceptable_use"
    /// Paid notice away from work.
    case gardenLeave = "garden_leave"
    /// Length of notice.
    case notice
    /// No harmful statements.
    case nonDisparagement = "non_disparagement"
    /// The employer may tell the new one.
    case noticeToNewEmployer = "notice_to_new_employer"
    /// What outlives the job.
    case survival
    /// An agreed sum, or money to be paid back.
    case liquidatedDamages = "liquidated_damages"
    /// A court order without proof of loss.
    case injunctiveRelief = "injunctive_relief"
    /// Which law and which courts.
    case choiceOfLaw = "choice_of_law"
    /// A court may trim or sever.
    case bluePencil = "blue_pencil"
    /// The term runs on during a breach.
    case tolling
    /// Immunity and protected speech.
    case whistleblowerNotice = "whistleblower_notice"
  }

  /// Whom a clause covers.
  public enum Covered: String, Sendable, Codable, CaseIterable {
    /// Customers the person dealt with (in the look-back time, where one is given).
    case customersDealtWith = "customers_dealt_with"
    /// Every customer, met or not.
    case allCustomers = "all_customers"
    /// People or firms that were being won as customers.
    case prospects
    /// Customers about whom the person held confidential information.
    case customersKnownAbout = "customers_known_about"
    /// Staff of the employer.
    case staff
    /// Suppliers, agents, business partners.
    case suppliers
  }

  /// Things about contacts that a return clause, a carve-out or a confidentiality clause names.
  public enum Item: String, Sendable, Codable, CaseIterable {
    /// Business cards received.
    case businessCards = "business_cards"
    /// A rolodex or card index.
    case rolodex
    /// An address book, diary of addresses, telephone book.
    case addressBook = "address_book"
    /// A contacts directory on a device.
    case contactsDirectory = "contacts_directory"
    /// Customer or prospect lists.
    case customerList = "customer_list"
    /// Devices: phone, laptop.
    case devices
    /// Log-ins, passwords, accounts.
    case accounts
  }

  /// The kind.
  public var kind: Kind
  /// The section's number as written (`14.2`, `§ 7(b)`); empty where it has none.
  public var section: String
  /// The words that show it, as they stand.
  public var quote: String
  /// The paragraph of the text, counted from 0; nil for a clause typed by hand.
  public var paragraph: Int?
  /// How long it lasts after the last day, in months (a year is 12); nil where the text gives none.
  public var months: Int?
  /// The same in days, where the text says days or weeks (`90 days`, `365 days`); goes before `months`.
  public var days: Int?
  /// It covers dealings of the last so many months before leaving; nil where the text does not look back.
  public var lookBackMonths: Int?
  /// Whom it covers; empty where the text does not say.
  public var covers: [Covered]
  /// What it names to be returned, kept or kept secret; empty where it names none of ours.
  public var items: [Item]
  /// Territory as written, where a clause has one.
  public var territory: String?
  /// The law or the courts it names, as written (`the laws of England and Wales`).
  public var law: String?
  /// An agreed sum as written (`£10,000`), where a clause has one.
  public var sum: String?
  /// Whether the person confirmed it; clauses count only when confirmed.
  public var confirmed: Bool

  /// A clause. Facts that are left out are unknown, not none.
  public init(
    _ kind: Kind, section: String = "", quote: String = "", paragraph: Int? = nil, months: Int? = nil, days: Int? = nil,
    lookBackMonths: Int? = nil,
    covers: [Covered] = [], items: [Item] = [], territory: String? = nil, law: String? = nil, sum: String? = nil, confirmed: Bool = false
  ) {
    self.kind = kind
    self.section = section
    self.quote = quote
    self.paragraph = paragraph
    self.months = months
    self.days = days
    self.lookBackMonths = lookBackMonths
    self.covers = covers
    self.items = items
    self.territory = territory
    self.law = law
    self.sum = sum
    self.confirmed = confirmed
  }

  /// The last day on which the clause runs, counted from the last day of work; nil where it gives no time.
  /// Six months after 30 November 2026 end with 30 May 2027: on 31 May it no longer runs.
  public func lastDay(after end: Day) -> Day? {
    if let days { return end.adding(days: days) }
    return months.map { end.adding(months: $0) }
  }

  /// `agreement 14.2`, or the kind in words where the section is unknown.
  public var name: String { section.isEmpty ? kind.spoken : "agreement \(section)" }
}

extension Clause.Kind {
  /// The kind as a screen says it: `a clause against soliciting customers`.
  public var spoken: String {
    switch self {
    case .nonCompete: "the clause against competing"
    case .nonSolicitCustomers: "the clause against soliciting customers"
    case .nonSolicitEmployees: "the clause against recruiting staff"
    case .noService: "the clause against dealing with customers"
    case .confidentiality: "the confidentiality clause"
    case .returnOfProperty: "the return clause"
    case .contactsCarveOut: "the clause that lets you keep personal contacts"
    case .socialMedia: "the social media clause"
    case .ipAssignment: "the assignment of rights in work"
    case .outsideActivities: "the clause on side work"
    case .acceptableUse: "the acceptable use clause"
    case .gardenLeave: "the garden leave clause"
    case .notice: "the notice period"
    case .nonDisparagement: "the clause against harmful statements"
    case .noticeToNewEmployer: "the clause on telling a new employer"
    case .survival: "the survival clause"
    case .liquidatedDamages: "the agreed sum for a breach"
    case .injunctiveRelief: "the clause on court orders"
    case .choiceOfLaw: "the choice of law"
    case .bluePencil: "the severance clause"
    case .tolling: "the clause that extends the term"
    case .whistleblowerNotice: "the whistleblower notice"
    }
  }
}

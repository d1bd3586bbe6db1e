public import Book
public import Scan
import Vault

/// Your jobs: add one, change what is known of it, list them.
public struct EditTenure: Sendable {
  /// What may be told of a job; nil leaves it as it is.
  public struct Details: Sendable {
    /// Mail domains.
    public var domains: [String] = []
    /// Other names by which it goes.
    public var names: [String] = []
    /// Place of work, as a code or a name of the policy data.
    public var place: String?
    /// Yearly pay.
    public var pay: Int?
    /// First day.
    public var from: Day?
    /// Last day.
    public var lastDay: Day?
    /// How it ends.
    public var ending: Tenure.Ending?
    /// Who takes over.
    public var successor: String?
    /// Whom to ask there.
    public var contact: String?
    /// May its data be on this machine.
    public var permission: Tenure.Permission.Answer?
    /// Nothing told.
    public init() {}
  }

  /// The employer's name.
  public var employer: String
  /// What is told.
  public var details: Details
  /// Only change a job that is known.
  public var mustExist: Bool

  /// Adds the job, or changes it where it is known.
  public init(employer: String, details: Details = Details(), mustExist: Bool = false) {
    self.employer = employer
    self.details = details
    self.mustExist = mustExist
  }

  /// The jobs after it.
  public struct Listed: Report {
    /// Oldest first.
    public var tenures: [Tenure]
    /// `cardcase.tenure/1`
    public var json: JSON { ["schema": "cardcase.tenure/1", "tenures": .array(tenures.map(\.json))] }
  }

  /// Writes it, and lists all.
  public func run(at desk: Desk) throws -> Listed {
    let vault = try desk.open()
    let mine = try vault.mine
    let known = try mine.read { try $0.tenures() }
    var tenure: Tenure
    let command = try vault.command("tenure")
    if let old = known.first(where: { $0.answers(to: employer) }) {
      tenure = old
      try vault.ensureBook(old.book, employer: old.employer)
    } else if mustExist {
      throw Fault(.missing, "There is no job called \(employer).", next: "cardcase tenure add \"\(employer)\"")
    } else {
      guard let book = BookID.made(from: employer, taken: try vault.books.map(\.id)) else {
        throw Fault(.usage, "\(employer) cannot be the name of an employer.")
      }
      tenure = Tenure(id: desk.newID(Tenure.self), book: book, employer: employer)
      try vault.addBook(book, employer: employer)
    }
    try apply(to: &tenure, today: desk.today)
    let changed = tenure
    _ = try mine.act("tenure", command) { try $0.put(changed) }
    return Listed(tenures: try mine.read { try $0.tenures() })
  }

  private func apply(to tenure: inout Tenure, today: Day) throws {
    for domain in details.domains where !tenure.domains.contains(ASCII.lower(domain)) { tenure.domains.append(ASCII.lower(domain)) }
    for name in details.names where !tenure.names.contains(name) { tenure.names.append(name) }
    if let place = details.place {
      _ = try Places.code(place)
      tenure.place = place
    }
    if let pay = details.pay { tenure.yearlyPay = pay }
    if let from = details.from { tenure.from = from }
    if let lastDay = details.lastDay { tenure.lastDay = lastDay }
    if let ending = details.ending { tenure.ending = ending }
    if let successor = details.successor { tenure.successor = successor }
    if let contact = details.contact { tenure.contact = contact }
    if let answer = details.permission { tenure.permission = Tenure.Permission(answer, day: today) }
  }

  /// Lists the jobs and changes nothing.
  public static func list(at desk: Desk) throws -> Listed { Listed(tenures: try desk.open().mine.read { try $0.tenures() }) }
}

extension Tenure {
  var json: JSON {
    [
      "id": .string(id.description), "book": .string(book.name), "employer": .string(employer),
      "domains": .array(domains.map { .string($0) }),
      "place": .optional(place), "from": .optional(from?.description), "last_day": .optional(lastDay?.description),
      "ending": .string(ending.rawValue),
      "successor": .optional(successor), "contact": .optional(contact), "permission": .optional(permission?.answer.rawValue),
      "permission_day": .optional(permission?.day.description),
    ]
  }
}

import Ties
public import Book
import Leave
public import Scan
import Vault

/// The leave, step by step. Writes nothing: the plan is made anew from what is known each time.
public struct PlanLeave: Sendable {
  /// How many people it is about.
  public var limit: Int
  /// About the dozen.
  public init(limit: Int = 12) { self.limit = limit }

  /// The plan.
  public struct Planned: Report {
    /// The steps.
    public var plan: Plan
    /// How the job ends.
    public var ending: Tenure.Ending
    /// The place's name.
    public var place: String?
    /// The day of the plan.
    public var today: Day
    /// Sections of the agreement that matter; nil where none was shown.
    public var sections: [String]?
    /// People whom only the employer's systems reach: they stay behind the door.
    public var behindTheDoor: [String]
    /// `cardcase.plan/1`
    public var json: JSON {
      [
        "schema": "cardcase.plan/1", "employer": .string(plan.employer), "last_day": .optional(plan.lastDay?.description),
        "today": .string(today.description),
        "steps": .array(plan.steps.map(\.json)), "behind_the_door": .array(behindTheDoor.map { .string($0) }),
      ]
    }
  }

  /// Makes it.
  public func run(at desk: Desk) throws -> Planned {
    let dossier = try Dossier(desk.open(), at: desk, limit: limit)
    return try PlanLeave.plan(dossier)
  }

  /// A plan from nothing but the answers of `start`.
  static func plan(employer: String?, lastDay: Day?, ending: Tenure.Ending, today: Day) throws -> Planned {
    var leave = LeaveCase(employer: employer ?? "your employer", book: .mine, today: today)
    leave.lastDay = lastDay
    leave.ending = ending
    return Planned(plan: PlanBuilder.plan(leave), ending: ending, place: nil, today: today, sections: nil, behindTheDoor: [])
  }

  static func plan(_ dossier: Dossier) throws -> Planned {
    try dossier.vault.mine.read { try $0.refuseWhenStopped() }
    let leave = try dossier.leaveCase()
    let sections =
      dossier.agreements.isEmpty
      ? nil : leave.clauses.filter { [.nonSolicitCustomers, .noService, .returnOfProperty].contains($0.kind) }.map(\.section)
    let behind = dossier.dozen.map { dossier.reach($0.human) }.filter { $0.way == .none }.map(\.name) + dossier.onlyAtWork.map(\.name)
    return Planned(
      plan: PlanBuilder.plan(leave), ending: leave.ending, place: leave.place, today: dossier.today, sections: sections,
      behindTheDoor: behind)
  }
}

extension Step {
  /// One element of a plan's `steps`.
  var json: JSON {
    [
      "day": .string(day.description), "until": .optional(until?.description), "phase": .string(phase.rawValue), "text": .string(spoken),
      "how": .string(how), "people": .array(people.map { .string($0) }), "person": .optional(ids.count == 1 ? ids[0].description : nil),
      "ids": .array(ids.map { .string($0.description) }), "refrain": .bool(isRefrain), "book": .string(book.name),
      "source": .string(source),
    ]
  }

  /// The step as one sentence: who, and what.
  public var spoken: String {
    if people.isEmpty { return text }
    let who = people.joined(separator: ", ")
    if isRefrain { return "\(who): \(text)" }
    return phase == .before ? "\(text): \(who)" : "\(who): \(text)"
  }
}

extension Dossier {
  /// The case from which Leave makes the plan: about the dozen, or about those whom the user named.
  func leaveCase(about named: [Human]? = nil) throws -> LeaveCase {
    var leave = LeaveCase(employer: tenure?.shortName ?? "your employer", book: tenure?.book ?? .mine, today: today)
    leave.place = try tenure?.place.map { try Places.shown($0) }
    leave.ending = tenure?.ending ?? .unknown
    leave.lastDay = tenure?.lastDay
    leave.clauses = clauses
    leave.agreementKnown = !agreements.isEmpty || noAgreement
    leave.contact = tenure?.contact
    leave.successor = tenure?.successor
    leave.customers = customers.isEmpty ? nil : customers.count
    leave.held = hold.map { $0.lifted == nil } ?? false
    leave.accountSteps = workAddressesOnOwnAccounts.map { ("\($0.service): work address off, \"notify my network\" off", "2 min") }
    let hanging = try ListServices.fromVault(vault, atWork: true).services.filter { $0.note.cost >= 4 && $0.note.name != "LinkedIn" }
    leave.accountSteps += hanging.prefix(3).map { ("\($0.note.name): your own address instead of the work one", "5 min") }
    let met = try meetingsAhead()
    leave.people = try (named ?? dozen.map(\.human)).map { human in
      let consent = human.ids.compactMap { consents[$0] }.last
      return LeaveCase.Someone(
        reach: reach(human), book: human.book, isCustomer: isCustomer(human), consent: consent?.yes, asked: consent?.asked != nil,
        meets: human.ids.contains { met.contains($0) }, goodbye: try goodbye(to: human))
    }
    return leave
  }

  /// People in the employer's book whose records are customers': not colleagues, not at a domain of the employer's.
  var customers: [Human] { humans.all.filter { isCustomer($0) } }

  /// A customer of the employer, as far as its own book tells: known there with a firm, and no colleague.
  func isCustomer(_ human: Human) -> Bool {
    guard let tenure, human.id(in: tenure.book) != nil else { return false }
    let isColleague = human.handles.contains { pair in pair.handle.domain.map { tenure.domains.contains($0) } ?? false }
    return !isColleague && !isSupplier(human)
  }

  /// Somebody who only sells to the employer: no customer system holds them.
  private func isSupplier(_ human: Human) -> Bool {
    guard let tenure, let id = human.id(in: tenure.book), !customerRecords.isEmpty else { return false }
    return !customerRecords.contains(id)
  }

  /// People of some weight whom only the employer's systems reach, and who are not among the dozen.
  var onlyAtWork: [Human] {
    guard let tenure else { return [] }
    let chosen = Set(dozen.map(\.human.id))
    let active = Set(ranked.ties.people.prefix(60).map(\.key))
    return humans.all.filter { human in
      human.book == tenure.book && isCustomer(human) && !chosen.contains(human.id) && active.contains(human.id.description)
    }
  }

  /// Ids of people with whom a meeting stands in the next two weeks.
  private func meetingsAhead() throws -> Set<Person.ID> {
    var met: Set<Person.ID> = []
    let end = today.adding(days: 14)
    for registered in try vault.books where registered.isReadable {
      try vault.book(registered.id).read { reader in
        let log = try reader.encounters()
        for index in 0..<log.count where log.media[index] == .meeting {
          guard let day = log.moment(index)?.day(), day > today, day <= end else { continue }
          for place in log.recipientRange(index) {
            if let person = try reader.personID(of: log.parties[Int(log.recipients[place])].handle) { met.insert(person) }
          }
        }
      }
    }
    return met
  }
}

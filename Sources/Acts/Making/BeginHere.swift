public import Book
import Foundation
public import Scan
import Vault

/// `start`: at most seven questions, each may be skipped, then what to do today, this week, on the last day.
public struct BeginHere: Sendable {
  /// The first question onwards.
  public init() {}

  /// What came of it.
  public struct Begun: Report {
    /// The plan.
    public var planned: PlanLeave.Planned
    /// The folder of the vault; nil on an employer's computer.
    public var vault: String?
    /// The words that open a new vault when all else is lost; shown once.
    public var recovery: String?
    /// Sentences of the agreement that matter, not yet confirmed.
    public var clauses: [Clause]
    /// Things to be told before the plan.
    public var notices: [String]
    /// `cardcase.start/1`
    public var json: JSON {
      [
        "schema": "cardcase.start/1", "vault": .optional(vault), "clauses": .int(clauses.count),
        "notices": .array(notices.map { .string($0) }),
        "plan": planned.json,
      ]
    }
  }

  /// What brings somebody here.
  enum Reason: Int { case leaving, letGo, preparing, signing }

  /// The answers.
  struct Answers {
    var reason: Reason?
    var isEmployers = false
    var address: String?
    var employer: String?
    var place: String?
    var agreement: String?
    var people: [String] = []
    var lastDay: Day?
  }

  /// Asks and answers. Without a vault one is made, unless the computer is an employer's.
  public func run(at desk: Desk, asker: any Asker) async throws -> Begun {
    var notices: [String] = []
    let answers = ask(asker, today: desk.today, notices: &notices)
    let clauses = await read(answers.agreement, notices: &notices)
    if answers.isEmployers {
      notices.append("On an employer's computer I keep nothing: they may read what lies there. Use a computer of your own for the rest.")
      return Begun(planned: try withoutVault(answers, desk), vault: nil, recovery: nil, clauses: clauses, notices: notices)
    }
    var recovery: String?
    if !desk.hasVault {
      recovery = try MakeVault(addresses: [answers.address].compactMap { $0 }).run(at: desk).recovery
    } else if let address = answers.address {
      _ = try EditAccount(account: address, payer: "mine").run(at: desk)
    }
    if answers.employer != nil || answers.lastDay != nil { try keepJob(answers, desk, notices: &notices) }
    for name in answers.people {
      do { _ = try ChoosePerson(.pin, person: name).run(at: desk) } catch let fault as Fault { notices.append("\(name): \(fault.message)") }
    }
    let planned = try PlanLeave().run(at: desk)
    return Begun(planned: planned, vault: desk.path, recovery: recovery, clauses: clauses, notices: notices)
  }

  private func ask(_ asker: any Asker, today: Day, notices: inout [String]) -> Answers {
    var answers = Answers()
    let reasons = ["I am going to leave", "I was let go", "Nothing yet: I want to be prepared", "I am about to sign an agreement"]
    answers.reason = asker.choose("1 of 7   What brings you here?", from: reasons).flatMap { Reason(rawValue: $0) }
    answers.isEmployers = asker.choose("2 of 7   Whose computer is this?", from: ["Mine", "My employer's"]) == 1
    answers.address = asker.tell("3 of 7   A mail address of yours that outlives the job?")
    if let text = answers.address, !text.contains("@") {
      notices.append("\(text) is no mail address: left out.")
      answers.address = nil
    }
    if let work = asker.tell("4 of 7   Where do you work: the employer, and the country or state? (Acme, England)") {
      let parts = work.split(separator: ",", maxSplits: 1).map { ASCII.trim(String($0)) }
      answers.employer = parts.first
      if parts.count > 1 { answers.place = parts[1] }
    }
    answers.agreement = asker.tell("5 of 7   Your agreement, as a file (text, PDF, Word)?")
    let people = asker.tell("6 of 7   The people you would hate to lose, with commas between?") ?? ""
    answers.people = people.split(separator: ",").map { ASCII.trim(String($0)) }.filter { !$0.isEmpty }
    if let day = asker.tell("7 of 7   Your last day? (2026-11-30)") {
      answers.lastDay = Day(day)
      if answers.lastDay == nil { notices.append("\(day) is not a day like 2026-11-30: left out.") }
    }
    if answers.reason == .letGo { answers.lastDay = answers.lastDay ?? today }
    return answers
  }

  /// The sentences of the agreement that matter; a file that cannot be read becomes a notice, not the end.
  private func read(_ path: String?, notices: inout [String]) async -> [Clause] {
    guard let path else { return [] }
    let expanded = path.hasPrefix("~/") ? NSHomeDirectory() + path.dropFirst() : path
    do {
      let clauses = try await FindClauses(path: expanded).run().rows.map(\.clause)
      let counts: Set<Clause.Kind> = [
        .nonSolicitCustomers, .noService, .nonCompete, .nonSolicitEmployees, .confidentiality, .returnOfProperty, .contactsCarveOut,
        .socialMedia,
      ]
      notices.append("They count once you confirm them: cardcase agreement read \(path)")
      return clauses.filter { counts.contains($0.kind) }
    } catch let fault as Fault {
      notices.append(fault.message)
    } catch {
      notices.append("\(path) could not be read.")
    }
    return []
  }

  private func keepJob(_ answers: Answers, _ desk: Desk, notices: inout [String]) throws {
    var details = EditTenure.Details()
    details.lastDay = answers.lastDay
    if let place = answers.place {
      if try Places.known(place) {
        details.place = place
      } else {
        notices.append("I know nothing of the law of \(place): the place is left out.")
      }
    }
    details.ending = answers.reason == .letGo ? .dismissed : answers.reason == .leaving ? .resigned : nil
    _ = try EditTenure(employer: answers.employer ?? "Employer", details: details).run(at: desk)
  }

  private func withoutVault(_ answers: Answers, _ desk: Desk) throws -> PlanLeave.Planned {
    try PlanLeave.plan(
      employer: answers.employer, lastDay: answers.lastDay, ending: answers.reason == .letGo ? .dismissed : .unknown, today: desk.today)
  }
}

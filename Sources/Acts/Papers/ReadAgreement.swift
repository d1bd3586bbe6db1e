public import Book
public import Scan
import Vault

/// Runs the clause finder over an agreement and keeps what the user confirms.
public struct ReadAgreement: Sendable {
  /// The file; nil records that there is no agreement.
  public var path: String?
  /// Which job; nil where there is only one.
  public var tenure: String?
  /// The sort of paper.
  public var sort: Agreement.Sort
  /// The day it was signed.
  public var signed: Day?
  /// Confirm every finding (scripts).
  public var confirmsAll: Bool

  /// An agreement to be read, or none to be recorded.
  public init(path: String?, tenure: String? = nil, sort: Agreement.Sort = .contract, signed: Day? = nil, confirmsAll: Bool = false) {
    self.path = path
    self.tenure = tenure
    self.sort = sort
    self.signed = signed
    self.confirmsAll = confirmsAll
  }

  /// What counts from now on.
  public struct Kept: Report {
    /// The employer.
    public var employer: String
    /// The paper with its confirmed clauses; nil where none exists.
    public var agreement: Agreement?
    /// Findings that were not confirmed.
    public var left: Int
    /// Papers of this job that were shown before and go on counting.
    public var beside: [String] = []
    /// When each clause with a time ends, by the last day known.
    public var clocks: [(clause: Clause, ends: Day)]
    /// `cardcase.agreement/1`
    public var json: JSON {
      [
        "schema": "cardcase.agreement/1", "employer": .string(employer), "none": .bool(agreement == nil),
        "name": .optional(agreement?.name),
        "law": .optional(agreement?.law), "left": .int(left), "beside": .array(beside.map { .string($0) }),
        "clauses": .array(
          (agreement?.clauses ?? []).map {
            [
              "kind": .string($0.kind.rawValue), "section": .string($0.section), "quote": .string($0.quote),
              "months": $0.months.map { .int($0) } ?? .null, "look_back_months": $0.lookBackMonths.map { .int($0) } ?? .null,
            ]
          }),
        "clocks": .array(
          clocks.map {
            ["section": .string($0.clause.section), "kind": .string($0.clause.kind.rawValue), "until": .string($0.ends.description)]
          }),
      ]
    }
  }

  /// Reads, asks, keeps. Faults: `missing` where there is no such job, `usage` where nobody can confirm and `--yes` was not said.
  public func run(at desk: Desk) async throws -> Kept {
    let vault = try desk.open()
    let mine = try vault.mine
    let tenures = try mine.read { try $0.tenures() }
    let job = try Tenures.one(tenures, tenure)
    guard let path else {
      _ = try mine.act("agreement.none", try vault.command("agreement")) { writer in
        var profile = try writer.profile()
        if !profile.noAgreement.contains(job.id) { profile.noAgreement.append(job.id) }
        try writer.put(profile)
      }
      let papers = try mine.read { try $0.agreements() }.filter { $0.tenure == job.id }
      return Kept(employer: job.employer, agreement: nil, left: 0, beside: papers.map(\.name), clocks: [])
    }
    let found = try await FindClauses(path: path).run()
    var confirmed: [Clause] = []
    for row in found.rows {
      guard try confirmsAll || confirms(row, desk) else { continue }
      var clause = row.clause
      clause.confirmed = true
      confirmed.append(clause)
    }
    let name = String(path.split(separator: "/").last ?? Substring(path))
    let known = try mine.read { try $0.agreements() }.first { $0.tenure == job.id && $0.name == name }
    let agreement = Agreement(
      id: known?.id ?? desk.newID(Agreement.self), tenure: job.id, sort: sort, name: name, signed: signed ?? known?.signed, law: found.law,
      clauses: confirmed)
    _ = try mine.act("agreement", try vault.command("agreement")) { writer in
      try writer.put(agreement)
      // A paper shown takes back that there is none.
      var profile = try writer.profile()
      if sort != .handbook, profile.noAgreement.contains(job.id) {
        profile.noAgreement.removeAll { $0 == job.id }
        try writer.put(profile)
      }
    }
    return Kept(
      employer: job.employer, agreement: agreement, left: found.rows.count - confirmed.count, clocks: ReadAgreement.clocks(agreement, job))
  }

  private func confirms(_ row: FindClauses.Found.Row, _ desk: Desk) throws -> Bool {
    guard let asker = desk.asker else {
      throw Fault(
        .usage, "Each finding is to be confirmed before it counts, and nobody is here to do so.", next: "Say --yes to confirm all.")
    }
    let place = row.clause.section.isEmpty ? "" : "\(row.clause.section): "
    let answer = asker.choose("\(row.clause.kind.spoken)?\n  \(place)\"\(row.clause.quote)\"", from: ["Yes, that is what it says", "No"])
    return answer == 0
  }

  static func clocks(_ agreement: Agreement, _ job: Tenure) -> [(clause: Clause, ends: Day)] {
    guard let lastDay = job.lastDay else { return [] }
    return agreement.clauses.compactMap { clause in clause.lastDay(after: lastDay).map { (clause, $0) } }
  }
}

/// Finding the job that is meant.
enum Tenures {
  /// The job called `name`, or the newest one where no name is given. Faults: `missing`.
  static func one(_ tenures: [Tenure], _ name: String?) throws -> Tenure {
    if let name {
      guard let job = tenures.first(where: { $0.answers(to: name) }) else {
        throw Fault(.missing, "There is no job called \(name).", next: "cardcase tenure add \"\(name)\"")
      }
      return job
    }
    guard let job = tenures.last else {
      throw Fault(.missing, "No job is known yet.", next: "cardcase tenure add \"EMPLOYER\" --last-day 2026-11-30")
    }
    return job
  }
}

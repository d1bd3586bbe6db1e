import Book
public import Scan
import Vault

/// On one sheet what a lawyer needs: agreement, dates, letters, own timeline, state of the ledger, open questions. Writes nothing.
public struct PackForLawyer: Sendable {
  /// Of the newest job.
  public init() {}

  /// The sheet.
  public struct Packed: Report {
    /// Heading by heading.
    public var sections: [(heading: String, lines: [String])]
    /// `cardcase.pack/1`
    public var json: JSON {
      [
        "schema": "cardcase.pack/1",
        "sections": .array(sections.map { ["heading": .string($0.heading), "lines": .array($0.lines.map { .string($0) })] }),
      ]
    }
  }

  /// Puts it together.
  public func run(at desk: Desk) throws -> Packed {
    let vault = try desk.open()
    let dossier = try Dossier(vault, at: desk)
    var sections: [(heading: String, lines: [String])] = []
    if let job = dossier.tenure {
      sections.append(
        (
          "The job",
          [
            job.employer + (job.place.map { ", \($0)" } ?? ", place not told"),
            "From \(job.from?.spoken ?? "not told") to \(job.lastDay?.spoken ?? "not told"), \(job.ending.rawValue)",
            job.permission.map { "Asked whether its data may be on this machine: \($0.answer.rawValue), \($0.day.spoken)" }
              ?? "Never asked whether its data may be on this machine",
          ]
        ))
    }
    let clauses = dossier.agreements.flatMap { paper in paper.clauses.map { "\(paper.name) \($0.section): \"\($0.quote)\"" } }
    sections.append(
      ("The agreement", clauses.isEmpty ? [dossier.noAgreement ? "Recorded: there is none." : "Not shown to this program."] : clauses))
    sections.append(("What was done with this program", try timeline(vault)))
    let checked = try CheckLedger().run(at: desk)
    sections.append(
      (
        "The ledger",
        checked.ledgers.map {
          "\($0.book.name): \($0.entries) entries, \($0.problems.isEmpty ? "as they were written" : $0.problems.joined(separator: "; "))"
        }
      ))
    var open: [String] = []
    if dossier.tenure?.place == nil { open.append("Where is the place of work, and which law does the agreement name?") }
    if dossier.agreements.isEmpty, !dossier.noAgreement { open.append("What does the agreement say?") }
    if let hold = dossier.hold, hold.lifted == nil { open.append("A hold stands since \(hold.since.spoken): \(hold.reason)") }
    open.append("Which devices and accounts may hold data of the employer's?")
    sections.append(("Open questions", open))
    return Packed(sections: sections)
  }

  private func timeline(_ vault: Vault) throws -> [String] {
    var rows: [(Moment, String)] = []
    for registered in try vault.books where registered.isReadable {
      for act in try vault.book(registered.id).read({ try $0.acts() }) {
        rows.append((act.at, "\(act.at.day().spoken): \(act.kind), in \(registered.id.name)"))
      }
    }
    let days = rows.sorted { $0.0 < $1.0 }.map(\.1)
    return days.isEmpty ? ["Nothing yet."] : days
  }
}

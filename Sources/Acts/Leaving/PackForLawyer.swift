import Book
import Policy
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
    let answers = try vault.mine.read { try $0.employerAnswers() }.filter { $0.tenure == dossier.tenure?.id }
    if !answers.isEmpty { sections.append(("What the employer was asked, and answered", answers.map(\.line))) }
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

  /// What an act did, for somebody who does not know the program.
  private static func words(_ kind: String) -> String {
    let known = [
      "init": "the book was made", "import": "files were read in", "learn": "addresses and domains that the files told",
      "link": "the same people looked up in both books",
      "tenure": "a job was described", "tenure.add": "a job was added", "agreement": "an agreement was read",
      "agreement.none": "recorded that there is no agreement",
      "account": "an account was described", "consent": "a person's answer was recorded", "pin": "a person was named",
      "drop": "a person was left out",
      "keep": "a datum passed from the employer's book, on a ground", "edit": "a field was typed", "add": "a person was typed",
      "note": "a note was written",
      "tag": "a tag was set", "log": "a call or meeting was noted", "merge": "two records were called one person",
      "split": "two records were called two people",
      "witness": "the ledger's state was shown outside", "checkpoints": "the ledgers' states were recorded",
      "end": "the end of a book was recorded",
      "stop": "everything was stopped or resumed", "answer": "an answer was kept", "ask": "a question to the employer was kept",
      "evidence": "the employer's answer was filed",
      "policy": "answers on a policy were recorded",
    ]
    return known[kind] ?? kind
  }

  private func timeline(_ vault: Vault) throws -> [String] {
    var rows: [(Moment, String)] = []
    for registered in try vault.books where registered.isReadable {
      for act in try vault.book(registered.id).read({ try $0.acts() }) where !FactKind.neverExported.contains(act.kind) {
        rows.append(
          (
            act.at,
            "\(act.at.day().spoken): \(PackForLawyer.words(act.kind)), in \(registered.id.isMine ? "my own book" : "the book \(registered.id.name)")"
          ))
      }
    }
    let days = rows.sorted { $0.0 < $1.0 }.map(\.1)
    return days.isEmpty ? ["Nothing yet."] : days
  }
}

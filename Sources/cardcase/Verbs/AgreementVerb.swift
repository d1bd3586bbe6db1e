import Acts
public import ArgumentParser
public import Book
import Scan

/// `agreement`: what you signed.
struct AgreementVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: "What you signed: read it, or say that there is none.",
    subcommands: [Read.self, None.self, List.self],
    defaultSubcommand: List.self)

  /// `agreement read FILE`
  struct Read: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "read", abstract: "Find the clauses that bear on contacts, and confirm them.")
    @OptionGroup var common: Common
    @Argument(help: "A text, PDF or DOCX.") var file: String
    @Option(help: "Which job.") var tenure: String?
    @Option(help: "contract, handbook, severance or covenant.") var sort: Agreement.Sort = .contract
    @Option(help: "The day it was signed.") var signed: String?
    @Flag(help: "Confirm every finding.") var yes = false

    func run() async throws {
      let act = ReadAgreement(path: file, tenure: tenure, sort: sort, signed: try signed.map { try Days.read($0) }, confirmsAll: yes)
      let kept = try await act.run(at: common.desk())
      try common.show(kept) { kept.screen($0) }
    }
  }

  /// `agreement none`
  struct None: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "none", abstract: "Record that there is none.", aliases: ["--none"])
    @OptionGroup var common: Common
    @Option(help: "Which job.") var tenure: String?

    func run() async throws {
      let kept = try await ReadAgreement(path: nil, tenure: tenure).run(at: common.desk())
      try common.show(kept) { kept.screen($0) }
    }
  }

  /// `agreement`, `agreement --none`
  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "The clauses that count.", aliases: ["list"])
    @OptionGroup var common: Common
    @Flag(help: "Record that there is none.") var none = false
    @Option(help: "Which job.") var tenure: String?

    func run() async throws {
      if none {
        let kept = try await ReadAgreement(path: nil, tenure: tenure).run(at: common.desk())
        return try common.show(kept) { kept.screen($0) }
      }
      let shown = try ShowAgreements().run(at: common.desk())
      try common.show(shown) { width in
        shown.papers.flatMap { $0.screen(width) }
          + (shown.papers.isEmpty ? ["No agreement shown yet.    cardcase agreement read FILE"] : [])
      }
    }
  }
}

extension Agreement.Sort: ExpressibleByArgument {}

extension ReadAgreement.Kept {
  func screen(_ width: Int) -> [String] {
    guard let agreement else {
      if beside.isEmpty { return ["Recorded: there is no agreement with \(employer). Caution stays in order all the same."] }
      let papers = beside.joined(separator: ", ")
      return Columns.wrap("Recorded: there is no other agreement with \(employer). \(papers) stays beside it and goes on counting.", width)
        + ["Said by mistake?    cardcase undo"]
    }
    var lines = [
      "\(agreement.name): \(agreement.clauses.count) \(agreement.clauses.count == 1 ? "clause counts" : "clauses count") from now on", "",
    ]
    for clause in agreement.clauses { lines += clause.screen(width) }
    for clock in clocks {
      lines.append("\(clock.clause.section.isEmpty ? clock.clause.kind.spoken : clock.clause.section) runs until \(clock.ends.spoken)")
    }
    if left > 0 { lines.append("\(left) not confirmed: they do not count.") }
    return lines
  }
}

extension Clause {
  /// The clause with its words, on a screen.
  func screen(_ width: Int) -> [String] {
    var facts: [String] = []
    if let months { facts.append("\(months) months") }
    if let lookBackMonths { facts.append("dealings of the last \(lookBackMonths) months") }
    let head = kind.spoken + (facts.isEmpty ? "" : ", " + facts.joined(separator: ", "))
    return Columns.labelled(section, head, margin: 8, width: width) + Columns.labelled("", "\"\(quote)\"", margin: 8, width: width)
  }
}

extension ShowAgreements.Shown.Paper {
  func screen(_ width: Int) -> [String] {
    ["\(agreement.name), \(employer)\(agreement.signed.map { ", signed \($0.short)" } ?? "")"]
      + agreement.clauses.flatMap { $0.screen(width) }
  }
}

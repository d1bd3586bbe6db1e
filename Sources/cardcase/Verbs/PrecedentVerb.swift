import Acts
public import ArgumentParser
public import Book

/// `precedent`: what happened to others who left the same employer.
struct PrecedentVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "precedent", abstract: "What happened to others who left: no names, and never exported.",
    subcommands: [Add.self, List.self],
    defaultSubcommand: List.self)

  /// `precedent add`
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "add", abstract: "Note one: the year, how they left, what was asked, what came of it.",
      discussion: "For example: cardcase precedent add --year 2024 --ending resigned --asked return-cards --outcome agreed")
    @OptionGroup var common: Common
    @Option(help: "The year in which they left.") var year: Int
    @Option(help: "resigned, dismissed, laid-off, contract-end, garden-leave.") var ending: Tenure.Ending = .unknown
    @Option(help: "nothing, return-cards, delete-connections, hand-over-account, sign-paper, no-contact, lawyers-letter, court.")
    var asked: Precedent.Demand
    @Option(help: "nothing-further, agreed, gave-way, employer-gave-way, dispute, unknown.") var outcome: Precedent.Outcome = .unknown
    @Flag(help: "You heard it from others.") var hearsay = false
    @Option(help: "Which job.") var tenure: String?

    func run() throws {
      let noted = try NotePrecedent(year: year, ending: ending, asked: asked, outcome: outcome, isFirstHand: !hearsay, tenure: tenure).run(
        at: common.desk())
      try common.show(noted) { noted.screen($0) }
    }
  }

  /// `precedent`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List them.")
    @OptionGroup var common: Common
    func run() throws {
      let noted = try NotePrecedent.list(at: common.desk())
      try common.show(noted) { noted.screen($0) }
    }
  }
}

extension Precedent.Demand: ExpressibleByArgument {}
extension Precedent.Outcome: ExpressibleByArgument {}

extension NotePrecedent.Noted {
  func screen(_ width: Int) -> [String] {
    let rows = precedents.map {
      ["\($0.year)", $0.ending.rawValue, "asked: \($0.asked.rawValue)", $0.outcome.rawValue, $0.firstHand ? "" : "hearsay"]
    }
    return Columns.table(rows) + (rows.isEmpty ? [] : [""]) + Columns.wrap(summary, width) + ["No names. This is never exported."]
  }
}

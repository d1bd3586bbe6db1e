import Acts
import ArgumentParser
import Book

/// `demand`: what an employer's demand meets.
struct DemandVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "demand", abstract: "What an employer's demand meets; who writes decides.")
  @OptionGroup var common: Common
  @Argument(help: "A file with the letter, or: account, connections, cards, customers, passwords.") var letter: String
  @Option(help: "The place, where no vault tells it.") var place: String?

  func run() throws {
    let answered = try AnswerDemand(letter: letter, place: place).run(at: common.desk())
    try common.show(answered) { width in
      var lines = ["From: \(answered.sender)"]
      if let deadline = answered.deadline {
        lines += ["", "    \(answered.isGrave ? "DEADLINE" : "THEY ASK FOR IT")   \(deadline.uppercased())", ""]
      }
      for (index, step) in answered.steps.enumerated() { lines += Columns.labelled("  \(index + 1)", step, margin: 5, width: width) }
      for point in answered.points {
        lines.append("")
        lines.append(point.heading)
        for line in point.lines { lines += Columns.labelled("  -", line, margin: 4, width: width) }
      }
      if let draft = answered.draft {
        lines +=
          ["", "A draft, to be read before it is sent", ""]
          + draft.split(separator: "\n", omittingEmptySubsequences: false).flatMap { Columns.wrap("\($0)", width - 4).map { "    " + $0 } }
      }
      return lines + ["", "Information, not advice on your case. Nothing was stored."]
    }
  }
}

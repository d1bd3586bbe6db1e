import Acts
import Leave
import Ties
import ArgumentParser
import Book
import Foundation
import Scan

/// `demo`: the whole way on a made-up leaver.
struct DemoVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "demo", abstract: "The whole way with a made-up leaver, on one screen.")
  /// The other screens of the demo.
  enum Page: String, ExpressibleByArgument { case plan, letters, why, ready }

  @OptionGroup var common: Common
  @Option(help: "Another screen: plan, letters, why, ready.") var show: Page?
  @Option(help: "The folder for the demo's files.") var to = "demo-robin"

  func run() throws {
    let shown = try RunDemo(folder: to).run(at: common.desk(asks: false))
    try common.show(shown) { width in
      switch show {
      case .plan: shown.planned.screen(width)
      case .ready: shown.ready.screen(width)
      case .letters: shown.letters.flatMap { Columns.wrap($0, width) }
      case .why:
        shown.asked.flatMap { ["MAY ROBIN  \($0.question)", ""] + $0.verdict.lines(why: true) + [""] }
          + shown.ranked.screen(width, today: shown.planned.today)
      case nil: shown.screen(width)
      }
    }
  }
}

extension RunDemo.Shown {
  /// All letters, one under the other.
  var letters: [String] {
    drafted.drafts.flatMap { draft in
      ["── \(draft.name), \(draft.channel.words), checked: \(draft.label)", ""]
        + draft.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    } + drafted.left.map { "── \($0.name): no letter, \($0.why)" }
  }

  /// The one screen.
  func screen(_ width: Int) -> [String] {
    let records = imported.files.reduce(0) { $0 + $1.cards }
    var lines = ["Robin Ashford leaves Acme in ten days. All people are made up. Nothing leaves this machine.", ""]
    lines.append(" READ    \(records) contact records, \(mails) mails, \(others) meetings, chats and calls: \(people) people.")
    lines += Columns.labelled("", "Kept apart: \(keptApart.joined(separator: "; ")).", margin: 9, width: width)
    lines.append(" WHOSE   Robin's   phone, private mail, LinkedIn, chats")
    lines.append("         Acme's    work mail, Outlook, customer system, calendar: in a book of their own")
    if imported.total.held > 0 {
      lines.append("         ?         \(labelled) cards in Robin's own Google account say \"Acme\": held back, look")
    }
    lines.append("")
    let names = dozen
    for row in stride(from: 0, to: names.count, by: 4) {
      let cells = names[row..<min(row + 4, names.count)].map { Columns.pad($0, 22) }.joined()
      lines.append(" \(Columns.pad(row == 0 ? "CLOSE" : "", 8))\(cells)".trimmedRight)
    }
    let loud = ranked.ties.loud.prefix(3)
    if !loud.isEmpty {
      lines.append("         (the loudest, with \(loud.map { "\($0.mails)" }.joined(separator: ", ")) mails, are not among them)")
    }
    lines += ["", tonight(width), ""]
    for (index, asked) in asked.enumerated() {
      lines.append(
        " \(Columns.pad(index == 0 ? "MAY ROBIN" : "", 11))\(Columns.pad(asked.question, 28))\(Columns.pad(asked.headline, 26))\(asked.reason)"
          .trimmedRight)
    }
    lines.append("")
    if !planned.behindTheDoor.isEmpty { lines.append(" STAYS   \(planned.behindTheDoor.joined(separator: ", ")): behind Acme's door") }
    lines.append(" SEE     cardcase demo --show plan | letters | why | ready        all files: \(folder)/")
    lines.append(" YOURS   cardcase start                                   five minutes, no files needed")
    return lines
  }

  /// Rows held back for a label that names the employer.
  private var labelled: Int {
    imported.files.filter { !$0.books.isEmpty }.reduce(0) { $0 + $1.tally.held }
  }

  private func tonight(_ width: Int) -> String {
    let lost = ready.readiness.lost
    let threads = ready.readiness.byOneThread.map(\.name)
    let reach =
      lost == 0
      ? "all \(dozen.count == 12 ? "twelve" : "\(dozen.count)") stay in reach" : "\(dozen.count - lost) of \(dozen.count) stay in reach"
    let thread = threads.isEmpty ? "" : ", \(threads.joined(separator: ", ")) by one thread"
    return " TONIGHT if Acme switched Robin off: \(reach)\(thread)"
  }
}

extension String {
  /// Without blanks at the end.
  var trimmedRight: String {
    Columns.trimmed(self)
  }
}

extension Verdict {
  /// The verdict as lines.
  func lines(why: Bool) -> [String] { VerdictScreen.lines(self, why: why) }
}

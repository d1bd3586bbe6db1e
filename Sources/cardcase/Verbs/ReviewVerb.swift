import Acts
import ArgumentParser
import Book
import Foundation
import Scan

/// `duplicates review`: each pair to be asked about, side by side; answers line by line from the terminal or a script.
struct ReviewVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Asks about each pair, side by side: y, n, later, why.",
    discussion: "Each answer is an act of its own: cardcase undo takes back the last, cardcase undo f-... any. \"later\" decides nothing.")
  @OptionGroup var common: Common
  @Option(help: "At most so many pairs.") var limit: Int?

  func run() throws {
    let review = try ReviewPairs(limit: limit).run(at: common.desk(asks: false)) { question, number, count in
      ask(question, number, count)
    }
    try common.show(review) { _ in
      var lines = ["\(review.answers.count(where: { $0.word == .same })) joined, \(review.answers.count(where: { $0.word == .notTheSame })) kept apart, \(review.left) left for later."]
      if review.answers.contains(where: { $0.decision != nil }) {
        lines.append("Wrong?    cardcase undo    ·    cardcase duplicates decided")
      }
      return lines
    }
  }

  /// With `--json` the questions go to standard error: standard output holds one document.
  private func tell(_ text: String, end: String = "\n") {
    if json { FileHandle.standardError.write(Data((text + end).utf8)) } else { print(text, terminator: end) }
    fflush(nil)
  }

  private var json: Bool { common.json }

  private func ask(_ question: Question, _ number: Int, _ count: Int) -> ReviewPairs.Word? {
    tell("")
    tell("\(number) of \(count)")
    for line in ReviewScreen(question, width: Console.width).lines { tell(line) }
    while true {
      tell("One person? y, n, later, why, quit: ", end: "")
      guard let line = readLine(strippingNewline: true) else {
        tell("")
        return nil
      }
      switch ASCII.lower(ASCII.trim(line)) {
      case "y", "yes": return .same
      case "n", "no": return .notTheSame
      case "l", "later", "": return .later
      case "q", "quit": return nil
      case "w", "why":
        for evidence in question.evidence {
          tell("  \(evidence.bits < 0 ? "against" : "for    ")  \(evidence.text)    \(JSON.double(evidence.bits, decimals: 1).write()) bits")
        }
        if question.pairs > 1 { tell("  \(question.pairs) pairs of their records speak for it; this is the strongest.") }
      default: tell("That is none of the answers.")
      }
    }
  }
}

/// `duplicates decided`: the user's words on who is who.
struct DecidedVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decided", abstract: "What you said of who is who; undo f-... takes one back at any time.")
  @OptionGroup var common: Common

  func run() throws {
    let listed = try ListDecisions().run(at: common.desk())
    try common.show(listed) { width in
      if listed.decisions.isEmpty { return ["Nothing was decided yet."] }
      return listed.decisions.flatMap { row in
        Columns.labelled(
          row.id,
          "\(row.a.name) (\(row.a.id)) and \(row.b.name) (\(row.b.id)): \(row.word == "same" ? "one person" : "two people")\(row.book.isMine ? "" : ", in \(row.book)")",
          margin: 16, width: width)
      }
    }
  }
}

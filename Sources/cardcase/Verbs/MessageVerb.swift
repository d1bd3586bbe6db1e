import Acts
import ArgumentParser
import Book
import Scan

/// `check-message`: announcement, borderline or solicitation.
struct MessageVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check-message", abstract: "A goodbye, or something that reads like an offer.")
  @OptionGroup var common: Common
  @Argument(help: "The file; - for standard input.") var file: String
  @Flag(help: "Judge each line by itself.") var lines = false
  @Option(help: "To whom: an id, a handle, a name. The person, your clauses and the day then count.") var to: String?
  @Flag(help: "With --json: what was counted, and what it came to.") var all = false
  @Flag(help: "Print it as a hostile reader would quote it.") var readAloud = false

  func run() throws {
    let asked = CheckMessage(path: file, lines: lines, recipient: to, all: all)
    let checked = try to == nil ? asked.run() : asked.run(at: common.desk())
    if common.json {
      for report in checked { print(report.json.write(pretty: !lines)) }
      return
    }
    for report in checked {
      print(readAloud ? report.readAloud : report.screen(Console.width, brief: lines).joined(separator: "\n"))
    }
  }
}

extension CheckMessage.Checked {
  func screen(_ width: Int, brief: Bool) -> [String] {
    let head =
      switch label {
      case "announcement": "An announcement: it tells, and asks for nothing."
      case "solicitation": "It reads as asking for business."
      default: "On the border: somebody could read it as asking for business."
      }
    if brief { return ["\(Columns.pad(label, 14))\(findings.map { "\"\($0.words)\"" }.joined(separator: " "))"] }
    var lines = [head]
    for finding in findings {
      lines += Columns.labelled("  ", "\"\(finding.words)\": \(finding.why)", margin: 4, width: width)
      if let gentler = finding.gentler { lines += Columns.labelled("", "Gentler: \(gentler)", margin: 4, width: width) }
    }
    for note in notes { lines += Columns.labelled("", note, margin: 2, width: width) }
    return lines + ["This was not stored."]
  }
}

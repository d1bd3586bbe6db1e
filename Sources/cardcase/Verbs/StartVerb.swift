import Acts
import ArgumentParser
import Book

/// `start`: seven questions, then what to do.
struct StartVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "start", abstract: "Seven questions, each may be skipped; then what to do.")
  @OptionGroup var common: Common

  func run() async throws {
    let desk = try common.desk()
    if !common.json {
      print("Keep your people when you change jobs; leave what isn't yours.")
      print("Seven questions; Enter skips one. Nothing leaves this machine.\n")
    }
    let asker: any Asker = common.json ? SilentAsker() : TerminalAsker()
    let begun = try await BeginHere().run(at: desk, asker: asker)
    try common.show(begun) { begun.screen($0) }
  }
}

/// Reads answers without printing the questions, so that standard output stays one JSON document.
struct SilentAsker: Asker {
  func choose(_ question: String, from options: [String]) -> Int? {
    guard let line = readLine(strippingNewline: true), let number = Int(line), options.indices.contains(number - 1) else { return nil }
    return number - 1
  }

  func tell(_ question: String) -> String? {
    guard let line = readLine(strippingNewline: true), !line.isEmpty else { return nil }
    return line
  }
}

extension BeginHere.Begun {
  func screen(_ width: Int) -> [String] {
    var lines = [""]
    if !clauses.isEmpty {
      lines.append(
        clauses.count == 1 ? "This sentence of your agreement matters:" : "These \(clauses.count) sentences of your agreement matter:")
      for clause in clauses { lines += clause.screen(width) }
      lines.append("")
    }
    lines += planned.screen(width)
    lines.append("")
    for notice in notices { lines += Columns.labelled("Note", notice, width: width) }
    if let recovery {
      lines += ["Keep    These words open your vault when all else is lost. Write them on paper:", "        \(recovery)"]
    }
    return lines + ["Next    cardcase ready      whom you could still reach      cardcase import --how linkedin"]
  }
}

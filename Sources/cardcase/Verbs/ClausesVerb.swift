import Acts
import ArgumentParser
import Book

/// `clauses`: the sentences of a text that bear on contacts.
struct ClausesVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "clauses", abstract: "The sentences of an agreement that bear on contacts.")
  @OptionGroup var common: Common
  @Argument(help: "A text, PDF or DOCX.") var file: String
  @Flag(help: "With every paragraph's scores.") var all = false

  func run() async throws {
    let found = try await FindClauses(path: file, all: all).run()
    try common.show(found) { width in
      if found.rows.isEmpty {
        return ["None of the \(found.paragraphs) paragraphs bears on contacts, as far as I can tell. Read it yourself all the same."]
      }
      var lines = ["\(found.rows.count) sentences of \(found.paragraphs) paragraphs matter", ""]
      for row in found.rows { lines += row.clause.screen(width) }
      if !found.asks.isEmpty { lines += ["", "Before signing, ask"] }
      for ask in found.asks {
        lines += Columns.labelled(ask.section, "\(ask.finding) \(ask.ask)", margin: 8, width: width)
        if !ask.wording.isEmpty { lines += Columns.labelled("", "Wording to propose: \"\(ask.wording)\"", margin: 8, width: width) }
      }
      return lines + ["", "Information, not advice on your case. Nothing was stored."]
    }
  }
}

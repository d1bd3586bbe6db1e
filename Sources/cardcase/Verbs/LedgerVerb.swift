import Acts
import ArgumentParser
import Book
import Foundation

/// `ledger`: audit.
struct LedgerVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ledger", abstract: "The tamper-evident record.", subcommands: [Verify.self, CheckpointVerb.self, WitnessVerb.self],
    defaultSubcommand: Verify.self)

  /// `ledger verify`
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: "Recompute every entry.")
    @OptionGroup var common: Common
    @Option(help: "A checkpoint that was kept outside, as a file.")
    var against: String?

    func run() throws {
      let note = try against.map { path in
        guard let data = FileManager.default.contents(atPath: path) else { throw Fault(.missing, "There is no file \(path).") }
        return String(decoding: data, as: UTF8.self)
      }
      let checked = try CheckLedger(against: note).run(at: common.desk())
      try common.show(checked) { width in
        var lines: [String] = []
        for ledger in checked.ledgers {
          let witness = ledger.daysSinceWitness.map { "last outside witness \($0) days ago" } ?? "no outside witness yet"
          let state = ledger.problems.isEmpty ? "as it was written" : "CHANGED"
          lines.append("\(ledger.book.name): \(ledger.entries) entries, \(state); \(witness)")
          lines += ledger.problems.flatMap { Columns.labelled("", $0, width: width) }
        }
        return lines + ["Nothing can be changed quietly once a checkpoint has left this machine."]
      }
    }
  }

  /// `ledger witness`
  struct WitnessVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "witness", abstract: "Record that somebody outside saw the ledger's state.")
    @OptionGroup var common: Common
    @Option(help: "How they saw it: mail, print, timestamp.") var how = "mail"
    @Option(help: "What came back from them, as a file.") var answer: String?

    func run() throws {
      let answer = try self.answer.map { path in
        guard let data = FileManager.default.contents(atPath: path) else { throw Fault(.missing, "There is no file \(path).") }
        return String(decoding: data, as: UTF8.self)
      }
      let recorded = try RecordWitness(how: how, answer: answer).run(at: common.desk())
      try common.show(recorded) { _ in
        ["Recorded. This is what they saw:", ""] + recorded.note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      }
    }
  }

  /// `ledger checkpoint`
  struct CheckpointVerb: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "checkpoint", abstract: "A signed statement of the ledger's state.")
    @OptionGroup var common: Common
    @Option(help: "Whose ledger.")
    var book = "mine"

    func run() throws {
      guard let id = BookID(book) else { throw Fault(.usage, "\(book) is no book.") }
      let made = try MakeCheckpoint(book: id).run(at: common.desk())
      try common.show(made) { _ in made.note.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }
  }
}

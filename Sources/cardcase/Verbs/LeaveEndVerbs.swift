import Acts
import Scan
import ArgumentParser
import Book

/// `leave return`, `seal`, `unseal`, `delete`: the end of an employer's book.
enum LeaveEnd {
  static func run(_ way: EndBook.Way, _ tenure: String?, confirmed: Bool = false, _ common: Common) throws {
    let ended = try EndBook(way, tenure: tenure, confirmed: confirmed).run(at: common.desk())
    try common.show(ended) { _ in
      switch way {
      case .returned:
        [
          "Recorded: what is \(ended.employer)'s was returned on \(ended.day.spoken).",
          "Next    cardcase leave seal, and in two weeks: delete, or keep it sealed",
        ]
      case .seal: ["\(ended.employer)'s book is sealed: it can be read, and nothing is written to it any more."]
      case .unseal: ["The seal is off \(ended.employer)'s book."]
      case .delete:
        [
          "\(ended.employer)'s book is deleted: its key is overwritten, its file removed. Copies of your whole home folder may still hold it.",
          "Next    cardcase leave statement",
        ]
      }
    }
  }
}

/// `leave return`
struct ReturnCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "return", abstract: "Record that what is theirs was returned.")
  @OptionGroup var common: Common
  @Option(help: "Which job.") var tenure: String?
  func run() throws { try LeaveEnd.run(.returned, tenure, common) }
}

/// `leave seal`
struct SealCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "seal", abstract: "Nothing is written to their book any more.")
  @OptionGroup var common: Common
  @Option(help: "Which job.") var tenure: String?
  @Flag(help: "Take the seal off.") var undo = false
  func run() throws { try LeaveEnd.run(undo ? .unseal : .seal, tenure, common) }
}

/// `leave delete`
struct DeleteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "delete", abstract: "Delete their book, after the return; refused under a hold.")
  @OptionGroup var common: Common
  @Option(help: "Which job.") var tenure: String?
  @Flag(help: "Yes: this cannot be undone.") var yes = false
  func run() throws { try LeaveEnd.run(.delete, tenure, confirmed: yes, common) }
}

/// `leave statement`
struct StatementCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "statement", abstract: "The text that says what was done.")
  @OptionGroup var common: Common
  @Option(help: "Which job.") var tenure: String?
  func run() throws {
    let stated = try MakeStatement(tenure: tenure).run(at: common.desk())
    try common.show(stated) { width in
      stated.text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { Columns.wrap("\($0)", width) }
    }
  }
}

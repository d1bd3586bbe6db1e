import Acts
import ArgumentParser
import Book

/// `undo`: takes the last command back.
struct UndoVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "undo", abstract: "Take the last command back, or a decision on who is who at any later time.")
  @OptionGroup var common: Common
  @Argument(help: "A decision on who is who (f-...), at any later time: cardcase duplicates decided lists them.") var decision: String?

  func run() throws {
    let undone = try decision.map { try TakeBackDecision($0).run(at: common.desk()) } ?? UndoCommand().run(at: common.desk())
    try common.show(undone) { _ in
      ["Taken back: \(undone.verb), in \(undone.books.map { $0.isMine ? "your book" : "the book \($0.name)" }.joined(separator: " and "))."]
    }
  }
}

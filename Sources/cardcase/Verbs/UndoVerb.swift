import Acts
import ArgumentParser
import Book

/// `undo`: takes the last command back.
struct UndoVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "undo", abstract: "Take the last command back.")
  @OptionGroup var common: Common

  func run() throws {
    let undone = try UndoCommand().run(at: common.desk())
    try common.show(undone) { _ in
      ["Taken back: \(undone.verb), in \(undone.books.map { $0.isMine ? "your book" : "the book \($0.name)" }.joined(separator: " and "))."]
    }
  }
}

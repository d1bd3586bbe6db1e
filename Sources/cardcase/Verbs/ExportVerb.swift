import Acts
import ArgumentParser
import Book
import Foundation

/// `export`: leaving with everything that is yours.
struct ExportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "export", abstract: "Everything of a book: as archive (JSON), vCard or CSV.")
  @OptionGroup var common: Common
  @Argument(help: "The file to write; its ending sets the form: .json (all), .vcf, .csv; - for standard output.") var file = "-"
  @Option(help: "Whose book.") var book = "mine"

  func run() throws {
    guard let id = BookID(book) else { throw Fault(.usage, "\(book) is no book.") }
    let exported = try ExportBook(book: id, file: file).run(at: common.desk())
    if let bytes = exported.bytes {
      FileHandle.standardOutput.write(Data(bytes))
    } else {
      try common.show(exported) { _ in ["\(exported.people) people written to \(exported.file)."] }
    }
  }
}

import Acts
import ArgumentParser
import Book
import Foundation

/// `addresses`: every address in a mail archive.
struct AddressesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "addresses",
    abstract: "Every address in From, To and Cc: address, name, times in From, To, Cc, first day, last day; tab-separated.")
  @OptionGroup var common: Common
  @Argument(help: "Mail archives, or folders of them.") var paths: [String]

  func run() throws {
    let counted = try CountAddresses(paths: paths).run(at: common.desk()) { FileHandle.standardOutput.write(Data($0)) }
    for note in counted.notes.prefix(20) { Console.note(note) }
    if counted.notes.count > 20 { Console.note("and \(counted.notes.count - 20) more oddities") }
  }
}

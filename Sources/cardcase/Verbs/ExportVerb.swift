import Acts
import ArgumentParser
import Book
import Foundation

/// `export`: leaving with everything that is yours.
struct ExportVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "A book or a person in any form: archive (JSON), vCard, jCard, JSContact, CSV, LDIF.")
  @OptionGroup var common: Common
  @Argument(
    help:
      "The file to write; its ending sets the form: .json (all), .vcf, .jcard.json, .jscontact.json, .csv, .ldif; - for standard output.")
  var file = "-"
  @Option(
    name: .customLong("to"),
    help: "The form, where the ending does not say it: outlook-csv, thunderbird-csv, google-csv, ldif, vcard, jcard, jscontact.")
  var form: String?
  @Option(help: "Whose book.") var book = "mine"
  @Option(help: "That person alone: an id, a handle, a name.") var person: String?
  @Option(name: .customLong("vcard"), help: "The vCard version: 3.0 or 4.0.") var version: String?
  @Flag(help: "Tables to the letter; a cell may then be taken for a formula.") var lossless = false

  func run() throws {
    guard let id = BookID(book) else { throw Fault(.usage, "\(book) is no book.") }
    let exported = try ExportBook(book: id, file: file, form: form, person: person, version: version, safe: !lossless).run(
      at: common.desk())
    if let bytes = exported.bytes {
      FileHandle.standardOutput.write(Data(bytes))
    } else {
      try common.show(exported) { _ in
        let others = exported.others == 0 ? "" : " and \(exported.others) other \(exported.others == 1 ? "card" : "cards")"
        return ["\(exported.people) \(exported.people == 1 ? "person" : "people")\(others) written to \(exported.file)."]
      }
    }
  }
}

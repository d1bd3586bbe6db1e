import Acts
import Book
import ArgumentParser

/// `convert IN OUT`: any card format to any other.
struct ConvertVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "convert", abstract: "Any card format to any other: .vcf, .jcard.json, .jscontact.json, .csv, .ldif.")
  /// How JSContact carries what it does not know.
  enum Carriage: String, ExpressibleByArgument { case standard, collected }

  @OptionGroup var common: Common
  @Argument(help: "The file to read.") var input: String
  @Argument(help: "The file to write.") var output: String
  @Option(
    name: .customLong("to"),
    help: "The form, where the ending does not say it: outlook-csv, thunderbird-csv, google-csv, ldif, vcard, jcard, jscontact.")
  var form: String?
  @Option(name: .customLong("vcard"), help: "Change the version: 3.0 or 4.0.") var version: String?
  @Flag(help: "Write every line anew from what was parsed.") var rewrite = false
  @Flag(help: "Print what was lost.") var report = false
  @Flag(name: .customLong("jscontact-1"), help: "JSContact 1.0 instead of 2.0.") var oldJSContact = false
  @Option(help: "What JSContact does not know: standard (RFC 9555) or collected.") var carriage: Carriage = .standard
  @Flag(help: "Tables to the letter; a cell may then be taken for a formula.") var lossless = false

  func run() throws {
    let act = ConvertCards(
      input: input, output: output, form: form, version: version, rewrites: rewrite, oldJSContact: oldJSContact,
      collected: carriage == .collected,
      safe: !lossless)
    let converted = try act.run()
    try common.show(converted) { width in
      var lines = ["\(converted.cards) \(converted.cards == 1 ? "card" : "cards") written to \(output)."]
      for rejection in converted.rejections.prefix(20) {
        lines += Columns.labelled("  -", "\(rejection.place): \(rejection.reason)", margin: 4, width: width)
      }
      if report {
        for loss in converted.lost {
          lines += Columns.labelled("  -", "card \(loss.card), \(loss.property): \(loss.why)", margin: 4, width: width)
        }
      } else if !converted.lost.isEmpty {
        lines.append(
          "\(converted.lost.count) \(converted.lost.count == 1 ? "thing" : "things") the target cannot hold: --report lists them")
      }
      return lines
    }
  }
}

import Acts
import ArgumentParser
import Book

/// `law`: what is known of a place.
struct LawVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "law", abstract: "What is known of a place, as of when, from which source.")
  @OptionGroup var common: Common
  @Argument(help: "A country, state or province.") var place: [String]

  func run() throws {
    let told = try TellLaw(place: place.joined(separator: " ")).run(at: common.desk())
    try common.show(told) { _ in [told.text] }
  }
}

import Acts
public import ArgumentParser
public import Book
import Scan

/// `keep`: through the door.
struct KeepVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keep", abstract: "Through the door: from an employer's book into yours, on a named ground.")
  @OptionGroup var common: Common
  @Argument(help: "An id, a handle, a name.") var person: String
  @Option(help: "Which datum: an address, a number, a profile; may be given again.") var take: [String] = []
  @Option(help: "Why you may: given, agreed, published, had-before, employer-allows.") var ground: Ground.Kind?
  @Option(help: "The ground in your own words.") var words = ""
  @Option(help: "The day it arose.") var day: String?

  func run() throws {
    let ground = try self.ground.map { Ground($0, words: words, day: try day.map { try Days.read($0) }) }
    let kept = try KeepPerson(person: person, data: take, ground: ground).run(at: common.desk())
    try common.show(kept) { width in
      if kept.data.isEmpty { return ["Nothing of \(kept.name) is in an employer's book alone."] }
      var lines = ["\(kept.name): what an employer's book holds", ""]
      for datum in kept.data {
        let state = datum.passed ? "kept now" : datum.isYours ? "yours already" : datum.answer.screenWord
        lines += Columns.table([[datum.handle.kind.rawValue, datum.handle.raw, state]], limits: [8, 44], indent: "  ")
        if !datum.isYours, !datum.passed { lines += Columns.labelled("", datum.why, margin: 12, width: width) }
      }
      if let ground = kept.ground, kept.data.contains(where: \.passed) {
        lines += ["", "Why you may keep it: \(ground.spoken)"]
        if let excerpt = ground.excerpt { lines += Columns.labelled("Taken along", excerpt, margin: 12, width: width) }
      } else {
        lines += [
          "", "Next    cardcase keep \"\(kept.name)\" --take ADDRESS --ground given --words \"she gave me her card, Hannover 2022\"",
        ]
      }
      return lines
    }
  }
}

extension Ground.Kind: ExpressibleByArgument {}

extension Verdict.Answer {
  /// The answer as screens say it, without what follows.
  var screenWord: String {
    switch self {
    case .open: "Yes"
    case .care: "Yes, with care"
    case .wait: "Not yet"
    case .ask: "Ask first"
    case .shut: "No"
    case .unclear: "I cannot tell yet"
    }
  }
}

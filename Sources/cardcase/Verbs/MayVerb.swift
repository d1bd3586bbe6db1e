import Acts
public import ArgumentParser
public import Book

/// `may`: the verdict, its reasons and sources.
struct MayVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "may", abstract: "May you? And why.")
  @OptionGroup var common: Common
  @Argument(help: "keep, announce, ask-consent, be-hired, connect, write-about-work, solicit, accept, hire-colleague, hand-over, share.")
  var act: String?
  @Argument(help: "An id, a handle, a name.") var person: [String] = []
  @Option(help: "Situations in a file, in the closed words of the vocabulary.") var situation: String?
  @Option(help: "How: private-mail, work-mail, network, text, call, in-person, letter, public-post.") var by: Situation.Channel?
  @Flag(help: "All reasons, and what was set aside.") var why = false
  @Flag(help: "Keep the answer in the vault. A kept answer may have to be shown to the other side.") var keep = false
  @Flag(help: "Print the whole decision table.") var table = false

  func run() throws {
    if table { return print(JudgeSituations.table) }
    let desk = try common.desk()
    if let situation {
      let judged = try JudgeSituations(path: situation).run(at: desk)
      return try common.show(judged) { _ in
        judged.verdicts.map { "\($0.id): \($0.verdict.headline)\n\($0.verdict.lines(why: why).joined(separator: "\n"))" }
      }
    }
    guard let word = act, let act = Situation.Act(spoken: word) else {
      throw Fault(
        .usage, "May you what? I know: \(Situation.Act.allCases.map(\.rawValue).joined(separator: ", ")).",
        next: "cardcase may announce \"NAME\"")
    }
    guard !person.isEmpty else { throw Fault(.usage, "About whom?", next: "cardcase may \(word) \"NAME\"") }
    let answered = try AskMay(act, person: person.joined(separator: " "), channel: by, keeps: keep).run(at: desk)
    try common.show(answered) { width in
      var lines = VerdictScreen.broken(answered.screen(why: why), width)
      if why, let others = answered.precedents { lines += Columns.labelled("Others", others, margin: 11, width: width) + [""] }
      lines.append(answered.kept ? "This answer was kept. It may have to be shown to the other side." : "This question was not stored.")
      lines.append("Next    \(answered.next.map { "\($0)          " } ?? "")more: may ... --why")
      return lines
    }
  }
}

extension Situation.Channel: ExpressibleByArgument {}

extension Situation.Act {
  /// The act by its word, or one of the words people use for it.
  init?(spoken word: String) {
    let others: [String: Situation.Act] = [
      "goodbye": .announce, "tell": .announce, "ask": .askConsent, "consent": .askConsent, "hired": .beHired, "write": .writeAboutWork,
      "offer": .solicit,
      "hire": .hireColleague, "handover": .handOver, "accept-business": .acceptUnprompted,
    ]
    if let act = Situation.Act(rawValue: word) ?? others[word] { self = act } else { return nil }
  }
}

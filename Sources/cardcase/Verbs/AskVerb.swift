import Acts
public import ArgumentParser
import Book
public import Policy
import Scan

/// `ask`: find out, before anybody has to guess.
struct AskVerb: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Find out: a neutral question to HR, their answer filed, what the policy says, what a new employer may be told.",
    subcommands: [HR.self, AnswerCommand.self, PolicyCommand.self, NewEmployer.self, List.self], defaultSubcommand: List.self)

  /// `ask hr`
  struct HR: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hr", abstract: "A neutral question as a letter; writes nothing unless --keep.",
      discussion: "For example: cardcase ask hr cards goodbye --may-keep \"the business cards given to me\" --policy-on \"private phones\"")
    @OptionGroup var common: Common
    @Argument(help: "contacts, cards, goodbye, accounts, clause, devices, mailbox.") var topics: [HRQuestion.Topic] = []
    @Option(help: "A thing, named alone: the letter asks whether you may keep it; may be given again.") var mayKeep: [String] = []
    @Option(help: "A matter: the letter asks for the policy on it; may be given again.") var policyOn: [String] = []
    @Option(help: "The number of a clause to ask about.") var clause: String?
    @Flag(help: "They know that you leave: name the last day.") var known = false
    @Option(help: "Which job.") var tenure: String?
    @Flag(help: "Keep the question with its day. A kept question may have to be shown to the other side.") var keep = false

    func run() throws {
      let act = AskHR(topics: topics, clause: clause, keeps: mayKeep, policies: policyOn, isKnown: known, tenure: tenure, isKept: keep)
      let asked = try act.run(at: common.desk())
      try common.show(asked) { width in
        var lines = ["Subject: \(asked.letter.subject)", ""]
        lines += asked.letter.body.split(separator: "\n", omittingEmptySubsequences: false).flatMap { Columns.wrap(String($0), width) }
        for (index, way) in asked.bothWays.enumerated() { lines += Columns.labelled(index == 0 ? "Mind" : "", way, width: width) }
        lines.append(
          asked.kept ? "The question was kept, with today's day. It may have to be shown to the other side." : "Nothing was stored.")
        return lines + ["You send it; Cardcase sends nothing. Next    cardcase ask answer FILE --allows keep --words \"...\""]
      }
    }
  }

  /// `ask answer FILE`
  struct AnswerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "answer", abstract: "File the employer's answer as evidence with its date.",
      discussion:
        "For example: cardcase ask answer reply.eml --given 2026-11-24 --allows keep --words \"you may keep the cards given to you\"")
    @OptionGroup var common: Common
    @Argument(help: "The answer as a file; - for standard input. Left out: it was given by word of mouth.") var file: String?
    @Option(help: "The day it was given, if not today.") var given: String?
    @Option(help: "What it allows: keep, announce, ask-consent, connect ...; may be given again.") var allows: [String] = []
    @Option(help: "What it refuses; may be given again.") var refuses: [String] = []
    @Option(help: "The words that say so, as they stand in it.") var words = ""
    @Option(name: .customLong("about"), help: "A person it speaks of; may be given again. Left out: all.") var about: [String] = []
    @Option(help: "Which job.") var tenure: String?

    func run() async throws {
      let filed = try await FileAnswer(
        path: file, day: try given.map { try Days.read($0) }, words: words, allows: try AskVerb.acts(allows),
        refuses: try AskVerb.acts(refuses),
        people: about, tenure: tenure
      ).run(at: common.desk())
      try common.show(filed) { filed.screen($0) + ["Keep the original: its digest is on file."] }
    }
  }

  /// `ask policy`
  struct PolicyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "policy", abstract: "What the policy says: intellectual property, electronic communication, internet use.",
      discussion: "For example: cardcase ask policy ip-cards=yes net-profile=no --keep")
    @OptionGroup var common: Common
    @Argument(help: "ID=yes, ID=no or ID=unknown.") var answers: [String] = []
    @Option(help: "Which job.") var tenure: String?
    @Flag(help: "Keep the answers.") var keep = false

    func run() throws {
      var given: [String: AskPolicy.Answer] = [:]
      for pair in answers {
        let parts = pair.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let answer = AskPolicy.Answer(rawValue: parts[1]) else {
          throw Fault(.usage, "\(pair) is not ID=yes, ID=no or ID=unknown.", next: "cardcase ask policy ip-cards=yes")
        }
        given[parts[0]] = answer
      }
      let asked = try AskPolicy(answers: given, tenure: tenure, isKept: keep).run(at: common.desk(asks: answers.isEmpty))
      try common.show(asked) { asked.screen($0) }
    }
  }

  /// `ask new-employer`
  struct NewEmployer: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "new-employer", abstract: "What a new employer may and may not be told; writes nothing.")
    @OptionGroup var common: Common
    @Option(help: "The place, where no vault tells it.") var place: String?

    func run() throws {
      let guided = try GuideNewEmployer(place: place).run(at: common.desk())
      try common.show(guided) { guided.screen($0) }
    }
  }

  /// `ask`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "What was asked and answered, with its days.")
    @OptionGroup var common: Common
    func run() throws {
      let filed = try FileAnswer.list(at: common.desk())
      try common.show(filed) { filed.screen($0) }
    }
  }

  /// Acts by their words. Faults: `usage`.
  static func acts(_ words: [String]) throws -> [Situation.Act] {
    try words.flatMap { $0.split(separator: ",") }.map { word in
      guard let act = Situation.Act(spoken: String(word)) else {
        throw Fault(.usage, "\(word) is none of: \(Situation.Act.allCases.map(\.rawValue).joined(separator: ", ")).")
      }
      return act
    }
  }
}

extension HRQuestion.Topic: ExpressibleByArgument {}

extension FileAnswer.Filed {
  func screen(_ width: Int) -> [String] {
    if rows.isEmpty { return ["Nothing asked and nothing answered yet.    cardcase ask hr"] }
    return rows.flatMap { row -> [String] in
      let answer = row.answer
      var lines = [row.employer + (answer.asked.map { ", asked on \($0.spoken)" } ?? ", not asked")]
      lines += answer.questions.flatMap { Columns.labelled("  ?", $0, margin: 6, width: width) }
      guard let day = answer.answered else {
        return lines + ["      no answer for \(row.silentDays ?? 0) days: not a yes"]
      }
      lines.append(
        "      answered on \(day.spoken), \(answer.isWritten ? "in writing: \(answer.file)" : "by word of mouth: no permission")")
      if !answer.quote.isEmpty { lines += Columns.labelled("", "\"\(answer.quote)\"", margin: 6, width: width) }
      func said(_ head: String, _ acts: [Situation.Act]) -> [String] {
        acts.isEmpty ? [] : ["      \(head) \(acts.map(\.rawValue).joined(separator: ", "))"]
      }
      let whom = answer.people.isEmpty ? [] : ["      of \(answer.people.joined(separator: ", ")) alone"]
      return lines + said("allows", answer.allows) + said("refuses", answer.refuses) + whom
    }
  }
}

extension AskPolicy.Asked {
  func screen(_ width: Int) -> [String] {
    var lines: [String] = []
    for part in parts {
      lines += [part.title]
      for row in part.questions {
        lines += Columns.labelled(
          "  \(row.id)", row.text + (row.answer.map { "  \($0.rawValue.uppercased())" } ?? ""), margin: 17, width: width)
      }
      lines.append("")
    }
    if !says.isEmpty { lines.append("Show the words of what you answered with yes.    cardcase agreement read --sort handbook FILE") }
    lines.append(open == 0 ? "All answered." : "\(open) open. Not read is not no: read the handbook, or ask.    cardcase ask hr")
    return lines + [kept ? "Kept. It may have to be shown to the other side." : "Nothing was stored."]
  }
}

extension GuideNewEmployer.Guided {
  func screen(_ width: Int) -> [String] {
    func block(_ head: String, _ points: [NewEmployerGuide.Point]) -> [String] {
      if points.isEmpty { return [] }
      return [head]
        + points.flatMap { point in
          Columns.labelled("  -", point.text, margin: 4, width: width)
            + (point.quote.map { Columns.labelled("", "\"\($0)\"", margin: 4, width: width) } ?? [])
            + Columns.labelled("", point.source.name, margin: 6, width: width)
        } + [""]
    }
    let general = knowsAgreement ? [] : ["No agreement shown: this is what holds in general.    cardcase agreement read FILE", ""]
    return general + block("You may tell them", guide.may) + block("You may have to tell them", guide.must)
      + block("You may not tell them", guide.mayNot) + ["If they ask all the same"]
      + Columns.labelled("", "\"\(guide.wording)\"", margin: 4, width: width) + [
        "", "Information, not advice on your case. Nothing was stored.",
      ]
  }
}

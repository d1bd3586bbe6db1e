import Acts
import ArgumentParser
import Book
import Scan
import Ties

/// `ties`, also called `dozen`: the closest people with reasons.
struct TiesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ties", abstract: "Whom you are closest to, with reasons.",
    subcommands: [Rank.self, Pin.self, Drop.self, Clear.self, Why.self],
    defaultSubcommand: Rank.self,
    aliases: ["dozen"])

  /// `ties [PATH...]`
  struct Rank: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rank", abstract: "Rank, from the vault or straight from files.", shouldDisplay: false)
    @OptionGroup var common: Common
    @Argument(help: "Mail archives or encounter tables; none: the vault.")
    var paths: [String] = []
    @Option(help: "An address of yours; may be given again.")
    var me: [String] = []
    @Option(help: "Leave out what came after this day.")
    var asOf: String?
    @Option(help: "How many.")
    var limit = 12
    @Flag(help: "From your own sources alone.")
    var own = false
    @Flag(help: "Firms instead of people.")
    var companies = false

    func run() throws {
      guard (1...100_000).contains(limit) else { throw Fault(.usage, "--limit is a number from 1 on.") }
      let day = try asOf.map { text in
        guard let day = Day(text) else { throw Fault(.usage, "\(text) is not a day.", next: "Write it as 2026-11-30.") }
        return day
      }
      let desk = try common.desk()
      if paths.isEmpty {
        let ranked = try RankTies(limit: limit, own: own, asOf: day, me: me).run(at: desk)
        try common.show(ranked) { ranked.screen($0, today: desk.today, companies: companies) }
      } else {
        let ranked = try RankFiles(paths: paths, me: me, asOf: day, limit: limit).run(at: desk)
        try common.show(ranked) { ranked.screen($0, today: desk.today, companies: companies) }
      }
    }
  }

  /// `ties pin NAME`
  struct Pin: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pin", abstract: "This one belongs among them; also a name you type.")
    @OptionGroup var common: Common
    @Argument var person: [String]
    func run() throws { try choose(.pin, person, common) }
  }

  /// `ties drop NAME`
  struct Drop: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "drop", abstract: "This one does not.")
    @OptionGroup var common: Common
    @Argument var person: [String]
    func run() throws { try choose(.drop, person, common) }
  }

  /// `ties clear NAME`
  struct Clear: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "clear", abstract: "Neither pinned nor left out: the ranking decides again.")
    @OptionGroup var common: Common
    @Argument var person: [String]
    func run() throws { try choose(.clear, person, common) }
  }

  /// `ties why NAME`
  struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "why", abstract: "The reasons, all of them.")
    @OptionGroup var common: Common
    @Argument var person: [String]
    @Flag(help: "With the numbers.")
    var numbers = false

    func run() throws {
      let desk = try common.desk()
      let reasons = try ExplainTie(person: person.joined(separator: " ")).run(at: desk)
      try common.show(reasons) { width in reasons.screen(width, numbers: numbers) }
    }
  }

  static func choose(_ choosing: ChoosePerson.Choosing, _ words: [String], _ common: Common) throws {
    let chosen = try ChoosePerson(choosing, person: words.joined(separator: " ")).run(at: common.desk())
    let done =
      switch choosing {
      case .pin: "is among your closest now"
      case .drop: "is left out now"
      case .clear: "stands where the ranking puts them"
      }
    try common.show(chosen) { _ in
      [
        "\(chosen.name) \(done)\(chosen.isNew ? ", in your own book by the name alone" : "").    wrong? cardcase undo"
      ]
    }
  }
}

private func choose(_ choosing: ChoosePerson.Choosing, _ words: [String], _ common: Common) throws {
  try TiesVerb.choose(choosing, words, common)
}

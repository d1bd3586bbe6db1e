import Acts
import ArgumentParser
import Book
import Leave
import Scan

/// `leave`: step by step.
struct LeaveVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "leave", abstract: "The leave, step by step.",
    subcommands: [
      PlanCommand.self, Drafts.self, Stop.self, Pack.self, ReturnCommand.self, SealCommand.self, DeleteCommand.self, StatementCommand.self,
    ], defaultSubcommand: PlanCommand.self)

  /// `leave plan`
  struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "plan", abstract: "One sheet: what to do when.")
    @OptionGroup var common: Common
    @Flag(help: "What asking and not asking each bring.") var otherWay = false

    func run() throws {
      let planned = try PlanLeave().run(at: common.desk())
      try common.show(planned) { planned.screen($0, otherWay: otherWay) }
    }
  }

  /// `leave drafts`
  struct Drafts: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "drafts", abstract: "A goodbye for each, as files you send yourself.", aliases: ["draft"])
    @OptionGroup var common: Common
    @Argument(help: "To these alone, by name or address; else to the closest.") var people: [String] = []
    @Option(help: "The folder to write to.") var to = "goodbyes"
    @Flag(inversion: .prefixedNo, help: "Only to those whom your own sources alone show to be close.") var own = true

    func run() throws {
      let drafted = try DraftLetters(folder: to, own: own, to: people).run(at: common.desk())
      try common.show(drafted) { width in
        var lines = ["\(drafted.drafts.count) drafts in \(drafted.folder). You send; Cardcase sends nothing.", ""]
        lines += Columns.table(
          drafted.drafts.map { [$0.name, $0.channel.words, $0.label, String($0.file.split(separator: "/").last ?? "")] }, indent: "  ")
        for (name, why) in drafted.left { lines += Columns.labelled("  [-]", "\(name): \(why)", margin: 6, width: width) }
        for (employer, people) in drafted.restsOn {
          lines += Columns.wrap(
            "Whom to write to rests on \(employer)'s data for \(people) of them; without --no-own your own sources alone choose.",
            width)
        }
        return lines
      }
    }
  }

  /// `leave stop`
  struct Stop: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "stop", abstract: "Stop all: nothing more is planned or drafted until you say so.")
    @OptionGroup var common: Common
    @Flag(help: "Go on again.") var resume = false

    func run() throws {
      let stopped = try StopLeave(resumes: resume).run(at: common.desk())
      try common.show(stopped) { _ in
        [stopped.isStopped ? "Stopped. No plan and no drafts until: cardcase leave stop --resume" : "It goes on.    cardcase leave plan"]
      }
    }
  }

  /// `leave pack`
  struct Pack: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "pack", abstract: "On one sheet, what a lawyer needs.")
    @OptionGroup var common: Common

    func run() throws {
      let packed = try PackForLawyer().run(at: common.desk())
      try common.show(packed) { width in
        packed.sections.flatMap { section in
          [section.heading] + section.lines.flatMap { Columns.labelled("  -", $0, margin: 4, width: width) } + [""]
        }
      }
    }
  }
}

extension Goodbye.Channel {
  /// The way as a screen says it.
  var words: String {
    switch self {
    case .mail: "mail"
    case .text: "text"
    case .network: "LinkedIn"
    }
  }
}

import Acts
public import ArgumentParser
public import Book
import Scan

/// `tenure`: your jobs.
struct TenureVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tenure", abstract: "Your jobs.", subcommands: [Add.self, Ended.self, List.self], defaultSubcommand: List.self)

  /// `tenure add EMPLOYER`: adds a job, or tells more of it.
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a job, or tell more of it.", aliases: ["set"])
    @OptionGroup var common: Common
    @Argument(help: "The employer's name.") var employer: String
    @Option(help: "A mail domain of the employer; may be given again.") var domain: [String] = []
    @Option(help: "Another name by which it goes; may be given again.") var alias: [String] = []
    @Option(help: "Place of work: England, US-CA, Texas.") var place: String?
    @Option(help: "Yearly pay.") var pay: Int?
    @Option(help: "First day.") var from: String?
    @Option(help: "Last day.") var lastDay: String?
    @Option(help: "How it ends: resigned, dismissed, laid-off, contract-end, garden-leave.") var ending: Tenure.Ending?
    @Option(help: "Who takes over.") var successor: String?
    @Option(help: "Whom to ask there.") var contact: String?
    @Option(help: "May its data be on this machine: writing, policy, no, unknown.") var allowed: Tenure.Permission.Answer?

    func run() throws {
      var details = EditTenure.Details()
      details.domains = domain
      details.names = alias
      details.place = place
      details.pay = pay
      details.from = try from.map { try Days.read($0) }
      details.lastDay = try lastDay.map { try Days.read($0) }
      details.ending = ending
      details.successor = successor
      details.contact = contact
      details.permission = allowed
      let listed = try EditTenure(employer: employer, details: details).run(at: common.desk())
      try common.show(listed) { _ in listed.screen }
    }
  }

  /// `tenure end EMPLOYER --last-day DAY`
  struct Ended: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "end", abstract: "Say how and when a job ends.")
    @OptionGroup var common: Common
    @Argument(help: "The employer's name.") var employer: String
    @Option(help: "Last day.") var lastDay: String
    @Option(help: "How: resigned, dismissed, laid-off, contract-end, garden-leave.") var ending: Tenure.Ending = .unknown

    func run() throws {
      var details = EditTenure.Details()
      details.lastDay = try Days.read(lastDay)
      details.ending = ending
      let listed = try EditTenure(employer: employer, details: details, mustExist: true).run(at: common.desk())
      try common.show(listed) { _ in listed.screen }
    }
  }

  /// `tenure`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List them.")
    @OptionGroup var common: Common
    func run() throws {
      let listed = try EditTenure.list(at: common.desk())
      try common.show(listed) { _ in listed.screen }
    }
  }
}

extension Tenure.Ending: ExpressibleByArgument {}

/// Days given on the command line.
enum Days {
  /// Faults: `usage` where the text is no day.
  static func read(_ text: String) throws -> Day {
    guard let day = Day(text) else { throw Fault(.usage, "\(text) is not a day.", next: "Write it as 2026-11-30.") }
    return day
  }
}

extension EditTenure.Listed {
  var screen: [String] {
    if tenures.isEmpty { return ["No job yet.    cardcase tenure add \"EMPLOYER\" --last-day 2026-11-30"] }
    return Columns.table(
      tenures.map { job in
        [
          job.employer, "book \(job.book.name)", job.place ?? "place not told", job.lastDay.map { "last day \($0.short)" } ?? "no last day",
          job.domains.joined(separator: ", "),
        ]
      })
  }
}

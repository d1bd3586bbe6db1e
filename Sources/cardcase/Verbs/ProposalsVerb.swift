import Acts
import ArgumentParser
import Book
import Scan

/// `proposals`: what mails say of people, to be taken or left.
struct ProposalsVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "proposals", abstract: "What mails say of people: signatures, new addresses, bounces, invitations.",
    discussion: "Example: cardcase proposals \"Sofia Rossi\", then cardcase proposals take f-7k3q9xw2m4ab",
    subcommands: [List.self, Take.self, Leave.self], defaultSubcommand: List.self)

  /// `proposals [PERSON]`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List them, each with the place that shows it.")
    @OptionGroup var common: Common
    @Argument(help: "An id, a handle, a name; none: everybody.") var person: [String] = []
    func run() throws {
      let listed = try ListProposals(person: person.isEmpty ? nil : person.joined(separator: " ")).run(at: common.desk())
      try common.show(listed) { listed.screen($0) }
    }
  }

  /// `proposals take ID...`
  struct Take: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "take", abstract: "Take them into the book whose mail says so: an employer's mail, the employer's book.")
    @OptionGroup var common: Common
    @Argument(help: "Ids as the list prints them.") var ids: [String]
    @Option(help: "Only this of a signature: phone, mobile, title ...; may be given again.") var only: [String] = []
    func run() throws { try decide(DecideProposals(ids, takes: true, only: only), common) }
  }

  /// `proposals leave ID...`
  struct Leave: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "leave", abstract: "Leave them: not proposed again.")
    @OptionGroup var common: Common
    @Argument(help: "Ids as the list prints them.") var ids: [String]
    func run() throws { try decide(DecideProposals(ids, takes: false), common) }
  }
}

private func decide(_ act: DecideProposals, _ common: Common) throws {
  let decided = try act.run(at: common.desk())
  try common.show(decided) { _ in
    decided.proposals.map { proposal in
      decided.taken
        ? "\(proposal.name): taken into \(proposal.book.isMine ? "your book" : "the book \(proposal.book.name)").    wrong? cardcase undo"
        : "\(proposal.name): left, and not proposed again.    wrong? cardcase undo"
    }
  }
}

extension ListProposals.Listed {
  func screen(_ width: Int) -> [String] {
    if proposals.isEmpty { return ["Nothing proposed: the mail here says nothing new of people you know."] }
    var lines: [String] = []
    var shown = ""
    for proposal in proposals {
      if proposal.name != shown { lines.append(proposal.name) }
      shown = proposal.name
      lines += Columns.labelled("  \(proposal.id)", proposal.spoken, margin: 18, width: width)
      let day = proposal.day.map { "\($0.short), " } ?? ""
      let words = proposal.kind == .signature || proposal.quote.isEmpty ? "" : "  \"\(proposal.quote)\""
      lines += Columns.labelled(
        "", "\(day)\(proposal.file), \(proposal.place), \(proposal.book.isMine ? "your book" : "\(proposal.book.name)'s book")\(words)",
        margin: 18, width: width)
    }
    return lines + ["", "Nothing is written before you take it.    proposals take ID · proposals leave ID"]
  }
}

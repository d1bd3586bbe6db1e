import Acts
import ArgumentParser
import Book

/// `duplicates`: records that are one person.
struct DuplicatesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "Records that are one person: certain ones, and ones to be asked about.",
    discussion: """
      cardcase duplicates                     the vault's own people
      cardcase duplicates contacts.csv        records of files, with no vault
      cardcase duplicates all.csv --new one.csv    which of the new ones are known
      cardcase duplicates review              asks about each pair, side by side
      cardcase duplicates decided             what you said, each to be taken back with undo
      """,
    subcommands: [Find.self, ReviewVerb.self, DecidedVerb.self], defaultSubcommand: Find.self)

  /// `duplicates FILE...`
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "find", abstract: "In files, with no vault; without files in the vault.", shouldDisplay: false)
    @OptionGroup var common: Common
    @Argument(help: "Any files that Cardcase reads; none: the vault's own people.") var files: [String] = []
    @Option(help: "Files whose records are added one by one to the others: which of them are known?") var new: [String] = []
    @Flag(help: "In the vault: count names and addresses anew. Says what that would change, and changes nothing shown.") var again = false

    func run() throws {
      if again {
        guard files.isEmpty else { throw Fault(.usage, "Files are always counted anew.", next: "cardcase duplicates --again") }
        return try renew()
      }
      if files.isEmpty, !new.isEmpty { throw Fault(.usage, "New beside which?", next: "cardcase duplicates contacts.csv --new more.csv") }
      let found = try FindDuplicates(paths: files, later: new).run(at: common.desk())
      try common.show(found) { DuplicatesScreen(found, width: $0).lines }
    }

    private func renew() throws {
      let renewed = try RenewEpoch().run(at: common.desk())
      try common.show(renewed) { width in
        var lines = ["Counted anew: \(renewed.records) records. Nobody you see has changed."]
        for pair in renewed.joins {
          lines += Columns.labelled("  ?", pair.map { "\($0.name) (\($0.id))" }.joined(separator: " and ") + " may be one", width: width)
        }
        for person in renewed.parts {
          lines += Columns.labelled("  ?", "\(person.name) (\(person.id)) would not be put together unasked today", width: width)
        }
        if !renewed.joins.isEmpty { lines.append("Next    cardcase duplicates review") }
        return lines
      }
    }
  }
}

/// `merge A B`
struct MergeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "merge", abstract: "These two are one person.")
  @OptionGroup var common: Common
  @Argument var a: String
  @Argument var b: String
  func run() throws {
    let decided = try DecidePair(.merge, a, b).run(at: common.desk())
    try common.show(decided) { _ in
      ["One person now: \(decided.people.map(\.description).joined()). No record was deleted.    wrong? cardcase undo"]
    }
  }
}

/// `split A B`
struct SplitVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "split", abstract: "These two are not one person, for good.",
    discussion: "cardcase split \"John Carter\" johnny@carterfab.example: that address, with its records, is somebody else's.")
  @OptionGroup var common: Common
  @Argument(help: "An id, a handle, a name.") var a: String
  @Argument(help: "Another; or an address, number or record (c-...) of the first that is somebody else's.") var b: String
  func run() throws {
    let decided = try DecidePair(.split, a, b).run(at: common.desk())
    try common.show(decided) { _ in ["Two people, for good\(decided.people.count == 2 ? ": " + decided.people.map(\.description).joined(separator: " and ") : ".")    wrong? cardcase undo"] }
  }
}

import Acts
import ArgumentParser
import Book

/// `duplicates`: records that are one person.
struct DuplicatesVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "duplicates", abstract: "Records that are one person: certain ones, and ones to be asked about.",
    subcommands: [Find.self], defaultSubcommand: Find.self)

  /// `duplicates FILE...`
  struct Find: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "find", abstract: "In files, with no vault.", shouldDisplay: false)
    @OptionGroup var common: Common
    @Argument(help: "Any files that Cardcase reads.") var files: [String] = []

    func run() throws {
      guard !files.isEmpty else { throw Fault(.usage, "In which files?", next: "cardcase duplicates contacts.csv") }
      let found = try FindDuplicates(paths: files).run()
      try common.show(found) { width in
        let merges = found.pairs.filter(\.isMerge)
        let suggestions = found.pairs.filter { !$0.isMerge }
        var lines = [
          "\(found.records.count) records: \(Set(found.records.map(\.merged)).count) people for certain, \(Set(found.records.map(\.suggested)).count) if every suggestion holds",
          "",
        ]
        for (title, pairs) in [("The same for certain", merges), ("To be asked about", suggestions)] where !pairs.isEmpty {
          lines.append(title)
          for pair in pairs.prefix(40) {
            let why = pair.evidence.filter { $0.bits > 0 }.map(\.text).joined(separator: "; ")
            lines += Columns.labelled(
              "  =", "\(found.names[pair.a] ?? pair.a) (\(pair.a)) and \(found.names[pair.b] ?? pair.b) (\(pair.b)): \(why)", margin: 4,
              width: width)
          }
          if pairs.count > 40 { lines.append("    and \(pairs.count - 40) more: --json lists them") }
        }
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
  static let configuration = CommandConfiguration(commandName: "split", abstract: "These two are not one person, for good.")
  @OptionGroup var common: Common
  @Argument var a: String
  @Argument var b: String
  func run() throws {
    let decided = try DecidePair(.split, a, b).run(at: common.desk())
    try common.show(decided) { _ in ["Two people, for good.    wrong? cardcase undo"] }
  }
}

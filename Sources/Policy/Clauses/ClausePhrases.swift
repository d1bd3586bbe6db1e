internal import Book
internal import Scan
internal import Yams

/// The clause rules as the data file holds them: `clause-phrases.yaml`.
struct ClausePhrases: Sendable {
  /// One rule: words that show a kind.
  struct Rule: Sendable {
    /// The kind it shows.
    var kind: Clause.Kind
    /// How much it shows it, 0 to 1; a negative weight speaks against the kind.
    var weight: Double
    /// Indices of the patterns any of which must match.
    var find: [Int]
    /// Patterns any of which must also match, anywhere in the paragraph or its lead-in.
    var with: [Int]
    /// Patterns none of which may match in the same sentence.
    var unless: [Int]
    /// Patterns none of which may match in the paragraph.
    var never: [Int]
    /// Whether a sentence that speaks only of the time of employment does not count (`while_employed` without `after_end`).
    var lasting: Bool
  }

  let rules: [Rule]
  /// Patterns that tell whom a clause covers.
  let covers: [(Clause.Covered, [Int])]
  /// Patterns that name things to be returned or kept.
  let items: [(Clause.Item, [Int])]
  /// Other patterns by name: `lead_in`, `look_back` ...
  let named: [String: [Int]]
  let matcher: PhraseMatcher

  /// Reads the data file. Throws what it does not understand.
  init(yaml: String) throws(Fault) {
    let file = try PhraseFile(yaml: yaml)
    var collector = PatternCollector()
    var rules: [Rule] = []
    for (name, entries) in file.section("kinds") {
      guard let kind = Clause.Kind(rawValue: name) else { throw PhraseFile.broken("no kind \(name)") }
      for entry in entries.array() {
        rules.append(
          Rule(
            kind: kind, weight: entry["weight"]?.float ?? 0.8, find: collector.add(entry["find"]), with: collector.add(entry["with"]),
            unless: collector.add(entry["unless"]), never: collector.add(entry["never"]), lasting: entry["lasting"]?.bool ?? false))
      }
    }
    var covers: [(Clause.Covered, [Int])] = []
    for (name, patterns) in file.section("covers") {
      guard let covered = Clause.Covered(rawValue: name) else { throw PhraseFile.broken("no covered \(name)") }
      covers.append((covered, collector.add(patterns)))
    }
    var items: [(Clause.Item, [Int])] = []
    for (name, patterns) in file.section("items") {
      guard let item = Clause.Item(rawValue: name) else { throw PhraseFile.broken("no item \(name)") }
      items.append((item, collector.add(patterns)))
    }
    var named: [String: [Int]] = [:]
    for (name, patterns) in file.section("named") { named[name] = collector.add(patterns) }
    self.rules = rules
    self.covers = covers
    self.items = items
    self.named = named
    matcher = try file.matcher(collector.sources)
  }
}

/// The patterns of a data file in one row, each pattern once.
struct PatternCollector {
  private(set) var sources: [String] = []
  private var known: [String: Int] = [:]

  /// The numbers of the patterns of a node: one string or a list; none where there is no node.
  mutating func add(_ node: Node?) -> [Int] {
    guard let node else { return [] }
    let texts = node.string.map { [$0] } ?? node.array().compactMap(\.string)
    return texts.map { text in
      if let number = known[text] { return number }
      known[text] = sources.count
      sources.append(text)
      return sources.count - 1
    }
  }
}

/// A data file of phrases: named sets and sections.
struct PhraseFile {
  let root: Node
  let sets: [String: [String]]

  init(yaml: String) throws(Fault) {
    let parsed: Node?
    do { parsed = try Yams.compose(yaml: yaml) } catch { throw PhraseFile.broken("\(error)") }
    guard let parsed else { throw PhraseFile.broken("empty") }
    root = parsed
    var sets: [String: [String]] = [:]
    for (name, phrases) in PhraseFile.pairs(parsed["sets"]) { sets[name] = phrases.array().compactMap(\.string) }
    self.sets = sets
  }

  /// The members of a section, in the order written.
  func section(_ name: String) -> [(String, Node)] { PhraseFile.pairs(root[name]) }

  /// A matcher over patterns that may use this file's sets.
  func matcher(_ sources: [String]) throws(Fault) -> PhraseMatcher {
    do { return try PhraseMatcher(sources, sets: sets) } catch { throw PhraseFile.broken("\(error.reason): \(error.pattern)") }
  }

  static func pairs(_ node: Node?) -> [(String, Node)] {
    guard let mapping = node?.mapping else { return [] }
    return mapping.compactMap { pair in pair.key.string.map { ($0, pair.value) } }
  }

  static func broken(_ what: String) -> Fault { Fault(.system, "The phrases in this program cannot be read.", underlying: what) }
}

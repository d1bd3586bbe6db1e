internal import Book
internal import Scan
internal import Yams

/// The message rules as the data file holds them: `message-phrases.yaml`.
struct MessagePhrases: Sendable {
  /// One rule: a meaning, the patterns that show it, and what it makes of a message.
  struct Rule: Sendable {
    var name: String
    var weight: MessageLabel
    var why: String
    var gentler: String
    var find: [Int]
    /// Patterns any of which must match elsewhere in the message.
    var with: [Int]
    /// Patterns none of which may match in the same sentence.
    var unless: [Int]
    /// Whether a negation before the words takes their force away (`I am not asking for your business`).
    var negatable: Bool
  }

  let rules: [Rule]
  let parts: [(MessagePart, [Int])]
  /// Patterns that say no before what follows them.
  let negation: [Int]
  /// Other patterns by name: `negation`, `turn`.
  let named: [String: [Int]]
  let matcher: PhraseMatcher

  /// Reads the data file. Throws what it does not understand.
  init(yaml: String) throws(Fault) {
    let file = try PhraseFile(yaml: yaml)
    var collector = PatternCollector()
    var rules: [Rule] = []
    for (name, entry) in file.section("rules") {
      guard let weight = MessageLabel(rawValue: entry["weight"]?.string ?? "") else { throw PhraseFile.broken("no weight in \(name)") }
      rules.append(
        Rule(
          name: name, weight: weight, why: entry["why"]?.string ?? "", gentler: entry["gentler"]?.string ?? "",
          find: collector.add(entry["find"]), with: collector.add(entry["with"]), unless: collector.add(entry["unless"]),
          negatable: entry["negatable"]?.bool ?? true))
    }
    var parts: [(MessagePart, [Int])] = []
    for (name, patterns) in file.section("parts") {
      guard let part = MessagePart(rawValue: name) else { throw PhraseFile.broken("no part \(name)") }
      parts.append((part, collector.add(patterns)))
    }
    var named: [String: [Int]] = [:]
    for (name, patterns) in file.section("named") { named[name] = collector.add(patterns) }
    self.rules = rules
    self.parts = parts
    self.named = named
    negation = named["negation"] ?? []
    matcher = try file.matcher(collector.sources)
  }
}

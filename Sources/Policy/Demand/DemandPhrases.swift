internal import Book
internal import Scan
internal import Yams

/// The demand rules and answers as the data file holds them: `demand-phrases.yaml`.
struct DemandPhrases: Sendable {
  /// One demand: how it is recognised, and what can be said to it.
  struct Entry: Sendable {
    var kind: DemandKind
    var name: String
    var find: [Int]
    var with: [Int]
    var asks: String
    var offer: String
    var terms: [DemandPoint]
    var owed: [String]
    var notOwed: [String]
    var clauses: [Clause.Kind]
  }

  let entries: [Entry]
  let senders: [(DemandSender, [Int])]
  let signs: [(DemandSign, [Int])]
  let deadline: [Int]
  /// Words for matters of one's own: networks, customers, contacts.
  let ownMatters: [Int]
  /// Words that ask for the password of an account of one's own.
  let ownPasswords: [Int]
  let matcher: PhraseMatcher

  /// Reads the data file. Throws what it does not understand.
  init(yaml: String) throws(Fault) {
    let file = try PhraseFile(yaml: yaml)
    var collector = PatternCollector()
    var entries: [Entry] = []
    for (name, node) in file.section("demands") {
      guard let kind = DemandKind(rawValue: name) else { throw PhraseFile.broken("no demand \(name)") }
      entries.append(try DemandPhrases.entry(kind, node, &collector))
    }
    var senders: [(DemandSender, [Int])] = []
    for (name, patterns) in file.section("senders") {
      guard let sender = DemandSender(rawValue: name) else { throw PhraseFile.broken("no sender \(name)") }
      senders.append((sender, collector.add(patterns)))
    }
    var signs: [(DemandSign, [Int])] = []
    for (name, patterns) in file.section("grave") {
      guard let sign = DemandSign(rawValue: name) else { throw PhraseFile.broken("no sign \(name)") }
      signs.append((sign, collector.add(patterns)))
    }
    self.entries = entries
    self.senders = senders
    self.signs = signs
    deadline = collector.add(file.root["deadline"])
    ownMatters = collector.add(file.root["own_matters"])
    ownPasswords = collector.add(file.root["own_passwords"])
    matcher = try file.matcher(collector.sources)
  }

  private static func entry(_ kind: DemandKind, _ node: Node, _ collector: inout PatternCollector) throws(Fault) -> Entry {
    var clauses: [Clause.Kind] = []
    for name in strings(node["clauses"]) {
      guard let clause = Clause.Kind(rawValue: name) else { throw PhraseFile.broken("no kind \(name)") }
      clauses.append(clause)
    }
    let terms = (node["terms"]?.array() ?? []).map { term in
      DemandPoint(
        text: term["text"]?.string ?? "", source: term["source"]?.string ?? "", date: term["date"]?.string ?? "",
        verified: term["verified"]?.bool ?? false)
    }
    return Entry(
      kind: kind, name: node["name"]?.string ?? kind.rawValue, find: collector.add(node["find"]), with: collector.add(node["with"]),
      asks: node["asks"]?.string ?? "", offer: node["offer"]?.string ?? "", terms: terms, owed: strings(node["owed"]),
      notOwed: strings(node["not_owed"]), clauses: clauses)
  }

  private static func strings(_ node: Node?) -> [String] { node?.array().compactMap(\.string) ?? [] }
}

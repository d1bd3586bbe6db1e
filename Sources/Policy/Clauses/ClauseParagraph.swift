public import Book
public import Scan

/// One paragraph of an agreement, judged.
public struct ClauseParagraph: Sendable {
  /// Its number, counted from 0.
  public var number: Int
  /// Its text as it stands.
  public var text: String
  /// The section's number as written, with that of its lead-in (`14.2`, `7(b)`); empty where it has none.
  public var section: String
  /// How much it is of each kind, 0 to 1; 0.5 and more says that it is.
  public var scores: [Clause.Kind: Double]
  /// What the written rules alone say, 0 to 1.
  public var rules: [Clause.Kind: Double]
  /// What the model of sense alone says, 0 to 1.
  public var meant: [Clause.Kind: Double]
  /// The words that show each kind, as they stand.
  public var words: [Clause.Kind: [String]]
}

/// A paragraph that is of a kind, with the facts in it.
public struct ClauseFinding: Sendable {
  /// The clause, not yet confirmed by the person.
  public var clause: Clause
  /// 0.5 to 1.
  public var score: Double
  /// The words that show it, as they stand.
  public var words: [String]
  /// One sentence: why it was taken for this kind.
  public var why: String
}

/// What a text says about contacts.
public struct ClauseReading: Sendable {
  /// Every paragraph, judged.
  public var paragraphs: [ClauseParagraph]
  /// What was found, in the order of the text.
  public var findings: [ClauseFinding]

  /// The clauses found.
  public var clauses: [Clause] { findings.map(\.clause) }
  /// The law the text names, as written.
  public var law: String? { findings.lazy.compactMap { $0.clause.kind == .choiceOfLaw ? $0.clause.law : nil }.first }
  /// That law as a code of the policy data (`GB`, `US-CA`), where it can be told.
  public var lawCode: String? { law.flatMap(LawNames.code) }

  /// The document `cardcase.clauses/1`; with `all`, the scores of every paragraph too.
  public func json(all: Bool = false) -> JSON {
    var members: [JSON.Member] = [
      .init("schema", "cardcase.clauses/1"), .init("paragraphs", .int(paragraphs.count)), .init("clauses", .array(findings.map(\.json))),
    ]
    if all { members.append(.init("scores", .array(paragraphs.map(\.json)))) }
    return .object(members)
  }
}

extension ClauseParagraph {
  var json: JSON {
    let scores = Clause.Kind.allCases.map { JSON.Member($0.rawValue, .double(self.scores[$0] ?? 0, decimals: 3)) }
    let rules = Clause.Kind.allCases.compactMap { kind in self.rules[kind].map { JSON.Member(kind.rawValue, .double($0, decimals: 3)) } }
    let meant = Clause.Kind.allCases.compactMap { kind in self.meant[kind].map { JSON.Member(kind.rawValue, .double($0, decimals: 3)) } }
    return [
      "paragraph": .int(number), "section": .string(section), "scores": .object(scores), "rules": .object(rules), "meant": .object(meant),
    ]
  }
}

extension ClauseFinding {
  var json: JSON {
    var facts: [JSON.Member] = []
    func add(_ name: String, _ value: JSON?) { if let value { facts.append(.init(name, value)) } }
    add("months", clause.months.map { .int($0) })
    add("days", clause.days.map { .int($0) })
    add("look_back_months", clause.lookBackMonths.map { .int($0) })
    if !clause.covers.isEmpty { add("covers", .array(clause.covers.map { .string($0.rawValue) })) }
    if !clause.items.isEmpty { add("items", .array(clause.items.map { .string($0.rawValue) })) }
    add("territory", clause.territory.map { .string($0) })
    add("law", clause.law.map { .string($0) })
    add("sum", clause.sum.map { .string($0) })
    return [
      "kind": .string(clause.kind.rawValue), "score": .double(score, decimals: 3), "paragraph": .int(clause.paragraph ?? 0),
      "section": .string(clause.section), "quote": .string(clause.quote), "words": .array(words.map { .string($0) }), "why": .string(why),
      "facts": .object(facts),
    ]
  }
}

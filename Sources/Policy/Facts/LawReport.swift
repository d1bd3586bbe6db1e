public import Book
public import Scan

/// What is known of a place, as of when, and from which source: `law PLACE`.
public struct LawReport: Hashable, Sendable {
  /// The place as asked for.
  public var asked: String
  /// The facts it rests on; nil where nothing is held of the place.
  public var facts: Verdict.FactsUsed?
  /// What is known, line by line.
  public var lines: [PlaceFacts.Line]
  /// The rulings held of the place.
  public var rulings: [Ruling]
  /// Old facts, facts that nobody looked up.
  public var warnings: [String]

  /// The report on a place by code or name. A place of which nothing is held is an allowed answer: `found` is false then.
  public init(place asked: String, facts: Facts, today: Day) throws(Fault) {
    self.asked = asked
    guard let found = facts.find(asked), let place = try facts.place(found.code) else {
      (self.facts, lines, rulings, warnings) = (nil, [], [], [])
      return
    }
    self.facts = .init(place: found.shown, code: place.code, asOf: place.asOf, spoken: place.asOfSpoken)
    lines = place.lines
    rulings = facts.rulings.filter { $0.place == place.code }
    warnings = []
    if today >= place.asOf.adding(months: Earned.freshMonths) {
      warnings.append("These facts are of \(place.asOfSpoken), more than a year before \(today.spoken): the law may have changed.")
    }
    for change in place.changes where place.asOf < change.on && change.on <= today {
      warnings.append("The law changed on \(change.on.spoken), after most of this was read: \(change.text)")
    }
  }

  /// Whether anything is held of the place.
  public var found: Bool { facts != nil }

  /// As a screen prints it.
  public var text: String {
    guard let facts else {
      return "Unknown here: I hold no facts of \(asked). That does not mean that there is no law; somebody there must tell.\n"
    }
    var out =
      "\(facts.place), as of \(facts.spoken). Information, not advice on a case.\nWhat has no mark was looked up at the source named.\n"
    for warning in warnings { out += "\n! \(warning)\n" }
    var topic = ""
    for line in lines {
      if line.topic != topic {
        topic = line.topic
        out += "\n\(topic.sentence)\n"
      }
      out += "  \(line.text)\n    \(line.source.cited)\n"
    }
    if !rulings.isEmpty { out += "\nRulings\n" }
    for ruling in rulings { out += "  \(ruling.name): \(ruling.outcome)\n    \(ruling.source.cited)\n" }
    return out
  }

  /// `cardcase.law/1`
  public var json: JSON {
    .object([
      .init("schema", "cardcase.law/1"), .init("place", .string(facts?.place ?? asked)), .init("code", .optional(facts?.code)),
      .init("as_of", .optional(facts?.asOf.description)), .init("found", .bool(found)),
      .init(
        "facts",
        .array(
          lines.map { .object([.init("topic", .string($0.topic)), .init("text", .string($0.text)), .init("source", $0.source.json)]) })),
      .init(
        "rulings",
        .array(
          rulings.map {
            .object([.init("name", .string($0.name)), .init("outcome", .string($0.outcome)), .init("source", $0.source.json)])
          })),
      .init("warnings", .array(warnings.map { .string($0) })),
    ])
  }
}

extension Ruling {
  /// What the court said, in words.
  var outcome: String {
    let said =
      switch expected {
      case .ok: "allowed"
      case .notOk: "not allowed"
      case .undecided: "left open"
      case .accountIsEmployees: "the account is the employee's"
      case .accountIsEmployers: "the account is the employer's"
      }
    return principle.isEmpty ? said : "\(said): \(principle)"
  }
}

public import Book
public import Scan

extension Verdict.Source {
  /// `Minn. Stat. 181.988 (2026-05-27, looked up) https://...`
  public var cited: String {
    var parts: [String] = []
    if !date.isEmpty, !name.contains(date) { parts.append(date) }
    switch verified {
    case .yes: break
    case .partly: parts.append("looked up in part")
    case .no: parts.append("unverified")
    }
    return name + (parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))") + (url.map { " \($0)" } ?? "")
  }

  /// As a member of `cardcase.verdict/1`.
  var json: JSON {
    .object([
      .init("kind", .string(kind.rawValue)), .init("name", .string(name)), .init("date", .string(date)), .init("url", .optional(url)),
      .init("verified", .string(verified.rawValue)),
    ])
  }
}

extension Verdict.Reason {
  /// As a member of `cardcase.verdict/1`: `source` is the citation as text.
  var json: JSON {
    .object([
      .init("rule", .string(rule)), .init("source", .string(source.cited)), .init("text", .string(text)), .init("quote", .optional(quote)),
      .init("verified", .string(source.verified.rawValue)),
      .init("facts", .object(facts.map { .init($0.name, .string($0.value)) })),
    ])
  }
}

extension Verdict {
  /// `cardcase.verdict/1`
  public func json(id: String) -> JSON {
    func permission(_ permission: Permission?) -> JSON {
      permission.map { .object([.init("verdict", .string($0.answer.rawValue)), .init("from", .optional($0.from?.description))]) } ?? .null
    }
    return .object([
      .init("schema", "cardcase.verdict/1"), .init("id", .string(id)), .init("act", .string(act.rawValue)),
      .init("verdict", .string(answer.rawValue)),
      .init("likely", .optional(likely?.rawValue)), .init("until", .optional(until?.description)), .init("ask", .optional(ask)),
      .init("timing", .string(timing)),
      .init("reasons", .array(reasons.map(\.json))), .init("conditions", .array(conditions.map { .string($0) })),
      .init("set_aside", .array(setAside.map { .object([.init("reason", $0.reason.json), .init("why", .string($0.why))]) })),
      .init(
        "courses", .array(courses.map { .object([.init("course", .string($0.name)), .init("consequence", .string($0.consequence))]) })),
      .init("missing", .array(missing.map { .object([.init("name", .string($0.name)), .init("question", .string($0.question))]) })),
      .init("warnings", .array(warnings.map { .string($0) })), .init("keep", permission(keep)), .init("use", permission(use)),
      .init("rulings", .string(rulings)),
      .init(
        "facts_of",
        facts.map {
          .object([.init("place", .string($0.place)), .init("code", .string($0.code)), .init("as_of", .string($0.asOf.description))])
        } ?? .null),
    ])
  }

  /// `Facts: England, June 2026. Information, not advice on your case.`
  public var factsLine: String {
    let place = facts.map { "Facts: \($0.place), \($0.spoken). " } ?? "Facts: no place. "
    return place + "Information, not advice on your case. This question was not stored."
  }

  /// As a screen prints it, plain; `why` prints every reason with its source.
  public func text(why: Bool = false) -> String {
    var out = "  \(headline.uppercased())\(timing.isEmpty ? "" : "   \(timing)")\n\n"
    func block(_ title: String, _ lines: [String]) {
      for (index, line) in lines.enumerated() { out += (index == 0 ? title : "").padded(11) + line + "\n" }
    }
    let shown = why ? reasons : Array(reasons.prefix(3))
    block(
      "Why",
      shown.flatMap { reason in
        [reason.text] + (reason.quote.map { ["\"\($0)\""] } ?? []) + ["    \(reason.source.cited)"]
      })
    block("How", conditions)
    block("Or", courses.map { "\($0.name). \($0.consequence)" })
    block("Not sure", missing.map(\.question) + (rulings.isEmpty ? [] : [rulings]))
    block("Beware", warnings)
    block("Set aside", (why ? setAside : Array(setAside.prefix(2))).map { "\($0.reason.source.name): \($0.why)" })
    return out + "\n" + factsLine + "\n"
  }
}

extension String {
  /// Filled with spaces to a width.
  func padded(_ width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }
}

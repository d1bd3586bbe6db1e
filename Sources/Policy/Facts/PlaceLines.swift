internal import Book
internal import Scan
internal import Yams

extension PlaceFacts {
  /// Everything that is held of the place, in the order in which `law` prints it.
  static func allLines(_ node: Node, _ place: PlaceFacts, asOf: String) -> [Line] {
    var lines: [Line] = []
    let topics: [(Clause.Kind, String)] = [
      (.nonCompete, "non-compete"), (.nonSolicitCustomers, "customer clauses"), (.noService, "serving customers who come"),
      (.nonSolicitEmployees, "recruiting colleagues"),
    ]
    for (kind, topic) in topics {
      guard let group = place.groups[kind] else { continue }
      let status = group.status.split(separator: "_").joined(separator: " ")
      lines.append(Line(topic: topic, text: group.text.isEmpty ? status : "\(status): \(group.text)", source: group.source))
      for effect in group.effects { lines.append(Line(topic: topic, text: effect.text, source: effect.source)) }
      if let narrowing = group.narrowing {
        lines.append(Line(topic: topic, text: "What courts do with a clause that reaches too far: \(narrowing).", source: group.source))
      }
    }
    if let accepting = place.accepting, let source = (place.groups[.nonSolicitCustomers] ?? place.groups[.nonCompete])?.source {
      lines.append(
        Line(topic: "accepting unprompted business", text: accepting.split(separator: "_").joined(separator: " "), source: source))
    }
    lines += [place.accountLaw, place.tradeSecret, place.dataProtection].compactMap { $0 }
    for key in ["social", "messaging_law", "concerted_activity"] {
      guard let text = node.text(key) else { continue }
      let topic = key.split(separator: "_").joined(separator: " ")
      lines.append(
        Line(topic: topic, text: text, source: .init(.facts, topic, date: asOf, verified: text.contains("unverified") ? .no : .partly)))
    }
    for change in place.changes {
      lines.append(
        Line(
          topic: "changes", text: "\(change.on.spoken): \(change.text)",
          source: place.groups[.nonCompete]?.source ?? .init(.facts, place.name, date: asOf)))
    }
    return lines
  }
}

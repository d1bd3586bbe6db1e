import Scan
import VCard

/// Puts what JSContact lacks into the card, in one of the two carriages.
enum CarriageWriter {
  static func write(
    _ card: inout CardTree, kept: [(path: [String], name: String?, parameters: [JSON.Member])], rest: [JSON], carriage: JSContact.Carriage
  ) {
    guard carriage == .collected else { return standard(&card, kept: kept, rest: rest) }
    var converted: [JSON.Member] = []
    for entry in kept {
      var value: [JSON.Member] = []
      if let name = entry.name { value.append(JSON.Member("name", .string(name))) }
      if !entry.parameters.isEmpty { value.append(JSON.Member("parameters", .object(entry.parameters))) }
      converted.append(JSON.Member(Pointer.text(entry.path), .object(value)))
    }
    var out: [JSON.Member] = []
    if !converted.isEmpty { out.append(JSON.Member("convertedProperties", .object(converted))) }
    if !rest.isEmpty { out.append(JSON.Member("properties", .array(rest))) }
    if !out.isEmpty { card.set("vCard", .object(out)) }
  }

  /// `vCardParams` and `vCardName` on the object that the property became (RFC 9555 section 2.15). What became no object of its own (a
  /// set's member, a plain text) cannot hold them; `Completion` sends such a property along whole.
  private static func standard(_ card: inout CardTree, kept: [(path: [String], name: String?, parameters: [JSON.Member])], rest: [JSON]) {
    for entry in kept {
      var steps = entry.path
      if steps.first == "localizations", steps.count == 3 {
        var inner = Pointer.steps(steps[2])
        guard inner.count > 1 else { continue }
        inner.removeLast()
        if !entry.parameters.isEmpty {
          card.put(["localizations", steps[1], Pointer.text(inner + ["vCardParams"])], .object(entry.parameters))
        }
        continue
      }
      if steps.last == "label" { continue }
      if steps.first != "relatedTo" { steps.removeLast() }
      guard steps.count > 1 || steps == ["name"], card.isEmptyObject(steps) != nil, !card.has(steps + ["vCardParams"]) else { continue }
      if !entry.parameters.isEmpty { card.put(steps + ["vCardParams"], .object(entry.parameters)) }
      if let name = entry.name { card.put(steps + ["vCardName"], .string(name)) }
    }
    if !rest.isEmpty { card.set("vCardProps", .array(rest)) }
  }
}

/// The reading of both carriages: parameters and names by the path of what they belong to, and the spare properties.
struct CarriageReader {
  private var collected: [String: JSON] = [:]
  private let card: JSON

  init(_ card: JSON) {
    self.card = card
    for member in card["vCard"]?["convertedProperties"]?.members ?? [] { collected[member.name] = collected[member.name] ?? member.value }
  }

  /// The properties that travelled as they were.
  var rest: [VCard.Property] {
    ((card["vCardProps"]?.items ?? []) + (card["vCard"]?["properties"]?.items ?? [])).compactMap { item in
      guard var parts = item.items, parts.count >= 4, let type = parts[2].text else { return JCard.property(from: item) }
      // The type of the collected carriage is VALUE as it was written.
      if type == type.capital, type != type.small { parts[2] = .string(type.small) }
      return JCard.property(from: .array(parts))
    }
  }

  /// The parameters kept for `member` of the object at `path`.
  func parameters(_ path: [String], _ member: String?, _ object: JSON?) -> [JSON.Member] {
    let own = object?["vCardParams"]?.members ?? []
    if collected.isEmpty { return own }
    let full = member.map { path + [$0] } ?? path
    return own + (collected[Pointer.text(full)]?["parameters"]?.members ?? [])
  }

  /// The vCard name kept for it.
  func name(_ path: [String], _ member: String, _ object: JSON?) -> String? {
    object?["vCardName"]?.text ?? (collected.isEmpty ? nil : collected[Pointer.text(path + [member])]?["name"]?.text)
  }
}

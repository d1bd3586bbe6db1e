import Scan
import VCard

/// Makes the standard carriage whole: each property that the mapping would not give back to the letter travels in `vCardProps` besides.
enum Completion {
  static func complete(_ json: inout JSON, of properties: [VCard.Property], options: JSContact.Options) {
    for _ in 0..<3 {
      var mapper = PropertyMapper(json)
      var back: [String: Int] = [:]
      for property in mapper.properties() { back[key(property), default: 0] += 1 }
      var spare = json["vCardProps"]?.items ?? []
      let before = spare.count
      for property in properties {
        if back[key(property), default: 0] > 0 {
          back[key(property)]? -= 1
        } else if case let carried = JCard.json(of: property), !spare.contains(carried) {
          spare.append(carried)
        }
      }
      if spare.count == before { return }
      json.set("vCardProps", .array(spare))
    }
  }

  /// A property in a form in which only what matters differs: order and case of parameters do not, nor PROP-ID, nor empty components at
  /// the end.
  static func key(_ property: VCard.Property) -> String {
    var parts = [property.group?.small ?? "", property.key]
    let type = property.without("VALUE").valueType
    // `TYPE=a;TYPE=b` is `TYPE=a,b` (RFC 6350 section 5.6).
    var byName: [String: [String]] = [:]
    for parameter in property.parameters where !parameter.is("PROP-ID") {
      if parameter.is("VALUE"), parameter.values.first?.small == type { continue }
      byName[parameter.name.small, default: []] += parameter.values.flatMap { $0.split(separator: ",").map { ASCII.trim(String($0)).small } }
    }
    for (name, values) in byName.sorted(by: { $0.key < $1.key }) {
      parts.append(name + "=" + (name == "type" ? values.sorted() : values).joined(separator: ","))
    }
    var value = property.text
    if ["N", "ADR", "ORG"].contains(property.key) {
      value = property.components.map { $0.joined(separator: "\u{1}") }.joined(separator: "\u{2}")
      while value.hasSuffix("\u{2}") { value.removeLast() }
    } else if ["NICKNAME", "CATEGORIES"].contains(property.key) {
      value = property.list.joined(separator: "\u{1}")
    }
    return (parts + [value]).joined(separator: "\u{0}")
  }
}

/// What `vCardProps` says and the mapped card says too is said once: the property as it was goes before the one made from the card. A
/// value changed in the card since then is no longer covered, and is written.
enum Cover {
  static func remove(from card: inout JSON, what rest: [VCard.Property]) {
    for property in rest {
      var mapper = CardMapper(options: JSContact.Options(carriage: .standard))
      let fragment = mapper.map([property.without("LANGUAGE").without("ALTID")])
      for member in fragment.members ?? [] where !["@type", "version", "vCardProps", "language"].contains(member.name) {
        remove(member.name, member.value, &card)
      }
    }
  }

  private static func remove(_ name: String, _ value: JSON, _ card: inout JSON) {
    guard let mine = card[name] else { return }
    guard let members = value.members else {
      if mine == value { card.set(name, nil) }
      return
    }
    switch name {
    case "name":
      if let full = value["full"], mine["full"] == full { card.put([name, "full"], nil) }
      if let components = value["components"], mine["components"]?.sorted == components.sorted {
        for part in ["components", "isOrdered", "defaultSeparator", "sortAs", "phoneticSystem", "phoneticScript"] {
          card.put([name, part], nil)
        }
      }
    case "keywords", "members": for member in members { card.put([name, member.name], nil) }
    case "relatedTo":
      for member in members where plain(mine[member.name] ?? .null) == plain(member.value) { card.put([name, member.name], nil) }
    case "speakToAs":
      if let gender = value["grammaticalGender"], mine["grammaticalGender"] == gender { card.put([name, "grammaticalGender"], nil) }
      removeEntries([name, "pronouns"], value["pronouns"]?.members ?? [], &card)
    default: removeEntries([name], members, &card)
    }
    if card[name]?.members?.isEmpty == true { card.set(name, nil) }
  }

  private static func removeEntries(_ path: [String], _ entries: [JSON.Member], _ card: inout JSON) {
    for entry in entries {
      let wanted = plain(entry.value)
      guard let found = card.at(path)?.members?.first(where: { plain($0.value) == wanted }) else { continue }
      if found.value["place"] != nil { card.put(path + [found.name, "date"], nil) } else { card.put(path + [found.name], nil) }
    }
  }

  /// An entry without what hangs on it from elsewhere.
  private static func plain(_ entry: JSON) -> JSON {
    var entry = entry
    for name in ["vCardParams", "vCardName", "label", "organizationId", "place", "@type"] { entry.set(name, nil) }
    return entry.sorted
  }
}

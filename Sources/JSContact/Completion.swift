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
      var known: Set<JSON> = []
      let before = spare.count
      for property in properties {
        let key = key(property)
        if let left = back[key], left > 0 {
          back[key] = left - 1
          continue
        }
        if known.isEmpty { known = Set(spare) }
        let carried = JCard.json(of: property)
        if known.insert(carried).inserted { spare.append(carried) }
      }
      if spare.count == before { return }
      json.set("vCardProps", .array(spare))
    }
  }

  /// A property in a form in which only what matters differs: order and case of parameters do not, nor PROP-ID, nor empty components at
  /// the end.
  static func key(_ property: VCard.Property) -> String {
    let name = property.key
    var parts = [property.group?.small ?? "", name]
    if !property.parameters.isEmpty { parts += words(of: property) }
    var value = property.text
    switch name {
    case "N", "ADR", "ORG":
      value = property.components.map { $0.joined(separator: "\u{1}") }.joined(separator: "\u{2}")
      while value.utf8.last == 2 { value.removeLast() }
    case "NICKNAME", "CATEGORIES": value = property.list.joined(separator: "\u{1}")
    default: break
    }
    parts.append(value)
    return parts.joined(separator: "\u{0}")
  }

  /// The parameters with their values, in order of their names.
  private static func words(of property: VCard.Property) -> [String] {
    let type = property.first("VALUE") == nil ? nil : property.without("VALUE").valueType
    // `TYPE=a;TYPE=b` is `TYPE=a,b` (RFC 6350 section 5.6).
    var byName: [String: [String]] = [:]
    for parameter in property.parameters where !parameter.is("PROP-ID") {
      if parameter.is("VALUE"), parameter.values.first?.small == type { continue }
      byName[parameter.name.small, default: []] += parameter.values.flatMap {
        $0.split(separator: ",").map { ASCII.trim(String($0)).small }
      }
    }
    return byName.sorted(by: { $0.key < $1.key }).map { name, values in
      name + "=" + (name == "type" ? values.sorted() : values).joined(separator: ",")
    }
  }
}

/// What `vCardProps` says and the mapped card says too is said once: the property as it was goes before the one made from the card. A
/// value changed in the card since then is no longer covered, and is written.
struct Cover {
  private var card: CardTree
  private let source: JSON
  /// The entries of a map that are still there, by what they say, in order; made when the map is first asked for.
  private var entries: [[String]: [JSON: [String]]] = [:]
  /// The name's components, sorted for comparison; nil where there are none, or no more.
  private lazy var components: JSON? = source["name"]?["components"]?.sorted

  private init(_ card: JSON) {
    source = card
    self.card = CardTree(card)
  }

  /// Removes from `card` what the properties say.
  static func remove(from card: inout JSON, what rest: [VCard.Property]) {
    guard !rest.isEmpty else { return }
    var cover = Cover(card)
    for property in rest {
      var mapper = CardMapper(options: JSContact.Options(carriage: .standard))
      let fragment = mapper.map([property.without("LANGUAGE").without("ALTID")])
      for member in fragment.members ?? [] where !["@type", "version", "vCardProps", "language"].contains(member.name) {
        cover.remove(member.name, member.value)
      }
    }
    card = cover.card.json
  }

  private mutating func remove(_ name: String, _ value: JSON) {
    guard card.has([name]) else { return }
    guard let members = value.members else {
      if source[name] == value { card.set(name, nil) }
      return
    }
    switch name {
    case "name":
      if let full = value["full"], source["name"]?["full"] == full { card.put([name, "full"], nil) }
      if let mine = components, value["components"]?.sorted == mine {
        components = nil
        for part in ["components", "isOrdered", "defaultSeparator", "sortAs", "phoneticSystem", "phoneticScript"] {
          card.put([name, part], nil)
        }
      }
    case "keywords", "members": for member in members { card.put([name, member.name], nil) }
    case "relatedTo":
      for member in members {
        if Cover.plain(card.at([name, member.name]) ?? .null) == Cover.plain(member.value) { card.put([name, member.name], nil) }
      }
    case "speakToAs":
      if let gender = value["grammaticalGender"], source[name]?["grammaticalGender"] == gender {
        card.put([name, "grammaticalGender"], nil)
      }
      removeEntries([name, "pronouns"], value["pronouns"]?.members ?? [])
    default: removeEntries([name], members)
    }
    if card.isEmptyObject([name]) == true { card.set(name, nil) }
  }

  private mutating func removeEntries(_ path: [String], _ wanted: [JSON.Member]) {
    var known = entries.removeValue(forKey: path) ?? Cover.entries(card.at(path))
    for entry in wanted {
      let key = Cover.plain(entry.value)
      guard let found = known[key]?.popLast() else { continue }
      guard card.has(path + [found, "place"]) else {
        card.put(path + [found], nil)
        continue
      }
      card.put(path + [found, "date"], nil)
      if let left = card.at(path + [found]) { known[Cover.plain(left), default: []].append(found) }
    }
    entries[path] = known
  }

  /// The ids of a map's entries by what they say, the last one first.
  private static func entries(_ map: JSON?) -> [JSON: [String]] {
    var ids: [JSON: [String]] = [:]
    for member in (map?.members ?? []).reversed() { ids[plain(member.value), default: []].append(member.name) }
    return ids
  }

  /// An entry without what hangs on it from elsewhere.
  private static func plain(_ entry: JSON) -> JSON {
    var entry = entry
    for name in ["vCardParams", "vCardName", "label", "organizationId", "place", "@type"] { entry.set(name, nil) }
    return entry.sorted
  }
}

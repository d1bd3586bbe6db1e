import Scan
import VCard

/// A JSContact Card into vCard 4.0 properties (RFC 9555 section 2, read backwards).
struct PropertyMapper {
  private(set) var card: JSON
  let carriage: CarriageReader
  /// Every component in the places of RFC 9554 and an order for each, as the collected carriage has it.
  let isFull: Bool
  var out: [VCard.Property] = []
  /// Pieces of the card that vCard has no property for.
  private var pieces: [(path: [String], value: JSON)] = []
  /// The language of the localization in hand.
  var locale: String?
  private var nextGroup = 1
  /// The groups of what is written, in small letters, and the labels given to them.
  private var groups: Set<String> = []
  private var labels: Set<VCard.Property> = []
  /// The entries of the card's maps by id, for the localizations and the organizations of titles.
  private(set) var tree = CardTree(.null)

  init(_ card: JSON, isFull: Bool = false) {
    carriage = CarriageReader(card)
    self.card = card
    self.isFull = isFull
  }

  mutating func properties() -> [VCard.Property] {
    let rest = carriage.rest
    Cover.remove(from: &card, what: rest)
    tree = CardTree(card)
    tree.index()
    for member in card.members ?? [] { take(member.name, member.value) }
    derive(rest)
    for localization in card["localizations"]?.members ?? [] { localize(localization.name, localization.value) }
    for piece in pieces {
      out.append(VCard.Property("JSPROP", text: piece.value.write(), parameters: [VCard.Parameter("JSPTR", Pointer.text(piece.path))]))
    }
    let keys = Set(rest.map { Completion.key($0) })
    return out.filter { !keys.contains(Completion.key($0)) } + rest
  }

  /// FN is mandatory in vCard 4.0: where the card has no full name, one is made and marked DERIVED (RFC 9554 section 4.4).
  private mutating func derive(_ rest: [VCard.Property]) {
    guard card["name"]?["full"]?.text == nil, !rest.contains(where: { $0.is("FN") }), !out.contains(where: { $0.is("FN") }) else { return }
    let values = (card["name"]?["components"]?.items ?? []).filter { $0["kind"]?.text != "separator" }.compactMap { $0["value"]?.text }
    out.append(VCard.Property("FN", text: values.joined(separator: " "), parameters: [VCard.Parameter("DERIVED", "TRUE")]))
  }

  private mutating func take(_ name: String, _ value: JSON) {
    switch name {
    case "@type", "version", "vCard", "vCardProps", "localizations": break
    case "kind": plain("KIND", name, value)
    case "uid": plain("UID", name, value)
    case "prodId": plain("PRODID", name, value)
    case "language": plain("LANGUAGE", name, value)
    case "created": moment("CREATED", name, value)
    case "updated": moment("REV", name, value)
    case "members", "keywords": set(name, value)
    case "relatedTo": related(value)
    case "name": self.name(value)
    case "speakToAs": speak(value)
    case "nicknames", "organizations", "addresses", "anniversaries", "emails", "phones", "onlineServices", "preferredLanguages", "titles",
      "notes",
      "personalInfo", "schedulingAddresses", "media", "cryptoKeys", "calendars", "directories", "links":
      guard let entries = value.members, !entries.isEmpty else { return piece([name], value) }
      for entry in entries { object([name], entry.name, entry.value) }
    default: piece([name], value)
    }
  }

  /// One object of a map.
  mutating func object(_ map: [String], _ id: String, _ value: JSON) {
    let path = map + [id]
    guard value.members != nil else { return piece(path, value) }
    switch map[0] {
    case "nicknames": nickname(path, id, value)
    case "organizations": organization(path, id, value)
    case "addresses": address(path, id, value)
    case "anniversaries": anniversary(path, id, value)
    default: entry(map, path, id, value)
    }
  }

  /// Notes a piece of the card for JSPROP; a localization's piece is a patch.
  mutating func piece(_ path: [String], _ value: JSON) {
    if let locale { pieces.append((["localizations", locale, Pointer.text(path)], value)) } else { pieces.append((path, value)) }
  }

  /// Every member of the object that is none of `known` travels as JSPROP.
  mutating func leftovers(_ path: [String], _ object: JSON, known: Set<String>) {
    guard locale == nil else { return }
    for member in object.members ?? [] where !known.contains(member.name) && !["@type", "vCardParams", "vCardName"].contains(member.name) {
      piece(path + [member.name], member.value)
    }
  }

  /// Adds a property with the parameters that were kept for it. `value` is escaped here unless it is a URI.
  mutating func emit(
    _ key: String, _ value: VCard.Property, path: [String], member: String?, object: JSON?, parameters: [VCard.Parameter] = [],
    label: String? = nil
  ) {
    var property = value
    var all = parameters
    var group: String?
    let kept = keptParameters(path, member, object)
    var places: [String: Int] = [:]
    if !kept.isEmpty { for (i, parameter) in all.enumerated() { places[parameter.name.small] = places[parameter.name.small] ?? i } }
    for kept in kept {
      let values = kept.value.items?.compactMap { CarriageText.plain($0) } ?? CarriageText.plain(kept.value).map { [$0] } ?? []
      if kept.name == "group" {
        group = values.first
      } else if let place = places[kept.name.small] {
        if all[place].is("TYPE") {
          let known = Set(all[place].values)
          all[place].values += values.filter { !known.contains($0) }
        }
      } else if kept.name != "language" || locale == nil {
        places[kept.name.small] = all.count
        all.append(VCard.Parameter(kept.name.capital, values))
      }
    }
    if let locale { all.append(VCard.Parameter("LANGUAGE", locale)) }
    if label != nil, group == nil {
      while groups.contains("item\(nextGroup)") { nextGroup += 1 }
      group = "item\(nextGroup)"
      nextGroup += 1
    }
    property.group = group
    property.name = member.flatMap { carriage.name(path, $0, object) }?.capital ?? key
    property.parameters = all
    out.append(property)
    if let group { groups.insert(group.small) }
    if let label, let group {
      let text = VCard.Property(group: group, "X-ABLABEL", text: label)
      if labels.insert(text).inserted { out.append(text) }
    }
  }

  func keptParameters(_ path: [String], _ member: String?, _ object: JSON?) -> [JSON.Member] {
    guard let locale else { return carriage.parameters(path, member, object) }
    let full = Pointer.text(member.map { path + [$0] } ?? path)
    let kept = carriage.parameters(["localizations", locale, full], nil, nil)
    return kept.isEmpty ? object?["vCardParams"]?.members ?? [] : kept
  }

  private mutating func plain(_ key: String, _ name: String, _ value: JSON) {
    guard let text = value.text else { return piece([name], value) }
    let property = key == "UID" ? VCard.Property(name: key, value: CarriageText.uri(text)) : VCard.Property(key, text: text)
    emit(key, property, path: [], member: name, object: nil)
  }

  private mutating func moment(_ key: String, _ name: String, _ value: JSON) {
    guard let text = value.text.flatMap({ Timestamps.basic($0) }) else { return piece([name], value) }
    emit(key, VCard.Property(name: key, value: text), path: [], member: name, object: nil)
  }

  private mutating func set(_ name: String, _ value: JSON) {
    guard let members = value.members, !members.isEmpty else { return piece([name], value) }
    for member in members where member.value != true { piece([name, member.name], member.value) }
    let words = members.filter { $0.value == true }.map(\.name)
    if name == "keywords" {
      if !words.isEmpty { emit("CATEGORIES", VCard.Property("CATEGORIES", list: words), path: [], member: name, object: nil) }
    } else {
      for word in words {
        emit("MEMBER", VCard.Property(name: "MEMBER", value: CarriageText.uri(word)), path: [name], member: word, object: nil)
      }
    }
  }

  private mutating func related(_ value: JSON) {
    guard let members = value.members, !members.isEmpty else { return piece(["relatedTo"], value) }
    for member in members {
      let relations = member.value["relation"]?.members?.filter { $0.value == true }.map(\.name) ?? []
      let kept = keptParameters(["relatedTo", member.name], nil, member.value)
      let isText = kept.contains { $0.name == "value" && $0.value.text?.small == "text" }
      let property =
        isText ? VCard.Property("RELATED", text: member.name) : VCard.Property(name: "RELATED", value: CarriageText.uri(member.name))
      emit(
        "RELATED", property, path: ["relatedTo", member.name], member: nil, object: member.value,
        parameters: relations.isEmpty ? [] : [VCard.Parameter("TYPE", relations)])
      leftovers(["relatedTo", member.name], member.value, known: ["relation"])
    }
  }

  mutating func speak(_ value: JSON) {
    guard value.members != nil else { return piece(["speakToAs"], value) }
    if let gender = value["grammaticalGender"]?.text {
      emit("GRAMGENDER", VCard.Property("GRAMGENDER", text: gender), path: ["speakToAs"], member: "grammaticalGender", object: nil)
    }
    for pronoun in value["pronouns"]?.members ?? [] { object(["speakToAs", "pronouns"], pronoun.name, pronoun.value) }
    leftovers(["speakToAs"], value, known: ["grammaticalGender", "pronouns"])
  }
}

/// Small turns of values.
enum CarriageText {
  static func plain(_ json: JSON) -> String? {
    switch json {
    case .string(let text): text
    case .number(let digits): digits
    case .bool(let value): value ? "true" : "false"
    default: nil
    }
  }

  /// A URI is not escaped in vCard; a line break in it would end the line.
  static func uri(_ text: String) -> String { text.utf8.contains { $0 == 10 || $0 == 13 } ? VCard.Property("X", text: text).value : text }
}

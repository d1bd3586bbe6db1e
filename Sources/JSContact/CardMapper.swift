import Scan
import VCard

/// vCard 4.0 properties into a JSContact Card (RFC 9555 section 2).
struct CardMapper {
  let options: JSContact.Options
  var card = CardTree(.object([]))
  /// Parameters and names that have no place in JSContact, by the path of what the property became.
  var kept: [(path: [String], name: String?, parameters: [JSON.Member])] = []
  /// Properties that have no place in JSContact.
  var rest: [JSON] = []
  private var counters: [String: Int] = [:]
  /// Ids by map, and by what ties localizations to their main property.
  private var ids: [String: String] = [:]
  /// The first entry of each group, which X-ABLabel names.
  private var labels: [String: [String]] = [:]
  /// Where in `rest` each X-ABLabel stands that came before what it names.
  private var early: [(property: Int, rest: Int)] = []
  /// The first anniversary of each kind.
  var anniversaries: [String: String] = [:]
  /// The addresses with components, those of them that GEO gave a place to, and how far they were searched for one without.
  var composed: [String] = []
  var placed: Set<String> = []
  var searched: [String: Int] = [:]
  /// Where in `kept` the parameters of a set stand, and where among them those of one name.
  private var merged: [[String]: (place: Int, names: [String: Int])] = [:]
  private var organizations: [String: String] = [:]
  private var grouped: [(group: String, path: [String])] = []
  var languages = Languages()
  /// The localization that the property in hand goes to, or nil.
  var locale: String?
  private var tieKey: String?

  init(options: JSContact.Options) { self.options = options }

  /// The whole card.
  mutating func map(_ properties: [VCard.Property]) -> JSON {
    card.set("@type", "Card")
    card.set("version", .string(options.version.rawValue))
    languages = Languages(properties)
    if let language = languages.main { card.set("language", .string(language)) }
    for role in [Languages.Role.main, .local, .spare] {
      for stage in 0...2 {
        for (i, property) in properties.enumerated() where languages.roles[i] == role && CardMapper.stage(property.key) == stage {
          take(property, role, i)
        }
      }
    }
    applyLabels(properties)
    for title in grouped { if let id = organizations[title.group] { put(title.path + ["organizationId"], .string(id)) } }
    applyPatches(properties)
    CarriageWriter.write(&card, kept: kept, rest: rest, carriage: options.carriage)
    return card.json
  }

  /// DEATHDATE, TZ and GEO come behind the others: they add to what those made.
  private static func stage(_ key: String) -> Int {
    key == "DEATHDATE" || key == "TZ" ? 1 : ["GEO", "BIRTHPLACE", "DEATHPLACE"].contains(key) ? 2 : 0
  }

  private mutating func take(_ property: VCard.Property, _ role: Languages.Role, _ index: Int) {
    locale = role == .local ? property.first("LANGUAGE")?.small : nil
    tieKey = languages.keys[index]
    if role == .spare || !mapOne(property) {
      if property.key == "X-ABLABEL" { early.append((index, rest.count)) }
      rest.append(CardMapper.jCard(property, options.carriage))
    }
  }

  /// Maps one property; false where JSContact has no place for it.
  private mutating func mapOne(_ property: VCard.Property) -> Bool {
    switch property.key {
    case "X-ABLABEL": return labelled(by: property) != nil
    case "JSPROP": return property.first("JSPTR") != nil
    case "KIND", "UID", "PRODID", "LANGUAGE", "CREATED", "REV", "MEMBER", "CATEGORIES", "RELATED": return mapPlain(property)
    case "FN", "N": return mapName(property)
    case "NICKNAME": return mapNicknames(property)
    case "ADR": return mapAddress(property)
    case "TZ", "GEO": return mapPlace(property)
    case "BDAY", "ANNIVERSARY", "DEATHDATE", "BIRTHPLACE", "DEATHPLACE": return mapAnniversary(property)
    case "GRAMGENDER": return mapGender(property)
    case "ORG": return mapOrganization(property)
    default: return mapEntry(property)
    }
  }

  /// The property as jCard, as `vCardProps` holds it.
  static func jCard(_ property: VCard.Property, _ carriage: JSContact.Carriage) -> JSON {
    let json = JCard.json(of: property)
    guard carriage == .collected, var items = json.items, items.count > 3 else { return json }
    // The other carriage names a type only where VALUE does, and dates keep their form.
    let stated = property.first("VALUE")
    items[2] = .string(stated.map(\.capital) ?? "unknown")
    if items[3].items == nil, items.count == 4 { items[3] = .string(property.text) }
    return .array(items)
  }
}

extension CardMapper {
  /// Puts a value in the card or, for a localization, in its patch.
  mutating func put(_ path: [String], _ value: JSON?) {
    guard let value else { return }
    if let locale { card.put(["localizations", locale, Pointer.text(path)], value) } else { card.put(path, value) }
  }

  /// Keeps the parameters that are left for what stands at `path`.
  mutating func keep(_ path: [String], name: String? = nil, _ parameters: OpenParameters, default type: String = "text") {
    var members = parameters.rest(default: type)
    if locale != nil { members.removeAll { $0.name == "language" } }
    let full = locale.map { ["localizations", $0, Pointer.text(path)] } ?? path
    if name != nil || !members.isEmpty { kept.append((full, name, members)) }
  }

  /// The same where several properties become one map and share one entry of parameters.
  mutating func keepMerged(_ path: [String], _ parameters: OpenParameters) {
    guard var known = merged[path] else {
      keep(path, parameters)
      let place = kept.count - 1
      guard place >= 0, kept[place].path == path else { return }
      var names: [String: Int] = [:]
      for (i, member) in kept[place].parameters.enumerated() { names[member.name] = names[member.name] ?? i }
      merged[path] = (place, names)
      return
    }
    for member in parameters.rest(default: "text") {
      if let place = known.names[member.name] {
        kept[known.place].parameters[place].value.append(member.value)
      } else {
        known.names[member.name] = kept[known.place].parameters.count
        kept[known.place].parameters.append(member)
      }
    }
    merged[path] = known
  }

  /// The id of an entry of `map`: PROP-ID, that of its main property, or the next one.
  mutating func id(_ map: String, _ parameters: inout OpenParameters) -> String {
    let stated = parameters.take("PROP-ID")
    if locale != nil, let tieKey, let known = ids[tieKey] { return known }
    var id = stated ?? ""
    let path = map.split(separator: "/").map(String.init)
    while id.isEmpty || (locale == nil && card.has(path + [id])) {
      counters[map, default: 0] += 1
      id = "k\(counters[map, default: 0])"
    }
    if let tieKey { ids[tieKey] = id }
    return id
  }

  mutating func note(organization id: String, group: String?) {
    if let group { organizations[group.small] = organizations[group.small] ?? id }
  }
  mutating func note(title path: [String], group: String?) { if let group { grouped.append((group.small, path)) } }
  mutating func note(labelled path: [String], group: String?) {
    if let group, locale == nil { labels[group.small] = labels[group.small] ?? path }
  }

  private func labelled(by property: VCard.Property) -> [String]? { property.group.flatMap { labels[$0.small] } }

  /// X-ABLabel names the entries of its group: it becomes `label`.
  private mutating func applyLabels(_ properties: [VCard.Property]) {
    locale = nil
    // One that came before what it names has gone to the rest meanwhile.
    let named = Set(early.filter { labelled(by: properties[$0.property]) != nil }.map(\.rest))
    if !named.isEmpty { rest = rest.enumerated().filter { !named.contains($0.offset) }.map(\.element) }
    for property in properties where property.key == "X-ABLABEL" {
      guard let path = labelled(by: property) else { continue }
      put(path + ["label"], .string(property.text))
      keep(path + ["label"], name: "x-ablabel", OpenParameters(property), default: "unknown")
    }
  }

  /// JSPROP holds a piece of the card as JSON, JSPTR says where (RFC 9555 sections 3.2.1 and 3.3.2).
  private mutating func applyPatches(_ properties: [VCard.Property]) {
    for property in properties where property.key == "JSPROP" {
      guard let pointer = property.first("JSPTR") else { continue }
      let bytes = Array(property.text.utf8)
      let span = bytes.span
      // What is no JSON, or leads nowhere, or is nested so deeply that the whole would not be read again, is carried as it stands.
      let limits = Limits(depth: Limits.standard.depth - CardTree.deepest - 4)
      guard let value = try? JSON.parse(span, limits: limits), card.put(Pointer.steps(pointer), value) else {
        rest.append(CardMapper.jCard(property, options.carriage))
        continue
      }
    }
  }
}

/// Which language the card is in, and which properties say in another what one of their like says already.
struct Languages {
  enum Role { case main, local, spare }
  var main: String?
  var roles: [Role] = []
  /// What ties a property to the others of which it is a translation, or nil.
  var keys: [String?] = []

  init() {}

  init(_ properties: [VCard.Property]) {
    keys = properties.map { Languages.key($0) }
    var tied: [String: [Int]] = [:]
    for (i, key) in keys.enumerated() { if let key { tied[key, default: []].append(i) } }
    main = Languages.choose(properties, tied)
    let stated = properties.contains { $0.key == "LANGUAGE" }
    roles = properties.map { _ in .main }
    for places in tied.values where places.count > 1 {
      let tags = places.map { properties[$0].first("LANGUAGE")?.small }
      let first = tags.firstIndex { $0 == main?.small && main != nil } ?? tags.firstIndex { $0 == nil } ?? 0
      var seen: Set<String> = []
      for (k, place) in places.enumerated() where k != first {
        if let tag = tags[k], tag != tags[first], tag != main?.small || tags[first] != nil, seen.insert(tag).inserted {
          roles[place] = .local
        } else if Languages.isSingle(properties[place].key) || tags[k] != tags[first] {
          roles[place] = .spare
        }
      }
    }
    if !stated, main != nil, !properties.contains(where: { $0.first("LANGUAGE") != nil }) { main = nil }
  }

  static func isSingle(_ key: String) -> Bool {
    ["N", "FN", "BIRTHPLACE", "DEATHPLACE", "GRAMGENDER", "UID", "KIND", "PRODID", "REV", "CREATED", "BDAY", "DEATHDATE"].contains(key)
  }

  private static func key(_ property: VCard.Property) -> String? {
    let key = property.key
    if isSingle(key) { return key }
    if ["PHOTO", "LOGO", "SOUND", "KEY", "MEMBER", "RELATED", "CATEGORIES", "JSPROP", "X-ABLABEL", "LANGUAGE"].contains(key) { return nil }
    if let altid = property.first("ALTID") { return key + "/" + altid }
    return property.first("PROP-ID").map { key + "#" + $0 }
  }

  /// The language that LANGUAGE states, else the one that most properties are in, where two at least say theirs.
  private static func choose(_ properties: [VCard.Property], _ tied: [String: [Int]]) -> String? {
    if let stated = properties.first(where: { $0.key == "LANGUAGE" }) { return stated.text }
    let tags = properties.compactMap { $0.first("LANGUAGE")?.small }
    guard tags.count > 1 else { return nil }
    // Where one of several versions names no language, the main language is unknown.
    for places in tied.values where places.count > 1 {
      let untagged = places.count { properties[$0].first("LANGUAGE") == nil }
      if untagged > 0, untagged < places.count { return nil }
    }
    var counts: [String: Int] = [:]
    for tag in tags { counts[tag, default: 0] += 1 }
    let most = counts.values.max()
    return tags.first { counts[$0] == most }
  }
}

import Scan

extension VCard {
  /// What a conversion could not take along.
  public struct Loss: Hashable, Sendable, CustomStringConvertible {
    /// The property's name in capitals.
    public var property: String
    /// One sentence.
    public var reason: String
    /// `ADR: ...`
    public var description: String { "\(property): \(reason)" }
  }

  /// The card in another version, by the rules of RFC 6350 appendix A read both ways, with what the target cannot hold. vCard 2.1 is read
  /// only: asking for it gives 3.0.
  public func converted(to target: Version) -> (card: VCard, lost: [Loss]) {
    let target = target == .v21 ? Version.v30 : target
    if version == target { return (self, []) }
    let source = version
    let properties = lines.lazy.filter(isListed).map { canonicalProperty($0, version: source) }
    if target == .v40 {
      var converter = ToVersion4(properties: Array(properties), displayName: summary.displayName)
      return (VCard(version: .v40, properties: converter.convert()), converter.lost)
    }
    if source == .v21 { return (VCard(version: .v30, properties: Array(properties)), []) }
    var converter = ToVersion3(displayName: summary.displayName)
    return (VCard(version: .v30, properties: converter.convert(Array(properties))), converter.lost)
  }
}

/// 3.0 to 4.0.
private struct ToVersion4 {
  let properties: [VCard.Property]
  let displayName: String
  var lost: [VCard.Loss] = []
  private var out: [VCard.Property] = []
  private let hasName: Bool
  private var addresses = OpenAddresses()

  init(properties: [VCard.Property], displayName: String) {
    self.properties = properties
    self.displayName = displayName
    hasName = properties.contains { $0.is("N") }
  }

  mutating func convert() -> [VCard.Property] {
    for property in properties { take(property) }
    if !out.contains(where: { $0.is("FN") }) { out.insert(VCard.Property("FN", text: displayName), at: 0) }
    if properties.contains(where: { $0.is("LABEL") }) {
      for place in out.indices.reversed() where out[place].is("ADR") && out[place].first("LABEL") == nil {
        addresses.add(out[place], at: place)
      }
      for property in properties where property.is("LABEL") { attach(label: property) }
    }
    if let sort = properties.first(where: { $0.is("SORT-STRING") })?.text, let name = out.firstIndex(where: { $0.is("N") }) {
      out[name].parameters.append(VCard.Parameter("SORT-AS", sort))
    }
    return out
  }

  private mutating func take(_ property: VCard.Property) {
    var property = ranked(property)
    if property.isBase64 { property = embedded(property) }
    switch PropertyNames.shared.find(property.name) {
    case .label: return
    case .profile: return
    case .sortString: if hasName { return }
    case .agent: property = agent(property)
    case .geo: property.value = Coordinates.uri(property.text) ?? property.value
    case .bday, .anniversary, .deathdate: property = dated(property)
    case .xAnniversary, .xEvolutionAnniversary, .xMsAnniversary:
      property.name = "ANNIVERSARY"
      property = dated(property)
    case .rev:
      if let moment = VCard.moment(property.text), property.text.utf8.count > 10 {
        property.value = basic(moment)
      } else {
        property.value = property.text.replacing("-", with: "")
      }
    case .tz: property = zoned(property)
    case .xServerKind: property.name = "KIND"
    case .xServerMember: property.name = "MEMBER"
    case .photo, .logo, .sound, .key, .url, .source, .fburl, .caluri:
      if let type = property.first("VALUE").map({ ASCII.small($0) }), type == "uri" || type == "url" {
        property = property.without("VALUE")
      }
      if property.value.isEmpty { return }
    default: if let name = Renamed.original(property.name) { property.name = name }
    }
    out.append(property)
  }

  private func basic(_ moment: Moment) -> String { moment.description.filter { $0 != "-" && $0 != ":" } }

  /// `TYPE=pref` as PREF=1 (RFC 6350 section 5.3).
  private func ranked(_ property: VCard.Property) -> VCard.Property {
    guard property.types.contains("pref") else { return property }
    var out = property
    for i in out.parameters.indices where out.parameters[i].is("TYPE") {
      out.parameters[i].values = out.parameters[i].values.flatMap { $0.split(separator: ",").map(String.init) }.filter {
        ASCII.small($0) != "pref"
      }
    }
    out.parameters.removeAll { $0.is("TYPE") && $0.values.isEmpty }
    if out.first("PREF") == nil { out.parameters.append(VCard.Parameter("PREF", "1")) }
    return out
  }

  /// Base64 as a `data:` URI.
  private func embedded(_ property: VCard.Property) -> VCard.Property {
    var out = property.without("ENCODING").without("VALUE")
    let media = VCard.mediaType(types: property.types) ?? property.first("MEDIATYPE") ?? "application/octet-stream"
    let name = media.split(separator: "/").last.map(String.init) ?? ""
    out.parameters.removeAll {
      $0.is("MEDIATYPE")
        || $0.is("TYPE") && $0.values.count == 1
          && (VCard.mediaType(types: [ASCII.small($0.values[0])]) == media || ASCII.small($0.values[0]) == name)
    }
    out.value = property.value.isEmpty ? "" : "data:\(media);base64,\(property.value)"
    return out
  }

  private func agent(_ property: VCard.Property) -> VCard.Property {
    var out = property.without("TYPE")
    out.name = "RELATED"
    out.parameters.append(VCard.Parameter("TYPE", "agent"))
    let text = property.text
    if ASCII.small(String(text.prefix(11))) == "begin:vcard" {
      out.value = "data:text/vcard;base64," + Base64.encode(Array(text.utf8).span)
    } else if out.first("VALUE") == nil {
      out.parameters.append(VCard.Parameter("VALUE", "text"))
    }
    return out
  }

  private func dated(_ property: VCard.Property) -> VCard.Property {
    var out = property.without("X-APPLE-OMIT-YEAR")
    guard let date = property.date, property.valueType != "text" else { return out }
    if date.text == nil || date.day != nil, let written = date.written40 {
      out = out.without("VALUE")
      // A time keeps its zone, in the basic form.
      out.value = date.text.map { _ in written.replacing(":", with: "") } ?? written
    } else if date.text != nil {
      out = out.without("VALUE")
      out.parameters.append(VCard.Parameter("VALUE", "text"))
    }
    return out
  }

  private func zoned(_ property: VCard.Property) -> VCard.Property {
    let digits = property.text.replacing(":", with: "")
    guard digits.utf8.count == 5, digits.first == "-" || digits.first == "+", digits.dropFirst().allSatisfy(\.isNumber) else {
      return property
    }
    var out = property.without("VALUE")
    out.parameters.append(VCard.Parameter("VALUE", "utc-offset"))
    out.value = digits
    return out
  }

  /// LABEL becomes a parameter of the address of the same types.
  private mutating func attach(label: VCard.Property) {
    let place = addresses.take(for: label)
    if let place { return out[place].parameters.append(VCard.Parameter("LABEL", label.text)) }
    var address = VCard.Property(group: label.group, name: "ADR", parameters: label.parameters, value: ";;;;;;")
    address.parameters.append(VCard.Parameter("LABEL", label.text))
    out.append(ranked(address))
  }
}

/// The addresses that have no label yet.
private struct OpenAddresses {
  private var open: Set<Int> = []
  /// Places by group and by types, the last one first.
  private var byGroup: [String: [Int]] = [:]
  private var byTypes: [[String]: [Int]] = [:]

  /// Adds an address; the last comes first.
  mutating func add(_ address: VCard.Property, at place: Int) {
    open.insert(place)
    if let group = address.group { byGroup[group, default: []].append(place) }
    byTypes[address.types, default: []].append(place)
  }

  /// The place of the address that a label belongs to: the first of its group, else of its types, else the only one.
  mutating func take(for label: VCard.Property) -> Int? {
    let types = label.types.filter { $0 != "pref" }
    var place = label.group.flatMap { byGroup[$0] == nil ? nil : OpenAddresses.first(&byGroup[$0, default: []], open) }
    if place == nil, byTypes[types] != nil { place = OpenAddresses.first(&byTypes[types, default: []], open) }
    if place == nil, open.count == 1 { place = open.first }
    if let place { open.remove(place) }
    return place
  }

  private static func first(_ places: inout [Int], _ open: Set<Int>) -> Int? {
    while let place = places.last, !open.contains(place) { places.removeLast() }
    return places.last
  }
}

/// 4.0 to 3.0.
private struct ToVersion3 {
  let displayName: String
  var lost: [VCard.Loss] = []
  private var out: [VCard.Property] = []
  private var hasFullName = false

  init(displayName: String) { self.displayName = displayName }

  mutating func convert(_ properties: [VCard.Property]) -> [VCard.Property] {
    for property in properties { take(property) }
    if !out.contains(where: { $0.is("FN") }) { out.insert(VCard.Property("FN", text: displayName), at: 0) }
    // N is mandatory in 3.0; nobody can say which of the words is the family name.
    if !out.contains(where: { $0.is("N") }) { out.insert(VCard.Property("N", components: [[""], [displayName], [""], [""], [""]]), at: 1) }
    return out
  }

  private mutating func lose(_ property: VCard.Property, _ reason: String) {
    lost.append(VCard.Loss(property: property.key, reason: reason))
  }

  private mutating func take(_ property: VCard.Property) {
    let name = PropertyNames.shared.find(property.name)
    var made = ranked(property)
    switch name {
    case .xml, .clientpidmap: return lose(property, "vCard 3.0 has no place for it")
    case .fn where hasFullName: return lose(property, "vCard 3.0 holds one FN; \"\(property.text)\" is left out")
    case .fn: hasFullName = true
    case .photo, .logo, .sound, .key: made = unembedded(made)
    case .geo: if let pair = Coordinates.pair(made.text) { made.value = pair }
    case .bday: made = dated(made)
    case .anniversary:
      made = dated(made)
      made.name = "X-ANNIVERSARY"
    case .rev: if let moment = VCard.moment(made.text), made.text.utf8.count > 8 { made.value = moment.description }
    case .tel: made = unlinked(made)
    case .tz: made = zoned(made)
    case .kind: made.name = ASCII.small(made.text) == "group" ? "X-ADDRESSBOOKSERVER-KIND" : "X-KIND"
    case .member: made.name = "X-ADDRESSBOOKSERVER-MEMBER"
    case .n: if let sort = made.first("SORT-AS") { out.append(VCard.Property("SORT-STRING", text: sort)) }
    case .adr:
      if let label = made.first("LABEL") {
        out.append(
          VCard.Property(group: made.group, "LABEL", text: Escape.resolve(label), parameters: made.parameters.filter { $0.is("TYPE") }))
      }
    default: if Renamed.isNew(property.key) { made.name = "X-" + property.key }
    }
    out.append(tidied(made, name))
  }

  /// PREF as `TYPE=pref`; a lower rank is lost.
  private mutating func ranked(_ property: VCard.Property) -> VCard.Property {
    guard let rank = property.first("PREF") else { return property }
    var made = property.without("PREF")
    guard rank == "1" else {
      lose(property, "vCard 3.0 knows preferred or not; rank \(rank) is left out")
      return made
    }
    if let type = made.parameters.firstIndex(where: { $0.is("TYPE") }) {
      made.parameters[type].values.append("pref")
    } else {
      made.parameters.append(VCard.Parameter("TYPE", "pref"))
    }
    return made
  }

  /// Parameters that 3.0 does not know go; a quoted list of types becomes a plain one.
  private mutating func tidied(_ property: VCard.Property, _ name: PropertyName) -> VCard.Property {
    var made = property
    made.parameters.removeAll { parameter in
      let key = ASCII.small(parameter.name)
      if key.hasPrefix("x-") || ["type", "value", "language", "encoding"].contains(key) { return false }
      if name == .n && key == "sort-as" || name == .adr && key == "label" || key == "mediatype" { return true }
      lose(property, "vCard 3.0 has no parameter \(key.uppercased())")
      return true
    }
    for i in made.parameters.indices where made.parameters[i].is("TYPE") {
      made.parameters[i].values = made.parameters[i].values.flatMap { $0.split(separator: ",").map(String.init) }
    }
    return made
  }

  private func unembedded(_ property: VCard.Property) -> VCard.Property {
    var made = property.without("VALUE")
    guard let (bytes, media) = VCard.dataURI(property.value) else {
      if property.first("VALUE").map({ ASCII.small($0) }) != "text" { made.parameters.append(VCard.Parameter("VALUE", "uri")) }
      return made
    }
    made.parameters.append(VCard.Parameter("ENCODING", "b"))
    if let kind = media?.split(separator: "/").last { made.parameters.append(VCard.Parameter("TYPE", kind.uppercased())) }
    made.value = Base64.encode(bytes.span)
    return made
  }

  private mutating func dated(_ property: VCard.Property) -> VCard.Property {
    var made = property
    guard property.valueType != "text", let date = property.date else { return made }
    guard let written = date.written30 else {
      made = made.without("VALUE")
      made.parameters.append(VCard.Parameter("VALUE", "text"))
      lose(property, "vCard 3.0 has no dates like \(property.text); written as words")
      return made
    }
    made.value = written
    if date.year == nil { made.parameters.append(VCard.Parameter("X-APPLE-OMIT-YEAR", "1604")) }
    return made
  }

  private func unlinked(_ property: VCard.Property) -> VCard.Property {
    guard property.valueType == "uri", ASCII.small(String(property.value.prefix(4))) == "tel:" else { return property }
    return VCard.Property(
      group: property.group, property.name, text: String(property.text.dropFirst(4)), parameters: property.without("VALUE").parameters)
  }

  private func zoned(_ property: VCard.Property) -> VCard.Property {
    let text = property.text
    guard text.utf8.count == 5, text.first == "-" || text.first == "+", text.dropFirst().allSatisfy(\.isNumber) else { return property }
    var made = property.without("VALUE")
    made.value = text.prefix(3) + ":" + text.suffix(2)
    return made
  }
}

/// Properties of 4.0 that travel through 3.0 with `X-` before their name.
private enum Renamed {
  private static let names: Set<String> = [
    "KIND", "RELATED", "GENDER", "LANG", "CALADRURI", "BIRTHPLACE", "DEATHPLACE", "DEATHDATE", "EXPERTISE", "HOBBY", "INTEREST",
    "ORG-DIRECTORY",
    "CONTACT-URI", "CREATED", "GRAMGENDER", "LANGUAGE", "PRONOUNS", "SOCIALPROFILE", "JSPROP",
  ]
  static func isNew(_ key: String) -> Bool { names.contains(key) }
  /// The name without `X-`; nil where that is none of 4.0. X-GENDER and X-SOCIALPROFILE have forms of their own and stay.
  static func original(_ name: String) -> String? {
    let key = String(decoding: name.utf8.map(ASCII.upper), as: UTF8.self)
    guard key.hasPrefix("X-"), key != "X-GENDER", key != "X-SOCIALPROFILE" else { return nil }
    let bare = String(key.dropFirst(2))
    return names.contains(bare) ? bare : nil
  }
}

/// GEO in both forms: `37.386013;-122.082932` and `geo:37.386013,-122.082932`.
private enum Coordinates {
  static func uri(_ text: String) -> String? {
    let parts = text.split(whereSeparator: { $0 == ";" || $0 == "," }).map { ASCII.trimmed(String($0)) }
    guard parts.count == 2, parts.allSatisfy({ Double($0) != nil }) else { return nil }
    return "geo:\(parts[0]),\(parts[1])"
  }

  static func pair(_ uri: String) -> String? {
    guard ASCII.small(String(uri.prefix(4))) == "geo:" else { return nil }
    let parts = uri.dropFirst(4).split(separator: ";").first.map { $0.split(separator: ",") } ?? []
    guard parts.count >= 2 else { return nil }
    return "\(parts[0]);\(parts[1])"
  }
}

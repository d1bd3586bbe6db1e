public import Scan

/// Why a text is no jCard.
public struct JCardError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  public var reason: String
  /// The sentence.
  public var description: String { reason }
}

/// jCard (RFC 7095): cards as JSON, and back without loss. A card keeps its version: a 3.0 card is written with the property `version`
/// "3.0", binary values as type `binary`; use `converted(to:)` first where the reader wants 4.0 and nothing else.
public enum JCard {
  /// `cards` as an array of jCards; a single card stands by itself, as RFC 7095 section 3.2 has it.
  public static func write(_ cards: [VCard]) -> JSON {
    cards.count == 1 ? json(of: cards[0]) : .array(cards.map { json(of: $0) })
  }

  /// One card as `["vcard", [...]]`.
  public static func json(of card: VCard) -> JSON {
    let version = card.canonicalVersion
    var properties: [JSON] = [.array(["version", .object([]), "text", .string(version.rawValue)])]
    let read = card.version
    for line in card.lines where card.isListed(line) {
      properties.append(json(of: card.canonicalProperty(line, version: read), version: version))
    }
    return .array(["vcard", .array(properties)])
  }

  /// The cards of a jCard text: one, or an array of them.
  public static func read(_ bytes: Span<UInt8>, limits: Limits = .standard) throws -> [VCard] {
    let json: JSON
    do { json = try JSON.parse(bytes, limits: limits) } catch { throw JCardError(reason: error.description) }
    guard let items = json.items else { throw JCardError(reason: "a jCard is an array") }
    if items.first?.text.map({ ASCII.small($0) }) == "vcard" { return [try card(from: json)] }
    return try items.map { try card(from: $0) }
  }

  /// The cards of a jCard text.
  public static func read(_ bytes: [UInt8], limits: Limits = .standard) throws -> [VCard] {
    let span = bytes.span
    return try read(span, limits: limits)
  }

  /// The card that `["vcard", [...]]` holds.
  public static func card(from json: JSON) throws(JCardError) -> VCard {
    guard json[0]?.text.map({ ASCII.small($0) }) == "vcard", let items = json[1]?.items else {
      throw JCardError(reason: "a card is [\"vcard\", [properties]]")
    }
    var version = VCard.Version.v40
    for item in items where item[0]?.text.map({ ASCII.small($0) }) == "version" {
      if let stated = item[3]?.text.flatMap({ VCard.Version(rawValue: $0) }) { version = stated == .v21 ? .v30 : stated }
    }
    var properties: [VCard.Property] = []
    for item in items where item[0]?.text.map({ ASCII.small($0) }) != "version" {
      guard let property = property(from: item, version: version) else {
        throw JCardError(reason: "a property is [name, {parameters}, type, value ...]")
      }
      properties.append(property)
    }
    return VCard(version: version, properties: properties)
  }
}

extension JCard {
  /// One property as `[name, {parameters}, type, value ...]` (RFC 7095 section 3.3).
  public static func json(of property: VCard.Property, version: VCard.Version = .v40) -> JSON {
    let name = PropertyNames.shared.find(property.name)
    let type = self.type(of: property, name, version)
    var out: [JSON] = [.string(ASCII.small(property.name)), parameters(of: property), .string(type)]
    out += values(of: property, name, type, version)
    return .array(out)
  }

  /// The value type: VALUE, `binary` for Base64, else the default of the name.
  static func type(of property: VCard.Property, _ name: PropertyName, _ version: VCard.Version) -> String {
    if let stated = property.first("VALUE"), !stated.isEmpty { return ASCII.small(stated) }
    if property.isBase64 { return "binary" }
    return defaultType(name, version)
  }

  static func defaultType(_ name: PropertyName, _ version: VCard.Version) -> String {
    switch name {
    // In 3.0 these are Base64 or, with VALUE=uri, elsewhere; without either nobody knows.
    case .photo where version != .v40, .logo where version != .v40, .sound where version != .v40, .key where version != .v40: "unknown"
    case .label, .agent, .mailer, .class, .profile, .name, .sortString: "text"
    case .geo where version != .v40: "text"
    case .uid where version != .v40: "text"
    default: name.defaultType
    }
  }

  private static func parameters(of property: VCard.Property) -> JSON {
    var members: [JSON.Member] = []
    if let group = property.group { members.append(JSON.Member("group", .string(group))) }
    for parameter in property.parameters where !parameter.is("VALUE") {
      let name = ASCII.small(parameter.name)
      let values = parameter.values.flatMap {
        parameter.is("TYPE") ? $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) : [$0]
      }
      if let known = members.firstIndex(where: { $0.name == name }) {
        let before = members[known].value.items ?? [members[known].value]
        members[known].value = .array(before + values.map { .string($0) })
      } else {
        members.append(JSON.Member(name, values.count == 1 ? .string(values[0]) : .array(values.map { .string($0) })))
      }
    }
    return .object(members)
  }

  private static func values(of property: VCard.Property, _ name: PropertyName, _ type: String, _ version: VCard.Version) -> [JSON] {
    switch shape(name, type) {
    case .text: return [.string(property.text)]
    case .list: return property.list.map { .string($0) }
    case .components, .structured:
      let isNested = name.shape == .structured || property.value.has(44)
      let parts = Escape.split(property.value, 59).map { part -> JSON in
        let texts =
          isNested && name.shape == .structured
          ? Escape.split(part, 44).map { JSON.string(Escape.resolve($0)) } : [.string(Escape.resolve(part))]
        return texts.count == 1 ? texts[0] : .array(texts)
      }
      return parts.count == 1 && parts[0].text != nil ? [parts[0]] : [.array(parts)]
    case .plain: return [typed(property.text, type, version)]
    case .unknown: return type == "unknown" ? [.string(property.value)] : [typed(property.text, type, version)]
    }
  }

  /// The shape of the value: the name's own, unless VALUE names a type that has another.
  static func shape(_ name: PropertyName, _ type: String) -> ValueShape {
    switch type {
    case "unknown" where name.shape != .structured && name.shape != .components: .unknown
    case "binary", "uri", "url", "boolean", "integer", "float", "date", "time", "date-time", "date-and-or-time", "timestamp", "utc-offset",
      "language-tag",
      "cid", "content-id":
      name.shape == .structured || name.shape == .components ? name.shape : .plain
    case "text": name.shape == .plain || name.shape == .unknown ? .text : name.shape
    default: name.shape
    }
  }

  private static func typed(_ text: String, _ type: String, _ version: VCard.Version) -> JSON {
    switch type {
    case "integer": return Int(text).map(String.init) == text ? .number(text) : .string(text)
    case "float": return Double(text).map({ "\($0)" }) == text ? .number(text) : .string(text)
    case "boolean": return ASCII.small(text) == "true" ? .bool(true) : ASCII.small(text) == "false" ? .bool(false) : .string(text)
    case "date", "time", "date-time", "date-and-or-time", "timestamp", "utc-offset":
      return .string(version == .v40 ? JCardDate.extended(text, type) : text)
    default: return .string(text)
    }
  }
}

extension JCard {
  /// The property that `[name, {parameters}, type, value ...]` holds, or nil where it is none.
  public static func property(from json: JSON, version: VCard.Version = .v40) -> VCard.Property? {
    guard let items = json.items, items.count >= 4, let name = items[0].text, !name.isEmpty, let members = items[1].members,
      let type = items[2].text
    else {
      return nil
    }
    let known = PropertyNames.shared.find(name)
    var group: String?
    var parameters: [VCard.Parameter] = []
    for member in members {
      let values = member.value.items?.compactMap { plain($0) } ?? plain(member.value).map { [$0] } ?? []
      if ASCII.small(member.name) == "group" {
        group = values.first
      } else {
        parameters.append(VCard.Parameter(upper(member.name), values))
      }
    }
    let kind = ASCII.small(type)
    if kind == "binary" {
      if !parameters.contains(where: { $0.is("ENCODING") }) { parameters.append(VCard.Parameter("ENCODING", "b")) }
    } else if kind != "unknown", kind != defaultType(known, version) {
      parameters.append(VCard.Parameter("VALUE", kind))
    }
    return VCard.Property(group: group, name: upper(name), parameters: parameters, value: value(Array(items[3...]), known, kind, version))
  }

  private static func upper(_ text: String) -> String { String(decoding: text.utf8.map(ASCII.upper), as: UTF8.self) }

  private static func plain(_ json: JSON) -> String? {
    switch json {
    case .string(let text): text
    case .number(let digits): digits
    case .bool(let value): value ? "true" : "false"
    case .null: ""
    default: nil
    }
  }

  private static func value(_ values: [JSON], _ name: PropertyName, _ type: String, _ version: VCard.Version) -> String {
    values.map { one($0, name, type, version, isAlone: values.count == 1) }.joined(separator: ",")
  }

  private static func one(_ json: JSON, _ name: PropertyName, _ type: String, _ version: VCard.Version, isAlone: Bool) -> String {
    if let parts = json.items {
      return parts.map { part in
        (part.items ?? [part]).map { Escape.apply(plain($0) ?? "") }.joined(separator: ",")
      }.joined(separator: ";")
    }
    let text = plain(json) ?? ""
    switch shape(name, type) {
    case .text, .list, .components, .structured: return Escape.apply(text)
    case .unknown where type == "unknown": return text
    case .plain, .unknown:
      switch type {
      case "date", "time", "date-time", "date-and-or-time", "timestamp", "utc-offset":
        return Escape.apply(version == .v40 ? JCardDate.basic(text, type) : text, semicolon: false, comma: false)
      case "uri" where !isAlone: return Escape.apply(text, semicolon: false)
      case "text": return Escape.apply(text)
      default: return Escape.apply(text, semicolon: false, comma: false)  // what is written resolves a backslash
      }
    }
  }
}

/// Dates and times as RFC 7095 section 3.5.3 writes them, and back.
enum JCardDate {
  /// `19850412T102200Z` as `1985-04-12T10:22:00Z`; what is not in the basic form is left as it stands.
  static func extended(_ text: String, _ type: String) -> String {
    if type == "utc-offset" { return zoneExtended(text) }
    if type == "time" { return timeExtended(text) ?? text }
    let (date, time) = split(text)
    guard let long = dateExtended(date) else { return text }
    guard let time else { return long }
    guard let clock = timeExtended(time) else { return text }
    return long + "T" + clock
  }

  /// The way back; what is no date or time, or would not come back as it is, is left as it stands.
  static func basic(_ text: String, _ type: String) -> String {
    let short = shortened(text, type)
    return extended(short, type) == text ? short : text
  }

  private static func shortened(_ text: String, _ type: String) -> String {
    guard text.utf8.allSatisfy({ ASCII.isDigit($0) || [43, 45, 46, 58, 84, 90, 122].contains($0) }) else { return text }
    if type == "utc-offset" || type == "time" { return text.replacing(":", with: "") }
    let (date, time) = split(text)
    let digits = date.utf8.count { ASCII.isDigit($0) }
    var short = date
    if digits == 8 { short = date.replacing("-", with: "") }
    if digits == 4, date.hasPrefix("--"), !date.hasPrefix("---") { short = "--" + date.dropFirst(2).replacing("-", with: "") }
    guard let time else { return short }
    return short + "T" + time.replacing(":", with: "")
  }

  private static func split(_ text: String) -> (date: String, time: String?) {
    guard let mark = text.utf8.firstIndex(of: 84) else { return (text, nil) }
    return (String(text[..<mark]), String(text[text.utf8.index(after: mark)...]))
  }

  private static func dateExtended(_ date: String) -> String? {
    let bytes = Array(date.utf8)
    if bytes.isEmpty { return "" }
    if bytes.allSatisfy(ASCII.isDigit), bytes.count == 8 {
      return date.prefix(4) + "-" + date.dropFirst(4).prefix(2) + "-" + date.suffix(2)
    }
    if bytes.count == 6, date.hasPrefix("--"), bytes.dropFirst(2).allSatisfy(ASCII.isDigit) { return date.prefix(4) + "-" + date.suffix(2) }
    return bytes.allSatisfy { ASCII.isDigit($0) || $0 == 45 } ? date : nil
  }

  private static func timeExtended(_ time: String) -> String? {
    let cut = time.utf8.lastIndex { $0 == 90 || $0 == 122 || $0 == 43 || $0 == 45 }
    var clock = time
    var zone = ""
    if let cut, cut > time.startIndex, !time[..<cut].utf8.allSatisfy({ $0 == 45 }) {
      clock = String(time[..<cut])
      zone = zoneExtended(String(time[cut...]))
    }
    let bytes = Array(clock.utf8)
    let dashes = bytes.prefix { $0 == 45 }.count
    let digits = bytes.dropFirst(dashes)
    guard digits.allSatisfy(ASCII.isDigit) else { return clock.has(58) ? clock + zone : nil }
    var out = String(repeating: "-", count: dashes)
    for (i, digit) in digits.enumerated() {
      if i > 0, i % 2 == 0 { out += ":" }
      out.unicodeScalars.append(Unicode.Scalar(digit))
    }
    return out + zone
  }

  private static func zoneExtended(_ zone: String) -> String {
    let bytes = Array(zone.utf8)
    guard bytes.count == 5, bytes[0] == 43 || bytes[0] == 45, bytes.dropFirst().allSatisfy(ASCII.isDigit) else { return zone }
    return zone.prefix(3) + ":" + zone.suffix(2)
  }
}

import Scan
import VCard

// Names and addresses (RFC 9555 sections 2.5 and 2.6).
extension CardMapper {
  mutating func mapName(_ property: VCard.Property) -> Bool {
    var open = OpenParameters(property)
    if property.key == "FN" {
      put(["name", "full"], .string(property.text))
      keep(["name", "full"], open)
      return true
    }
    let order = open.take("JSCOMPS")
    let parts = property.components
    var components: [JSON] = []
    if let order, let ordered = ComponentOrder.read(order, parts, ComponentKinds.name) {
      components = ordered.components
      if locale == nil {
        put(["name", "isOrdered"], true)
        put(["name", "defaultSeparator"], ordered.separator.map { .string($0) })
      }
    } else {
      let second = Set(parts.count > 5 ? parts[5] : [])
      let generation = Set(parts.count > 6 ? parts[6] : [])
      for (i, values) in parts.prefix(ComponentKinds.name.count).enumerated() {
        for value in values where !value.isEmpty && !(i == 0 && second.contains(value)) && !(i == 4 && generation.contains(value)) {
          components.append(["kind": .string(ComponentKinds.name[i]), "value": .string(value)])
        }
      }
    }
    guard !components.isEmpty else { return false }
    put(["name", "components"], .array(components))
    if let sort = open.takeAll("SORT-AS") {
      let keys = sort.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
      let members = zip(["surname", "given", "given2"], keys).filter { !$0.1.isEmpty }.map { JSON.Member($0.0, .string($0.1)) }
      put(["name", "sortAs"], .object(members))
    }
    put(["name", "phoneticSystem"], open.take("PHONETIC").map { .string($0.small) })
    put(["name", "phoneticScript"], open.take("SCRIPT").map { .string($0) })
    keep(["name", "components"], open)
    return true
  }

  mutating func mapNicknames(_ property: VCard.Property) -> Bool {
    let names = property.list.filter { !$0.isEmpty }
    for name in names {
      var open = OpenParameters(property)
      let id = id("nicknames", &open)
      put(["nicknames", id, "name"], .string(name))
      put(["nicknames", id, "contexts"], open.takeTypes(TypeWords.contexts))
      put(["nicknames", id, "pref"], open.takeRank("PREF"))
      note(labelled: ["nicknames", id], group: property.group)
      keep(["nicknames", id, "name"], open)
    }
    return !names.isEmpty
  }

  mutating func mapAddress(_ property: VCard.Property) -> Bool {
    var open = OpenParameters(property)
    let id = id("addresses", &open)
    let path = ["addresses", id]
    let order = open.take("JSCOMPS")
    let parts = property.components
    if let order, let ordered = ComponentOrder.read(order, parts, ComponentKinds.address) {
      if locale == nil {
        put(path + ["isOrdered"], true)
        put(path + ["defaultSeparator"], ordered.separator.map { .string($0) })
      }
      put(path + ["components"], .array(ordered.components))
    } else {
      // Where the finer components of RFC 9554 are filled, the coarse ones only repeat them.
      let isFine = parts.dropFirst(7).contains { $0.contains { !$0.isEmpty } }
      var components: [JSON] = []
      for (i, values) in parts.prefix(ComponentKinds.address.count).enumerated() where !(isFine && (i == 1 || i == 2)) {
        for value in values where !value.isEmpty {
          components.append(["kind": .string(ComponentKinds.address[i]), "value": .string(value)])
        }
      }
      if !components.isEmpty { put(path + ["components"], .array(components)) }
    }
    if locale == nil, card.has(path + ["components"]) { composed.append(id) }
    put(path + ["contexts"], open.takeTypes(TypeWords.addressContexts))
    put(path + ["pref"], open.takeRank("PREF"))
    put(path + ["full"], open.take("LABEL").map { .string(VCard.Property(name: "X", value: $0).text) })
    put(path + ["countryCode"], open.take("CC").map { .string($0) })
    put(path + ["coordinates"], open.take("GEO").map { .string($0) })
    put(path + ["timeZone"], open.take("TZ").map { .string($0) })
    put(path + ["phoneticSystem"], open.take("PHONETIC").map { .string($0.small) })
    put(path + ["phoneticScript"], open.take("SCRIPT").map { .string($0) })
    if locale == nil, !card.has(path) { card.put(path, .object([])) }
    note(labelled: path, group: property.group)
    keep(path + ["components"], open)
    return true
  }

  /// GEO and TZ tell of the address that has no place or zone of its own, where there is one; else they make one.
  mutating func mapPlace(_ property: VCard.Property) -> Bool {
    let isZone = property.key == "TZ"
    let text = property.text
    guard !text.isEmpty else { return false }
    let member = isZone ? "timeZone" : "coordinates"
    var open = OpenParameters(property)
    let stated = open.has("PROP-ID")
    var target: String?
    if options.carriage == .collected, !stated { target = openAddress(member) }
    if let found = target, card.has(["addresses", found, "coordinates"]), !placed.contains(found) { target = nil }
    let id = target ?? id("addresses", &open)
    put(["addresses", id, member], .string(isZone ? ZoneNames.name(of: text) ?? text : text))
    keep(["addresses", id, member], name: property.key.small, open, default: isZone ? "text" : "uri")
    if !isZone, locale == nil { placed.insert(id) }
    return true
  }

  /// The first address with components that has no `member` yet. What has one keeps it, so the search goes on where it ended.
  private mutating func openAddress(_ member: String) -> String? {
    var place = searched[member, default: 0]
    while place < composed.count, card.has(["addresses", composed[place], member]) { place += 1 }
    searched[member] = place
    return place < composed.count ? composed[place] : nil
  }
}

/// JSCOMPS (RFC 9555 section 3.3.1): the order of components and their separators, there and back.
enum ComponentOrder {
  /// `s,\, ;10;s, ;11;3` over the parts of N or ADR. Nil where it does not fit them.
  static func read(_ text: String, _ parts: [[String]], _ kinds: [String]) -> (components: [JSON], separator: String?)? {
    var pieces = split(text, 59)
    guard pieces.count > 1 else { return nil }
    let first = pieces.removeFirst()
    var separator: String?
    if !first.isEmpty {
      guard first.hasPrefix("s,") else { return nil }
      separator = resolve(String(first.dropFirst(2)))
    }
    var components: [JSON] = []
    for piece in pieces {
      if piece.hasPrefix("s,") {
        components.append(["kind": "separator", "value": .string(resolve(String(piece.dropFirst(2))))])
        continue
      }
      let numbers = piece.split(separator: ",").map { Int($0) }
      guard (1...2).contains(numbers.count), let place = numbers[0], parts.indices.contains(place), kinds.indices.contains(place) else {
        return nil
      }
      let index = numbers.count == 2 ? numbers[1] ?? -1 : 0
      guard parts[place].indices.contains(index) else { return nil }
      components.append(["kind": .string(kinds[place]), "value": .string(parts[place][index])])
    }
    return (components, separator)
  }

  private static func split(_ text: String, _ mark: UInt8) -> [String] {
    var out: [[UInt8]] = [[]]
    var escaped = false
    for byte in text.utf8 {
      if byte == mark, !escaped { out.append([]) } else { out[out.count - 1].append(byte) }
      escaped = byte == 92 && !escaped
    }
    return out.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func resolve(_ text: String) -> String { VCard.Property(name: "X", value: text).text }
  static func escape(_ text: String) -> String { VCard.Property("X", text: text).value }
}

/// Offsets of TZ and the zones that stand for them: whole hours have a name, with the sign turned round.
enum ZoneNames {
  static func name(of offset: String) -> String? {
    let digits = offset.replacing(":", with: "")
    guard digits.utf8.count == 5 || digits.utf8.count == 3, let sign = digits.first, sign == "+" || sign == "-",
      let hours = Int(digits.dropFirst().prefix(2)),
      hours <= 14, digits.dropFirst(3).allSatisfy({ $0 == "0" })
    else { return nil }
    return hours == 0 ? "Etc/UTC" : "Etc/GMT" + (sign == "+" ? "-" : "+") + String(hours)
  }

  static func offset(of name: String) -> String? {
    if name == "Etc/UTC" { return "+0000" }
    guard name.hasPrefix("Etc/GMT"), let hours = Int(name.dropFirst(7)), hours.magnitude <= 14 else { return nil }
    return (hours > 0 ? "-" : "+") + pad(Int(hours.magnitude), 2) + "00"
  }
}

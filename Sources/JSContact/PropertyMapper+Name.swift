import Scan
import VCard

extension PropertyMapper {
  mutating func name(_ value: JSON) {
    guard value.members != nil else { return piece(["name"], value) }
    var known: Set<String> = ["full"]
    if let full = value["full"]?.text {
      emit("FN", VCard.Property("FN", text: full), path: ["name"], member: "full", object: isFullKept(value) ? nil : value)
    }
    if let components = value["components"]?.items {
      let layout = ComponentLayout(components, value, kinds: ComponentKinds.name, isOrderWanted: isFull)
      if layout.isUnknown {
        if locale == nil { piece(["name", "components"], .array(components)) }
        known.insert("components")
      } else {
        known.formUnion(["components", "isOrdered", "defaultSeparator", "sortAs", "phoneticSystem", "phoneticScript"])
        emitN(value, layout)
        phonetics(["name", "components"], components)
      }
    }
    leftovers(["name"], value, known: known)
  }

  /// Parameters of the name belong to N where there is one, else to FN.
  private func isFullKept(_ value: JSON) -> Bool { value["components"] != nil }

  private mutating func emitN(_ value: JSON, _ layout: ComponentLayout) {
    var slots = layout.slots
    // Programs that know only the five parts of RFC 6350 find the newer two in the old places (RFC 9554 section 2.2).
    slots[0] += slots[5]
    slots[4] += slots[6]
    if !isFull, slots[5].isEmpty, slots[6].isEmpty { slots.removeLast(2) }
    var parameters: [VCard.Parameter] = []
    if let sort = value["sortAs"] {
      var keys = ["surname", "given", "given2"].map { sort[$0]?.text ?? "" }
      while keys.last == "" { keys.removeLast() }
      if !keys.isEmpty { parameters.append(VCard.Parameter("SORT-AS", keys.joined(separator: ","))) }
    }
    if let system = value["phoneticSystem"]?.text { parameters.append(VCard.Parameter("PHONETIC", system)) }
    if let script = value["phoneticScript"]?.text { parameters.append(VCard.Parameter("SCRIPT", script)) }
    if let order = layout.order { parameters.append(VCard.Parameter("JSCOMPS", order)) }
    emit(
      "N", VCard.Property("N", components: slots.map { $0.isEmpty ? [""] : $0 }), path: ["name"], member: "components", object: value,
      parameters: parameters)
  }

  /// How each component sounds has no place in vCard, outside a localization.
  private mutating func phonetics(_ path: [String], _ components: [JSON]) {
    guard locale == nil else { return }
    for (i, component) in components.enumerated() { leftovers(path + [String(i)], component, known: ["kind", "value"]) }
  }

  mutating func address(_ path: [String], _ id: String, _ value: JSON) {
    var value = value
    let zoneName = carriage.name(path, "timeZone", value)
    let geoName = carriage.name(path, "coordinates", value)
    let isBare = value["components"] == nil && value["full"] == nil
    let hasZone = value["timeZone"] != nil && value["coordinates"] == nil && isBare
    let hasGeo = value["coordinates"] != nil && value["timeZone"] == nil && isBare
    if let zone = value["timeZone"]?.text, zoneName == "tz" || hasZone {
      let text = ZoneNames.offset(of: zone) ?? zone
      emit("TZ", VCard.Property("TZ", text: text), path: path, member: "timeZone", object: value)
      value.set("timeZone", nil)
    }
    if let geo = value["coordinates"]?.text, geoName == "geo" || hasGeo {
      emit("GEO", VCard.Property(name: "GEO", value: geo), path: path, member: "coordinates", object: value)
      value.set("coordinates", nil)
    }
    let content = value.members?.filter { !["@type", "vCardParams", "vCardName"].contains($0.name) } ?? []
    if content.isEmpty, zoneName ?? geoName != nil || hasZone || hasGeo { return }
    emitAddress(path, id, value)
  }

  private mutating func emitAddress(_ path: [String], _ id: String, _ value: JSON) {
    let components = value["components"]?.items ?? []
    let layout = ComponentLayout(components, value, kinds: ComponentKinds.address, isOrderWanted: isFull)
    var known: Set<String> = [
      "components", "isOrdered", "defaultSeparator", "contexts", "pref", "full", "countryCode", "coordinates", "timeZone", "phoneticSystem",
      "phoneticScript", "label",
    ]
    var slots = layout.slots
    if layout.isUnknown {
      piece(path + ["components"], .array(components))
      slots = Array(repeating: [], count: 18)
    } else if layout.order == nil, !isFull, layout.isCoarse {
      slots = Array(slots[0..<7])
      slots[1] = layout.slots[8]
      slots[2] = layout.slots[11]
    } else {
      slots[1] = Array(layout.slots[7...9].joined())
      slots[2] = Array(layout.slots[10...17].joined())
    }
    if components.isEmpty { slots = Array(repeating: [], count: 7) }
    let words: Set<String> = ["work", "private", "billing", "delivery"]
    var parameters = shared(id, value, contexts: words)
    for (member, name) in [
      ("countryCode", "CC"), ("coordinates", "GEO"), ("timeZone", "TZ"), ("phoneticSystem", "PHONETIC"), ("phoneticScript", "SCRIPT"),
    ] {
      if let text = value[member]?.text { parameters.append(VCard.Parameter(name, text)) } else { known.remove(member) }
    }
    if let full = value["full"]?.text { parameters.append(VCard.Parameter("LABEL", full)) }
    if let order = layout.order { parameters.append(VCard.Parameter("JSCOMPS", order)) }
    emit(
      "ADR", VCard.Property("ADR", components: slots.map { $0.isEmpty ? [""] : $0 }), path: path, member: "components", object: value,
      parameters: parameters, label: value["label"]?.text)
    spareWords(path, value, contexts: words)
    leftovers(path, value, known: known)
    phonetics(path + ["components"], layout.isUnknown ? [] : components)
  }
}

/// Components of JSContact in the places of vCard, and JSCOMPS for their order.
struct ComponentLayout {
  private(set) var slots: [[String]]
  private(set) var order: String?
  /// A component of a kind that vCard has no place for.
  private(set) var isUnknown = false
  /// Nothing that ADR of RFC 6350 had no place for.
  private(set) var isCoarse = true

  init(_ components: [JSON], _ object: JSON, kinds: [String], isOrderWanted: Bool) {
    slots = Array(repeating: [], count: kinds.count)
    var places: [String] = []
    for component in components {
      guard let kind = component["kind"]?.text,
        let value = component["phonetic"]?.text.flatMap({ object["phonetic"] == true ? $0 : nil }) ?? component["value"]?.text
      else {
        isUnknown = true
        continue
      }
      if kind == "separator" {
        places.append("s," + ComponentOrder.escape(value))
      } else if let place = kinds.lastIndex(of: kind) {
        slots[place].append(value)
        places.append(slots[place].count == 1 ? String(place) : "\(place),\(slots[place].count - 1)")
        if place > 6, place != 8, place != 11 { isCoarse = false }
      } else {
        isUnknown = true
      }
    }
    guard object["isOrdered"] == true || (isOrderWanted && !components.isEmpty) else { return }
    let separator = object["defaultSeparator"]?.text ?? ""
    order = ([separator.isEmpty ? "" : "s," + ComponentOrder.escape(separator)] + places).joined(separator: ";")
  }
}

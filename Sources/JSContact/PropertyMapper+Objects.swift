import Scan
import VCard

extension PropertyMapper {
  /// PROP-ID, and the parameters that many objects share.
  func shared(_ id: String, _ value: JSON, contexts words: Set<String> = ["work", "private"], features: Bool = false) -> [VCard.Parameter] {
    var parameters = [VCard.Parameter("PROP-ID", id)]
    var types = CardWords.trues(value["contexts"]).filter { words.contains($0) }
    if features { types += CardWords.trues(value["features"]).filter { TypeWords.features.values.contains($0) } }
    if !types.isEmpty { parameters.append(VCard.Parameter("TYPE", types.map { TypeWords.type($0) })) }
    if let rank = value["pref"]?.integer, (1...100).contains(rank) { parameters.append(VCard.Parameter("PREF", String(rank))) }
    if let media = value["mediaType"]?.text { parameters.append(VCard.Parameter("MEDIATYPE", media)) }
    return parameters
  }

  /// What `shared` could not say.
  mutating func spareWords(_ path: [String], _ value: JSON, contexts words: Set<String> = ["work", "private"], features: Bool = false) {
    guard locale == nil else { return }
    for word in CardWords.trues(value["contexts"]) where !words.contains(word) { piece(path + ["contexts", word], true) }
    if features {
      for word in CardWords.trues(value["features"]) where !TypeWords.features.values.contains(word) {
        piece(path + ["features", word], true)
      }
    }
    if let rank = value["pref"], !(1...100).contains(rank.integer ?? 0) { piece(path + ["pref"], rank) }
  }

  mutating func nickname(_ path: [String], _ id: String, _ value: JSON) {
    guard let name = value["name"]?.text else { return piece(path, value) }
    emit(
      "NICKNAME", VCard.Property("NICKNAME", text: name), path: path, member: "name", object: value, parameters: shared(id, value),
      label: value["label"]?.text)
    spareWords(path, value)
    leftovers(path, value, known: ["name", "contexts", "pref", "label"])
  }

  mutating func organization(_ path: [String], _ id: String, _ value: JSON) {
    let units = value["units"]?.items ?? []
    let names = units.map { $0["name"]?.text ?? "" }
    guard value["name"]?.text != nil || !names.isEmpty else { return piece(path, value) }
    var parameters = shared(id, value)
    var sort = [value["sortAs"]?.text ?? ""] + units.map { $0["sortAs"]?.text ?? "" }
    while sort.last == "" { sort.removeLast() }
    if !sort.isEmpty { parameters.append(VCard.Parameter("SORT-AS", sort.joined(separator: ","))) }
    let fields = ([value["name"]?.text ?? ""] + names).map { [$0] }
    emit(
      "ORG", VCard.Property("ORG", components: fields), path: path, member: "name", object: value, parameters: parameters,
      label: value["label"]?.text)
    spareWords(path, value)
    leftovers(path, value, known: ["name", "units", "sortAs", "contexts", "pref", "label"])
    for (i, unit) in units.enumerated() { leftovers(path + ["units", String(i)], unit, known: ["name", "sortAs"]) }
  }

  mutating func entry(_ map: [String], _ path: [String], _ id: String, _ value: JSON) {
    let name = map.joined(separator: "/")
    guard let key = Entry.key(name, kind: value["kind"]?.text), let entry = Entry.of(key) else { return piece(path, value) }
    var main = entry.main
    if key == "SOCIALPROFILE", value["uri"] == nil, value["user"] != nil { main = "user" }
    guard let text = value[main]?.text else { return piece(path, value) }
    let isPhone = key == "TEL"
    var parameters = shared(id, value, features: isPhone)
    var known: Set<String> = [main, "kind", "contexts", "pref", "mediaType", "label"]
    if isPhone { known.insert("features") }
    known.formUnion(special(key, value, main, &parameters))
    let kept = keptParameters(path, main, value)
    let stated = kept.first { $0.name == "value" }?.value.text?.small ?? (main == "user" ? "text" : entry.type)
    if main == "user" { parameters.append(VCard.Parameter("VALUE", "text")) }
    let isURI = stated == "uri" || stated == "language-tag"
    let property = isURI ? VCard.Property(name: key, value: CarriageText.uri(text)) : VCard.Property(key, text: text)
    emit(key, property, path: path, member: main, object: value, parameters: parameters, label: value["label"]?.text)
    spareWords(path, value, features: isPhone)
    if let organization = value["organizationId"]?.text, locale == nil {
      known.insert("organizationId")
      if !sharesGroup(path, main, value, organization) { piece(path + ["organizationId"], .string(organization)) }
    }
    leftovers(path, value, known: known)
  }

  /// Parameters that only some properties have; gives the members they came from.
  private func special(_ key: String, _ value: JSON, _ main: String, _ parameters: inout [VCard.Parameter]) -> Set<String> {
    switch key {
    case "SOCIALPROFILE":
      if let service = value["service"]?.text { parameters.append(VCard.Parameter("SERVICE-TYPE", service)) }
      if main == "uri", let user = value["user"]?.text { parameters.append(VCard.Parameter("USERNAME", user)) }
      return ["service", "user"]
    case "EXPERTISE", "HOBBY", "INTEREST", "ORG-DIRECTORY":
      if let level = value["level"]?.text {
        parameters.append(VCard.Parameter("LEVEL", Levels.level(level, isExpertise: key == "EXPERTISE")))
      }
      if let index = value["listAs"]?.integer { parameters.append(VCard.Parameter("INDEX", String(index))) }
      return ["level", "listAs"]
    case "NOTE":
      if let name = value["author"]?["name"]?.text { parameters.append(VCard.Parameter("AUTHOR-NAME", name)) }
      if let uri = value["author"]?["uri"]?.text { parameters.append(VCard.Parameter("AUTHOR", uri)) }
      guard let created = value["created"]?.text.flatMap({ Timestamps.basic($0) }) else { return ["author"] }
      parameters.append(VCard.Parameter("CREATED", created))
      return ["author", "created"]
    default: return []
    }
  }

  /// A title's organisation is told by their common group (RFC 9555 section 2.9.6).
  private func sharesGroup(_ path: [String], _ main: String, _ value: JSON, _ organization: String) -> Bool {
    guard let group = keptParameters(path, main, value).first(where: { $0.name == "group" })?.value.text else { return false }
    let other = carriage.parameters(["organizations", organization], "name", tree.at(["organizations", organization]))
    return other.first { $0.name == "group" }?.value.text?.small == group.small
  }

  mutating func anniversary(_ path: [String], _ id: String, _ value: JSON) {
    let keys = ["birth": "BDAY", "death": "DEATHDATE", "wedding": "ANNIVERSARY"]
    guard let kind = value["kind"]?.text, let key = keys[kind] else { return piece(path, value) }
    var known: Set<String> = ["kind", "label"]
    if let date = value["date"] {
      known.insert("date")
      if let written = CardDates.written(date) {
        var parameters = [VCard.Parameter("PROP-ID", id)]
        if let scale = date["calendarScale"]?.text { parameters.append(VCard.Parameter("CALSCALE", scale)) }
        emit(
          key, VCard.Property(name: key, value: written), path: path, member: "date", object: value, parameters: parameters,
          label: value["label"]?.text)
      } else if locale == nil {
        piece(path + ["date"], date)
        piece(path + ["kind"], .string(kind))
      }
    }
    if kind != "wedding", let place = value["place"] {
      known.insert("place")
      self.place(path + ["place"], id, place, kind == "birth" ? "BIRTHPLACE" : "DEATHPLACE")
    }
    leftovers(path, value, known: known)
  }

  mutating func place(_ path: [String], _ id: String, _ place: JSON, _ key: String) {
    let parameters = [VCard.Parameter("PROP-ID", id)]
    if let full = place["full"]?.text {
      emit(key, VCard.Property(key, text: full), path: path, member: "full", object: nil, parameters: parameters)
      leftovers(path, place, known: ["full"])
    } else if let geo = place["coordinates"]?.text {
      emit(
        key, VCard.Property(name: key, value: geo), path: path, member: "coordinates", object: nil,
        parameters: parameters + [VCard.Parameter("VALUE", "uri")])
      leftovers(path, place, known: ["coordinates"])
    } else if locale == nil {
      piece(path, place)
    }
  }
}

/// Words that are true in a set.
enum CardWords {
  static func trues(_ json: JSON?) -> [String] { json?.members?.filter { $0.value == true }.map(\.name) ?? [] }
}

/// Dates of anniversaries on the way to vCard.
enum CardDates {
  static func written(_ date: JSON) -> String? {
    if let utc = date["utc"]?.text { return Timestamps.basic(utc) }
    if let text = date.text { return PartialDate(text)?.written40 }
    return PartialDate(year: date["year"]?.integer, month: date["month"]?.integer, day: date["day"]?.integer).written40
  }
}

import Scan
import VCard

extension CardMapper {
  mutating func mapPlain(_ property: VCard.Property) -> Bool {
    let text = property.text
    var open = OpenParameters(property)
    switch property.key {
    case "KIND":
      put(["kind"], .string(ASCII.trim(text).small))
      keep(["kind"], open)
    case "UID":
      put(["uid"], .string(text))
      keep(["uid"], open, default: "uri")
    case "PRODID":
      put(["prodId"], .string(text))
      keep(["prodId"], open)
    case "LANGUAGE": keep(["language"], open, default: "language-tag")
    case "CREATED", "REV":
      guard let moment = Timestamps.utc(text) else { return false }
      let member = property.key == "REV" ? "updated" : "created"
      put([member], .string(moment))
      keep([member], open, default: "timestamp")
    case "MEMBER":
      put(["members", text], true)
      keep(["members", text], open, default: "uri")
    case "CATEGORIES":
      for word in property.list where !word.isEmpty { put(["keywords", word], true) }
      keepMerged(["keywords"], open)
    default:
      let relations = open.takeAll("TYPE")?.flatMap { $0.split(separator: ",").map { String($0).small } } ?? []
      let path = ["relatedTo", text, "relation"]
      if !card.has(path) { put(path, .object([])) }
      for relation in relations { put(path + [relation], true) }
      keep(["relatedTo", text], open, default: "uri")
    }
    return true
  }

  mutating func mapGender(_ property: VCard.Property) -> Bool {
    put(["speakToAs", "grammaticalGender"], .string(property.text.small))
    keep(["speakToAs", "grammaticalGender"], OpenParameters(property))
    return true
  }

  mutating func mapOrganization(_ property: VCard.Property) -> Bool {
    let fields = property.fields
    guard fields.contains(where: { !$0.isEmpty }) else { return false }
    var open = OpenParameters(property)
    let id = id("organizations", &open)
    let path = ["organizations", id]
    if !fields[0].isEmpty { put(path + ["name"], .string(fields[0])) }
    let sort = open.takeAll("SORT-AS")?.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) } ?? []
    let units = fields.dropFirst().enumerated().filter { !$0.element.isEmpty }.map { i, unit -> JSON in
      var object: JSON = ["name": .string(unit)]
      if i + 1 < sort.count, !sort[i + 1].isEmpty { object.set("sortAs", .string(sort[i + 1])) }
      return object
    }
    if !units.isEmpty { put(path + ["units"], .array(units)) }
    if let first = sort.first, !first.isEmpty { put(path + ["sortAs"], .string(first)) }
    put(path + ["contexts"], open.takeTypes(TypeWords.contexts))
    note(organization: id, group: property.group)
    note(labelled: path, group: property.group)
    keep(path + ["name"], open)
    return true
  }

  /// Properties that become one object of a map (RFC 9555 sections 2.7 to 2.14).
  mutating func mapEntry(_ property: VCard.Property) -> Bool {
    guard let entry = Entry.of(property.key), !property.text.isEmpty else { return false }
    var open = OpenParameters(property)
    let id = id(entry.map, &open)
    let path = entry.map.split(separator: "/").map(String.init) + [id]
    var main = entry.main
    if property.key == "SOCIALPROFILE" || property.key == "IMPP" { main = mapService(property, path, &open) }
    put(path + [main], .string(property.text))
    if let kind = entry.kind, locale == nil { put(path + ["kind"], .string(kind)) }
    if entry.hasContexts {
      if property.key == "TEL" {
        put(path + ["features"], takeBoth(&open, path))
      } else {
        put(path + ["contexts"], open.takeTypes(TypeWords.contexts))
      }
    }
    if entry.hasRank { put(path + ["pref"], open.takeRank("PREF")) }
    if entry.isResource { put(path + ["mediaType"], open.take("MEDIATYPE").map { .string($0) }) }
    switch property.key {
    case "EXPERTISE", "HOBBY", "INTEREST":
      put(path + ["level"], open.take("LEVEL").map { .string(Levels.word($0.small)) })
      put(path + ["listAs"], open.takeRank("INDEX"))
    case "ORG-DIRECTORY": put(path + ["listAs"], open.takeRank("INDEX"))
    case "NOTE":
      put(path + ["author", "name"], open.take("AUTHOR-NAME").map { .string($0) })
      if let uri = open.take("AUTHOR") { putInto(path + ["author"], "uri", .string(uri)) }
      if let created = open.take("CREATED") {
        if let moment = Timestamps.utc(created) { put(path + ["created"], .string(moment)) } else { open.put("CREATED", [created]) }
      }
    case "TITLE", "ROLE": if locale == nil { note(title: path, group: property.group) }
    default: break
    }
    note(labelled: path, group: property.group)
    keep(path + [main], name: property.key == "IMPP" ? "impp" : nil, open, default: entry.type)
    return true
  }

  private mutating func putInto(_ path: [String], _ member: String, _ value: JSON) { put(path + [member], value) }

  private mutating func takeBoth(_ open: inout OpenParameters, _ path: [String]) -> JSON? {
    put(path + ["contexts"], open.takeTypes(TypeWords.contexts))
    return open.takeTypes(TypeWords.features)
  }

  private mutating func mapService(_ property: VCard.Property, _ path: [String], _ open: inout OpenParameters) -> String {
    put(path + ["service"], open.take("SERVICE-TYPE").map { .string($0) })
    put(path + ["user"], open.take("USERNAME").map { .string($0) })
    guard options.carriage == .standard, property.valueType == "text", !property.parameters.contains(where: { $0.is("USERNAME") }) else {
      return "uri"
    }
    // A value that is no URI is the user's name (RFC 9555 section 2.7.5).
    _ = open.take("VALUE")
    return "user"
  }

  mutating func mapAnniversary(_ property: VCard.Property) -> Bool {
    var open = OpenParameters(property)
    let kind = property.key.hasPrefix("B") ? "birth" : property.key.hasPrefix("D") ? "death" : "wedding"
    if property.key.hasSuffix("PLACE") {
      _ = open.take("PROP-ID")
      guard let id = anniversaries[kind] else {
        guard locale == nil else { return false }
        return mapPlaceAlone(property, kind)
      }
      return putPlace(property, id, open)
    }
    guard property.valueType != "text", let date = property.date,
      let json = Timestamps.date(date, property.text, calendar: open.take("CALSCALE"))
    else { return false }
    let id = id("anniversaries", &open)
    put(["anniversaries", id, "kind"], .string(kind))
    if locale == nil { anniversaries[kind] = anniversaries[kind] ?? id }
    put(["anniversaries", id, "date"], json)
    note(labelled: ["anniversaries", id], group: property.group)
    keep(["anniversaries", id, "date"], open, default: "date-and-or-time")
    return true
  }

  /// `date` is mandatory (RFC 9553 section 2.8.1): a place without one stays a vCard property.
  private func mapPlaceAlone(_ property: VCard.Property, _ kind: String) -> Bool { false }

  private mutating func putPlace(_ property: VCard.Property, _ id: String, _ open: OpenParameters) -> Bool {
    let isURI = property.valueType == "uri"
    let path = ["anniversaries", id, "place", isURI ? "coordinates" : "full"]
    guard locale != nil || !card.has(["anniversaries", id, "place"]) else { return false }
    put(path, .string(property.text))
    keep(path, open, default: isURI ? "uri" : "text")
    return true
  }
}

/// What a property becomes: the map, the member that takes its value, its kind.
struct Entry {
  let map: String
  let main: String
  var kind: String?
  var hasContexts = true
  var hasRank = true
  var isResource = false
  var type = "uri"

  static func of(_ key: String) -> Entry? {
    switch key {
    case "EMAIL": Entry(map: "emails", main: "address", type: "text")
    case "TEL": Entry(map: "phones", main: "number", type: "text")
    case "IMPP", "SOCIALPROFILE": Entry(map: "onlineServices", main: "uri")
    case "LANG": Entry(map: "preferredLanguages", main: "language", type: "language-tag")
    case "TITLE": Entry(map: "titles", main: "name", kind: "title", hasContexts: false, hasRank: false, type: "text")
    case "ROLE": Entry(map: "titles", main: "name", kind: "role", hasContexts: false, hasRank: false, type: "text")
    case "NOTE": Entry(map: "notes", main: "note", hasContexts: false, hasRank: false, type: "text")
    case "PRONOUNS": Entry(map: "speakToAs/pronouns", main: "pronouns", type: "text")
    case "EXPERTISE": Entry(map: "personalInfo", main: "value", kind: "expertise", hasContexts: false, hasRank: false, type: "text")
    case "HOBBY": Entry(map: "personalInfo", main: "value", kind: "hobby", hasContexts: false, hasRank: false, type: "text")
    case "INTEREST": Entry(map: "personalInfo", main: "value", kind: "interest", hasContexts: false, hasRank: false, type: "text")
    case "CALADRURI": Entry(map: "schedulingAddresses", main: "uri")
    case "PHOTO": Entry(map: "media", main: "uri", kind: "photo", isResource: true)
    case "LOGO": Entry(map: "media", main: "uri", kind: "logo", isResource: true)
    case "SOUND": Entry(map: "media", main: "uri", kind: "sound", isResource: true)
    case "KEY": Entry(map: "cryptoKeys", main: "uri", isResource: true)
    case "CALURI": Entry(map: "calendars", main: "uri", kind: "calendar", isResource: true)
    case "FBURL": Entry(map: "calendars", main: "uri", kind: "freeBusy", isResource: true)
    case "SOURCE": Entry(map: "directories", main: "uri", kind: "entry", isResource: true)
    case "ORG-DIRECTORY": Entry(map: "directories", main: "uri", kind: "directory", isResource: true)
    case "URL": Entry(map: "links", main: "uri", isResource: true)
    case "CONTACT-URI": Entry(map: "links", main: "uri", kind: "contact", isResource: true)
    default: nil
    }
  }

  /// The property that an object of `map` with that `kind` becomes; nil where vCard has none.
  static func key(_ map: String, kind: String?) -> String? {
    switch (map, kind) {
    case ("emails", _): "EMAIL"
    case ("phones", _): "TEL"
    case ("onlineServices", _): "SOCIALPROFILE"
    case ("preferredLanguages", _): "LANG"
    case ("titles", "role"): "ROLE"
    case ("titles", nil), ("titles", "title"): "TITLE"
    case ("notes", _): "NOTE"
    case ("speakToAs/pronouns", _): "PRONOUNS"
    case ("personalInfo", "expertise"): "EXPERTISE"
    case ("personalInfo", "hobby"): "HOBBY"
    case ("personalInfo", "interest"): "INTEREST"
    case ("schedulingAddresses", _): "CALADRURI"
    case ("media", "photo"): "PHOTO"
    case ("media", "logo"): "LOGO"
    case ("media", "sound"): "SOUND"
    case ("cryptoKeys", _): "KEY"
    case ("calendars", "calendar"): "CALURI"
    case ("calendars", "freeBusy"): "FBURL"
    case ("directories", "entry"): "SOURCE"
    case ("directories", "directory"): "ORG-DIRECTORY"
    case ("links", nil): "URL"
    case ("links", "contact"): "CONTACT-URI"
    default: nil
    }
  }
}

/// LEVEL of RFC 6715 and the `level` of RFC 9553.
enum Levels {
  static func word(_ level: String) -> String { ["beginner": "low", "average": "medium", "expert": "high"][level] ?? level }
  static func level(_ word: String, isExpertise: Bool) -> String {
    isExpertise ? ["low": "beginner", "medium": "average", "high": "expert"][word] ?? word : word
  }
}

/// Dates and times between the two formats.
enum Timestamps {
  /// A vCard timestamp as UTC date and time (RFC 9553 section 1.4.5), or nil.
  static func utc(_ text: String) -> String? {
    let text = ASCII.trim(text)
    guard text.utf8.count > 9, let moment = Moment(padded(text)) else { return nil }
    return moment.description
  }

  /// `-05` as `-0500`: RFC 6350 allows an offset of hours alone.
  private static func padded(_ text: String) -> String {
    let tail = text.suffix(3)
    guard text.utf8.count > 12, let sign = tail.first, sign == "-" || sign == "+", tail.dropFirst().allSatisfy(\.isNumber),
      text.contains("T")
    else { return text }
    return text + "00"
  }

  /// The same in the form of vCard: `20221123T150132Z`. Nil where it is no UTC date and time.
  static func basic(_ text: String) -> String? {
    guard text.hasSuffix("Z"), Moment(text) != nil else { return nil }
    return text.filter { $0 != "-" && $0 != ":" }
  }

  /// The date of an anniversary: a PartialDate, or a Timestamp where a whole day has a time. Nil for words and times alone.
  static func date(_ date: PartialDate, _ text: String, calendar: String?) -> JSON? {
    if date.text != nil {
      guard date.whole != nil, let moment = utc(text) else { return nil }
      return ["@type": "Timestamp", "utc": .string(moment)]
    }
    var members: [JSON.Member] = []
    if let year = date.year { members.append(JSON.Member("year", .int(year))) }
    if let month = date.month { members.append(JSON.Member("month", .int(month))) }
    if let day = date.day { members.append(JSON.Member("day", .int(day))) }
    // A day needs its month and a month alone its year (RFC 9553 section 2.8.1).
    guard !members.isEmpty, date.day == nil || date.month != nil, date.month == nil || date.day != nil || date.year != nil else {
      return nil
    }
    if let calendar, calendar.small != "gregorian" { members.append(JSON.Member("calendarScale", .string(calendar.small))) }
    return .object(members)
  }
}

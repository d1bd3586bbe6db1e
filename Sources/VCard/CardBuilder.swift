import Scan

extension CardSummary {
  /// A card that says what these fields say, in 3.0 or 4.0. Empty fields write nothing; FN is always written, as both versions demand it.
  public func card(version: VCard.Version = .v40) -> VCard {
    VCard(version: version == .v21 ? .v30 : version, properties: properties(version: version == .v21 ? .v30 : version))
  }

  /// The same as properties.
  public func properties(version: VCard.Version = .v40) -> [VCard.Property] {
    var builder = SummaryWriter(isModern: version == .v40)
    builder.write(self)
    return builder.out
  }
}

private struct SummaryWriter {
  var out: [VCard.Property] = []
  let isModern: Bool
  private var nextGroup = 1

  init(isModern: Bool) { self.isModern = isModern }

  mutating func write(_ fields: CardSummary) {
    text("UID", fields.uid)
    if fields.kind != "individual" { text(isModern ? "KIND" : fields.kind == "group" ? "X-ADDRESSBOOKSERVER-KIND" : "X-KIND", fields.kind) }
    let spoken = fields.displayName.isEmpty ? fields.name.spoken : fields.displayName
    out.append(VCard.Property("FN", text: spoken))
    // 3.0 demands N (RFC 2426 section 3.1.2); 4.0 does not.
    if !fields.name.isEmpty || !isModern {
      out.append(VCard.Property("N", components: fields.name.components.map { $0.isEmpty ? [""] : $0 }))
    }
    text("X-PHONETIC-FIRST-NAME", fields.name.phoneticGiven)
    text("X-PHONETIC-LAST-NAME", fields.name.phoneticFamily)
    list("NICKNAME", fields.nicknames)
    writeWork(fields)
    for email in fields.emails { labelled("EMAIL", email, extra: isModern ? [] : ["INTERNET"]) }
    for phone in fields.phones { labelled("TEL", phone) }
    for address in fields.addresses { write(address) }
    date("BDAY", fields.birthday)
    date(isModern ? "ANNIVERSARY" : "X-ANNIVERSARY", fields.anniversary)
    for url in fields.urls { labelled("URL", url, escaped: false) }
    for profile in fields.profiles { write(profile) }
    for note in fields.notes { text("NOTE", note) }
    list("CATEGORIES", fields.categories)
    for related in fields.related { write(related) }
    for language in fields.languages where isModern { text("LANG", language) }
    for member in fields.members { out.append(VCard.Property(name: isModern ? "MEMBER" : "X-ADDRESSBOOKSERVER-MEMBER", value: member)) }
    if let revised = fields.revised {
      out.append(VCard.Property(name: "REV", value: isModern ? SummaryWriter.basic(revised) : revised.description))
    }
  }

  private mutating func writeWork(_ fields: CardSummary) {
    if fields.organization != nil || !fields.units.isEmpty {
      out.append(VCard.Property("ORG", components: ([fields.organization ?? ""] + fields.units).map { [$0] }))
    }
    text("TITLE", fields.title)
    text("ROLE", fields.role)
  }

  private static func basic(_ moment: Moment) -> String { moment.description.filter { $0 != "-" && $0 != ":" } }

  private mutating func text(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { out.append(VCard.Property(name, text: value)) }
  }

  private mutating func list(_ name: String, _ values: [String]) {
    if !values.isEmpty { out.append(VCard.Property(name, list: values)) }
  }

  private mutating func date(_ name: String, _ date: PartialDate?) {
    guard let date else { return }
    if let written = isModern ? date.written40 : date.written30 {
      let isYearless = !isModern && date.year == nil
      out.append(VCard.Property(name: name, parameters: isYearless ? [VCard.Parameter("X-APPLE-OMIT-YEAR", "1604")] : [], value: written))
    } else if let words = date.text ?? date.written40 {
      out.append(VCard.Property(name, text: words, parameters: isModern ? [VCard.Parameter("VALUE", "text")] : []))
    }
  }

  private func parameters(_ types: [String], _ preference: Int?, extra: [String] = []) -> [VCard.Parameter] {
    var types = extra + types
    if !isModern, preference == 1 { types.append("pref") }
    var out = types.isEmpty ? [] : [VCard.Parameter("TYPE", types)]
    if isModern, let preference { out.append(VCard.Parameter("PREF", String(preference))) }
    return out
  }

  private mutating func labelled(_ name: String, _ value: LabelledValue, extra: [String] = [], escaped: Bool = true) {
    let group = value.label.map { _ in "item\(nextGroup)" }
    let text = escaped ? VCard.Property("", text: value.value).value : value.value
    out.append(VCard.Property(group: group, name: name, parameters: parameters(value.types, value.preference, extra: extra), value: text))
    label(value.label)
  }

  private mutating func label(_ label: String?) {
    guard let label else { return }
    out.append(VCard.Property(group: "item\(nextGroup)", "X-ABLabel", text: label))
    nextGroup += 1
  }

  private mutating func write(_ address: PostalAddress) {
    let group = address.label.map { _ in "item\(nextGroup)" }
    var parameters = parameters(address.types, address.preference)
    if isModern, let code = address.countryCode { parameters.append(VCard.Parameter("CC", code)) }
    if isModern, let formatted = address.formatted { parameters.append(VCard.Parameter("LABEL", formatted)) }
    out.append(VCard.Property(group: group, "ADR", components: address.components.map { $0.isEmpty ? [""] : $0 }, parameters: parameters))
    label(address.label)
    if !isModern, let formatted = address.formatted {
      out.append(VCard.Property("LABEL", text: formatted, parameters: self.parameters(address.types, nil)))
    }
  }

  private mutating func write(_ profile: OnlineProfile) {
    var parameters = parameters(profile.types, nil)
    let isURI = profile.address.utf8.contains(58)
    if let service = profile.service { parameters.append(VCard.Parameter(isModern ? "SERVICE-TYPE" : "X-SERVICE-TYPE", service)) }
    if let user = profile.user { parameters.append(VCard.Parameter(isModern ? "USERNAME" : "X-USER", user)) }
    if isModern, !isURI { parameters.append(VCard.Parameter("VALUE", "text")) }
    out.append(
      VCard.Property(
        name: isModern ? "SOCIALPROFILE" : "X-SOCIALPROFILE", parameters: parameters,
        value: isURI ? profile.address : VCard.Property("", text: profile.address).value))
  }

  private mutating func write(_ related: RelatedName) {
    if isModern {
      var parameters = related.relation.map { [VCard.Parameter("TYPE", $0)] } ?? []
      parameters.append(VCard.Parameter("VALUE", "text"))
      out.append(VCard.Property("RELATED", text: related.value, parameters: parameters))
    } else {
      out.append(VCard.Property(group: related.relation.map { _ in "item\(nextGroup)" }, "X-ABRELATEDNAMES", text: related.value))
      label(related.relation)
    }
  }
}

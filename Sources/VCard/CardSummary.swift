public import Scan

/// What a card says of one person, group or firm, in the words of an address book, whatever the card's version and dialect; and the other
/// way, the fields from which `card(version:)` builds a card.
public struct CardSummary: Hashable, Sendable {
  /// FN, else the name composed from its parts, else the organisation, else the first handle; empty where the card says nothing.
  public var displayName = ""
  /// The parts of the name.
  public var name = StructuredName()
  /// Nicknames.
  public var nicknames: [String] = []
  /// Mail addresses in order of rank.
  public var emails: [LabelledValue] = []
  /// Phone numbers in order of rank.
  public var phones: [LabelledValue] = []
  /// The organisation.
  public var organization: String?
  /// Its units, the largest first.
  public var units: [String] = []
  /// The position.
  public var title: String?
  /// The role.
  public var role: String?
  /// Postal addresses.
  public var addresses: [PostalAddress] = []
  /// The birthday, perhaps without its year.
  public var birthday: PartialDate?
  /// The wedding day.
  public var anniversary: PartialDate?
  /// Web pages.
  public var urls: [LabelledValue] = []
  /// Profiles and message addresses.
  public var profiles: [OnlineProfile] = []
  /// Notes.
  public var notes: [String] = []
  /// Categories: what Android and the web call groups or labels.
  public var categories: [String] = []
  /// Spouse, manager, assistant and other names.
  public var related: [RelatedName] = []
  /// Languages, best first (LANG).
  public var languages: [String] = []
  /// `individual`, `group`, `org`, `location`, `application`, `device`, or another word, in small letters.
  public var kind = "individual"
  /// The members of a group, as URIs.
  public var members: [String] = []
  /// The card's identifier.
  public var uid: String?
  /// When it was last changed.
  public var revised: Moment?
  /// Whether it holds a photo.
  public var hasPhoto = false

  /// Fields that say nothing yet.
  public init() {}
}

extension VCard {
  /// The card in the words of an address book.
  public var summary: CardSummary { SummaryReader(card: self, isBrief: false).summary }

  /// The same with names, organisation, mail addresses, phones, kind and UID only: half the work, for counting and matching.
  public var identity: CardSummary { SummaryReader(card: self, isBrief: true).summary }

  /// Whether the card is a group, in either style: `KIND:group` or Apple's X-ADDRESSBOOKSERVER-KIND.
  public var isGroup: Bool {
    (properties(.kind) + properties(.xServerKind)).contains { ASCII.small(ASCII.trimmed($0.text)) == "group" }
  }
}

private struct SummaryReader {
  var summary = CardSummary()
  private var labels: [String: String] = [:]
  private var looseLabels: [VCard.Property] = []
  /// The categories so far.
  private var known: Set<String> = []
  private var phonetic: (family: String?, given: String?) = (nil, nil)

  init(card: VCard, isBrief: Bool) {
    if card.lines.contains(where: { $0.name == .xABLabel }) { labels = card.labels }
    let version = card.version
    for line in card.lines where card.isListed(line) {
      switch line.name {
      case .photo:
        if line.valueRange.count > 4 { summary.hasPhoto = true }
      case .other, .xABLabel, .xABAdr, .logo, .sound, .key, .prodid, .xABUid, .geo, .tz, .agent: continue
      case .adr, .label, .url, .note, .categories, .bday, .rev, .related, .impp, .lang, .anniversary, .xAndroidCustom, .xABDate, .role,
        .xABRelatedNames:
        if !isBrief { take(card.unnamed(line, version: version), line.name) }
      default: take(card.unnamed(line, version: version), line.name)
      }
    }
    finish()
  }

  private func label(_ property: VCard.Property) -> String? { property.group.flatMap { labels[ASCII.small($0)] } }

  private mutating func take(_ property: VCard.Property, _ name: PropertyName) {
    switch name {
    case .fn: if summary.displayName.isEmpty { summary.displayName = ASCII.trimmed(property.text) }
    case .n: if summary.name.isEmpty { summary.name = StructuredName(property) }
    case .nickname: summary.nicknames += VCard.inked(property.list)
    case .email: if let value = handle(property, "mailto:") { summary.emails.append(value) }
    case .tel: if let value = handle(property, "tel:") { summary.phones.append(value) }
    case .org: takeOrganization(property)
    case .title: if summary.title == nil { summary.title = VCard.inked(property.text) }
    case .role: if summary.role == nil { summary.role = VCard.inked(property.text) }
    case .adr: takeAddress(property)
    case .label: looseLabels.append(property)
    case .bday: if summary.birthday == nil { summary.birthday = property.date }
    case .anniversary, .xAnniversary, .xEvolutionAnniversary, .xMsAnniversary:
      if summary.anniversary == nil { summary.anniversary = property.date }
    case .xABDate:
      if summary.anniversary == nil, label(property).map({ ASCII.small($0) }) == "anniversary" { summary.anniversary = property.date }
    case .url: if let value = handle(property, "") { summary.urls.append(value) }
    case .note: if let note = VCard.inked(property.text) { summary.notes.append(note) }
    case .categories: for word in VCard.inked(property.list) where known.insert(word).inserted { summary.categories.append(word) }
    case .lang: if let language = VCard.inked(property.text) { summary.languages.append(language) }
    case .kind, .xServerKind: summary.kind = ASCII.small(ASCII.trimmed(property.text))
    case .member, .xServerMember: if let member = VCard.inked(property.text) { summary.members.append(member) }
    case .uid: if summary.uid == nil { summary.uid = VCard.inked(property.text) }
    case .rev: if summary.revised == nil { summary.revised = VCard.moment(property.text) }
    case .xPhoneticFirst: phonetic.given = VCard.inked(property.text)
    case .xPhoneticLast: phonetic.family = VCard.inked(property.text)
    case .xAndroidCustom: takeAndroid(property)
    default: takeFurther(property, name)
    }
  }

  private mutating func takeFurther(_ property: VCard.Property, _ name: PropertyName) {
    guard let text = VCard.inked(property.text) else { return }
    switch name {
    case .related, .xABRelatedNames:
      summary.related.append(RelatedName(text, relation: label(property).map { ASCII.small($0) } ?? property.types.first { $0 != "pref" }))
    case .xSpouse: summary.related.append(RelatedName(text, relation: "spouse"))
    case .xManager: summary.related.append(RelatedName(text, relation: "manager"))
    case .xAssistant: summary.related.append(RelatedName(text, relation: "assistant"))
    case .impp, .socialprofile, .xSocialProfile, .xAim, .xIcq, .xJabber, .xMsn, .xYahoo, .xSkype, .xSkypeUsername, .xGoogleTalk, .xGtalk,
      .xQq,
      .xGroupwise, .xGadugadu, .xTwitter:
      let types = property.types.filter { $0 != "pref" }
      let service = property.first("SERVICE-TYPE") ?? property.first("X-SERVICE-TYPE") ?? VCard.service(of: name, text: text, types: types)
      let user = property.first("USERNAME") ?? property.first("X-USER")
      summary.profiles.append(OnlineProfile(service: service, user: user, address: text, types: types))
    default: break
    }
  }

  private func handle(_ property: VCard.Property, _ scheme: String) -> LabelledValue? {
    guard var text = VCard.inked(property.text) else { return nil }
    if !scheme.isEmpty, text.utf8.count > scheme.utf8.count, ASCII.alike(String(text.prefix(scheme.utf8.count)), scheme) {
      text = String(text.dropFirst(scheme.utf8.count))
    }
    let types = property.types
    var preference: Int?
    if let stated = property.first("PREF") { preference = Int(stated).flatMap { (1...100).contains($0) ? $0 : nil } }
    if preference == nil, types.contains("pref") { preference = 1 }
    return LabelledValue(
      text, types: types.contains { $0 == "pref" || $0 == "internet" } ? types.filter { $0 != "pref" && $0 != "internet" } : types,
      label: label(property), preference: preference)
  }

  private mutating func takeOrganization(_ property: VCard.Property) {
    let fields = VCard.inked(property.fields)
    guard summary.organization == nil, let first = fields.first else { return }
    summary.organization = first
    summary.units = Array(fields.dropFirst())
  }

  private mutating func takeAddress(_ property: VCard.Property) {
    var address = PostalAddress(property)
    address.label = label(property)
    if !address.isEmpty { summary.addresses.append(address) }
  }

  /// `X-ANDROID-CUSTOM:vnd.android.cursor.item/nickname;Jim;1;...` and the relation of the same make.
  private mutating func takeAndroid(_ property: VCard.Property) {
    let fields = property.fields
    guard fields.count > 1, let text = VCard.inked(fields[1]) else { return }
    if fields[0].hasSuffix("/nickname") { summary.nicknames.append(text) }
    if fields[0].hasSuffix("/relation") { summary.related.append(RelatedName(text)) }
  }

  /// LABEL of 2.1 and 3.0 belongs to the address of the same types (RFC 2426 section 3.2.2), else to the first without one.
  private mutating func attachLabels() {
    var open = summary.addresses.indices.filter { summary.addresses[$0].formatted == nil }
    var byTypes = Dictionary(grouping: open.reversed()) { summary.addresses[$0].types }
    open.reverse()
    for label in looseLabels {
      guard let text = VCard.inked(label.text) else { continue }
      let types = label.types.filter { $0 != "pref" }
      func isTaken(_ place: Int) -> Bool { summary.addresses[place].formatted != nil }
      while let place = byTypes[types]?.last, isTaken(place) { byTypes[types]?.removeLast() }
      while let place = open.last, isTaken(place) { open.removeLast() }
      if let place = byTypes[types]?.popLast() ?? open.popLast() {
        summary.addresses[place].formatted = text
      } else {
        var address = PostalAddress()
        address.formatted = text
        address.types = types
        summary.addresses.append(address)
      }
    }
  }

  private mutating func finish() {
    summary.name.phoneticFamily = phonetic.family
    summary.name.phoneticGiven = phonetic.given
    if !looseLabels.isEmpty { attachLabels() }
    summary.emails = VCard.ranked(summary.emails)
    summary.phones = VCard.ranked(summary.phones)
    guard summary.displayName.isEmpty else { return }
    let spoken = summary.name.spoken
    summary.displayName =
      !spoken.isEmpty
      ? spoken : summary.nicknames.first ?? summary.organization ?? summary.emails.first?.value ?? summary.phones.first?.value ?? ""
  }
}

extension VCard {
  /// `text` without blanks at its ends, or nil where nothing is left.
  static func inked(_ text: String) -> String? {
    let trimmed = ASCII.trimmed(text)
    return trimmed.isEmpty ? nil : trimmed
  }
  static func inked(_ texts: [String]) -> [String] { texts.compactMap { inked($0) } }

  /// Values in order of rank; those without one keep their order behind the ranked.
  static func ranked(_ values: [LabelledValue]) -> [LabelledValue] {
    guard values.contains(where: { $0.preference != nil }) else { return values }
    return values.enumerated().sorted { ($0.element.preference ?? 101, $0.offset) < ($1.element.preference ?? 101, $1.offset) }.map(
      \.element)
  }

  /// The service of a profile, from the property's own name, its type, or the scheme or host of its URI.
  static func service(of name: PropertyName, text: String, types: [String]) -> String? {
    switch name {
    case .xAim: return "aim"
    case .xIcq: return "icq"
    case .xJabber: return "jabber"
    case .xMsn: return "msn"
    case .xYahoo: return "yahoo"
    case .xSkype, .xSkypeUsername: return "skype"
    case .xGoogleTalk, .xGtalk: return "google talk"
    case .xQq: return "qq"
    case .xGroupwise: return "groupwise"
    case .xGadugadu: return "gadugadu"
    case .xTwitter: return "twitter"
    case .xSocialProfile: return types.first { $0 != "home" && $0 != "work" && $0 != "other" }
    default: break
    }
    guard let colon = text.utf8.firstIndex(of: 58) else { return nil }
    let scheme = ASCII.small(String(text[..<colon]))
    return scheme == "http" || scheme == "https" ? nil : scheme
  }
}

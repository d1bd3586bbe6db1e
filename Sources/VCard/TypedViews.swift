public import Scan

/// The parts of a name (N, RFC 6350 section 6.2.2, RFC 9554 section 2.2). Each part may have several values.
public struct StructuredName: Hashable, Sendable {
  /// Family names.
  public var family: [String]
  /// Given names.
  public var given: [String]
  /// Further names.
  public var additional: [String]
  /// Titles before the name.
  public var prefixes: [String]
  /// Titles and generation behind the name.
  public var suffixes: [String]
  /// Second surnames (RFC 9554).
  public var secondFamily: [String]
  /// Generation (RFC 9554).
  public var generation: [String]
  /// How the family name sounds (X-PHONETIC-LAST-NAME).
  public var phoneticFamily: String?
  /// How the given name sounds (X-PHONETIC-FIRST-NAME).
  public var phoneticGiven: String?

  /// A name of these parts.
  public init(
    family: [String] = [], given: [String] = [], additional: [String] = [], prefixes: [String] = [], suffixes: [String] = [],
    secondFamily: [String] = [], generation: [String] = []
  ) {
    self.family = family
    self.given = given
    self.additional = additional
    self.prefixes = prefixes
    self.suffixes = suffixes
    self.secondFamily = secondFamily
    self.generation = generation
  }

  /// The parts of an N property.
  public init(_ property: VCard.Property) {
    let parts = Escape.parts(property.value)
    func part(_ i: Int) -> [String] { i < parts.count ? parts[i] : [] }
    self.init(
      family: part(0), given: part(1), additional: part(2), prefixes: part(3), suffixes: part(4), secondFamily: part(5), generation: part(6)
    )
  }

  /// The components as N holds them.
  public var components: [[String]] {
    let base = [family, given, additional, prefixes, suffixes]
    return secondFamily.isEmpty && generation.isEmpty ? base : base + [secondFamily, generation]
  }

  /// Whether no part says anything.
  public var isEmpty: Bool {
    family.isEmpty && given.isEmpty && additional.isEmpty && prefixes.isEmpty && suffixes.isEmpty && secondFamily.isEmpty
      && generation.isEmpty
  }

  /// The name in one line: prefixes, given, further, family; suffixes behind a comma. Family first where the letters are Chinese, Japanese
  /// or Korean.
  public var spoken: String {
    let isEastAsian = (family + given).contains {
      $0.unicodeScalars.contains { (0x2E80...0x9FFF).contains($0.value) || (0xAC00...0xD7AF).contains($0.value) }
    }
    if isEastAsian, prefixes.isEmpty, suffixes.isEmpty { return (family + secondFamily + given + additional).joined() }
    let plain = (prefixes + given + additional + family + secondFamily + generation).joined(separator: " ")
    return suffixes.isEmpty ? plain : plain.isEmpty ? suffixes.joined(separator: ", ") : ([plain] + suffixes).joined(separator: ", ")
  }
}

/// A value with the words that say what it is for: a mail address, a phone number, a web page.
public struct LabelledValue: Hashable, Sendable {
  /// The value, without `mailto:` or `tel:`.
  public var value: String
  /// The types in small letters, without `pref` and `internet`.
  public var types: [String]
  /// The user's own label (X-ABLabel), Apple's wrapping taken off.
  public var label: String?
  /// The rank, 1 the first; nil where none is said.
  public var preference: Int?
  /// A labelled value.
  public init(_ value: String, types: [String] = [], label: String? = nil, preference: Int? = nil) {
    self.value = value
    self.types = types
    self.label = label
    self.preference = preference
  }
}

/// A postal address (ADR, RFC 6350 section 6.3.1; RFC 9554 section 2.1 for the parts behind the seventh).
public struct PostalAddress: Hashable, Sendable {
  /// Post office box.
  public var postOfficeBox = ""
  /// Flat, suite, floor.
  public var extended = ""
  /// Street and number; several lines joined by a line break.
  public var street = ""
  /// Town.
  public var locality = ""
  /// State, county, canton.
  public var region = ""
  /// Postal code.
  public var postalCode = ""
  /// Country by name.
  public var country = ""
  /// Country by ISO 3166 code (CC of RFC 8605, X-ABADR).
  public var countryCode: String?
  /// The address as it is written on an envelope (LABEL).
  public var formatted: String?
  /// Types, label and rank.
  public var types: [String] = []
  /// The user's own label.
  public var label: String?
  /// The rank, 1 the first.
  public var preference: Int?
  /// An address without parts.
  public init() {}

  /// Whether no part says anything.
  public var isEmpty: Bool {
    [postOfficeBox, extended, street, locality, region, postalCode, country, formatted ?? ""].allSatisfy(\.isEmpty)
  }
  /// The seven components as ADR holds them.
  public var components: [[String]] {
    [postOfficeBox, extended, street, locality, region, postalCode, country].map { $0.isEmpty ? [] : [$0] }
  }
  /// The address in lines, for people to read.
  public var lines: [String] {
    if let formatted, !formatted.isEmpty { return formatted.split(separator: "\n").map(String.init) }
    let town = [postalCode, locality, region].filter { !$0.isEmpty }.joined(separator: " ")
    return ([postOfficeBox, extended] + street.split(separator: "\n").map(String.init) + [town, country]).filter { !$0.isEmpty }
  }

  /// The parts of an ADR property.
  public init(_ property: VCard.Property) {
    let parts = Escape.joinedParts(property.value)
    func part(_ i: Int) -> String { i < parts.count ? parts[i] : "" }
    postOfficeBox = part(0)
    extended = part(1)
    street = part(2)
    locality = part(3)
    region = part(4)
    postalCode = part(5)
    country = part(6)
    countryCode = property.first("CC")
    formatted = property.first("LABEL").map { Escape.resolve($0) }
    types = property.types.filter { $0 != "pref" }
    preference = property.preference
  }
}

/// A profile on a service, or an address for messages (IMPP, SOCIALPROFILE, X-SOCIALPROFILE, X-SKYPE and their like).
public struct OnlineProfile: Hashable, Sendable {
  /// The service, as the card names it (`linkedin`), or nil.
  public var service: String?
  /// The user's name there, where the card says it.
  public var user: String?
  /// The address: a URI where there is one, else the name.
  public var address: String
  /// The types in small letters.
  public var types: [String]
  /// A profile.
  public init(service: String? = nil, user: String? = nil, address: String, types: [String] = []) {
    self.service = service
    self.user = user
    self.address = address
    self.types = types
  }
}

/// Someone or something a card is tied to (RELATED, X-ABRELATEDNAMES, X-SPOUSE, X-MANAGER, X-ASSISTANT).
public struct RelatedName: Hashable, Sendable {
  /// A name, a URI or a UID.
  public var value: String
  /// What they are: `spouse`, `manager`, or the user's own label.
  public var relation: String?
  /// A related name.
  public init(_ value: String, relation: String? = nil) {
    self.value = value
    self.relation = relation
  }
}

extension VCard {
  /// The label that a group has by X-ABLabel, Apple's `_$!<...>!$_` taken off.
  public static func plainLabel(_ label: String) -> String {
    guard label.hasPrefix("_$!<"), label.hasSuffix(">!$_"), label.utf8.count >= 8 else { return label }
    return String(label.dropFirst(4).dropLast(4))
  }

  /// The user's labels by group name in small letters.
  var labels: [String: String] {
    var labels: [String: String] = [:]
    for line in lines where line.name == .xABLabel && isListed(line) {
      guard let group = line.groupRange else { continue }
      let text = ASCII.trimmed(Escape.resolve(valueText(line)))
      if !text.isEmpty { labels[ASCII.lower(arena.span.string(group))] = VCard.plainLabel(text) }
    }
    return labels
  }

  /// The card's UID, trimmed; nil where it has none.
  public var uid: String? { properties(.uid).lazy.map { ASCII.trimmed($0.text) }.first { !$0.isEmpty } }
  /// When the card was last changed (REV).
  public var revised: Moment? { properties(.rev).lazy.compactMap { VCard.moment($0.text) }.first }
  /// The first photo's bytes; nil where there is none or it lies elsewhere (a URI).
  public var photo: (bytes: [UInt8], mediaType: String?)? { properties(.photo).lazy.compactMap(\.binary).first }
  /// Whether the card has a photo that is not empty, without decoding it.
  public var hasPhoto: Bool { lines.contains { $0.name == .photo && isListed($0) && $0.valueRange.count > 4 } }

  /// A timestamp of any version: `20080424T195243Z`, `1995-10-31T22:27:10Z`, a day alone.
  static func moment(_ text: String) -> Moment? {
    let text = ASCII.trimmed(text)
    if let moment = Moment(text), text.utf8.count > 8 { return moment }
    guard let date = PartialDate(text)?.whole else { return nil }
    return Moment(day: date, hour: 0, minute: 0, second: 0, offsetMinutes: nil)
  }
}

public import Book
import Scan
public import VCard

/// What a vCard says, in the words of a book.
public enum CardFields {
  /// The fields of a card.
  public static func from(_ card: VCard) -> ContactFields {
    let summary = card.summary
    var fields = ContactFields()
    fields.kind = kind(card, summary)
    fields.name = name(card, summary)
    for email in summary.emails { fields.handles.append(.init(Handle(.email, email.value), label: label(email))) }
    for phone in summary.phones { fields.handles.append(.init(Handle(.phone, phone.value), label: label(phone))) }
    for profile in summary.profiles { add(profile, to: &fields) }
    fields.organisation = summary.organization ?? ""
    fields.department = summary.units.joined(separator: ", ")
    fields.title = summary.title ?? summary.role ?? ""
    fields.addresses = summary.addresses.filter { !$0.isEmpty }.map(address)
    fields.birthday = summary.birthday.flatMap(day)
    if let day = summary.anniversary.flatMap(day) { fields.dates.append(.init(day, label: "anniversary")) }
    for url in summary.urls { WebAddress.add(url.value, label: label(url), to: &fields) }
    fields.notes = summary.notes
    fields.categories = summary.categories.filter { !["mycontacts", "my contacts"].contains(ASCII.lower($0)) }
    if let former = card.text("X-MAIDENNAME") { fields.name.former = former }
    FurtherFields.read(card, into: &fields)
    for person in summary.related { fields.others.append(.init(person.value, label: person.relation ?? "related")) }
    return fields
  }

  /// What the card is about where that is no person (RFC 6350 section 6.1.4, RFC 6473, RFC 6869); an unknown word is taken for a person.
  /// Apple marks a firm by X-ABSHOWAS, which may also stand on the card of somebody there; many programs write no more than the firm's
  /// name in the place of a person's.
  private static func kind(_ card: VCard, _ summary: CardSummary) -> ContactFields.Kind? {
    switch card.isGroup ? "group" : summary.kind == "individual" ? ASCII.lower(card.text("X-KIND") ?? "") : summary.kind {
    case "group": return .group
    case "org": return .organisation
    case "location": return .location
    case "device": return .device
    case "application": return .application
    default: break
    }
    guard summary.name.isEmpty, let firm = summary.organization else { return nil }
    let isFirm = ASCII.lower(card.text("X-ABSHOWAS") ?? "") == "company" || ASCII.trim(card.text("FN") ?? "") == firm
    return isFirm ? .organisation : nil
  }

  private static func name(_ card: VCard, _ summary: CardSummary) -> PersonName {
    let parts = summary.name
    var name = PersonName()
    name.given = parts.given.joined(separator: " ")
    name.additional = parts.additional.joined(separator: " ")
    name.family = (parts.family + parts.secondFamily).joined(separator: " ")
    name.prefix = parts.prefixes.joined(separator: " ")
    name.suffix = (parts.suffixes + parts.generation).joined(separator: " ")
    name.nickname = summary.nicknames.first ?? ""
    name.phonetic = [parts.phoneticGiven, parts.phoneticFamily].compactMap { $0 }.joined(separator: " ")
    let formatted = ASCII.trim(card.text("FN") ?? "")
    // Programs that know no name write the address or the firm in its place.
    let isReach = parts.isEmpty && (summary.phones.map(\.value) + summary.profiles.map(\.address)).contains(formatted)
    let isFirm = formatted == summary.organization && (parts.isEmpty || ASCII.lower(card.text("X-ABSHOWAS") ?? "") == "company")
    let isStandIn = AddressText.isAddress(formatted) || isReach || isFirm
    name.full = isStandIn ? "" : formatted.isEmpty ? (parts.isEmpty ? "" : parts.spoken) : formatted
    return name
  }

  /// The plain word for a type, else the user's own label.
  private static func label(_ value: LabelledValue) -> String {
    if let own = value.label, !own.isEmpty { return HandleLabel.plain(own) }
    let types = value.types
    if types.contains("fax") { return "fax" }
    if types.contains("cell") || types.contains("mobile") || types.contains("iphone") { return "mobile" }
    return types.first { ["work", "home", "pager", "main", "other"].contains($0) } ?? ""
  }

  private static func add(_ profile: OnlineProfile, to fields: inout ContactFields) {
    let service = profile.service ?? ""
    let text = profile.address.isEmpty ? profile.user ?? "" : profile.address
    guard !text.isEmpty else { return }
    let lower = ASCII.lower(text)
    let isPage = lower.hasPrefix("http://") || lower.hasPrefix("https://") || lower.contains("linkedin.com/")
    fields.handles.append(.init(Handle(isPage ? .profile : .chat, text), label: service))
  }

  private static func address(_ written: CardAddress) -> ContactFields.Labelled<Book.PostalAddress> {
    var address = Book.PostalAddress()
    address.street = [written.postOfficeBox, written.street, written.extended].filter { !$0.isEmpty }.joined(separator: ", ")
    address.locality = written.locality
    address.region = written.region
    address.code = written.postalCode
    address.country = written.country
    if address.line.isEmpty { address.street = written.formatted ?? "" }
    let label = written.label.map(HandleLabel.plain) ?? written.types.first { ["work", "home", "other"].contains($0) } ?? ""
    return .init(address, label: label)
  }

  private static func day(_ date: PartialDate) -> PartialDay? {
    date.year == nil && date.month == nil ? nil : PartialDay(year: date.year, month: date.month, day: date.day)
  }
}

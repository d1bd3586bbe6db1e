public import Book
import Scan
public import VCard

extension CardSummary {
  /// What the book's nouns say, as a card's summary, from which a vCard of any version is made.
  public init(_ fields: ContactFields) {
    self.init()
    kind = CardSummary.word(fields.kind)
    let name = fields.name
    // A card has a name (RFC 6350 section 6.2.1): the firm or a way to reach them where there is none.
    displayName =
      [name.shown, fields.organisation, fields.emails.first ?? "", fields.handles.first?.value.raw ?? ""].first { !$0.isEmpty } ?? ""
    func list(_ text: String) -> [String] { text.isEmpty ? [] : [text] }
    self.name.given = list(name.given)
    self.name.family = list(name.family)
    self.name.additional = list(name.additional)
    self.name.prefixes = list(name.prefix)
    self.name.suffixes = list(name.suffix)
    nicknames = list(name.nickname)
    for handle in fields.handles {
      let value = LabelledValue(handle.value.raw, types: CardSummary.types(handle.label), label: CardSummary.ownLabel(handle.label))
      switch handle.value.kind {
      case .email: emails.append(value)
      case .phone: phones.append(value)
      case .profile, .chat:
        let service = handle.value.kind == .chat && !handle.label.isEmpty && CardSummary.types(handle.label).isEmpty ? handle.label : nil
        profiles.append(OnlineProfile(service: service, address: CardSummary.uri(handle.value), types: CardSummary.types(handle.label)))
      case .postal: continue
      }
    }
    organization = fields.organisation.isEmpty ? nil : fields.organisation
    units = list(fields.department)
    title = fields.title.isEmpty ? nil : fields.title
    addresses = fields.addresses.map { labelled in
      var address = CardAddress()
      address.street = labelled.value.street
      address.locality = labelled.value.locality
      address.region = labelled.value.region
      address.postalCode = labelled.value.code
      address.country = labelled.value.country
      address.types = CardSummary.types(labelled.label)
      return address
    }
    self.name.phoneticGiven = name.phonetic.isEmpty ? nil : name.phonetic
    birthday = fields.birthday.map(CardSummary.date)
    anniversary = (fields.dates.first { $0.label.lowercased() == "anniversary" }?.value).map(CardSummary.date)
    urls = fields.urls.map { LabelledValue($0.value, types: CardSummary.types($0.label), label: CardSummary.ownLabel($0.label)) }
    notes = fields.notes
    categories = fields.categories
  }

  /// The word of RFC 6350 section 6.1.4.
  private static func word(_ kind: ContactFields.Kind?) -> String {
    switch kind {
    case nil: "individual"
    case .organisation: "org"
    case let kind?: kind.rawValue
    }
  }

  private static func date(_ day: PartialDay) -> PartialDate { PartialDate(year: day.year, month: day.month, day: day.day) }

  /// A profile as an address that can be followed.
  private static func uri(_ handle: Handle) -> String {
    handle.kind == .profile && !handle.raw.contains("://") && handle.raw.contains("/") ? "https://" + handle.raw : handle.raw
  }

  /// The label as a vCard type, where it is one.
  private static func types(_ label: String) -> [String] {
    switch label.lowercased() {
    case "work": ["work"]
    case "home": ["home"]
    case "mobile": ["cell"]
    case "fax": ["fax"]
    case "pager": ["pager"]
    default: []
    }
  }

  /// The label where it is the user's own word.
  private static func ownLabel(_ label: String) -> String? { label.isEmpty || !types(label).isEmpty ? nil : label }
}

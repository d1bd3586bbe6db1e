import Scan

/// A person's name as a record gives it, whole and in parts.
public struct PersonName: Hashable, Sendable, Codable {
  /// As it should be shown.
  public var full = ""
  /// Given name.
  public var given = ""
  /// Middle names, patronymic.
  public var additional = ""
  /// Family name.
  public var family = ""
  /// Dr., Frau
  public var prefix = ""
  /// Jr., III; not degrees
  public var suffix = ""
  /// Jim for James
  public var nickname = ""
  /// How the given and family name are spoken.
  public var phonetic = ""
  /// A former family name.
  public var former = ""

  /// No name.
  public init() {}
  /// A name in one piece.
  public init(full: String) { self.full = full }
  /// A name in its two usual parts; shown given name first.
  public init(given: String, family: String) {
    self.given = given
    self.family = family
    self.full = [given, family].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What to show: the full form, else the parts joined, else the nickname.
  public var shown: String {
    if !full.isEmpty { return full }
    let joined = [given, additional, family].filter { !$0.isEmpty }.joined(separator: " ")
    return joined.isEmpty ? nickname : joined
  }
}

/// A day of which parts may be unknown: a birthday without a year.
public struct PartialDay: Hashable, Sendable, Codable {
  /// The year, if known.
  public var year: Int?
  /// The month, 1 to 12.
  public var month: Int?
  /// The day of the month.
  public var day: Int?
  /// The parts that are known.
  public init(year: Int?, month: Int?, day: Int?) {
    self.year = year
    self.month = month
    self.day = day
  }
}

/// A postal address in parts.
public struct PostalAddress: Hashable, Sendable, Codable {
  /// Street and number, floor, post box.
  public var street = ""
  /// Town.
  public var locality = ""
  /// County, state.
  public var region = ""
  /// Post code.
  public var code = ""
  /// Country, as written.
  public var country = ""
  /// An address of nothing.
  public init() {}
  /// The parts that are not empty, in one line.
  public var line: String { [street, locality, region, code, country].filter { !$0.isEmpty }.joined(separator: ", ") }
}

/// What a contact record says, whatever its format; each list in the order of the record.
public struct ContactFields: Hashable, Sendable, Codable {
  /// A value and what it is for (`work`, `home`, `mobile`, a label of the user's).
  public struct Labelled<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
    /// `work`, `home`, `mobile`, `fax`, or the user's own word; empty when the record says nothing.
    public var label: String
    /// The value.
    public var value: Value
    /// A value with its label.
    public init(_ value: Value, label: String = "") {
      self.label = label
      self.value = value
    }
  }

  /// What a record is about that is about no person.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// A firm, an office, a club.
    case organisation
    /// A list of other cards.
    case group
    /// A place: a meeting room, a hotel.
    case location
    /// A thing that can be reached: a door phone.
    case device
    /// A program.
    case application
  }

  /// What the record is about where that is no person; nil for a person, and where the record does not say.
  public var kind: Kind?
  /// The name.
  public var name = PersonName()
  /// Mail addresses, phones, profiles, chats.
  public var handles: [Labelled<Handle>] = []
  /// Firm.
  public var organisation = ""
  /// Department.
  public var department = ""
  /// Job title or role.
  public var title = ""
  /// Postal addresses.
  public var addresses: [Labelled<PostalAddress>] = []
  /// Birthday.
  public var birthday: PartialDay?
  /// Other dates by label (anniversary).
  public var dates: [Labelled<PartialDay>] = []
  /// Web pages that are no profile.
  public var urls: [Labelled<String>] = []
  /// Notes.
  public var notes: [String] = []
  /// Labels, groups, categories.
  public var categories: [String] = []
  /// Anything else worth showing, by the source's own field name.
  public var others: [Labelled<String>] = []
  /// The contact asked not to be written to or called (opt-out columns).
  public var doNotContact: [String] = []

  /// Nothing known.
  public init() {}

  /// Takes a name in one piece that is only the firm's for what it is: programs write it so where the card is the firm's.
  public mutating func settleKind() {
    guard kind == nil, name.given.isEmpty, name.family.isEmpty, !organisation.isEmpty else { return }
    guard Fold.words(name.full) == Fold.words(organisation) else { return }
    kind = .organisation
    name.full = ""
  }

  /// What to show for the record whatever it is about: the name, else the firm, else the first way to reach it; empty where it says none.
  public var shown: String { [name.shown, organisation, handles.first?.value.raw ?? ""].first { !$0.isEmpty } ?? "" }

  /// The mail addresses in normal form.
  public var emails: [String] { handles.filter { $0.value.kind == .email }.map(\.value.normal) }
  /// Whether there is anything at all by which to know a person.
  public var isEmpty: Bool { name.shown.isEmpty && handles.isEmpty && organisation.isEmpty && addresses.isEmpty }
}

/// One record that may be the same person as another: a card, a line of an export, an address seen in mail. Plain values; nothing
/// in it needs to be cleaned before. What is not known is left empty.
public struct LinkageRecord: Sendable, Hashable, Codable {
  /// The record's own id, unique in the book.
  public var id: String
  /// Every name the record carries.
  public var names: [LinkageName]
  /// Mail addresses as written.
  public var emails: [String]
  /// Telephone numbers as written.
  public var phones: [String]
  /// Employers, newest first.
  public var organisations: [String]
  /// Job titles.
  public var titles: [String]
  /// Postal addresses.
  public var addresses: [LinkageAddress]
  /// The date of birth.
  public var birth: LinkageBirth?
  /// Profile addresses or their last part (`https://www.linkedin.com/in/maria-keller`, `github.com/mkeller`).
  public var profiles: [String]
  /// The calling code of the country national numbers belong to (`49`), if known.
  public var callingCode: String?
  /// Which of the user's sources the record comes from.
  public var source: Int
  /// Opaque keys of mail threads the record takes part in.
  public var threads: [String]

  /// A record; whatever is left out is unknown.
  public init(
    id: String, names: [LinkageName] = [], emails: [String] = [], phones: [String] = [], organisations: [String] = [],
    titles: [String] = [],
    addresses: [LinkageAddress] = [], birth: LinkageBirth? = nil, profiles: [String] = [], callingCode: String? = nil, source: Int = 0,
    threads: [String] = []
  ) {
    self.id = id
    self.names = names
    self.emails = emails
    self.phones = phones
    self.organisations = organisations
    self.titles = titles
    self.addresses = addresses
    self.birth = birth
    self.profiles = profiles
    self.callingCode = callingCode
    self.source = source
    self.threads = threads
  }
}

/// A name in whatever parts are known. `full` alone is enough: the parts are then found in it.
public struct LinkageName: Sendable, Hashable, Codable {
  /// The name as displayed (`Maria Keller`, `Keller, Maria`).
  public var full: String
  /// Given names.
  public var given: String
  /// Middle names, patronymic.
  public var middle: String
  /// Family name.
  public var family: String
  /// Honorific before the name.
  public var prefix: String
  /// What follows the name (`Jr.`, `PhD`).
  public var suffix: String
  /// What friends say.
  public var nickname: String

  /// A name; whatever is left out is unknown.
  public init(
    full: String = "", given: String = "", middle: String = "", family: String = "", prefix: String = "", suffix: String = "",
    nickname: String = ""
  ) {
    self.full = full
    self.given = given
    self.middle = middle
    self.family = family
    self.prefix = prefix
    self.suffix = suffix
    self.nickname = nickname
  }
}

/// The parts of a postal address.
public struct LinkageAddress: Sendable, Hashable, Codable {
  /// House number, where it stands apart from the street.
  public var number: String
  /// Street, with or without the number.
  public var street: String
  /// Second line: building, flat, property.
  public var extra: String
  /// Suburb, town or city.
  public var locality: String
  /// Postal code.
  public var postcode: String
  /// State, county or region.
  public var region: String
  /// Country.
  public var country: String

  /// An address; whatever is left out is unknown.
  public init(
    number: String = "", street: String = "", extra: String = "", locality: String = "", postcode: String = "", region: String = "",
    country: String = ""
  ) {
    self.number = number
    self.street = street
    self.extra = extra
    self.locality = locality
    self.postcode = postcode
    self.region = region
    self.country = country
  }
}

/// A date of birth; the year may be unknown (`--06-21`).
public struct LinkageBirth: Sendable, Hashable, Codable {
  /// Year, or nil where it is not known.
  public var year: Int?
  /// Month as written; a mistyped source may hold more than 12.
  public var month: Int
  /// Day of the month as written.
  public var day: Int

  /// A date of birth.
  public init(year: Int?, month: Int, day: Int) {
    self.year = year.flatMap { $0 < 1850 ? nil : $0 }  // 1600 and 1604 are what some programs write for an unknown year
    self.month = month
    self.day = day
  }

  /// Reads `1979-04-12`, `19790412`, `--04-12` and `--0412`; nil for anything else. Digits are taken as written, so that a mistyped
  /// month can still be compared.
  public init?(_ text: some StringProtocol) {
    let digits = text.utf8.filter { $0 >= 48 && $0 <= 57 }.map { Int($0) - 48 }
    let others = text.utf8.contains { !($0 >= 48 && $0 <= 57) && $0 != 45 && $0 != 32 }
    func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
    guard !others else { return nil }
    if digits.count == 8 {
      self.init(year: number(0..<4), month: number(4..<6), day: number(6..<8))
    } else if digits.count == 4, text.hasPrefix("--") {
      self.init(year: nil, month: number(0..<2), day: number(2..<4))
    } else {
      return nil
    }
  }
}

import Scan

/// The property names that this library gives a meaning, RFC 6350, 2426, 6474, 6715, 8605, 9554, 2739 and the common X- names.
/// A name not listed here is `other` and kept as it stands.
enum PropertyName: UInt8, CaseIterable, Sendable {
  case other, begin, end, version
  case adr, agent, anniversary, bday, birthplace, caladruri, capuri, caluri, categories, `class`, clientpidmap, contactUri
  case created, deathdate, deathplace, email, expertise, fburl, fn, gender, geo, gramgender, hobby, impp, interest, jsprop, key, kind, label
  case lang, language, logo, mailer, member, n, name, nickname, note, org, orgDirectory, photo, prodid, profile, pronouns, related, rev,
    role
  case socialprofile, sortString, sound, source, tel, title, tz, uid, url, xml
  case xABLabel, xABDate, xABRelatedNames, xABAdr, xABUid, xSocialProfile, xServerKind, xServerMember, xAndroidCustom, xAnniversary
  case xAim, xIcq, xJabber, xMsn, xYahoo, xSkype, xSkypeUsername, xGoogleTalk, xGtalk, xQq, xGroupwise, xGadugadu, xTwitter
  case xEvolutionAnniversary, xMsAnniversary, xPhoneticFirst, xPhoneticLast, xGender, xSpouse, xManager, xAssistant

  /// The name in capitals, as it is written.
  var text: String {
    switch self {
    case .contactUri: "CONTACT-URI"
    case .orgDirectory: "ORG-DIRECTORY"
    case .sortString: "SORT-STRING"
    case .xABLabel: "X-ABLABEL"
    case .xABDate: "X-ABDATE"
    case .xABRelatedNames: "X-ABRELATEDNAMES"
    case .xABAdr: "X-ABADR"
    case .xABUid: "X-ABUID"
    case .xSocialProfile: "X-SOCIALPROFILE"
    case .xServerKind: "X-ADDRESSBOOKSERVER-KIND"
    case .xServerMember: "X-ADDRESSBOOKSERVER-MEMBER"
    case .xAndroidCustom: "X-ANDROID-CUSTOM"
    case .xAnniversary: "X-ANNIVERSARY"
    case .xAim: "X-AIM"
    case .xIcq: "X-ICQ"
    case .xJabber: "X-JABBER"
    case .xMsn: "X-MSN"
    case .xYahoo: "X-YAHOO"
    case .xSkype: "X-SKYPE"
    case .xSkypeUsername: "X-SKYPE-USERNAME"
    case .xGoogleTalk: "X-GOOGLE-TALK"
    case .xGtalk: "X-GTALK"
    case .xQq: "X-QQ"
    case .xGroupwise: "X-GROUPWISE"
    case .xGadugadu: "X-GADUGADU"
    case .xTwitter: "X-TWITTER"
    case .xEvolutionAnniversary: "X-EVOLUTION-ANNIVERSARY"
    case .xMsAnniversary: "X-MS-ANNIVERSARY"
    case .xPhoneticFirst: "X-PHONETIC-FIRST-NAME"
    case .xPhoneticLast: "X-PHONETIC-LAST-NAME"
    case .xGender: "X-GENDER"
    case .xSpouse: "X-SPOUSE"
    case .xManager: "X-MANAGER"
    case .xAssistant: "X-ASSISTANT"
    default: String("\(self)".utf8.map { Character(Unicode.Scalar(ASCII.upper($0))) })
    }
  }
}

/// A hash table over the names, built once, so that a line's name is known after one pass over its letters.
struct PropertyNames: Sendable {
  private let slots: [UInt8]
  private let names: [[UInt8]]
  private static let mask = 511

  static let shared = PropertyNames()

  private init() {
    var slots = [UInt8](repeating: 0, count: PropertyNames.mask + 1)
    names = PropertyName.allCases.map { Array($0.text.utf8) }
    for name in PropertyName.allCases where name != .other {
      let bytes = names[Int(name.rawValue)]
      var slot = PropertyNames.hash(bytes.span, 0..<bytes.count)
      while slots[slot] != 0 { slot = (slot + 1) & PropertyNames.mask }
      slots[slot] = name.rawValue
    }
    self.slots = slots
  }

  private static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int {
    var hash: UInt32 = 2_166_136_261
    for i in range { hash = (hash ^ UInt32(ASCII.upper(bytes[i]))) &* 16_777_619 }
    return Int((hash ^ hash >> 15) & UInt32(mask))
  }

  /// The name that `range` spells, in either case.
  func find(_ bytes: Span<UInt8>, _ range: Range<Int>) -> PropertyName {
    guard range.count < 32 else { return .other }
    var slot = PropertyNames.hash(bytes, range)
    while slots[slot] != 0 {
      if matches(bytes, range, slots[slot]) { return PropertyName(rawValue: slots[slot]) ?? .other }
      slot = (slot + 1) & PropertyNames.mask
    }
    return .other
  }

  /// The same for a string.
  func find(_ name: String) -> PropertyName {
    let bytes = Array(name.utf8)
    return find(bytes.span, 0..<bytes.count)
  }

  private func matches(_ bytes: Span<UInt8>, _ range: Range<Int>, _ index: UInt8) -> Bool {
    guard names[Int(index)].count == range.count else { return false }
    for i in 0..<range.count where ASCII.upper(bytes[range.lowerBound + i]) != names[Int(index)][i] { return false }
    return true
  }
}

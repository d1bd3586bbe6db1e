import Scan

/// What a column of a contact table holds.
enum ColumnMeaning: Hashable, Sendable {
  case given, middle, family, full, prefix, suffix, nickname, phoneticGiven, phoneticFamily, former
  case company, department, title, notes, categories
  case birthday, birthYear, birthMonth, birthDay, anniversary
  case email(String, Int), emailType(Int), emailName(Int)
  case phone(String)
  case street(String, Int), city(String), region(String), code(String), country(String), poBox(String), address(String)
  case web(String), profile, chat
  case id, owner, optOut
  case other, ignored

  /// The meaning of a column by its name alone: its words and its number, as `ColumnVocabulary.key` gives them.
  init(words: [String], ordinal: Int, vocabulary: ColumnVocabulary = .standard) {
    if let notion = vocabulary.phrases[words.joined(separator: " ")] {
      if let known = ColumnMeaning.plain(notion, ordinal) {
        self = known
        return
      }
      // `work phone`: notions together.
      let composed = ColumnMeaning.composed(Set(notion.split(separator: " ").map(String.init)), ordinal)
      if composed != .other || notion == "notOwn" {
        self = composed
        return
      }
    }
    var notions = Set(words.compactMap { vocabulary.words[$0] })
    if Set(words).isSuperset(of: ["opted", "out"]) || Set(words).isSuperset(of: ["do", "not"]) { notions.insert("optOut") }
    self = ColumnMeaning.composed(notions, ordinal)
  }

  private static func plain(_ notion: String, _ ordinal: Int) -> ColumnMeaning? {
    switch notion {
    case "given": .given
    case "middle": .middle
    case "family": .family
    case "full": .full
    case "prefix": .prefix
    case "suffix": .suffix
    case "nickname": .nickname
    case "phoneticGiven": .phoneticGiven
    case "phoneticFamily": .phoneticFamily
    case "former": .former
    case "company": .company
    case "department": .department
    case "title": .title
    case "notes": .notes
    case "categories": .categories
    case "birthday": .birthday
    case "birthYear": .birthYear
    case "birthMonth": .birthMonth
    case "birthDay": .birthDay
    case "anniversary": .anniversary
    case "web": .web("")
    case "profile": .profile
    case "chat": .chat
    case "id": .id
    case "owner": .owner
    case "street": .street("", ordinal)
    case "city": .city("")
    case "region": .region("")
    case "code": .code("")
    case "country": .country("")
    case "fullAddress": .address("")
    case "ignored": .ignored
    case "other", "leadStatus": .other
    default: nil
    }
  }

  /// From the notions of a name's words; the more special ones first.
  private static func composed(_ notions: Set<String>, _ ordinal: Int) -> ColumnMeaning {
    let place = notions.contains("work") ? "work" : notions.contains("home") ? "home" : notions.contains("otherPlace") ? "other" : ""
    if notions.contains("optOut") { return .optOut }
    if notions.contains("notOwn") || notions.contains("phonetic") { return .other }
    if notions.contains("email") {
      if notions.contains("emailType") { return .emailType(ordinal) }
      return notions.contains("display") ? .emailName(ordinal) : .email(place == "other" ? "" : place, ordinal)
    }
    if notions.contains("fax") { return .phone("fax") }
    if notions.contains("pager") { return .phone("pager") }
    if notions.contains("mobile") { return .phone("mobile") }
    if notions.contains("phone") { return .phone(notions.contains("main") ? "main" : place) }
    if notions.contains("poBox") { return .poBox(place) }
    if notions.contains("code") { return .code(place) }
    if notions.contains("country") { return .country(place) }
    if notions.contains("region") { return .region(place) }
    if notions.contains("city") { return .city(place) }
    if notions.contains("street") { return .street(place, ordinal) }
    if notions.contains("address") { return .street(place, ordinal) }
    if notions.contains("profile") { return .profile }
    if notions.contains("web") { return .web(place) }
    return notions.contains("main") && notions.count == 1 ? .phone("main") : .other
  }

  /// For people: `phone (work)`.
  var spoken: String {
    switch self {
    case .given: "given name"
    case .middle: "middle name"
    case .family: "family name"
    case .full: "full name"
    case .prefix: "title before the name"
    case .suffix: "addition behind the name"
    case .phoneticGiven, .phoneticFamily: "how the name is spoken"
    case .former: "former name"
    case .title: "job title"
    case .birthYear, .birthMonth, .birthDay: "birthday"
    case .email(let label, _): ColumnMeaning.labelled("mail address", label)
    case .emailType: "sort of mail address"
    case .emailName: "name in mails"
    case .phone(let label): ColumnMeaning.labelled("phone", label)
    case .street(let place, _): ColumnMeaning.labelled("street", place)
    case .city(let place): ColumnMeaning.labelled("town", place)
    case .region(let place): ColumnMeaning.labelled("region", place)
    case .code(let place): ColumnMeaning.labelled("post code", place)
    case .country(let place): ColumnMeaning.labelled("country", place)
    case .poBox(let place): ColumnMeaning.labelled("post box", place)
    case .address(let place): ColumnMeaning.labelled("address", place)
    case .web: "web page"
    case .id: "id of the record"
    case .owner: "owner in the customer system"
    case .optOut: "asked not to be contacted"
    case .other: "kept as it is"
    case .ignored: "kept, not shown"
    default: "\(self)"
    }
  }

  private static func labelled(_ what: String, _ label: String) -> String { label.isEmpty ? what : "\(what) (\(label))" }
}

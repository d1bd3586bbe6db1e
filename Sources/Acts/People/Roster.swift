import Book
import Linkage
import Scan
import Ties
import Vault

/// The records of one book as the linkage engine takes them, and the way back from its clusters to cards and addresses.
struct Roster {
  private(set) var records: [LinkageRecord] = []
  /// What each record stands for; nil where it is what the user typed of a person.
  private(set) var members: [Member?] = []
  /// The person that shows each card now; nil for what is new, and for addresses.
  private var persons: [Person.ID?] = []
  /// The person that a record of the user's own words is about, by the record's place.
  private(set) var typed: [Int: Person.ID] = [:]
  /// By what firms, groups, places and devices are reached: nobody is, unless somebody's card has it too.
  private var impersonal: Set<String> = []
  /// Cards without a name: they join a person who shares their address, and are nobody by themselves.
  private var nameless: [CardRecord] = []
  private let own: OwnHandles

  /// `own` is left out: one is nobody's contact.
  init(own: OwnHandles) { self.own = own }

  /// Adds cards, but for one's own, and those that are about no person: they are nobody, and no part of anybody.
  mutating func add(_ cards: [CardRecord]) {
    for card in cards where card.fields.kind != nil { impersonal.formUnion(card.fields.handles.map(\.value.normal)) }
    for card in cards where card.fields.kind == nil {
      if !impersonal.isEmpty, !card.fields.name.shown.isEmpty { impersonal.subtract(card.fields.handles.map(\.value.normal)) }
      add(card)
    }
  }

  private mutating func add(_ card: CardRecord) {
    let fields = card.fields
    if own.holds(fields) { return }
    if fields.name.shown.isEmpty { return nameless.append(card) }
    let reachable = fields.handles.filter { $0.value.kind != .email || !Ties.isRole(normal: $0.value.normal) }
    // A named card of a shared box says nothing of a human.
    if reachable.isEmpty, !fields.handles.isEmpty, fields.organisation.isEmpty { return }
    append(LinkageRecord(fields, id: card.id.description), .card(card.id), card.person)
  }

  /// Adds what the user typed of a person, or a phone wrote: two people typed are two until the user says otherwise.
  mutating func add(_ card: OwnCard, of person: Person.ID, number: Person.ID) {
    if card.fields.name.shown.isEmpty || own.holds(card.fields) { return }
    typed[members.count] = person
    append(LinkageRecord(card.fields, id: number.description), nil)
  }

  /// Makes room for so many more records.
  mutating func reserve(_ count: Int) {
    records.reserveCapacity(records.count + count)
    members.reserveCapacity(members.count + count)
    persons.reserveCapacity(persons.count + count)
  }

  /// Adds an address seen on messages, party `index` of these, unless it is no person's; one's own is not given. `member` is what the book
  /// calls it.
  mutating func add(_ index: Int, of parties: Span<EncounterLog.Party>, _ member: Member) {
    let (kind, normal) = (parties[index].handle.kind, parties[index].handle.normal)
    if kind == .email && Ties.isRole(normal: normal) { return }
    if impersonal.contains(normal) { return }
    let name = parties[index].name.isEmpty && kind == .chat ? parties[index].handle.raw : parties[index].name
    // A firm that calls is no human.
    if kind != .email, name.contains("&") { return }
    let (id, names) = (Roster.key(kind, normal), name.isEmpty ? [] : [LinkageName(full: name)])
    switch kind {
    case .email: append(LinkageRecord(id: id, names: names, emails: [normal]), member)
    case .phone: append(LinkageRecord(id: id, names: names, phones: [parties[index].handle.raw]), member)
    case .profile: append(LinkageRecord(id: id, names: names, profiles: [parties[index].handle.raw]), member)
    case .chat, .postal: append(LinkageRecord(id: id, names: names), member)
    }
  }

  private mutating func append(_ record: LinkageRecord, _ member: Member?, _ person: Person.ID? = nil) {
    persons.append(person)
    records.append(record)
    members.append(member)
  }

  /// Adds the nameless cards that share an address with somebody. To be called once, after all others.
  mutating func settle() {
    if nameless.isEmpty { return }
    let known = Set(records.flatMap(\.emails))
    for card in nameless where card.fields.emails.contains(where: { known.contains($0) }) {
      append(LinkageRecord(card.fields, id: card.id.description), .card(card.id), card.person)
    }
    nameless = []
  }

  /// The person that shows a card now.
  func person(of index: Int) -> Person.ID? { persons[index] }

  /// The same without the records that `keeps` is false for.
  func only(_ keeps: (String) -> Bool) -> Roster {
    var part = self
    (part.records, part.members, part.persons, part.typed) = ([], [], [], [:])
    for index in records.indices where keeps(records[index].id) {
      if let person = typed[index] { part.typed[part.members.count] = person }
      part.append(records[index], members[index], persons[index])
    }
    return part
  }

  /// The id of a handle's record: the same in every import.
  static func key(_ handle: Handle) -> String { key(handle.kind, handle.normal) }

  /// The kind and its colon are short enough to need no memory of their own.
  private static func key(_ kind: Handle.Kind, _ normal: String) -> String { (kind.rawValue + ":") + normal }
}

extension LinkageRecord {
  /// What a card says, as the engine takes it.
  init(_ fields: ContactFields, id: String, source: Int = 0) {
    let name = fields.name
    var names = [
      LinkageName(
        full: name.full, given: name.given, middle: name.additional, family: name.family, prefix: name.prefix, suffix: name.suffix,
        nickname: name.nickname)
    ]
    if !name.former.isEmpty { names.append(LinkageName(given: name.given, family: name.former)) }
    names.removeAll { $0 == LinkageName() }
    func raw(_ kind: Handle.Kind) -> [String] { fields.handles.filter { $0.value.kind == kind }.map(\.value.raw) }
    let birth = fields.birthday.flatMap { day -> LinkageBirth? in
      guard let month = day.month, let date = day.day else { return nil }
      return LinkageBirth(year: day.year, month: month, day: date)
    }
    self.init(
      id: id, names: names, emails: fields.emails, phones: raw(.phone), organisations: [fields.organisation].filter { !$0.isEmpty },
      titles: [fields.title].filter { !$0.isEmpty },
      addresses: fields.addresses.map {
        LinkageAddress(
          street: $0.value.street, locality: $0.value.locality, postcode: $0.value.code, region: $0.value.region, country: $0.value.country)
      },
      birth: birth, profiles: raw(.profile), source: source)
  }
}

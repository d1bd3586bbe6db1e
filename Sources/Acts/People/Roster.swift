import Book
import Intake
import Linkage
import Scan
import Ties
import Vault

/// The records of one book as the linkage engine takes them, and the way back from its clusters to cards and addresses.
struct Roster {
  private(set) var records: [LinkageRecord] = []
  private var members: [Member] = []
  private let mine: Set<String>
  private let names: Set<[String]>

  /// `me` is left out: one is nobody's contact.
  init(me: ReadContext) {
    mine = Set(me.addresses)
    names = Set(me.names.map { Fold.words($0) })
  }

  /// Adds a card, unless it is one's own.
  mutating func add(_ card: CardRecord) {
    let fields = card.fields
    if fields.emails.contains(where: { mine.contains($0) }) { return }
    if fields.emails.isEmpty, names.contains(Fold.words(fields.name.shown)) { return }
    if isNobody(fields) { return }
    records.append(LinkageRecord(fields, id: card.id.description))
    members.append(.card(card.id))
  }

  /// A card of a robot, a shared box, or one that says nothing of a human: no name, and no address that a person has.
  private func isNobody(_ fields: ContactFields) -> Bool {
    let reachable = fields.handles.filter { $0.value.kind != .email || !Ties.isRole($0.value.normal) }
    if fields.name.shown.isEmpty { return reachable.isEmpty }
    return fields.handles.isEmpty == false && reachable.isEmpty && !fields.handles.isEmpty && fields.organisation.isEmpty
  }

  /// Adds an address seen on messages, unless it is one's own or no person's.
  mutating func add(_ party: EncounterLog.Party) {
    let handle = party.handle
    if mine.contains(handle.normal) { return }
    if handle.kind == .chat, names.contains(Fold.words(handle.raw)) { return }
    if handle.kind == .email, Ties.isRole(handle.normal) { return }
    var fields = ContactFields()
    fields.name = PersonName(full: party.name.isEmpty && handle.kind == .chat ? handle.raw : party.name)
    fields.handles = [.init(handle)]
    records.append(LinkageRecord(fields, id: "h\(members.count)"))
    members.append(.handle(handle))
  }

  /// The persons: every record in exactly one.
  func clusters(
    under decisions: [Decision], resolve: (Person.ID) throws -> Person.ID?, members of: (Person.ID) throws -> [Member]
  ) throws -> [Cluster] {
    let ids = Dictionary(zip(members.map(Roster.key), records.map(\.id)), uniquingKeysWith: { first, _ in first })
    var same: [(String, String)] = []
    var notSame: [(String, String)] = []
    for decision in decisions {
      let left = try of(decision.a).compactMap { ids[Roster.key($0)] }
      let right = try of(decision.b).compactMap { ids[Roster.key($0)] }
      guard let a = left.first, let b = right.first, a != b else { continue }
      switch decision.kind {
      case .same: same.append((a, b))
      case .notTheSame, .split: for left in left { for right in right where left != right { notSame.append((left, right)) } }
      }
    }
    let answer = Linker(records, epoch: nil).link(same: same, notSame: notSame)
    let place = Dictionary(records.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    var clusters: [String: [Member]] = [:]
    var order: [String] = []
    for member in answer.members {
      guard let index = place[member.id] else { continue }
      if clusters[member.merged] == nil { order.append(member.merged) }
      clusters[member.merged, default: []].append(members[index])
    }
    return order.map { Cluster(person: nil, members: clusters[$0] ?? []) }
  }

  private static func key(_ member: Member) -> String {
    switch member {
    case .card(let id): id.description
    case .handle(let handle): "\(handle.kind.rawValue):\(handle.normal)"
    }
  }
}

extension LinkageRecord {
  /// What a card says, as the engine takes it.
  init(_ fields: ContactFields, id: String, source: Int = 0) {
    let name = fields.name
    var names = [
      LinkageName(
        full: name.full, given: name.given, middle: name.additional, family: name.family, prefix: name.prefix, suffix: name.suffix, nickname: name.nickname)
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
        LinkageAddress(street: $0.value.street, locality: $0.value.locality, postcode: $0.value.code, region: $0.value.region, country: $0.value.country)
      },
      birth: birth, profiles: raw(.profile), source: source)
  }
}

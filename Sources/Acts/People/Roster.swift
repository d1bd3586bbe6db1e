import Book
import Linkage
import Scan
import Ties
import Vault

/// The records of one book as the linkage engine takes them, and the way back from its clusters to cards and addresses.
struct Roster {
  private(set) var records: [LinkageRecord] = []
  private var members: [Member] = []
  /// Cards without a name: they join a person who shares their address, and are nobody by themselves.
  private var nameless: [CardRecord] = []
  private let own: OwnHandles

  /// `own` is left out: one is nobody's contact.
  init(own: OwnHandles) { self.own = own }

  /// Adds a card, unless it is one's own.
  mutating func add(_ card: CardRecord) {
    let fields = card.fields
    if own.holds(fields) { return }
    if fields.name.shown.isEmpty { return nameless.append(card) }
    let reachable = fields.handles.filter { $0.value.kind != .email || !Ties.isRole(normal: $0.value.normal) }
    // A named card of a shared box says nothing of a human.
    if reachable.isEmpty, !fields.handles.isEmpty, fields.organisation.isEmpty { return }
    append(LinkageRecord(fields, id: nextID), .card(card.id))
  }

  /// Adds an address seen on messages, unless it is one's own or no person's.
  mutating func add(_ party: EncounterLog.Party) {
    let handle = party.handle
    if own.holds(handle) || handle.kind == .email && Ties.isRole(normal: handle.normal) { return }
    let name = party.name.isEmpty && handle.kind == .chat ? handle.raw : party.name
    // A firm that calls is no human.
    if handle.kind != .email, name.contains("&") { return }
    var record = LinkageRecord(id: nextID, names: name.isEmpty ? [] : [LinkageName(full: name)])
    switch handle.kind {
    case .email: record.emails = [handle.normal]
    case .phone: record.phones = [handle.raw]
    case .profile: record.profiles = [handle.raw]
    case .chat, .postal: break
    }
    append(record, .handle(handle))
  }

  private mutating func append(_ record: LinkageRecord, _ member: Member) {
    records.append(record)
    members.append(member)
  }

  /// The place of a record as its id, of one width, so that the order of the ids is that of the records.
  private var nextID: String {
    let digits = String(records.count)
    return String(repeating: "0", count: max(0, 9 - digits.utf8.count)) + digits
  }

  /// Adds the nameless cards that share an address with somebody. To be called once, after all others.
  mutating func settle() {
    if nameless.isEmpty { return }
    let known = Set(records.flatMap(\.emails))
    for card in nameless where card.fields.emails.contains(where: { known.contains($0) }) {
      append(LinkageRecord(card.fields, id: nextID), .card(card.id))
    }
    nameless = []
  }

  /// The persons: every record in exactly one.
  func clusters(
    under decisions: [Decision], members of: (Person.ID) throws -> [Member]
  ) throws -> [Cluster] {
    let (same, notSame) = try constraints(decisions, members: of)
    let answer = Linker(records, epoch: nil).link(same: same, notSame: notSame)
    let joined = LooseEnds(records, answer, apart: notSame).joined()
    var clusters: [Cluster] = []
    var slots = [Int](repeating: -1, count: records.count)
    for (index, member) in answer.members.enumerated() {
      let name = joined[member.merged] ?? member.merged
      guard let head = name == member.id ? index : Int(name), slots.indices.contains(head) else { continue }
      if slots[head] < 0 {
        slots[head] = clusters.count
        clusters.append(Cluster(person: nil, members: []))
      }
      clusters[slots[head]].members.append(members[index])
    }
    return clusters
  }

  /// The user's word on pairs of persons, as pairs of records.
  private func constraints(
    _ decisions: [Decision], members of: (Person.ID) throws -> [Member]
  ) throws -> (same: [(String, String)], notSame: [(String, String)]) {
    if decisions.isEmpty { return ([], []) }
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
    return (same, notSame)
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

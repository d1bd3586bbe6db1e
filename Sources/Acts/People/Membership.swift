import Book
import Linkage
import MerkleLog
import Scan
import Vault

/// Which records of a roster belong to whom as the book shows it now, and what the user's decisions say of them.
struct Membership {
  private let roster: Roster
  private let reader: BookReader

  init(_ roster: Roster, _ reader: BookReader) {
    self.roster = roster
    self.reader = reader
  }

  /// A record's id as an epoch keeps it: a card's own id, which says nothing, or a hash of an address.
  static func opaque(_ id: String) -> String {
    if Card.ID(id) != nil || Person.ID(id) != nil { return id }
    return String(TreeHash(hashing: Array(id.utf8)).hex.prefix(20))
  }

  /// The person each record belongs to; records nobody has yet are left out.
  func shown() throws -> [String: Person.ID] {
    var shown: [String: Person.ID] = [:]
    var (places, handles): ([Int], [HandleRow]) = ([], [])
    for index in roster.members.indices {
      switch roster.members[index] {
      case .card: if let person = roster.person(of: index) { shown[roster.records.id(index)] = person }
      case .row(let handle):
        places.append(index)
        handles.append(handle)
      case .handle, nil: shown[roster.records.id(index)] = roster.typed[index]
      }
    }
    for (place, person) in zip(places, try reader.persons(of: handles)) { if let person { shown[roster.records.id(place)] = person } }
    return shown
  }

  /// The user's decisions, the latest about a pair, and each typed card with what belongs to its person.
  func words() throws -> Constraints {
    let latest = try reader.standingDecisions().map(\.value)
    var constraints = Constraints()
    if latest.isEmpty, roster.typed.isEmpty { return constraints }
    let known = Set(roster.ids)
    var cache: [Person.ID: [String]] = [:]
    func ids(_ person: Person.ID) throws -> [String] {
      guard let person = try reader.resolve(person) else { return [] }
      if let cached = cache[person] { return cached }
      let found = try records(of: person).filter { known.contains($0) }
      cache[person] = found
      return found
    }
    for decision in latest {
      let (left, right) = (try ids(decision.a), try ids(decision.b))
      switch decision.kind {
      case .same: constraints.join(left == right ? left : left + right)
      case .notTheSame, .split: if left != right { constraints.part([left, right]) }
      }
    }
    for person in Set(roster.typed.values).sorted() { constraints.join(try ids(person)) }
    return constraints
  }

  /// The ids of the records that belong to a person, typed ones first.
  private func records(of person: Person.ID) throws -> [String] {
    let typed = roster.typed.filter { $0.value == person }.keys.sorted().map { roster.records.id($0) }
    let handles = try reader.person(person)?.handles ?? []
    let own = zip(handles, try reader.personIDs(of: handles)).filter { $0.1 == person }.map { Roster.key($0.0) }
    return typed + (try reader.cardRecords(of: person).map { $0.id.description }) + own
  }

  /// What an epoch carries on from before it, as far as it is still shown so: a later word of the user's, or evidence within the epoch,
  /// goes before it.
  func stillShown(_ stored: StoredEpoch) throws -> Constraints {
    var constraints = Constraints()
    if stored.together.isEmpty, stored.apart.isEmpty { return constraints }
    let shown = try shown()
    let plain = Dictionary(roster.ids.map { (Membership.opaque($0), $0) }, uniquingKeysWith: { first, _ in first })
    for records in stored.together {
      let byPerson = Dictionary(grouping: records.compactMap { plain[$0] }) { shown[$0] }
      for (person, one) in byPerson where person != nil { constraints.join(one.sorted()) }
    }
    for pair in stored.apart {
      let two = pair.compactMap { plain[$0] }
      if two.count == 2, let a = shown[two[0]], let b = shown[two[1]], a != b { constraints.notSame.append((two[0], two[1])) }
    }
    return constraints
  }
}

import Book
import Foundation
import Linkage
import Scan
import Vault

/// The records of one book linked within its epoch and under the user's decisions. Reads the book and writes nothing.
struct BookLinkage {
  /// The records.
  let roster: Roster
  /// What linking them gave.
  let answer: LinkageAnswer
  /// The final group of every record: its cluster, or the one person a loose end joins.
  let group: Grouping
  /// The epoch, and what it must leave as it was shown.
  let stored: StoredEpoch
  /// Whether the epoch was made in this run.
  let isRenewed: Bool
  /// Pairs that stay two only because they were shown so, or were typed as two: to be asked about, not decided.
  let openPairs: Set<Set<String>>
  /// What a new epoch would have changed and did not.
  let news: EpochNews

  /// By persons as they were shown: which the new epoch would join, and which it would not merge any more.
  struct EpochNews {
    /// Persons shown apart.
    var joins: [[Person.ID]] = []
    /// Persons shown as one.
    var parts: [Person.ID] = []
  }

  /// Each record's cluster if every suggestion is accepted.
  var suggestedClusters: [String: String] {
    Dictionary(answer.members().map { ($0.id, $0.suggested) }, uniquingKeysWith: { first, _ in first })
  }

  /// Links the book. `renewing` makes a new epoch even where the book has not outgrown its own; where the pairs are not to be shown,
  /// they need not be `explained`.
  init(_ roster: Roster, _ reader: BookReader, renewing: Bool = false, explained: Bool = true) throws {
    self.roster = roster
    let members = Membership(roster, reader)
    let words = try members.words()
    let old = try reader.storedEpoch()
    if let old, !renewing, case let epoch = try old.epoch(), !epoch.isOutgrown(by: roster.records.count) {
      let carried = try members.stillShown(old)
      let run = LinkageRun(roster, epoch: epoch, words + carried, explained)
      (answer, group, stored, isRenewed, news) = (run.answer, run.group, old, false, EpochNews())
      openPairs = Set((run.typedApart + carried.notSame).map { [$0.0, $0.1] })
      return
    }
    var run = LinkageRun(roster, epoch: nil, words, explained)
    let shown = try members.shown()
    var fresh = StoredEpoch(bytes: Data(run.linker.epoch.bytes))
    var news = EpochNews()
    var carried = Constraints()
    if !Shown(shown, run.group).isKept {
      // What differs may come of new records, which is as it should be, or of the epoch, which is not.
      let known = roster.only { shown[$0] != nil }
      let before = known.records.count == roster.records.count ? run : LinkageRun(known, epoch: run.linker.epoch, words, false)
      let difference = Shown(shown, before.group)
      fresh.together = difference.together
      fresh.apart = difference.apart
      fresh.doubted = difference.doubted
      news = difference.news
      carried = difference.constraints
      if !difference.isKept { run = LinkageRun(roster, epoch: run.linker.epoch, words + carried, explained) }
    }
    fresh.hide(Membership.opaque)
    (answer, group, stored, isRenewed, self.news) = (run.answer, run.group, fresh, true, news)
    openPairs = Set((run.typedApart + carried.notSame).map { [$0.0, $0.1] })
  }

  /// The persons as the vault takes them: every record in exactly one, in the order of their first records.
  var clusters: Clustering {
    // Most records are a group by themselves; of the others the records are gathered first.
    var shared: [[Int]] = []
    var slot = [Int](repeating: -1, count: roster.records.count)
    for index in roster.records.indices where group.isTogether(index) {
      let leader = group.leader(of: index)
      if slot[leader] < 0 {
        slot[leader] = shared.count
        shared.append([])
      }
      slot[index] = slot[leader]
      shared[slot[leader]].append(index)
    }
    var clusters = Clustering()
    for index in roster.records.indices {
      if slot[index] < 0 {
        if let member = roster.members[index] { clusters.append(member) }
        clusters.endCluster(person: roster.typed[index])
        continue
      }
      let records = shared[slot[index]]
      if records.first != index { continue }
      for record in records { if let member = roster.members[record] { clusters.append(member) } }
      clusters.endCluster(person: records.lazy.compactMap { roster.typed[$0] }.first)
    }
    return clusters
  }
}

/// The group of each record, named by one of its records. Most records are a group by themselves.
struct Grouping {
  private var records = LinkageRecords()
  /// For each record, by its place in the roster, the place of the one that names its group.
  private var leaders: [Int] = []
  /// Whether a record names a group of several.
  private var isShared: [Bool] = []

  /// Nothing grouped.
  init() {}

  /// The clusters of an answer, with the loose ends that `joined` another.
  init(_ roster: Roster, _ answer: LinkageAnswer, _ joined: [String: String]) {
    records = roster.records
    leaders = Array(records.indices)
    isShared = Array(repeating: false, count: records.count)
    let ids = joined.isEmpty ? [] : answer.records.map { records.id($0) }
    let places = Dictionary(zip(ids, ids.indices), uniquingKeysWith: { first, _ in first })
    for (place, cluster) in answer.merged.enumerated() {
      let first = joined.isEmpty ? cluster : joined[ids[cluster]].flatMap { places[$0] } ?? cluster
      if first == place { continue }
      leaders[answer.records[place]] = answer.records[first]
      isShared[answer.records[first]] = true
    }
  }

  /// The record that names the group of the record at a place of the roster.
  func leader(of record: Int) -> Int { leaders[record] }

  /// Whether a record is in a group with others.
  func isTogether(_ record: Int) -> Bool { isShared[leaders[record]] }

  /// The names of the groups of all records that do not name their own.
  var names: [String: String] {
    var names: [String: String] = [:]
    for (record, leader) in leaders.enumerated() where leader != record { names[records.id(record)] = records.id(leader) }
    return names
  }
}

/// One linking of all records within an epoch.
private struct LinkageRun {
  let linker: Linker
  private(set) var answer: LinkageAnswer
  private(set) var group = Grouping()
  /// Pairs of typed people that the evidence would make one.
  private(set) var typedApart: [(String, String)] = []

  init(_ roster: Roster, epoch: Epoch?, _ constraints: Constraints, _ explained: Bool) {
    linker = Linker(roster.records, epoch: epoch)
    answer = linker.link(same: constraints.same, notSame: constraints.notSame, explained: explained)
    settle(roster, constraints.notSame)
    // Two people typed are two until the user says otherwise; the second round knows which pairs that concerns.
    for _ in 0..<3 {
      let clashes = typedClashes(roster)
      if clashes.isEmpty { return }
      typedApart += clashes
      answer = linker.link(same: constraints.same, notSame: constraints.notSame + typedApart, explained: explained)
      settle(roster, constraints.notSame + typedApart)
    }
  }

  private mutating func settle(_ roster: Roster, _ apart: [(String, String)]) {
    let joined = LooseEnds(roster.records, answer, apart: apart).joined()
    group = Grouping(roster, answer, joined)
  }

  private func typedClashes(_ roster: Roster) -> [(String, String)] {
    var people: [Int: [(id: String, person: Person.ID)]] = [:]
    for (index, person) in roster.typed {
      people[group.leader(of: index), default: []].append((roster.records.id(index), person))
    }
    var clashes: [(String, String)] = []
    for found in people.values where found.count > 1 {
      for (index, a) in found.enumerated() {
        for b in found.dropFirst(index + 1) where a.person != b.person { clashes.append((a.id, b.id)) }
      }
    }
    return clashes
  }
}

/// What a grouping would change of what is shown.
private struct Shown {
  /// Persons whose records it would part, with those records.
  private(set) var together: [[String]] = []
  /// Pairs of records it would join.
  private(set) var apart: [[String]] = []
  /// The records of persons it would part.
  private(set) var doubted: [[String]] = []
  /// The same by persons.
  private(set) var news = BookLinkage.EpochNews()
  /// The same as constraints.
  private(set) var constraints = Constraints()

  /// Whether it changes nothing.
  var isKept: Bool { news.joins.isEmpty && news.parts.isEmpty }

  init(_ shown: [String: Person.ID], _ group: Grouping) {
    var groups: [Person.ID: Set<String>] = [:]
    var persons: [String: [Person.ID: [String]]] = [:]
    var records: [Person.ID: [String]] = [:]
    let names = shown.isEmpty ? [:] : group.names
    for (record, person) in shown {
      let name = names[record] ?? record
      groups[person, default: []].insert(name)
      persons[name, default: [:]][person, default: []].append(record)
      records[person, default: []].append(record)
    }
    var touched: Set<Person.ID> = []
    for (_, members) in persons.sorted(by: { $0.key < $1.key }) where members.count > 1 {
      let sorted = members.sorted { $0.key < $1.key }
      news.joins.append(sorted.map(\.key))
      touched.formUnion(members.keys)
      constraints.part(sorted.map { records[$0.key] ?? [] })
    }
    news.parts = groups.filter { $0.value.count > 1 }.keys.sorted()
    touched.formUnion(news.parts)
    apart = constraints.notSame.map { [$0.0, $0.1] }
    // A person in either list keeps all its records, also those that hung on a record now kept away.
    for person in touched.sorted() {
      let all = (records[person] ?? []).sorted()
      if all.count > 1 {
        together.append(all)
        constraints.join(all)
        if news.parts.contains(person) { doubted.append(all) }
      }
    }
  }
}

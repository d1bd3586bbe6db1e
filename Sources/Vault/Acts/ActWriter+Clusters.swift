public import Book
internal import GRDB
internal import Scan

/// Clusters to people.
extension ActWriter {
  /// Puts records and handles together as people, and returns the person of each cluster. A cluster keeps the id that most of
  /// its members have (on a tie the lower one; no id goes to two clusters: the one with more of its members keeps it); else it
  /// gets a new one. Ids that lose their last member become aliases. Members that are in no cluster stay where they are.
  public func setClusters(_ clusters: [Cluster]) throws -> [Person.ID] {
    var all = Clustering()
    for cluster in clusters {
      for member in cluster.members { all.append(member) }
      all.endCluster(person: cluster.person)
    }
    return try setClusters(all)
  }

  /// The same for the clusters of a whole book.
  @discardableResult public func setClusters(_ clusters: Clustering) throws -> [Person.ID] {
    let rows = clusters.members.map(row)
    forgetRoll()
    let isFirst = try !hasPacked() && !(Bool.fetchOne(db, sql: "select exists (select 1 from person)") ?? false)
    let known = try isFirst ? [:] : knownMembers(rows)
    var people = try choose(clusters, rows, known)
    let made = try makePeople(&people, clusters, rows)
    var (moved, lost): (Int, [Int64: [Int64: Int]]) = (0, [:])
    var fresh: [(member: Int64, person: Int64)] = []
    fresh.reserveCapacity(rows.count - known.count)
    for (index, person) in people.enumerated() {
      for member in rows[clusters.range(index)] {
        guard let before = known[member] else {
          fresh.append((member, person))
          continue
        }
        if before == person { continue }
        moved += 1
        try move(member, from: before, to: person)
        lost[before, default: [:]][person, default: 0] += 1
      }
    }
    moved += fresh.count
    // In the order of their keys the tables grow at one end, which is twice as fast. What was given twice belongs to whom it was given last.
    fresh = Buckets.sorted(fresh, by: { Cipher.sortKey(ofMember: $0.member) }) { $0.member < $1.member }
    let last = fresh.indices.filter { $0 + 1 == fresh.count || fresh[$0].member != fresh[$0 + 1].member }
    if last.count < fresh.count { fresh = last.map { fresh[$0] } }
    try write(made, fresh)
    if isFirst {
      roll = MemberRoll(persons: made.map(\.person), members: fresh)
    } else {
      touched.formUnion(made.lazy.map(\.person))
      touched.formUnion(fresh.lazy.map(\.person))
    }
    try retire(lost)
    if moved > 0 { try append(LedgerLine("persons", count: made.isEmpty ? moved : made.count)) }
    return people.map { Person.ID(value: UInt64($0)) }
  }

  private func knownMembers(_ rows: [Int64]) throws -> [Int64: Int64] {
    var known: [Int64: Int64] = [:]
    if rows.count > 200 {
      try eachMember { known[$0] = $1 }
    } else {
      for member in rows { if let person = try person(ofMember: member) { known[member] = person } }
    }
    return known
  }

  /// The person of each cluster, 0 where it is a new one.
  private func choose(_ clusters: Clustering, _ rows: [Int64], _ known: [Int64: Int64]) throws -> [Int64] {
    var chosen = [Int64](repeating: 0, count: clusters.count)
    var taken = Set<Int64>()
    for (index, named) in clusters.named.sorted(by: { $0.key < $1.key }) {
      guard let person = try resolve(named) else { continue }
      chosen[index] = Int64(person.value)
      taken.insert(Int64(person.value))
    }
    if known.isEmpty { return chosen }
    var claims: [(count: Int, person: Int64, index: Int)] = []
    for index in 0..<clusters.count where chosen[index] == 0 {
      let range = clusters.range(index)
      if range.count == 1 {
        if let person = known[rows[range.lowerBound]] { claims.append((1, person, index)) }
        continue
      }
      var counts: [Int64: Int] = [:]
      for member in rows[range] { if let person = known[member] { counts[person, default: 0] += 1 } }
      for (person, count) in counts { claims.append((count, person, index)) }
    }
    claims.sort { ($1.count, $0.person, $0.index) < ($0.count, $1.person, $1.index) }
    for claim in claims where chosen[claim.index] == 0 && taken.insert(claim.person).inserted { chosen[claim.index] = claim.person }
    return chosen
  }

  /// Gives each cluster without a person a new one. Returns them with the first member of each; both stand in rising order, as far as no
  /// member is the first of two.
  private func makePeople(_ people: inout [Int64], _ clusters: Clustering, _ rows: [Int64]) throws -> [(first: Int64, person: Int64)] {
    var fresh: [(first: Int64, index: Int)] = []
    for index in people.indices where people[index] == 0 { fresh.append((rows[clusters.range(index).lowerBound], index)) }
    fresh = Buckets.sorted(fresh, by: { Cipher.sortKey(ofMember: $0.first) }) { $0.first < $1.first }
    let made = try context.cipher.identifiers(fresh.count)
    for (cluster, id) in zip(fresh, made) { people[cluster.index] = id }
    return zip(fresh, made).map { ($0.first, $1) }
  }

  /// People who lost members: those with none left become aliases of the person most of them went to.
  private func retire(_ lost: [Int64: [Int64: Int]]) throws {
    for (person, targets) in lost.sorted(by: { $0.key < $1.key }) {
      if try !members(of: person).isEmpty { continue }
      guard let target = targets.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else { continue }
      try alias(person, to: target)
    }
  }
}

/// A scored pair: `a` is the record with the smaller id. It holds what joining asks of the score and no more: there are more pairs than
/// records, and who wants to know all has them scored again.
struct Link: Sendable {
  private let first: UInt32
  private let second: UInt32
  let bits: Double
  /// Whether it is certain enough to merge unasked.
  let isMerge: Bool
  /// See `Score`.
  let hasStrongKey: Bool
  let hasAgreement: Bool
  /// Whether the postal addresses are as good as the same.
  let sharesHome: Bool

  init(a: Int, b: Int, score: Score) {
    (first, second, bits) = (UInt32(a), UInt32(b), score.bits)
    isMerge = bits >= Linker.mergeBits && score.against.isEmpty
    (hasStrongKey, hasAgreement, sharesHome) = (score.hasStrongKey, score.hasAgreement, score.address >= 12)
  }

  var a: Int { Int(first) }
  var b: Int { Int(second) }
}

/// Joins the records of one component to clusters, strongest link first, and refuses a join whose two sides contradict. What comes out
/// depends on the records, the links and the decisions alone, never on the order in which they came.
struct Clusterer {
  let table: FeatureTable
  let scorer: PairScorer

  /// The clusters of `nodes` in both tiers, each node with the first node (by id) of its cluster. `nodes` are sorted by id, `links`
  /// join nodes only, `same` and `notSame` are the user's decisions.
  func cluster(_ nodes: [Int], _ links: [Link], same: [(Int, Int)], notSame: [(Int, Int)]) -> [(node: Int, merged: Int, suggested: Int)] {
    if nodes.count == 2, let link = links.first, same.isEmpty, notSame.isEmpty { return couple(nodes[0], nodes[1], link) }
    let local = LocalPlaces(nodes)
    func places(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
      pairs.compactMap { a, b in local[a].flatMap { x in local[b].map { (min(x, $0), max(x, $0)) } } }.sorted { $0 < $1 }
    }
    var sorted: [LocalLink] = []
    sorted.reserveCapacity(links.count)
    for (place, link) in links.enumerated() {
      if let a = local[link.a], let b = local[link.b] { sorted.append(LocalLink(a: a, b: b, bits: link.bits, place: place)) }
    }
    sorted.sort { x, y in x.bits != y.bits ? x.bits > y.bits : (x.a, x.b) < (y.a, y.b) }
    var forest = Forest(count: nodes.count, notSame: places(notSame))
    for (a, b) in places(same) { forest.joinDecided(a, b) }
    let decided = forest
    for link in sorted where links[link.place].isMerge { join(link, links[link.place], nodes, isMerge: true, &forest) }
    let merged = forest
    forest = decided
    for i in nodes.indices { forest.joinDecided(merged.find(i), i) }
    for link in sorted { join(link, links[link.place], nodes, isMerge: false, &forest) }
    return nodes.indices.map { (nodes[$0], nodes[merged.find($0)], nodes[forest.find($0)]) }
  }

  /// Two records that hang together by one link and no decision: what most components are.
  private func couple(_ a: Int, _ b: Int, _ link: Link) -> [(node: Int, merged: Int, suggested: Int)] {
    let (left, right) = (CollectionOfOne(a), CollectionOfOne(b))
    let isMerged = link.isMerge && !refuses(left, right, link, isMerge: true)
    let isSuggested = isMerged || !refuses(left, right, link, isMerge: false)
    return [(a, a, a), (b, isMerged ? a : b, isSuggested ? a : b)]
  }

  private func join(_ local: LocalLink, _ link: Link, _ nodes: [Int], isMerge: Bool, _ forest: inout Forest) {
    let (x, y) = (forest.find(local.a), forest.find(local.b))
    if x == y || forest.areApart(x, y) { return }
    if refuses(forest.members(x).map { nodes[$0] }, forest.members(y).map { nodes[$0] }, link, isMerge: isMerge) { return }
    forest.join(x, y)
  }

  /// How many members of a cluster are looked at when two clusters are to be joined.
  private static let looked = 24

  /// Whether the two sides contradict each other apart from the link itself.
  private func refuses<Side: Collection<Int>>(_ left: Side, _ right: Side, _ link: Link, isMerge: Bool) -> Bool {
    var fullPairs = 0
    var compatible = 0
    for i in left.prefix(Clusterer.looked) {
      for j in right.prefix(Clusterer.looked) {
        let (a, b) = (table.records[i], table.records[j])
        if let x = table.card(a).birth, let y = table.card(b).birth, scorer.contradictoryBirths(x, y), isMerge || !isMistypedDate(link) {
          return true
        }
        if a.generation != b.generation, a.generation != 0 && b.generation != 0 || !link.hasStrongKey { return true }
        guard let x = table.firstFullName(i), let y = table.firstFullName(j) else { continue }
        fullPairs += 1
        if compatible == 0, !scorer.contrary(x, y) { compatible += 1 }
      }
    }
    if !link.hasAgreement, link.bits - disagreement(left, right) < (isMerge ? Linker.mergeBits : scorer.bar) { return true }
    guard fullPairs > 0, compatible == 0, left.count + right.count > 2 else { return false }
    if link.hasStrongKey { return !sharesGivenName(link) && !isAnnex(left, right, link) }
    return link.bits < (scorer.epoch.strangersAtHome ? 14 : 2)
  }

  /// The cost of two sides that carry the same kinds of data and share nothing of them but the name: two namesakes.
  private func disagreement<Side: Collection<Int>>(_ left: Side, _ right: Side) -> Double {
    func differ(_ values: (Features) -> [UInt64]) -> Bool {
      let x = Set(left.prefix(Clusterer.looked).flatMap { values(table.records[$0]) })
      if x.isEmpty { return false }
      let y = Set(right.prefix(Clusterer.looked).flatMap { values(table.records[$0]) })
      return !y.isEmpty && x.isDisjoint(with: y)
    }
    let phones = differ { Array(table.hashes[table.card($0).phones.range]) }
    let employers = differ { Array(table.hashes[table.card($0).organisations.range]) }
    // Addresses alone are not enough.
    guard phones || employers else { return 0 }
    let mails = differ { $0.mails.range.filter { table.mails[$0].nature == .personal }.map { table.mails[$0].hash } }
    guard [phones, employers, mails].count(where: { $0 }) >= 2 else { return 0 }
    return (phones ? 3 : 0) + (employers ? 3 : 0) + (mails ? 1 : 0)
  }

  /// Two dates of birth differ, but name and postal address agree so well, in a book that is full of such doubles, that it is worth
  /// asking whether one date is mistyped. Never merged unasked.
  private func isMistypedDate(_ link: Link) -> Bool {
    !scorer.epoch.strangersAtHome && link.sharesHome && link.bits >= 9
  }

  /// Another family name beside the same given name and address: married, or once married.
  private func sharesGivenName(_ link: Link) -> Bool {
    func givens(_ record: Int) -> Set<Word> {
      let forms = table.records[record].names.range.map { table.form($0) }
      return Set(forms.filter(\.isFull).map { table.words[$0.given.first] })
    }
    return !givens(link.a).isDisjoint(with: givens(link.b))
  }

  /// Whether one side is known by nothing but the address or profile the link rests on: another name of the same person. A name that
  /// also stands elsewhere is somebody else, whose address was once used or mistaken.
  private func isAnnex<Side: Collection<Int>>(_ left: Side, _ right: Side, _ link: Link) -> Bool {
    let (a, b) = (table.records[link.a], table.records[link.b])
    func mails(_ record: Features) -> Set<UInt64> { Set(table.mails[record.mails.range].map(\.hash)) }
    func profiles(_ record: Features) -> Set<UInt64> { Set(table.hashes[table.card(record).profiles.range]) }
    let (sharedMails, sharedProfiles) = (mails(a).intersection(mails(b)), profiles(a).intersection(profiles(b)))
    func hangs(_ side: Side) -> Bool {
      side.allSatisfy { place in
        let record = table.records[place]
        return !mails(record).isDisjoint(with: sharedMails) || !profiles(record).isDisjoint(with: sharedProfiles)
      }
    }
    return hangs(left) || hangs(right)
  }
}

/// A link by the places of its records in their component.
private struct LocalLink {
  var a: Int
  var b: Int
  var bits: Double
  /// Where it stands among the links of the component.
  var place: Int
}

/// Where each record stands in a component. Most are of two or three records: those are looked through.
private struct LocalPlaces {
  private let nodes: [Int]
  private var places: [Int: Int] = [:]

  init(_ nodes: [Int]) {
    self.nodes = nodes
    if nodes.count > 12 { for (place, node) in nodes.enumerated() { places[node] = place } }
  }

  subscript(node: Int) -> Int? { nodes.count > 12 ? places[node] : nodes.firstIndex(of: node) }
}

/// Disjoint sets of a component's nodes, with pairs that must stay apart. A set is named by its smallest node.
struct Forest {
  private var parent: [Int]
  /// The nodes of each set of several, at its name.
  private var lists: [[Int]]
  private var apart: [Int: Set<Int>] = [:]

  init(count: Int, notSame: [(Int, Int)]) {
    parent = Array(0..<count)
    lists = Array(repeating: [], count: count)
    for (a, b) in notSame {
      apart[a, default: []].insert(b)
      apart[b, default: []].insert(a)
    }
  }

  func find(_ node: Int) -> Int {
    var node = node
    while parent[node] != node { node = parent[node] }
    return node
  }

  func members(_ root: Int) -> [Int] { lists[root].isEmpty ? [root] : lists[root] }

  /// Whether a decision keeps a node of one set from a node of the other.
  func areApart(_ x: Int, _ y: Int) -> Bool {
    guard !apart.isEmpty else { return false }
    let right = Set(members(y))
    return members(x).contains { node in !(apart[node]?.isDisjoint(with: right) ?? true) }
  }

  mutating func join(_ x: Int, _ y: Int) {
    let (low, high) = x < y ? (x, y) : (y, x)
    if lists[low].isEmpty { lists[low].append(low) }
    if lists[high].isEmpty { lists[low].append(high) } else { lists[low] += lists[high] }
    lists[high] = []
    parent[high] = low
  }

  /// Joins two nodes' sets unless a decision forbids it.
  mutating func joinDecided(_ a: Int, _ b: Int) {
    let (x, y) = (find(a), find(b))
    if x != y, !areApart(x, y) { join(x, y) }
  }
}

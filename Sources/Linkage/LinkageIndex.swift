/// The records of a book within one epoch, to which records are added one by one. The clusters are those that linking everything at
/// once within the same epoch gives, whatever the order.
public struct LinkageIndex: Sendable {
  /// A decision of the user's. It holds until it is taken back.
  public enum Decision: String, Sendable, Hashable, Codable {
    /// One person.
    case same
    /// Two people.
    case notSame
  }

  /// What one step changed.
  public struct Change: Sendable, Hashable {
    /// The pairs of the record just added, strongest first.
    public var pairs: [LinkageAnswer.Pair] = []
    /// The records whose cluster has another name or other members in either tier, with their clusters now.
    public var members: [LinkageAnswer.Member] = []
  }

  /// The epoch all scores belong to.
  public let epoch: Epoch
  private var reader: FeatureReader
  private var ids: [String] = []
  private var places: [String: Int] = [:]
  private var base: BlockIndex
  private var baseCount = 0
  private var blocks: [UInt64: [UInt32]] = [:]
  private var links: [[Link]] = []
  private var merged: [Int] = []
  private var suggested: [Int] = []
  private var decisions: [Couple: Decision] = [:]
  private var decided: [Int: Set<Int>] = [:]
  private var isGone: [Bool] = []

  private struct Couple: Hashable, Sendable {
    var a: Int
    var b: Int
    init(_ a: Int, _ b: Int) {
      self.a = min(a, b)
      self.b = max(a, b)
    }
  }

  /// The index of `records` within `epoch`.
  public init(epoch: Epoch, records: [LinkageRecord] = [], same: [(String, String)] = [], notSame: [(String, String)] = []) {
    self.epoch = epoch
    var known: Set<String> = []
    let all = LinkageRecords(records)
    let order = RecordOrder.places(all).filter { known.insert(records[$0].id).inserted }
    reader = FeatureReader(all, order)
    ids = order.map { records[$0].id }
    for (place, id) in ids.enumerated() { places[id] = place }
    base = BlockIndex(reader.table, onlyShared: false, stops: epoch.stops)
    baseCount = reader.table.records.count
    links = Array(repeating: [], count: baseCount)
    merged = Array(0..<baseCount)
    suggested = merged
    isGone = Array(repeating: false, count: baseCount)
    let candidates = base.pairs(without: epoch.stops)
    var scorer = scorer
    for a in 0..<baseCount { for b in candidates.partners(of: a) { connect(a, Int(b), &scorer) } }
    for (a, b) in same { note(.same, a, b) }
    for (a, b) in notSame { note(.notSame, a, b) }
    _ = recluster(Array(0..<baseCount))
  }

  /// All records with their clusters, in the order of their ids.
  public var members: [LinkageAnswer.Member] {
    isGone.indices.filter { !isGone[$0] }.map(member).sorted { RecordOrder.isBefore($0.id, $1.id) }
  }

  /// Made where it is needed: it holds the table, which it would keep from growing in place.
  private var scorer: PairScorer { PairScorer(epoch, reader.table) }

  /// The pairs a record stands in, strongest first.
  public func pairs(of id: String) -> [LinkageAnswer.Pair] {
    guard let place = places[id] else { return [] }
    let explainer = Explainer(epoch, reader.table)
    var scorer = scorer
    return links[place].sorted { $0.bits > $1.bits }.map { link in
      LinkageAnswer.Pair(
        a: ids[link.a], b: ids[link.b], bits: link.bits, isMerge: link.isMerge && merged[link.a] == merged[link.b],
        evidence: explainer.evidence(scorer.score(link.a, link.b), on: link, ids[link.a], ids[link.b]))
    }
  }

  /// Adds a record. One with a known id replaces the old one.
  public mutating func add(_ record: LinkageRecord) -> Change {
    if places[record.id] != nil { _ = remove(record.id) }
    let place = isGone.count
    reader.read(record)
    ids.append(record.id)
    places[record.id] = place
    links.append([])
    merged.append(place)
    suggested.append(place)
    isGone.append(false)
    var others: Set<Int> = []
    for key in BlockKeys(place, of: reader.table).keys where epoch.stops.count(key.hash) == 0 {
      for who in base.members(of: key.hash) + (blocks[key.hash] ?? []) where !(key.isDeriver && who & 1 == 1) {
        others.insert(Int(who >> 1))
      }
      blocks[key.hash, default: []].append(UInt32(place) << 1 | (key.isDeriver ? 1 : 0))
    }
    var scorer = scorer
    for other in others.sorted() where other != place && !isGone[other] { connect(place, other, &scorer) }
    let changed = recluster([place])
    return Change(pairs: pairs(of: record.id), members: changed)
  }

  /// Takes a record out.
  public mutating func remove(_ id: String) -> Change {
    guard let place = places.removeValue(forKey: id) else { return Change() }
    let neighbours = Set(links[place].map { $0.a == place ? $0.b : $0.a }).union(decided[place] ?? [])
    for other in neighbours { links[other].removeAll { $0.a == place || $0.b == place } }
    for other in decided[place] ?? [] {
      decisions[Couple(place, other)] = nil
      decided[other]?.remove(place)
    }
    decided[place] = nil
    links[place] = []
    isGone[place] = true
    merged[place] = place
    suggested[place] = place
    return Change(members: recluster(neighbours.sorted()))
  }

  /// Notes a decision; it replaces an earlier one on the same two records.
  public mutating func decide(_ decision: Decision, _ a: String, _ b: String) -> Change {
    note(decision, a, b)
    return Change(members: recluster([places[a], places[b]].compactMap { $0 }))
  }

  /// Takes a decision back.
  public mutating func undecide(_ a: String, _ b: String) -> Change {
    guard let x = places[a], let y = places[b] else { return Change() }
    decisions[Couple(x, y)] = nil
    decided[x]?.remove(y)
    decided[y]?.remove(x)
    return Change(members: recluster([x, y]))
  }

  private mutating func note(_ decision: Decision, _ a: String, _ b: String) {
    guard let x = places[a], let y = places[b], x != y else { return }
    decisions[Couple(x, y)] = decision
    decided[x, default: []].insert(y)
    decided[y, default: []].insert(x)
  }

  private mutating func connect(_ x: Int, _ y: Int, _ scorer: inout PairScorer) {
    let (a, b) = RecordOrder.isBefore(ids[x], ids[y]) ? (x, y) : (y, x)
    let score = scorer.score(a, b)
    guard score.isSuggested else { return }
    links[a].append(Link(a: a, b: b, score: score))
    links[b].append(Link(a: a, b: b, score: score))
  }

  private func member(_ place: Int) -> LinkageAnswer.Member {
    .init(id: ids[place], merged: ids[merged[place]], suggested: ids[suggested[place]])
  }

  /// Makes the clusters anew of everything that hangs together with `seeds`, by links or decisions.
  private mutating func recluster(_ seeds: [Int]) -> [LinkageAnswer.Member] {
    var seen: Set<Int> = []
    var changed: [LinkageAnswer.Member] = []
    let clusterer = Clusterer(table: reader.table, scorer: scorer)
    for seed in seeds where !isGone[seed] && seen.insert(seed).inserted {
      var nodes = [seed]
      var at = 0
      while at < nodes.count {
        let node = nodes[at]
        for link in links[node] where seen.insert(link.a == node ? link.b : link.a).inserted {
          nodes.append(link.a == node ? link.b : link.a)
        }
        for other in decided[node] ?? [] where seen.insert(other).inserted { nodes.append(other) }
        at += 1
      }
      nodes.sort { RecordOrder.isBefore(ids[$0], ids[$1]) }
      let inside = nodes.flatMap { node in links[node].filter { $0.a == node } }
      let couples = nodes.flatMap { node in (decided[node] ?? []).filter { $0 > node }.sorted().map { Couple(node, $0) } }
      let same = couples.filter { decisions[$0] == .same }.map { ($0.a, $0.b) }
      let notSame = couples.filter { decisions[$0] == .notSame }.map { ($0.a, $0.b) }
      for one in clusterer.cluster(nodes, inside, same: same, notSame: notSame) {
        if merged[one.node] != one.merged || suggested[one.node] != one.suggested || one.node == seed {
          merged[one.node] = one.merged
          suggested[one.node] = one.suggested
          changed.append(member(one.node))
        }
      }
    }
    return changed.sorted { RecordOrder.isBefore($0.id, $1.id) }
  }
}

extension LinkageIndex {
  /// What a new epoch would change, by pairs of ids: which would be together that are apart, and the other way round. Nothing is changed.
  public struct EpochNews: Sendable, Hashable {
    /// Pairs the new epoch would merge unasked and the old one does not.
    public var joins: [[String]] = []
    /// Pairs merged now that the new epoch would not merge unasked.
    public var parts: [[String]] = []
    /// Pairs only the new epoch suggests.
    public var suggestions: [[String]] = []
  }

  /// Compares with the same records in another index, usually one made with a new epoch.
  public func compare(with other: LinkageIndex) -> EpochNews {
    let mine = Dictionary(uniqueKeysWithValues: members.map { ($0.id, $0) })
    let yours = Dictionary(uniqueKeysWithValues: other.members.map { ($0.id, $0) })
    var news = EpochNews()
    for (id, new) in yours.sorted(by: { $0.key < $1.key }) {
      guard let old = mine[id] else { continue }
      if let head = mine[new.merged], new.merged != id, head.merged != old.merged { news.joins.append([new.merged, id]) }
      if let head = mine[new.suggested], new.suggested != id, head.suggested != old.suggested {
        news.suggestions.append([new.suggested, id])
      }
      if let head = yours[old.merged], old.merged != id, head.merged != new.merged { news.parts.append([old.merged, id]) }
    }
    return news
  }
}

/// Which records are one person: the whole of a book at once.
public struct Linker: Sendable {
  /// What the book says as a whole.
  public let epoch: Epoch
  /// From so many bits on a pair is merged unasked.
  public static let mergeBits = 6.0
  /// From so many bits on a pair is suggested, in a book of up to 5,000 people; see `Epoch.suggestBits`.
  public static let suggestBits = 1.0

  /// The records as they are compared, in the order of their ids.
  private let table: FeatureTable
  /// The records as they were given, and for each of the table its place among them.
  private let records: LinkageRecords
  private let order: [Int]
  /// The pairs of records to compare. The blocks they come of are many times as large and not kept.
  private let candidates: CandidatePairs

  /// Prepares `records` and makes their epoch, unless one is given.
  public init(_ records: [LinkageRecord], epoch: Epoch? = nil) { self.init(LinkageRecords(records), epoch: epoch) }

  /// The same of records that lie together.
  public init(_ records: LinkageRecords, epoch: Epoch? = nil) {
    self.records = records
    order = RecordOrder.places(records)
    table = FeatureReader(records, order).table
    let blocks = BlockIndex(table, onlyShared: true, stops: epoch?.stops)
    self.epoch = epoch ?? Epoch(table, blocks)
    candidates = blocks.pairs(without: self.epoch.stops)
  }

  /// The pairs and clusters. `same` and `notSame` are the user's decisions; they hold in both tiers, and where they clash "not the
  /// same" wins. Without `explained` the pairs come without their evidence in words, which takes a while to put.
  public func link(same: [(String, String)] = [], notSame: [(String, String)] = [], explained: Bool = true) -> LinkageAnswer {
    let index = same.isEmpty && notSame.isEmpty ? [:] : placesById()
    func places(_ pairs: [(String, String)]) -> [(Int, Int)] {
      pairs.compactMap { a, b in index[a].flatMap { x in index[b].map { (x, $0) } } }
    }
    let scorer = PairScorer(epoch, table)
    let links = links()
    let (together, apart) = (places(same), places(notSame))
    var merged = Array(table.records.indices)
    var suggested = merged
    let clusterer = Clusterer(table: table, scorer: scorer)
    for component in Linker.components(merged.count, links, together) {
      for member in clusterer.cluster(component.nodes, component.links, same: together, notSame: apart) {
        merged[member.node] = member.merged
        suggested[member.node] = member.suggested
      }
    }
    var answer = LinkageAnswer(given: records, records: order, merged: merged, suggested: suggested, candidates: candidates.count)
    answer.links = links.map { .init($0, merged) }
    if explained {
      let explainer = Explainer(epoch, table)
      answer.evidence = links.map { explainer.evidence($0, records.id(order[$0.a]), records.id(order[$0.b])) }
    }
    return answer
  }

  /// Where each record stands, by its id; of two with one id the first.
  private func placesById() -> [String: Int] {
    Dictionary(order.enumerated().map { (records.id($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  private func links() -> [Link] {
    var scorer = PairScorer(epoch, table)
    var links: [Link] = []
    for a in table.records.indices {
      for b in candidates.partners(of: a) {
        let score = scorer.score(a, Int(b))
        if score.isSuggested { links.append(Link(a: a, b: Int(b), score: score)) }
      }
    }
    return links
  }

  /// The groups of records that hang together by links or decisions; records alone are left out.
  static func components(_ count: Int, _ links: [Link], _ same: [(Int, Int)]) -> [(nodes: [Int], links: [Link])] {
    var sets = DisjointSets(count)
    for link in links { sets.join(link.a, link.b) }
    for (a, b) in same { sets.join(a, b) }
    // Where each component stands in the answer, by its smallest record; found in the order of these.
    var place = [Int](repeating: -1, count: count)
    var components: [(nodes: [Int], links: [Link])] = []
    for i in 0..<count {
      let root = sets.find(i)
      if root == i { continue }
      if place[root] < 0 {
        place[root] = components.count
        components.append(([root], []))
      }
      components[place[root]].nodes.append(i)
    }
    for link in links { components[place[sets.find(link.a)]].links.append(link) }
    return components
  }
}

/// Sets of places that grow together, each named by its smallest place.
private struct DisjointSets {
  private var parent: [Int]

  init(_ count: Int) { parent = Array(0..<count) }

  mutating func find(_ place: Int) -> Int {
    var place = place
    while parent[place] != place {
      parent[place] = parent[parent[place]]
      place = parent[place]
    }
    return place
  }

  mutating func join(_ a: Int, _ b: Int) {
    let (x, y) = (find(a), find(b))
    if x != y { parent[max(x, y)] = min(x, y) }
  }
}

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
    var scorer = PairScorer(epoch, table)
    let links = links(&scorer)
    let (together, apart) = (places(same), places(notSame))
    var merged = Array(table.records.indices)
    var suggested = merged
    let clusterer = Clusterer(table: table, scorer: scorer)
    let components = Components(merged.count, links, together)
    for component in 0..<components.count {
      let (nodes, links) = (Array(components.nodes(component)), components.links(component).map { links[$0] })
      for member in clusterer.cluster(nodes, links, same: together, notSame: apart) {
        merged[member.node] = member.merged
        suggested[member.node] = member.suggested
      }
    }
    var answer = LinkageAnswer(given: records, records: order, merged: merged, suggested: suggested, candidates: candidates.count)
    answer.links = links.map { .init($0, merged) }
    if explained {
      let explainer = Explainer(epoch, table)
      answer.evidence = links.map {
        explainer.evidence(scorer.score($0.a, $0.b), on: $0, records.id(order[$0.a]), records.id(order[$0.b]))
      }
    }
    return answer
  }

  /// Where each record stands, by its id; of two with one id the first.
  private func placesById() -> [String: Int] {
    Dictionary(order.enumerated().map { (records.id($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  private func links(_ scorer: inout PairScorer) -> [Link] {
    var links: [Link] = []
    for a in table.records.indices {
      for b in candidates.partners(of: a) {
        let score = scorer.score(a, Int(b))
        if score.isSuggested { links.append(Link(a: a, b: Int(b), score: score)) }
      }
    }
    return links
  }
}

/// The groups of records that hang together by links or decisions; records alone are left out.
private struct Components {
  /// The records of all groups one after the other, those of each in rising order; the same of the links, by their places.
  private var allNodes: [Int]
  private var allLinks: [Int]
  /// Where those of each group end.
  private var nodeEnds: [Int] = []
  private var linkEnds: [Int]

  /// Of so many records; `same` are the user's decisions.
  init(_ records: Int, _ links: [Link], _ same: [(Int, Int)]) {
    var sets = DisjointSets(records)
    for link in links { sets.join(link.a, link.b) }
    for (a, b) in same { sets.join(a, b) }
    // The number of each group, by its smallest record; found in the order of these.
    var number = [Int](repeating: -1, count: records)
    for record in 0..<records {
      let root = sets.find(record)
      if root == record { continue }
      if number[root] < 0 {
        number[root] = nodeEnds.count
        nodeEnds.append(1)
      }
      nodeEnds[number[root]] += 1
      number[record] = number[root]
    }
    linkEnds = [Int](repeating: 0, count: nodeEnds.count)
    for link in links { linkEnds[number[link.a]] += 1 }
    (allNodes, allLinks) = ([], [])
    allNodes = Components.deal(number.indices.lazy.filter { number[$0] >= 0 }, { number[$0] }, &nodeEnds)
    allLinks = Components.deal(links.indices, { number[links[$0].a] }, &linkEnds)
  }

  /// Puts values group by group, of each in the order in which they come. `ends` has how many each group has, and then where they end.
  private static func deal(_ values: some Sequence<Int>, _ group: (Int) -> Int, _ ends: inout [Int]) -> [Int] {
    var sum = 0
    for group in ends.indices { (ends[group], sum) = (sum, sum + ends[group]) }
    var dealt = [Int](repeating: 0, count: sum)
    for value in values {
      let group = group(value)
      dealt[ends[group]] = value
      ends[group] += 1
    }
    return dealt
  }

  /// How many groups there are.
  var count: Int { nodeEnds.count }

  /// The records of a group.
  func nodes(_ group: Int) -> ArraySlice<Int> { allNodes[(group == 0 ? 0 : nodeEnds[group - 1])..<nodeEnds[group]] }

  /// The places of the links between these.
  func links(_ group: Int) -> ArraySlice<Int> { allLinks[(group == 0 ? 0 : linkEnds[group - 1])..<linkEnds[group]] }
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

/// Which records are one person: the whole of a book at once.
public struct Linker: Sendable {
  /// What the book says as a whole.
  public let epoch: Epoch
  /// From so many bits on a pair is merged unasked.
  public static let mergeBits = 6.0
  /// From so many bits on a pair is suggested, in a book of up to 5,000 people; see `Epoch.suggestBits`.
  public static let suggestBits = 1.0

  let features: [Features]
  /// The pairs of records to compare, the smaller place in the upper half. The blocks they come of are many times as large and not kept.
  private let candidates: [UInt64]

  /// Prepares `records` and makes their epoch, unless one is given.
  public init(_ records: [LinkageRecord], epoch: Epoch? = nil) {
    features = Linker.inOrder(records)
    let blocks = BlockIndex(features)
    self.epoch = epoch ?? Epoch(features: features, blocks: blocks)
    candidates = blocks.pairs(without: self.epoch.stops)
  }

  /// The records in the order of their ids. Places are sorted, not records: these are large.
  static func inOrder(_ records: [LinkageRecord]) -> [Features] {
    var known = FeatureCache()
    let isSorted = zip(records, records.dropFirst()).allSatisfy { $0.id <= $1.id }
    if isSorted { return records.map { Features($0, &known) } }
    return records.indices.sorted { (records[$0].id, $0) < (records[$1].id, $1) }.map { Features(records[$0], &known) }
  }

  /// The pairs and clusters. `same` and `notSame` are the user's decisions; they hold in both tiers, and where they clash "not the
  /// same" wins. Without `explained` the pairs come without their evidence in words, which takes a while to put.
  public func link(same: [(String, String)] = [], notSame: [(String, String)] = [], explained: Bool = true) -> LinkageAnswer {
    let index = same.isEmpty && notSame.isEmpty ? [:] : Linker.places(features)
    func places(_ pairs: [(String, String)]) -> [(Int, Int)] {
      pairs.compactMap { a, b in index[a].flatMap { x in index[b].map { (x, $0) } } }
    }
    let scorer = PairScorer(epoch)
    let links = links(scorer)
    let (together, apart) = (places(same), places(notSame))
    var merged = Array(features.indices)
    var suggested = merged
    let clusterer = Clusterer(features: features, scorer: scorer)
    for component in Linker.components(features.count, links, together) {
      for member in clusterer.cluster(component.nodes, component.links, same: together, notSame: apart) {
        merged[member.node] = member.merged
        suggested[member.node] = member.suggested
      }
    }
    let explainer = Explainer(scorer)
    return LinkageAnswer(
      members: features.indices.map { .init(id: features[$0].id, merged: features[merged[$0]].id, suggested: features[suggested[$0]].id) },
      pairs: Linker.strongestFirst(links).map { place in
        let link = links[place]
        let isMerge = link.isMerge && merged[link.a] == merged[link.b]
        let (a, b) = (features[link.a], features[link.b])
        if !explained { return LinkageAnswer.Pair(a: a.id, b: b.id, bits: link.score.bits, isMerge: isMerge, evidence: []) }
        return explainer.pair(link, a, b, isMerge: isMerge)
      }, candidates: candidates.count)
  }

  /// Where each record stands, by its id; of two with one id the first.
  private static func places(_ features: [Features]) -> [String: Int] {
    Dictionary(features.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The places of `links`, which are in the order of their records, by their bits. Places are sorted, not links: these are large.
  private static func strongestFirst(_ links: [Link]) -> [Int] {
    links.enumerated().map { (bits: $0.element.score.bits, place: $0.offset) }
      .sorted { $0.bits != $1.bits ? $0.bits > $1.bits : $0.place < $1.place }.map(\.place)
  }

  private func links(_ scorer: PairScorer) -> [Link] {
    var links: [Link] = []
    for pair in candidates {
      let a = Int(pair >> 32)
      let b = Int(pair & 0xffff_ffff)
      let score = scorer.score(features[a], features[b])
      if score.isSuggested { links.append(Link(a: a, b: b, score: score)) }
    }
    return links
  }

  /// The groups of records that hang together by links or decisions; records alone are left out.
  static func components(_ count: Int, _ links: [Link], _ same: [(Int, Int)]) -> [(nodes: [Int], links: [Link])] {
    var parent = Array(0..<count)
    func find(_ i: Int) -> Int {
      var i = i
      while parent[i] != i {
        parent[i] = parent[parent[i]]
        i = parent[i]
      }
      return i
    }
    func join(_ a: Int, _ b: Int) {
      let (x, y) = (find(a), find(b))
      if x != y { parent[max(x, y)] = min(x, y) }
    }
    for link in links { join(link.a, link.b) }
    for (a, b) in same { join(a, b) }
    var nodes: [Int: [Int]] = [:]
    for i in 0..<count where find(i) != i { nodes[find(i), default: [find(i)]].append(i) }
    var inside: [Int: [Link]] = [:]
    for link in links { inside[find(link.a), default: []].append(link) }
    return nodes.keys.sorted().map { (nodes[$0] ?? [], inside[$0] ?? []) }
  }
}

/// What linking found.
public struct LinkageAnswer: Sendable {
  /// Every record with its cluster in either tier; clusters are named by their first member's id.
  public struct Member: Sendable, Hashable {
    /// The record.
    public var id: String
    /// Its cluster when only what is certain is merged.
    public var merged: String
    /// Its cluster when every suggestion is accepted.
    public var suggested: String
  }

  /// A pair that may be one person.
  public struct Pair: Sendable, Hashable {
    /// The record with the smaller id.
    public var a: String
    /// The other.
    public var b: String
    /// The sum of the evidence.
    public var bits: Double
    /// Whether it is certain enough to merge unasked, and nothing in the clusters stood against it.
    public var isMerge: Bool
    /// The evidence, strongest first.
    public var evidence: [LinkageEvidence]
  }

  /// All records in the order of their ids.
  public var members: [Member]
  /// All pairs, strongest first.
  public var pairs: [Pair]
  /// How many pairs were compared.
  public var candidates: Int
}

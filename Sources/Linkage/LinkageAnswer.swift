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

  /// A pair by the places of its records.
  struct Link: Sendable {
    let a: Int32
    let b: Int32
    let isMerge: Bool
    let bits: Double

    init(_ link: Linkage.Link, _ merged: [Int]) {
      (a, b, bits) = (Int32(link.a), Int32(link.b), link.bits)
      isMerge = link.isMerge && merged[link.a] == merged[link.b]
    }
  }

  let given: LinkageRecords
  /// The records in the order of their ids, each by its place among those given.
  public let records: [Int]
  /// For each record the place of the first of its cluster when only what is certain is merged.
  public let merged: [Int]
  /// The same when every suggestion is accepted.
  public let suggested: [Int]
  /// How many pairs were compared.
  public let candidates: Int
  /// The pairs in the order of their records, and the evidence on each where it was asked for.
  var links: [Link] = []
  var evidence: [[LinkageEvidence]] = []

  init(given: LinkageRecords, records: [Int], merged: [Int], suggested: [Int], candidates: Int) {
    (self.given, self.records, self.merged, self.suggested, self.candidates) = (given, records, merged, suggested, candidates)
  }

  /// All records with their clusters, in the order of their ids.
  public func members() -> [Member] {
    let ids = records.map { given.id($0) }
    return ids.indices.map { Member(id: ids[$0], merged: ids[merged[$0]], suggested: ids[suggested[$0]]) }
  }

  /// All pairs, strongest first. Made anew each time.
  public func pairs() -> [Pair] {
    let strongest = links.enumerated().map { (bits: $0.element.bits, place: $0.offset) }
      .sorted { $0.bits != $1.bits ? $0.bits > $1.bits : $0.place < $1.place }
    return strongest.map { _, place in
      let link = links[place]
      let (a, b) = (given.id(records[Int(link.a)]), given.id(records[Int(link.b)]))
      return Pair(a: a, b: b, bits: link.bits, isMerge: link.isMerge, evidence: evidence.isEmpty ? [] : evidence[place])
    }
  }
}

internal import Scan

/// A firm as some record names it.
public struct OrganisationRecord: Sendable, Hashable, Codable {
  /// The record's own id.
  public var id: String
  /// Names as written, legal form and all.
  public var names: [String]
  /// Mail or web domains, or whole mail addresses.
  public var domains: [String]

  /// A firm; whatever is left out is unknown.
  public init(id: String, names: [String] = [], domains: [String] = []) {
    self.id = id
    self.names = names
    self.domains = domains
  }
}

/// Which records name one firm.
public enum OrganisationLinker {
  /// Two records that name one firm, and why.
  public struct Pair: Sendable, Hashable {
    /// The record with the smaller id.
    public var a: String
    /// The other.
    public var b: String
    /// In words.
    public var text: String
  }

  /// Whether a domain is a mail provider's and so nobody's.
  public static func isProvider(_ domain: String) -> Bool { Words.known.freeMail.contains(ASCII.lower(domain)) }

  /// Clusters of two records or more by their ids, and the pairs they rest on. Firms are one when their names agree without legal form
  /// (`Nordwind Logistik GmbH`, `Nordwind Logistik`), when they share a domain of their own and their names do not contradict, or when a
  /// domain spells a name. Two different legal forms keep namesakes apart unless a domain joins them. A mail provider's domain is nobody's.
  public static func link(_ records: [OrganisationRecord]) -> (clusters: [[String]], pairs: [Pair]) {
    let firms = records.sorted { $0.id < $1.id }.map { Firm($0) }
    var blocks: [String: [Int]] = [:]
    for (i, firm) in firms.enumerated() { for key in firm.keys { blocks[key, default: []].append(i) } }
    var seen: Set<UInt64> = []
    var forest = Forest(count: firms.count, notSame: [])
    var pairs: [Pair] = []
    var links: [Link] = []
    for key in blocks.keys.sorted() {
      let members = (blocks[key] ?? []).prefix(400)
      for (at, i) in members.enumerated() {
        for j in members.dropFirst(at + 1) where seen.insert(UInt64(i) << 32 | UInt64(j)).inserted {
          if let (text, rank) = firms[i].reason(firms[j]) { links.append((i, j, text, rank)) }
        }
      }
    }
    for link in certain(links, firms).sorted(by: { ($0.rank, $0.i, $0.j) < ($1.rank, $1.i, $1.j) }) {
      pairs.append(Pair(a: firms[link.i].id, b: firms[link.j].id, text: link.text))
      let (x, y) = (forest.find(link.i), forest.find(link.j))
      let contrary = forest.members(x).contains { i in forest.members(y).contains { firms[i].contradicts(firms[$0]) } }
      if x != y, !contrary { forest.join(x, y) }
    }
    var clusters: [Int: [String]] = [:]
    for i in firms.indices { clusters[forest.find(i), default: []].append(firms[i].id) }
    return (clusters.keys.sorted().compactMap { clusters[$0] }.filter { $0.count > 1 }, pairs)
  }
}

extension OrganisationLinker {
  fileprivate typealias Link = (i: Int, j: Int, text: String, rank: Int)

  /// The links without those of records that could mean two firms: a name alone, where two firms of that name have domains or legal
  /// forms of their own, says nothing of which it is.
  fileprivate static func certain(_ links: [Link], _ firms: [Firm]) -> [Link] {
    var partners: [Int: [Int]] = [:]
    var linked: Set<UInt64> = []
    func key(_ i: Int, _ j: Int) -> UInt64 { UInt64(min(i, j)) << 32 | UInt64(max(i, j)) }
    for link in links {
      linked.insert(key(link.i, link.j))
      if firms[link.i].domains.isEmpty { partners[link.i, default: []].append(link.j) }
      if firms[link.j].domains.isEmpty { partners[link.j, default: []].append(link.i) }
    }
    var vague: Set<Int> = []
    for (i, others) in partners {
      let some = others.filter { !firms[$0].isBare }.prefix(40)
      for (at, j) in some.enumerated() where !vague.contains(i) {
        for k in some.dropFirst(at + 1) where !linked.contains(key(j, k)) && firms[j].isOther(than: firms[k]) { vague.insert(i) }
      }
    }
    return links.filter { link in
      !(vague.contains(link.i) && !firms[link.j].isBare) && !(vague.contains(link.j) && !firms[link.i].isBare)
    }
  }
}

/// A firm in comparable form.
private struct Firm {
  let id: String
  var cores: Set<String> = []
  var spaced: [[String]] = []
  var forms: Set<String> = []
  var domains: Set<String> = []
  var labels: Set<String> = []

  init(_ record: OrganisationRecord) {
    id = record.id
    for name in record.names {
      let words = OrganisationName.core(name)
      guard !words.isEmpty else { continue }
      spaced.append(words)
      cores.insert(words.joined())
      forms.formUnion(OrganisationName.legalForms(name))
    }
    for raw in record.domains {
      var domain = ASCII.lower(ASCII.trim(raw))
      if let at = domain.lastIndex(of: "@") { domain = String(domain[domain.index(after: at)...]) }
      if domain.hasPrefix("www.") { domain = String(domain.dropFirst(4)) }
      guard domain.contains("."), !Words.known.freeMail.contains(domain) else { continue }
      let own = MailAddress.registrable(domain)
      domains.insert(own)
      labels.insert(Fold.words(String(own.prefix { $0 != "." })).joined())
    }
  }

  var keys: Set<String> { cores.union(labels).union(domains).union(spaced.compactMap(\.first)) }

  /// Why the two are one firm, with its rank (0 is strongest), or nil.
  func reason(_ other: Firm) -> (String, Int)? {
    if let domain = domains.intersection(other.domains).min() {
      return cores.isEmpty || other.cores.isEmpty || isLike(other) ? ("the same domain \(domain)", 0) : nil
    }
    if contradicts(other) { return nil }
    let isAlone = domains.isEmpty || other.domains.isEmpty
    // Two domains of one name are one firm's only where the name says something: initials do not.
    if let core = cores.intersection(other.cores).min(), isAlone || forms == other.forms && core.utf8.count >= 5 {
      return ("the same name \(core)", 1)
    }
    if isAlone, let label = labels.intersection(other.cores).union(cores.intersection(other.labels)).min(), label.utf8.count >= 4 {
      return ("the domain spells the name \(label)", 2)
    }
    return nil
  }

  /// Whether it is a name and nothing else.
  var isBare: Bool { domains.isEmpty && forms.isEmpty }

  /// Whether two firms that nothing links differ in what is a firm's own.
  func isOther(than other: Firm) -> Bool {
    contradicts(other) || !domains.isEmpty && !other.domains.isEmpty && domains.isDisjoint(with: other.domains)
  }

  /// Two legal forms that are not the same firm's, without a domain in common.
  func contradicts(_ other: Firm) -> Bool {
    !forms.isEmpty && !other.forms.isEmpty && forms.isDisjoint(with: other.forms) && domains.isDisjoint(with: other.domains)
  }

  /// Whether some name of one begins like a name of the other, is its initials, or is it mistyped.
  private func isLike(_ other: Firm) -> Bool {
    spaced.contains { x in
      other.spaced.contains { y in
        x.first == y.first || Similarity.alike(x.joined(), y.joined()) || x.joined() == y.map { String($0.prefix(1)) }.joined()
          || y.joined() == x.map { String($0.prefix(1)) }.joined()
      }
    }
  }
}

extension OrganisationName {
  /// The legal forms in a name, brought to one spelling.
  static func legalForms(_ raw: String) -> Set<String> {
    let same = ["limited": "ltd", "incorporated": "inc", "corporation": "corp"]
    let general: Set<String> = [
      "holding", "holdings", "group", "gruppe", "groupe", "grupo", "gruppo", "international", "intl", "the", "and", "und", "et", "y", "e",
      "of", "co", "company",
    ]
    var out: Set<String> = []
    for piece in raw.split(separator: " ") {
      let dotted = piece.contains(".") && piece.split(separator: ".").allSatisfy { $0.utf8.count == 1 }
      for word in dotted ? [Fold.words(String(piece)).joined()] : Fold.words(String(piece))
      where Words.known.legalForms.contains(word) && !general.contains(word) {
        out.insert(same[word] ?? word)
      }
    }
    return out
  }
}

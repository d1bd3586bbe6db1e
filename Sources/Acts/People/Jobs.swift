public import Book
import Linkage
public import Scan
import Ties
import Vault

/// One job of a person, as cards, exports and messages tell it.
public struct Job: Sendable, Hashable {
  /// The firm, the role, and the days of the first and last exchange through the firm's addresses.
  public var affiliation: Affiliation
  /// Other spellings of the firm.
  public var names: [String]
  /// Other roles there.
  public var roles: [String]
  /// The firm's mail domains.
  public var domains: [String]
  /// The last day on which a source said so.
  public var told: Day?
  /// The books that know of it.
  public var books: [BookID]
  /// The files that say so; `messages` for exchanges alone.
  public var sources: [String]

  /// One element of `jobs` in `cardcase.person/1`.
  var json: JSON {
    func list(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
    return [
      "organisation": .string(affiliation.organisation), "role": .string(affiliation.role),
      "from": .optional(affiliation.from?.description), "to": .optional(affiliation.to?.description),
      "told": .optional(told?.description), "names": list(names), "roles": list(roles), "domains": list(domains),
      "books": list(books.map(\.name)), "sources": list(sources),
    ]
  }
}

/// Gathers what the books say of where a person works and worked. The same firm under several names is one job.
struct JobHistory {
  /// One mention of a firm: in a record's version, or by an address of its domain.
  private struct Mention {
    var organisation = ""
    var role = ""
    var domains: [String] = []
    var told: Day?
    var from: Day?
    var to: Day?
    var book: BookID
    var source: String
  }

  private var mentions: [Mention] = []
  /// Domains that a record calls a private one.
  private var homes: Set<String> = []

  /// Adds what one book knows of the person.
  mutating func add(_ id: Person.ID, in book: BookID, _ reader: BookReader) throws {
    for record in try reader.cardRecords(of: id) {
      for version in try reader.versions(of: record.id) {
        let origin = try reader.origin(of: version)
        add(version.fields, told: origin.read.day(), book, "\(origin.source), \(origin.file)")
      }
    }
    if let own = try reader.ownCard(of: id) { add(own.fields, told: own.stamps["organisation"]?.day(), book, "typed by you") }
    try addMessages(id, in: book, reader)
  }

  private mutating func add(_ fields: ContactFields, told: Day?, _ book: BookID, _ source: String) {
    for handle in fields.handles where handle.value.kind == .email && handle.label == "home" {
      if let domain = handle.value.domain { homes.insert(domain) }
    }
    if fields.organisation.isEmpty { return }
    mentions.append(
      Mention(
        organisation: fields.organisation, role: fields.title, domains: JobHistory.firmDomains(fields), told: told, book: book,
        source: source))
  }

  /// The mail domains of a record that may be the firm's: of several only those called work, else the only one.
  static func firmDomains(_ fields: ContactFields) -> [String] {
    let mail = fields.handles.filter { $0.value.kind == .email && $0.label != "home" }
    let called = mail.filter { $0.label == "work" }.compactMap(\.value.domain)
    let all = distinct(mail.compactMap(\.value.domain))
    return called.isEmpty ? (all.count == 1 ? all : []) : called
  }

  /// First and last exchange through each address of a firm's domain.
  private mutating func addMessages(_ id: Person.ID, in book: BookID, _ reader: BookReader) throws {
    let log = try reader.encounters(with: id)
    guard log.count > 0, let entry = try reader.person(id) else { return }
    let mine = Set(entry.handles.filter { $0.kind == .email }.map(\.normal))
    var days: [String: (from: Day, to: Day)] = [:]
    for index in 0..<log.count {
      guard let day = log.moment(index)?.day(), !log.flags[index].contains(.discard) else { continue }
      let parties = log.recipientRange(index).map { log.recipients[$0] } + [log.senders[index]]
      for party in parties where party >= 0 {
        let handle = log.parties[Int(party)].handle
        guard handle.kind == .email, mine.contains(handle.normal), let domain = handle.domain else { continue }
        days[domain] = days[domain].map { (min($0.from, day), max($0.to, day)) } ?? (day, day)
      }
    }
    let peers = days.isEmpty ? [:] : try reader.peersByDomain()
    for (domain, span) in days.sorted(by: { $0.key < $1.key }) {
      mentions.append(
        Mention(
          domains: [domain], told: nil, from: span.from, to: span.to, book: book,
          source: peers[domain, default: 0] > 1 ? "messages" : JobHistory.only))
    }
  }

  /// A domain that nobody else of the book has: it is a firm's only where a record says so.
  private static let only = "messages alone"

  /// The jobs, the latest first.
  func jobs() -> [Job] {
    let records = mentions.enumerated().map { index, mention in
      OrganisationRecord(
        id: String(index), names: mention.organisation.isEmpty ? [] : [mention.organisation],
        domains: mention.domains.filter { !homes.contains($0) })
    }
    let clusters = OrganisationLinker.link(records).clusters
    let joined = Set(clusters.joined())
    let alone = records.map(\.id).filter { !joined.contains($0) }.map { [$0] }
    return (clusters + alone).compactMap { job($0.compactMap(Int.init).map { mentions[$0] }) }
      .sorted { ($1.last, $0.affiliation.organisation) < ($0.last, $1.affiliation.organisation) }
  }

  private func job(_ mentions: [Mention]) -> Job? {
    let named = mentions.filter { !$0.organisation.isEmpty }.sorted { ($0.told ?? Day(number: 0)) > ($1.told ?? Day(number: 0)) }
    let domains = JobHistory.distinct(mentions.flatMap(\.domains)).filter { !homes.contains($0) && !OrganisationLinker.isProvider($0) }
    if named.isEmpty, domains.isEmpty || mentions.allSatisfy({ $0.source == JobHistory.only }) { return nil }
    let names = JobHistory.distinct(named.map(\.organisation))
    let roles = JobHistory.distinct(named.map(\.role).filter { !$0.isEmpty })
    return Job(
      affiliation: Affiliation(
        organisation: names.first ?? domains[0], role: roles.first ?? "", from: mentions.compactMap(\.from).min(),
        to: mentions.compactMap(\.to).max()),
      names: Array(names.dropFirst()), roles: Array(roles.dropFirst()), domains: domains, told: mentions.compactMap(\.told).max(),
      books: mentions.reduce(into: []) { if !$0.contains($1.book) { $0.append($1.book) } },
      sources: JobHistory.distinct(mentions.map { $0.source == JobHistory.only ? "messages" : $0.source }))
  }

  private static func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }
}

extension Job {
  /// The last day of which anything is known.
  fileprivate var last: Day { max(affiliation.to ?? Day(number: 0), told ?? Day(number: 0)) }
}

extension BookReader {
  /// How many people of the book have an address under each mail domain.
  func peersByDomain() throws -> [String: Int] {
    var peers: [String: Int] = [:]
    for entry in try people() {
      for domain in Set(entry.handles.filter { $0.kind == .email }.compactMap(\.domain)) { peers[domain, default: 0] += 1 }
    }
    return peers
  }
}

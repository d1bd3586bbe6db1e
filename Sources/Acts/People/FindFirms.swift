import Book
import Intake
import Linkage
public import Scan

/// The firms that records of files name, each once however it is written; needs no vault and writes nothing.
public struct FindFirms: Sendable {
  /// The files; ids of records are as in `duplicates`.
  public var paths: [String]
  /// In those files.
  public init(paths: [String]) { self.paths = paths }

  /// What was found.
  public struct Found: Report {
    /// One firm.
    public struct Firm: Sendable {
      /// The name most records use.
      public var name: String
      /// Other spellings.
      public var names: [String]
      /// Mail domains of the firm's own.
      public var domains: [String]
      /// The records that name it.
      public var records: [String]
    }
    /// Those with the most records first.
    public var firms: [Firm]
    /// Pairs of records that name one firm, and why.
    public var pairs: [(a: String, b: String, text: String)]
    /// `cardcase.firms/1`
    public var json: JSON {
      func list(_ texts: [String]) -> JSON { .array(texts.map { .string($0) }) }
      return [
        "schema": "cardcase.firms/1",
        "firms": .array(
          firms.map { ["name": .string($0.name), "names": list($0.names), "domains": list($0.domains), "records": list($0.records)] }),
        "pairs": .array(pairs.map { ["a": .string($0.a), "b": .string($0.b), "text": .string($0.text)] }),
      ]
    }
  }

  /// Reads the files and links their firms. Faults: `missing`, `unreadable`.
  public func run() throws -> Found {
    var records: [OrganisationRecord] = []
    var numbering = RecordNumbering()
    try numbering.each(paths) { record in
      let fields = record.card.fields
      let domains = JobHistory.firmDomains(fields)
      // A firm's own card may name it in the place of a person's name.
      let name = fields.organisation.isEmpty && fields.kind == .organisation ? fields.name.shown : fields.organisation
      if name.isEmpty, domains.isEmpty { return }
      records.append(OrganisationRecord(id: record.id, names: name.isEmpty ? [] : [name], domains: domains))
    }
    return link(records)
  }

  private func link(_ records: [OrganisationRecord]) -> Found {
    let answer = OrganisationLinker.link(records)
    let byID = Dictionary(records.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let joined = Set(answer.clusters.joined())
    let all = answer.clusters + records.map(\.id).filter { !joined.contains($0) }.map { [$0] }
    var firms = all.map { ids in
      var uses: [String: Int] = [:]
      var domains: Set<String> = []
      for record in ids.compactMap({ byID[$0] }) {
        for name in record.names { uses[name, default: 0] += 1 }
        domains.formUnion(record.domains.filter { !OrganisationLinker.isProvider($0) })
      }
      let names = uses.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
      return Found.Firm(
        name: names.first ?? domains.min() ?? "", names: Array(names.dropFirst()), domains: domains.sorted(), records: ids.sorted())
    }
    firms.sort { ($1.records.count, $0.name) < ($0.records.count, $1.name) }
    return Found(firms: firms, pairs: answer.pairs.map { ($0.a, $0.b, $0.text) })
  }
}

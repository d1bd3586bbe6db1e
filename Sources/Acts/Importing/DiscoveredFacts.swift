import Book
import Scan
import Vault

/// What the mails of one import propose, on its way into one book: findings about people, services that write to one's addresses.
struct DiscoveredFacts {
  private var findings: [String: Finding] = [:]
  private var services: [String: ServiceNote] = [:]
  private var recovered: [EncounterLog] = []

  /// Takes over what a file told.
  mutating func add(_ sorter: FileSorter) {
    for finding in sorter.findings where findings[finding.key]?.seconds ?? .min <= finding.seconds ?? .min {
      findings[finding.key] = finding
    }
    for note in sorter.services { services[note.key] = services[note.key]?.merged(with: note) ?? note }
    recovered += sorter.recovered
  }

  /// Hands out the mail that only answers show.
  mutating func takeRecovered() -> [EncounterLog] {
    defer { recovered = [] }
    return recovered
  }

  /// Files it in the book whose mail it is; what is known and decided already stays decided, what is of oneself or of somebody
  /// who is to stay forgotten is left out. Gives how many ask for a decision.
  func file(in writer: ActWriter, own: OwnHandles) throws -> Int {
    var open = 0
    for finding in findings.values.sorted(by: { $0.key < $1.key }) {
      let handle = Handle(.email, finding.address)
      guard finding.kind == .invitation || !own.holds(handle), try !writer.isForgotten(handle) else { continue }
      var filed = finding
      if let known = try writer.fact(FactKind.finding, key: finding.key, as: Finding.self)?.value {
        if known.seconds ?? .min > finding.seconds ?? .min { continue }
        // A later mail that says the same again asks nothing new.
        if known.values == filed.values, known.isFinal == filed.isFinal { filed.state = known.state }
      }
      let person = try writer.personID(of: handle)
      try writer.put(FactKind.finding, key: finding.key, about: person, filed)
      if filed.state == .open, person != nil, try !Proposals.news(in: filed, of: person, writer).isEmpty { open += 1 }
    }
    for note in services.values.sorted(by: { $0.key < $1.key }) {
      let known = try writer.fact(FactKind.service, key: note.key, as: ServiceNote.self)?.value
      try writer.put(FactKind.service, key: note.key, known?.merged(with: note) ?? note)
    }
    return open
  }
}

import Book

/// The people of employers' records: from sources judged earlier in the same import, and from the vault.
struct KnownPeople {
  private var byEmail: [String: Tenure.ID?] = [:]
  private var byPhoneAndName: [String: Tenure.ID?] = [:]
  private let inVault: (Fingerprint) -> Tenure.ID?

  init(inVault: @escaping (Fingerprint) -> Tenure.ID?) { self.inVault = inVault }

  /// Takes in the people of a source that is an employer's; nil for one not told of.
  mutating func add(_ clues: Clues, of tenure: Tenure.ID?) {
    for person in clues.people {
      for email in person.print.emails { byEmail[email] = tenure }
      for phone in person.print.phones where !person.print.name.isEmpty { byPhoneAndName[phone + " " + person.print.name] = tenure }
    }
    for address in clues.parties.keys { byEmail[address] = tenure }
  }

  /// Whose records know this person; nil where no employer's do.
  func find(_ print: Fingerprint) -> Tenure.ID?? {
    for email in print.emails { if let tenure = byEmail[email] { return .some(tenure) } }
    for phone in print.phones { if let tenure = byPhoneAndName[phone + " " + print.name] { return .some(tenure) } }
    return inVault(print).map { .some($0) }
  }

  /// How many of some people an employer's records know, and whose know most of them.
  func overlap(_ prints: [Fingerprint]) -> (known: Int, of: Int, tenure: Tenure.ID?) {
    var counts: [Tenure.ID: Int] = [:]
    var known = 0
    for print in prints {
      guard let found = find(print) else { continue }
      known += 1
      if let tenure = found { counts[tenure, default: 0] += 1 }
    }
    return (known, prints.count, counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key)
  }
}

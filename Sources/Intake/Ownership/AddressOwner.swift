import Book
import Scan

/// Whose an address of yours is.
enum AddressOwner: Hashable {
  case mine(because: String)
  case employer(Tenure.ID, because: String)
  /// An employer not told of, by the domain.
  case unknown(domain: String)
}

extension Ownership {
  /// Whose an address is, by accounts first, then domains and names.
  func owner(of address: String) -> AddressOwner {
    let handle = Handle(.email, address)
    if let account = accounts.first(where: { $0.handle.normal == handle.normal }) {
      if account.payer.isMine { return .mine(because: "\(address) is an account of your own") }
      if let tenure = tenures.first(where: { $0.book == account.payer }) {
        return .employer(tenure.id, because: "\(tenure.employer) pays for the account \(address)")
      }
    }
    guard let domain = handle.domain else { return .unknown(domain: "") }
    for tenure in tenures where tenure.domains.contains(where: { domain == $0.lowercased() || domain.hasSuffix("." + $0.lowercased()) }) {
      return .employer(tenure.id, because: "\(address) is under \(domain), a domain of \(tenure.employer)")
    }
    if PrivateMail.serves(domain) { return .mine(because: "\(domain) is a private mail service") }
    if let tenure = tenures.first(where: { employer($0, fits: domain) }) {
      return .employer(tenure.id, because: "\(address) is under \(domain), which bears the name of \(tenure.employer)")
    }
    if bearsFamilyName(domain) { return .mine(because: "\(domain) bears your own name") }
    return .unknown(domain: domain)
  }

  func employer(_ tenure: Tenure, fits domain: String) -> Bool {
    ([tenure.employer] + tenure.names).contains { EmployerName($0).fits(domain: domain) }
  }

  private func bearsFamilyName(_ domain: String) -> Bool {
    let words = Set(EmployerName.labels(domain).flatMap { Fold.words($0) })
    return names.contains { name in
      guard let family = Fold.words(name).last, family.utf8.count > 2 else { return false }
      return words.contains(family) || words.contains(Fold.words(name).joined())
    }
  }

  /// Whether the local part of an address bears your name: `robin.ashford`, `rashford`.
  func bearsOwnName(_ address: String) -> Bool {
    let local = String(address.prefix { $0 != "@" })
    let words = Fold.words(local)
    return names.contains { name in
      let own = Fold.words(name)
      guard let family = own.last, let given = own.first, family.utf8.count > 2 else { return false }
      return words.contains(family) || words.joined().hasSuffix(family) || words == [given]
    }
  }

  /// The address to which a mailbox belongs: where it was delivered, else who takes part in most of it. Among those that take
  /// part about as often, yours goes before others.
  func mailbox(_ clues: Clues) -> (address: String, share: Double)? {
    let total = max(1, clues.encounters)
    let delivered = clues.delivered.filter { Double($0.value) >= Double(total) * 0.3 }
    let counts = delivered.isEmpty ? clues.parties : delivered
    guard let most = counts.values.max() else { return nil }
    let contenders = counts.filter { $0.value * 10 >= most * 9 }.map(\.key).sorted()
    func rank(_ address: String) -> Int {
      if accounts.contains(where: { $0.handle.normal == address }) { return 3 }
      if bearsOwnName(address) { return 2 }
      if case .unknown = owner(of: address) { return 0 }
      return 1
    }
    let best = contenders.max { (rank($0), counts[$0] ?? 0, $1) < (rank($1), counts[$1] ?? 0, $0) }
    return best.map { ($0, Double(counts[$0] ?? 0) / Double(total)) }
  }
}

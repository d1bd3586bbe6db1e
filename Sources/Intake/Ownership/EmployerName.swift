import Book
import Scan

/// Comparing an employer's name with domains and labels.
struct EmployerName: Hashable, Sendable {
  /// The words that tell this employer from others.
  let core: [String]

  /// Words that many firms have in their names.
  private static let common: Set<String> = [
    "the", "and", "of", "for", "und", "et", "y", "e", "gmbh", "ag", "kg", "co", "ltd", "limited", "plc", "llc", "llp", "inc", "corp",
    "corporation", "company",
    "sa", "sarl", "sas", "spa", "srl", "bv", "nv", "ab", "as", "oy", "aps", "se", "group", "gruppe", "holding", "holdings", "partners",
    "partner", "consulting",
    "consultants", "consultancy", "technical", "technology", "technologies", "tech", "solutions", "services", "service", "systems",
    "software", "digital",
    "international", "global", "europe", "uk", "usa", "deutschland", "france", "industries", "industrial", "engineering", "management",
    "capital", "bank",
    "insurance", "media", "marketing", "agency", "studio", "labs", "networks", "logistics", "trading",
  ]

  init(_ name: String) {
    let words = Fold.words(name)
    let special = words.filter { !EmployerName.common.contains($0) && $0.utf8.count > 1 }
    core = special.isEmpty ? words : special
  }

  /// Whether a domain is this employer's by its name: the words of the name are words of the domain, or begin it.
  func fits(domain: String) -> Bool {
    guard let first = core.first else { return false }
    let labels = EmployerName.labels(domain)
    return labels.contains { label in
      let words = Fold.words(label)
      let joined = words.joined()
      if core.allSatisfy(words.contains) { return true }
      if core.joined().utf8.count >= 4, joined.hasPrefix(core.joined()) { return true }
      return first.utf8.count >= 4 && words.first == first
    }
  }

  /// Whether a label or group names this employer: all its words stand in it.
  func fits(label: String) -> Bool {
    let words = Fold.words(label)
    guard !core.isEmpty, !words.isEmpty else { return false }
    return core.allSatisfy(words.contains) || (core.count > 1 && words.joined().contains(core.joined()))
  }

  /// The parts of a domain that name somebody: without the ending (`co.uk`, `com`).
  static func labels(_ domain: String) -> [String] {
    var labels = domain.split(separator: ".").map(String.init)
    if labels.count > 1 { labels.removeLast() }
    while labels.count > 1, let last = labels.last, ["co", "com", "org", "net", "ac", "gov"].contains(last) { labels.removeLast() }
    return labels.filter { !["mail", "www", "smtp", "email"].contains($0) || labels.count == 1 }
  }
}

/// Mail services that people use for themselves.
enum PrivateMail {
  private static let services: (whole: Set<String>, anyEnding: Set<String>) = {
    var whole: Set<String> = []
    var any: Set<String> = []
    for line in (Resource.text("intake/private-mail.txt") ?? "").split(separator: "\n") where !line.hasPrefix("#") {
      for word in line.split(separator: " ") {
        if word.hasSuffix(".*") { any.insert(String(word.dropLast(2))) } else { whole.insert(String(word)) }
      }
    }
    return (whole, any)
  }()

  /// Whether a domain is such a service.
  static func serves(_ domain: String) -> Bool {
    let labels = domain.split(separator: ".")
    guard labels.count > 1 else { return false }
    return services.whole.contains(domain) || (labels.count < 4 && services.anyEnding.contains(String(labels[0])))
  }
}

internal import Scan

/// A mail address, taken apart.
struct MailAddress: Sendable, Hashable {
  /// The hash of the address in normal form.
  let hash: UInt64
  /// The hash of its domain, 0 for a provider's.
  let domain: UInt64
  /// The address in normal form.
  let text: String
  let nature: Nature

  enum Nature: UInt8, Sendable {
    case personal, role, nobody
  }

  /// The address and the handles it shows; nil when it is none. What other addresses have in common with it is taken from `known`.
  static func read(_ raw: String, _ known: inout FeatureCache) -> (address: MailAddress, handles: [Handle])? {
    // On bytes: this is done for every address of a mailbox.
    var text = ASCII.lower(ASCII.trim(raw)).utf8[...]
    if let open = text.lastIndex(of: 60), let close = text.lastIndex(of: 62), open < close { text = text[text.index(after: open)..<close] }
    if text.starts(with: "mailto:".utf8) { text = text.dropFirst(7) }
    guard let at = text.lastIndex(of: 64) else { return nil }
    var end = text[text.index(after: at)...]
    while end.last == 46 { end.removeLast() }
    var local = String(Substring(text[..<at]))
    var domain = String(Substring(end))
    guard !local.isEmpty, !domain.isEmpty else { return nil }
    if domain == "googlemail.com" { domain = "gmail.com" }
    if domain == "users.noreply.github.com" {
      if let plus = local.firstIndex(of: "+") { local = String(local[local.index(after: plus)...]) }
      let handle = Handle(local, .profile)
      return (
        MailAddress(hash: Mix.hash(.email, "github:" + local), domain: 0, text: local + "@" + domain, nature: .personal),
        handle.map { [$0] } ?? []
      )
    }
    if let plus = local.firstIndex(of: "+"), plus != local.startIndex { local = String(local[..<plus]) }
    let (person, place) = (known.local(local), known.domain(domain))
    let plain = domain == "gmail.com" ? local.filter { $0 != "." } : local
    let nature: Nature = person.isSilent || place.isNobody ? .nobody : person.isRole ? .role : .personal
    let address = MailAddress(
      hash: Mix.hash(.email, plain + "@" + domain), domain: person.isSilent ? 0 : place.hash, text: local + "@" + domain, nature: nature)
    return (address, [person.handle, person.isSilent ? nil : place.handle].compactMap { $0 })
  }

  /// What stands before the at sign of one address or of many.
  struct Local: Sendable {
    let isSilent: Bool
    let isRole: Bool
    /// The handle it is; nil for a role, a robot and what many have (`info`, `mail`).
    let handle: Handle?

    init(_ local: String) {
      isSilent = MailAddress.isNoReply(local)
      isRole = MailAddress.isRole(local)
      handle = isRole || isSilent || Words.known.genericHandles.contains(local) ? nil : Handle(local, .mail)
    }
  }

  /// What stands behind the at sign.
  struct Domain: Sendable {
    /// A machine's name, or one that nobody has.
    let isNobody: Bool
    /// The hash of the domain without its sub-domains; 0 for a provider's and for nobody's.
    let hash: UInt64
    /// The part somebody chose, where it is long enough to tell.
    let handle: Handle?

    init(_ domain: String) {
      isNobody = MailAddress.isNobody(domain)
      guard !isNobody, !Words.known.freeMail.contains(domain) else {
        (hash, handle) = (0, nil)
        return
      }
      hash = Mix.hash(.domain, MailAddress.registrable(domain))
      handle = MailAddress.label(of: domain).flatMap { Handle($0, .domain) }.flatMap { $0.count >= 5 ? $0 : nil }
    }
  }

  /// The part of a domain somebody chose: `keller-privat` of `mail.keller-privat.co.uk`.
  static func label(of domain: String) -> String? { registrable(domain).split(separator: ".").first.map(String.init) }

  /// The domain without its sub-domains: `keller-privat.co.uk` of `mail.keller-privat.co.uk`.
  static func registrable(_ domain: String) -> String {
    guard domain.utf8.count(where: { $0 == 46 }) > 1 else { return domain }
    let parts = domain.split(separator: ".")
    guard parts.count > 2 else { return domain }
    let second: Set<Substring> = ["co", "com", "org", "net", "ac", "edu", "gov", "or", "ne", "me"]
    let kept = parts[parts.count - 1].utf8.count == 2 && second.contains(parts[parts.count - 2]) ? 3 : 2
    return parts.suffix(kept).joined(separator: ".")
  }

  private static func isNoReply(_ local: String) -> Bool {
    Words.known.noReply.contains { local.hasPrefix($0) || local.hasSuffix($0) }
  }

  private static func isRole(_ local: String) -> Bool {
    // On bytes: this is asked of every address of a mailbox.
    let parts = local.utf8.split { $0 == 46 || $0 == 45 || $0 == 95 }
    let known = Words.known.roleHandles
    let joined = parts.count == 1 ? local : String(decoding: parts.joined(), as: UTF8.self)
    if known.contains(local) || known.contains(joined) { return true }
    if joined.utf8.contains(where: ASCII.isDigit) {
      let letters = String(decoding: joined.utf8.filter { !ASCII.isDigit($0) }, as: UTF8.self)
      if known.contains(letters) { return true }
    }
    if parts.count > 1, parts.allSatisfy({ known.contains(String(decoding: $0, as: UTF8.self)) }) { return true }
    return local.hasPrefix("owner-") || local.hasSuffix("-request")
      || local.hasSuffix("-bounces") || local.hasSuffix("-devel") || local.hasSuffix("-users") || local.hasSuffix("-list")
  }

  private static func isNobody(_ domain: String) -> Bool {
    let parts = domain.utf8.split(separator: 46)
    guard parts.count >= 2, let top = parts.last else { return true }  // a machine's name
    return machines.contains(String(Substring(top))) || domain.hasPrefix("localhost") || domain.hasPrefix("example.")
      || domain.hasPrefix("noreply.")
      || parts.contains { $0.elementsEqual("noreply".utf8) } || domain.utf8.contains(40) && domain.contains("(none)")
  }

  /// Last parts of domains that are a machine's or nobody's.
  private static let machines: Set<String> = [
    "local", "localdomain", "localhost", "lan", "internal", "invalid", "(none)", "none", "home", "test",
  ]
}

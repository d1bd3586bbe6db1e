internal import Scan

/// A name that somebody goes by in an address: the local part of a mail address, a user name, a profile's last part.
struct Handle: Sendable, Hashable {
  /// Folded letters without separators and without the digits at the end.
  let core: String
  /// The digits at its end.
  let digits: String
  /// The hash of core and digits: the whole handle.
  let whole: UInt64
  /// The hash of the core.
  let coreHash: UInt64
  /// The words between separators (`anna.schmidt` gives two), initials included.
  let words: [String]
  let origin: Origin

  enum Origin: UInt8, Sendable {
    case mail, profile, name, domain
  }

  init?(_ text: String, _ origin: Origin) {
    var words: [String] = []
    var word: [UInt8] = []
    var digits: [UInt8] = []
    for byte in Fold.bytes(text) {
      if ASCII.isLetter(byte) || byte >= 128 {
        if !digits.isEmpty {  // digits inside belong to the letters
          word += digits
          digits = []
        }
        word.append(byte)
      } else if ASCII.isDigit(byte) {
        digits.append(byte)
      } else {
        if !word.isEmpty {
          words.append(String(decoding: word + digits, as: UTF8.self))
          digits = []
        }
        word = []
      }
    }
    if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
    let core = words.joined()
    guard core.utf8.count + digits.count >= 2 else { return nil }
    self.core = core
    self.digits = String(decoding: digits, as: UTF8.self)
    self.words = words
    self.origin = origin
    coreHash = Mix.hash(.handle, core)
    whole = Mix.hash(.handle, core + "#" + self.digits)
  }

  var count: Int { core.utf8.count }
}

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

  /// The address and the handles it shows; nil when it is none.
  static func read(_ raw: String) -> (address: MailAddress, handles: [Handle])? {
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
    let free = Words.known.freeMail.contains(domain)
    let silent = isNoReply(local)
    let nobody = silent || isNobody(domain)
    let role = isRole(local)
    let plain = domain == "gmail.com" ? local.filter { $0 != "." } : local
    let normal = plain + "@" + domain
    let nature: Nature = nobody ? .nobody : role ? .role : .personal
    let address = MailAddress(
      hash: Mix.hash(.email, normal), domain: free || nobody ? 0 : Mix.hash(.domain, registrable(domain)), text: local + "@" + domain,
      nature: nature)
    var handles: [Handle] = []
    if !role, !silent, !Words.known.genericHandles.contains(local), let handle = Handle(local, .mail) { handles.append(handle) }
    if !free, !nobody, let label = label(of: domain), let handle = Handle(label, .domain), handle.count >= 5 { handles.append(handle) }
    return (address, handles)
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

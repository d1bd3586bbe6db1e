internal import Scan

/// A mail address, taken apart.
struct MailAddress: Sendable {
  /// The hash of the address in normal form.
  let hash: UInt64
  /// The hash of its domain, 0 for a provider's.
  let domain: UInt64
  let nature: Nature
  private let local: Local
  private let place: Domain

  enum Nature: UInt8, Sendable {
    case personal, role, nobody
  }

  /// The address in normal form.
  var text: String { local.text + "@" + place.text }
  /// The part of its domain that somebody chose.
  var label: String? { MailAddress.label(of: place.text) }
  /// The handle in what stands before the at sign.
  var handle: Handle? { local.handle }
  /// The handle in its domain, where somebody chose it.
  var domainHandle: Handle? { local.isSilent ? nil : place.handle }

  /// Reads `raw`; nil when it is none. What other addresses have in common with it is taken from `known`.
  init?(_ raw: String, _ known: inout FeatureCache) {
    var room = known.letters
    known.letters = []
    defer { known.letters = room }
    room.removeAll(keepingCapacity: true)
    let bytes = raw.utf8Span.span
    for i in bytes.trimmed(0..<bytes.count) { room.append(ASCII.lower(bytes[i])) }
    let text = room.span
    guard let parts = MailAddress.parts(text) else { return nil }
    self.init(text, parts.local, parts.domain, &known)
  }

  private init(_ text: Span<UInt8>, _ name: Range<Int>, _ host: Range<Int>, _ known: inout FeatureCache) {
    var name = name
    let isGitHub = text.spells("users.noreply.github.com", in: host)
    if let plus = text.find(43, from: name.lowerBound, to: name.upperBound), isGitHub || plus > name.lowerBound {
      name = isGitHub ? plus + 1..<name.upperBound : name.lowerBound..<plus
    }
    place = known.domain(text.extracting(host))
    if isGitHub {
      let user = text.string(name)
      local = Local(user: user, &known)
      hash = Mix.hash(.email, "github:" + user)
      (domain, nature) = (0, .personal)
      return
    }
    local = known.local(text.extracting(name))
    domain = local.isSilent ? 0 : place.hash
    nature = local.isSilent || place.isNobody ? .nobody : local.isRole ? .role : .personal
    var run = Mix.Run(.email)
    for i in name where !place.isGmail || text[i] != 46 { run.add(text[i]) }
    run.add(64)
    run.add(place.text)
    hash = run.hash
  }

  /// Where the parts of an address stand in `text`, which is in small letters: alone, in angle brackets or behind `mailto:`.
  private static func parts(_ text: Span<UInt8>) -> (local: Range<Int>, domain: Range<Int>)? {
    var all = 0..<text.count
    var (open, close, at) = (-1, -1, -1)
    for i in text.indices {
      switch text[i] {
      case 60: open = i
      case 62: close = i
      default: break
      }
    }
    if open >= 0, open < close { all = open + 1..<close }
    if all.count >= 7, text.has("mailto:", at: all.lowerBound) { all = all.lowerBound + 7..<all.upperBound }
    for i in all where text[i] == 64 { at = i }
    var end = all.upperBound
    while at >= 0, end > at + 1, text[end - 1] == 46 { end -= 1 }
    return at > all.lowerBound && end > at + 1 ? (all.lowerBound..<at, at + 1..<end) : nil
  }

  /// What stands before the at sign of one address or of many.
  final class Local: Sendable {
    let text: String
    let isSilent: Bool
    let isRole: Bool
    /// The handle it is; nil for a role, a robot and what many have (`info`, `mail`).
    let handle: Handle?

    init(_ bytes: Span<UInt8>, _ known: inout FeatureCache) {
      text = bytes.string(0..<bytes.count)
      isSilent = MailAddress.isNoReply(bytes)
      isRole = MailAddress.isRole(bytes)
      handle = isRole || isSilent || Words.known.genericHandles.holds(Mix.hash(.token, bytes)) ? nil : Handle(text, .mail, &known)
    }

    /// A user's name in a service's address.
    init(user: String, _ known: inout FeatureCache) {
      text = user
      (isSilent, isRole) = (false, false)
      handle = Handle(user, .profile, &known)
    }
  }

  /// What stands behind it.
  final class Domain: Sendable {
    let text: String
    /// Whether dots in its local parts say nothing.
    let isGmail: Bool
    /// A machine's name, or one that nobody has.
    let isNobody: Bool
    /// The hash of the domain without its sub-domains; 0 for a provider's and for nobody's.
    let hash: UInt64
    /// The part somebody chose, where it is long enough to tell.
    let handle: Handle?

    init(_ domain: String, _ known: inout FeatureCache) {
      text = domain == "googlemail.com" ? "gmail.com" : domain
      isGmail = text == "gmail.com"
      isNobody = MailAddress.isNobody(text)
      guard !isNobody, !Words.known.freeMail.contains(text) else {
        (hash, handle) = (0, nil)
        return
      }
      hash = Mix.hash(.domain, MailAddress.registrable(text))
      handle = MailAddress.label(of: text).flatMap { Handle($0, .domain, &known) }.flatMap { $0.count >= 5 ? $0 : nil }
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

  private static func isNoReply(_ local: Span<UInt8>) -> Bool {
    for word in Words.known.noReply where word.count <= local.count {
      if local.holds(word, at: 0) || local.holds(word, at: local.count - word.count) { return true }
    }
    return false
  }

  /// Whether the address is a function's: `info`, `info2`, `press-office`. Asked of every address of a mailbox, so one look at its bytes.
  private static func isRole(_ local: Span<UInt8>) -> Bool {
    var (whole, joined, letters, part) = (Mix.Run(.token), Mix.Run(.token), Mix.Run(.token), Mix.Run(.token))
    var (inPart, parts, knownParts) = (0, 0, 0)
    func end() {
      if inPart == 0 { return }
      parts += 1
      if Words.known.roleHandles.holds(part.hash) { knownParts += 1 }
      (inPart, part) = (0, Mix.Run(.token))
    }
    for i in local.indices {
      let byte = local[i]
      whole.add(byte)
      if byte == 46 || byte == 45 || byte == 95 {
        end()
        continue
      }
      inPart += 1
      part.add(byte)
      joined.add(byte)
      if !ASCII.isDigit(byte) { letters.add(byte) }
    }
    end()
    let known = Words.known.roleHandles
    if known.holds(whole.hash) || known.holds(joined.hash) || known.holds(letters.hash) { return true }
    if parts > 1, parts == knownParts { return true }
    return local.has("owner-", at: 0) || listEnds.contains { local.holds($0, at: local.count - $0.count) }
  }

  private static let listEnds = ["-request", "-bounces", "-devel", "-users", "-list"].map { Array($0.utf8) }

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

extension Span<UInt8> {
  /// Whether `word` stands at `place`.
  fileprivate func holds(_ word: [UInt8], at place: Int) -> Bool {
    guard place >= 0, place + word.count <= count else { return false }
    for i in word.indices where self[place + i] != word[i] { return false }
    return true
  }
}

internal import Scan

/// A mail address, taken apart.
struct MailAddress: Sendable {
  /// The hash of the address in normal form.
  let hash: UInt64
  /// The hash of its domain, 0 for a provider's.
  let domain: UInt64
  let nature: Nature
  /// What stands before the at sign and behind it, by number.
  let local: UInt32
  let place: UInt32

  enum Nature: UInt8, Sendable {
    case personal, role, nobody
  }
}

/// What stands before the at sign of one address or of many.
struct MailLocal: Sendable {
  let text: Stretch
  let isSilent: Bool
  let isRole: Bool
  /// The handle it is; nil for a role, a robot and what many have (`info`, `mail`).
  let handle: UInt32?
}

/// What stands behind it.
struct MailDomain: Sendable {
  let text: Stretch
  /// Whether dots in its local parts say nothing.
  let isGmail: Bool
  /// A machine's name, or one that nobody has.
  let isNobody: Bool
  /// The hash of the domain without its sub-domains; 0 for a provider's and for nobody's.
  let hash: UInt64
  /// The part of it that somebody chose.
  let label: Stretch?
  /// The handle in that, where it is long enough to tell.
  let handle: UInt32?
}

/// Reads mail addresses; what many have in common is read once.
struct MailReader: Sendable {
  /// Room for the letters of a handle.
  var handles = HandleLetters()
  /// What stood before the last at sign: in the order of their ids, addresses that have it in common stand side by side.
  private var lastLocal: UInt32?
  private var domains = ByteTable()
  private var domainNumbers: [UInt32] = []
  /// Room for the letters of one address.
  private var letters: [UInt8] = []

  /// Reads `raw` into `table`; nil when it is none.
  mutating func read(_ raw: Span<UInt8>, into table: inout FeatureTable) -> MailAddress? {
    // Taken out, so that what is read of it can change this reader.
    var room = letters
    letters = []
    defer { letters = room }
    room.removeAll(keepingCapacity: true)
    for i in raw.trimmed(0..<raw.count) { room.append(ASCII.lower(raw[i])) }
    let text = room.span
    guard let parts = MailReader.parts(text) else { return nil }
    return read(text, parts.local, parts.domain, &table)
  }

  private mutating func read(
    _ text: Span<UInt8>, _ name: Range<Int>, _ host: Range<Int>, _ table: inout FeatureTable
  ) -> MailAddress {
    var name = name
    let isGitHub = text.spells("users.noreply.github.com", in: host)
    if let plus = text.find(43, from: name.lowerBound, to: name.upperBound), isGitHub || plus > name.lowerBound {
      name = isGitHub ? plus + 1..<name.upperBound : name.lowerBound..<plus
    }
    let place = domain(text, host, &table)
    if isGitHub {
      var run = Mix.Run(.email)
      run.add("github:")
      run.add(text.extracting(name))
      return MailAddress(hash: run.hash, domain: 0, nature: .personal, local: user(text, name, &table), place: place)
    }
    let number = local(text, name, &table)
    let (local, domain) = (table.locals[Int(number)], table.domains[Int(place)])
    var run = Mix.Run(.email)
    for i in name where !domain.isGmail || text[i] != 46 { run.add(text[i]) }
    run.add(64)
    for i in domain.text.range { run.add(table.letters[i]) }
    return MailAddress(
      hash: run.hash, domain: local.isSilent ? 0 : domain.hash,
      nature: local.isSilent || domain.isNobody ? .nobody : local.isRole ? .role : .personal, local: number, place: place)
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

  private mutating func local(_ text: Span<UInt8>, _ range: Range<Int>, _ table: inout FeatureTable) -> UInt32 {
    if let lastLocal, case let known = table.locals[Int(lastLocal)].text, known.count == range.count,
      table.letters.span.same(known.range, as: text, at: range.lowerBound)
    {
      return lastLocal
    }
    let bytes = text.extracting(range)
    let (isSilent, isRole) = (MailAddress.isNoReply(bytes), MailAddress.isRole(bytes))
    let isGeneric = isRole || isSilent || Words.known.genericHandles.holds(Mix.hash(.token, bytes))
    let handle = isGeneric ? nil : Handle.read(bytes, .mail, &table, &handles)
    let number = UInt32(table.locals.count)
    table.locals.append(MailLocal(text: table.add(bytes), isSilent: isSilent, isRole: isRole, handle: handle))
    lastLocal = number
    return number
  }

  /// A user's name in a service's address.
  private mutating func user(_ text: Span<UInt8>, _ range: Range<Int>, _ table: inout FeatureTable) -> UInt32 {
    let bytes = text.extracting(range)
    let handle = Handle.read(bytes, .profile, &table, &handles)
    table.locals.append(MailLocal(text: table.add(bytes), isSilent: false, isRole: false, handle: handle))
    return UInt32(table.locals.count - 1)
  }

  private mutating func domain(_ text: Span<UInt8>, _ range: Range<Int>, _ table: inout FeatureTable) -> UInt32 {
    let number = domains.number(of: text, range)
    if number < domainNumbers.count { return domainNumbers[number] }
    domainNumbers.append(UInt32(table.domains.count))
    table.domains.append(read(domain: text.string(range), &table))
    return domainNumbers[number]
  }

  private mutating func read(domain: String, _ table: inout FeatureTable) -> MailDomain {
    let name = domain == "googlemail.com" ? "gmail.com" : domain
    let text = table.add(name.utf8Span.span)
    let label = MailAddress.label(of: name)
    let stretch = label.map { table.add($0.utf8Span.span) }
    let isNobody = MailAddress.isNobody(name)
    if isNobody || Words.known.freeMail.contains(name) {
      return MailDomain(text: text, isGmail: name == "gmail.com", isNobody: isNobody, hash: 0, label: stretch, handle: nil)
    }
    let handle = label.flatMap { Handle.read($0.utf8Span.span, .domain, &table, &handles) }
      .flatMap { table.handles[Int($0)].count >= 5 ? $0 : nil }
    return MailDomain(
      text: text, isGmail: name == "gmail.com", isNobody: false, hash: Mix.hash(.domain, MailAddress.registrable(name)), label: stretch,
      handle: handle)
  }
}

extension FeatureTable {
  fileprivate mutating func add(_ bytes: Span<UInt8>) -> Stretch {
    let start = letters.count
    letters.append(bytes, bytes.indices)
    return Stretch(start..<letters.count)
  }
}

extension MailAddress {
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

  fileprivate static func isNoReply(_ local: Span<UInt8>) -> Bool {
    for word in Words.known.noReply where word.count <= local.count {
      if local.holds(word, at: 0) || local.holds(word, at: local.count - word.count) { return true }
    }
    return false
  }

  /// Whether the address is a function's: `info`, `info2`, `press-office`. Asked of every address of a mailbox, so one look at its bytes.
  fileprivate static func isRole(_ local: Span<UInt8>) -> Bool {
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

  fileprivate static func isNobody(_ domain: String) -> Bool {
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

public import Book
public import Scan

/// Gathers encounters into logs of at most 4,096, each party named once in a log.
public struct EncounterBatch {
  /// How many encounters one log holds at most.
  public static let size = 4096

  private var log = EncounterLog()
  private var repeats = Repeats()
  private var index: [Handle: Int32] = [:]
  /// By the hash of the bytes as written: the party, and those bytes.
  private var byBytes: [UInt64: (party: Int32, written: [UInt8])] = [:]
  /// The identity of a mail of a log, made anew for each.
  private var identity: [UInt8] = []

  /// An empty batch.
  public init() {}

  /// The index of somebody in the present log.
  public mutating func party(_ handle: Handle, name: String = "") -> Int32 {
    var plain = handle
    if plain.raw != plain.normal { plain.raw = plain.normal }
    if let known = index[plain] {
      if log.parties[Int(known)].name.isEmpty, !name.isEmpty { log.parties[Int(known)].name = name }
      return known
    }
    let next = Int32(log.parties.count)
    log.parties.append(EncounterLog.Party(handle, name: name))
    index[plain] = next
    return next
  }

  /// The index of a mail address as written.
  mutating func party(address: String) -> Int32 {
    let bytes = address.utf8.span
    return party(bytes, 0..<bytes.count) { Handle(.email, address) }
  }

  /// The index of somebody written in bytes `range` of a text; the handle is made only where the bytes are new to the log.
  mutating func party(_ text: Span<UInt8>, _ range: Range<Int>, _ handle: () -> Handle) -> Int32 {
    let hash = text.exactHash(range, seed: 0)
    if let known = byBytes[hash] {
      return text.same(range, as: known.written.span, at: 0) && known.written.count == range.count ? known.party : party(handle())
    }
    let found = party(handle())
    byBytes[hash] = (found, text.array(range))
    return found
  }

  /// The normal form of a party's handle.
  func normal(of party: Int32) -> String { log.parties[Int(party)].handle.normal }

  /// The name that goes with a party so far.
  func name(of party: Int32) -> String { log.parties[Int(party)].name }

  /// Gives a party a name.
  mutating func setName(_ name: String, of party: Int32) { log.parties[Int(party)].name = name }

  /// Somebody known by name only.
  public mutating func party(named name: String) -> Int32 { party(Handle(.chat, name), name: name) }

  /// One encounter of parties got from this batch; hands the log out when it is full. `identity` is what makes the encounter
  /// this one and no other, whichever file it is read from.
  public mutating func append(
    moment: Moment?, medium: Medium, flags: EncounterFlags = [], sender: Int32, recipients: [Int32], role: EncounterLog.Role = .to,
    identity: [String], conversation: String = "", subject: String = "", minutes: Int = 0, into sink: (Reading) throws -> Void
  ) rethrows {
    try append(
      moment: moment, medium: medium, flags: flags, sender: sender, recipients: recipients.map { ($0, role) }, key: StableKey.key(identity),
      conversation: conversation, subject: subject, minutes: minutes, into: sink)
  }

  /// A mail of which only its time and its people are known: these are what makes it this one and no other.
  mutating func append(moment: Moment, sender: Int32, recipients: [Int32], into sink: (Reading) throws -> Void) rethrows {
    identity.removeAll(keepingCapacity: true)
    identity.append(contentsOf: "log\u{1F}\(moment.seconds)\u{1F}".utf8)
    StableKey.append(normal(of: sender), to: &identity)
    if recipients.count == 1 {
      StableKey.append(normal(of: recipients[0]), to: &identity)
    } else {
      for address in recipients.map({ normal(of: $0) }).sorted() { StableKey.append(address, to: &identity) }
    }
    let key = repeats.key(StableKey.key(identity), at: moment.seconds)
    try append(moment: moment, medium: .mail, sender: sender, recipients: recipients.map { ($0, .to) }, key: key, into: sink)
  }

  /// The same for an encounter whose key is known.
  public mutating func append(
    moment: Moment?, medium: Medium, flags: EncounterFlags = [], sender: Int32, recipients: [(party: Int32, role: EncounterLog.Role)],
    key: EncounterLog.Key, conversation: String = "", subject: String = "", minutes: Int = 0, into sink: (Reading) throws -> Void
  ) rethrows {
    log.append(
      moment: moment, medium: medium, flags: flags, sender: sender, recipients: recipients, key: key,
      conversation: conversation.isEmpty ? 0 : StableKey.number(conversation), subject: subject, minutes: UInt16(clamping: minutes))
    if log.count >= EncounterBatch.size { try flush(into: sink) }
  }

  /// Hands out what is left.
  public mutating func flush(into sink: (Reading) throws -> Void) rethrows {
    guard log.count > 0 else { return }
    let full = log
    log = EncounterLog()
    index.removeAll(keepingCapacity: true)
    byBytes.removeAll(keepingCapacity: true)
    try sink(.encounters(full))
  }
}

/// Numbers made of content: the same content gives the same number on every machine and in every run.
public enum StableKey {
  /// 128 bits of some texts, each bounded by its length so that no two lists run together.
  public static func key(_ parts: [String]) -> EncounterLog.Key {
    var bytes: [UInt8] = []
    for part in parts { append(part, to: &bytes) }
    return key(bytes)
  }

  /// One text of several, with its bound.
  static func append(_ part: String, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: part.utf8)
    bytes.append(0x1F)
  }

  /// 128 bits of texts put together by `append`.
  static func key(_ bytes: [UInt8]) -> EncounterLog.Key {
    let span = bytes.span
    return EncounterLog.Key(
      high: span.exactHash(0..<span.count, seed: highSeed), low: span.exactHash(0..<span.count, seed: 0x656E_636F_756E_7465))
  }

  /// 64 bits of a text, never 0.
  public static func number(_ text: String) -> UInt64 {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 1)
    append(text, to: &bytes)
    return max(1, bytes.span.exactHash(0..<bytes.count, seed: highSeed))
  }

  private static let highSeed: UInt64 = 0x6361_7264_6361_7365
}

/// Two rows of one log that say the same are two encounters, and still the same two when the log is read again: each further
/// one of a second gets a key of its own.
private struct Repeats {
  /// How many rows of a second are kept in mind.
  private static let most = 64
  private var second = Int64.min
  private var keys: [EncounterLog.Key] = []

  mutating func key(_ key: EncounterLog.Key, at seconds: Int64) -> EncounterLog.Key {
    if seconds != second {
      second = seconds
      keys.removeAll(keepingCapacity: true)
    }
    let count = keys.count { $0 == key }
    if keys.count < Repeats.most { keys.append(key) }
    if count == 0 { return key }
    return EncounterLog.Key(high: RangeHash.mix(key.high, UInt64(count)), low: RangeHash.mix(key.low, UInt64(count)))
  }
}

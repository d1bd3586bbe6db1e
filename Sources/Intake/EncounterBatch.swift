public import Book
public import Scan

/// Gathers encounters into logs of at most 4,096, each party named once in a log.
public struct EncounterBatch {
  /// How many encounters one log holds at most.
  public static let size = 4096

  private var log = EncounterLog()
  private var repeats = Repeats()
  private var people = Correspondents()
  /// The identity of a mail of a log, made anew for each.
  private var identity: [UInt8] = []

  /// An empty batch.
  public init() {}

  /// The index of somebody in the present log.
  public mutating func party(_ handle: Handle, name: String = "") -> Int32 {
    let person = people.person(handle)
    let party = people.party(of: person) ?? add(handle)
    people.seat(person: person, at: party)
    if !name.isEmpty, log.parties[Int(party)].name.isEmpty { log.parties[Int(party)].name = name }
    return party
  }

  /// The index of a mail address as written.
  mutating func party(address: String) -> Int32 {
    let bytes = address.utf8.span
    return party(bytes, 0..<bytes.count, hashed(bytes, 0..<bytes.count)) { Handle(.email, address) }
  }

  /// The index of somebody written in bytes `range` of a text, of which the hash is given; the handle, whose raw text these bytes are, is made
  /// only where the spelling is new.
  @inline(__always)
  mutating func party(_ text: Span<UInt8>, _ range: Range<Int>, _ hashed: ByteTable.Hashed, _ handle: () -> Handle) -> Int32 {
    if range.count > Correspondents.longest { return party(handle()) }
    let spelling = people.spelling(text, range, hashed)
    return people.party(spelling) ?? meet(spelling, handle)
  }

  /// The hash of bytes that a party is soon asked for; asked for several at once, their places in memory are read at once.
  func hashed(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteTable.Hashed { people.hashed(text, range) }

  private mutating func meet(_ spelling: Int, _ handle: () -> Handle) -> Int32 {
    let party = people.partyMeant(by: spelling) ?? meet(spelling, handle())
    people.seat(spelling, at: party)
    return party
  }

  private mutating func meet(_ spelling: Int, _ handle: consuming Handle) -> Int32 {
    let person = people.person(meantBy: spelling, handle)
    if let party = people.party(of: person) { return party }
    return add(handle)
  }

  private mutating func add(_ handle: consuming Handle) -> Int32 {
    log.parties.append(EncounterLog.Party(handle))
    return Int32(log.parties.count - 1)
  }

  /// The normal form of a party's handle.
  func normal(of party: Int32) -> String { log.parties[Int(party)].handle.normal }

  /// Whether a name goes with a party so far.
  func hasName(_ party: Int32) -> Bool { !log.parties.span[Int(party)].name.isEmpty }

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
      conversation: conversation.isEmpty ? 0 : StableKey.number(conversation), subject: subject, minutes: minutes, into: sink)
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
    key: EncounterLog.Key, conversation: UInt64 = 0, subject: String = "", minutes: Int = 0, into sink: (Reading) throws -> Void
  ) rethrows {
    log.append(
      moment: moment, medium: medium, flags: flags, sender: sender, recipients: recipients, key: key, conversation: conversation,
      subject: subject, minutes: UInt16(clamping: minutes))
    if log.count >= EncounterBatch.size { try flush(into: sink) }
  }

  /// Hands out what is left.
  public mutating func flush(into sink: (Reading) throws -> Void) rethrows {
    guard log.count > 0 else { return }
    let full = log
    log = EncounterLog(roomLike: full)
    people.beginLog()
    try sink(.encounters(full))
  }
}

extension EncounterLog {
  /// No encounters yet, and room for as many as `other` has.
  fileprivate init(roomLike other: EncounterLog) {
    self.init()
    guard other.count >= EncounterBatch.size else { return }
    parties.reserveCapacity(other.parties.count)
    reserveCapacity(other.count, recipients: other.recipients.count)
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
    bytes.append(bound)
  }

  /// 128 bits of texts put together by `append`.
  static func key(_ bytes: [UInt8]) -> EncounterLog.Key {
    let span = bytes.span
    return EncounterLog.Key(
      high: span.exactHash(0..<span.count, seed: highSeed), low: span.exactHash(0..<span.count, seed: 0x656E_636F_756E_7465))
  }

  /// 64 bits of a text, never 0.
  public static func number(_ text: String) -> UInt64 {
    let bytes = text.utf8.span
    return max(1, bytes.exactHash(0..<bytes.count, closing: bound, seed: highSeed))
  }

  /// The same of the text that stands in bytes `range`.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> UInt64 {
    // What is no UTF-8 counts as the text that is made of it.
    bytes.isASCII(range) ? max(1, bytes.exactHash(range, closing: bound, seed: highSeed)) : number(bytes.string(range))
  }

  /// Stands behind each text, so that no two lists run together.
  private static let bound: UInt8 = 0x1F
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

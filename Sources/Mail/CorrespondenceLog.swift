public import Scan

/// Who wrote to whom, when: flat columns of numbers for an engine that ranks. Addresses are numbers into `addresses`.
/// Mail, calendars and plain lists of encounters all fit in.
public struct CorrespondenceLog: Sendable {
  /// The addresses by number.
  public private(set) var addresses: AddressTable
  /// The names they were written with.
  public private(set) var names = NameTally()

  /// Per message: seconds since 1970, UTC; `undated` where nothing names a time.
  public private(set) var seconds: [Int64] = []
  /// Per message: the number of the sender's address, `nobody` where there is none.
  public private(set) var senders: [UInt32] = []
  /// Per message: what kind it is. `repeated` marks a copy of an earlier message.
  public private(set) var flags: [MailFlags] = []
  /// Per message: where its recipients end in `recipients`; they begin where the ones before end.
  public private(set) var recipientEnds: [UInt32] = []
  /// The recipients of all messages one behind the other, by number.
  public private(set) var recipients: [UInt32] = []
  /// Per recipient: in which header.
  public private(set) var marks: [Mark] = []
  /// Per message: where it begins in its file.
  public private(set) var offsets: [Int] = []
  /// Per message: its length in bytes.
  public private(set) var lengths: [UInt32] = []
  /// Per message: a hash of its Message-ID, 0 where it has none.
  public private(set) var identifiers: [UInt64] = []
  /// Per message: the same hash of the Message-ID that it answers, 0 where it names none.
  public private(set) var answers: [UInt64] = []
  /// Per message: the number of its file in the order of `beginFile`.
  public private(set) var files: [UInt32] = []

  private var seen: Set<ContentKey> = []
  private var file: UInt32 = 0

  /// Where a recipient stood.
  public enum Mark: UInt8, Sendable, Hashable {
    /// In To, Cc, Bcc.
    case to, cc, bcc
  }

  /// In place of a time that is not known.
  public static let undated = Int64.min
  /// In place of a sender that is not known.
  public static let nobody = UInt32.max

  /// An empty log. A random seed keeps a hostile file from slowing the table down.
  public init(seed: UInt64 = 0x5EED_CA2D) { addresses = AddressTable(seed: seed) }

  /// How many messages there are, copies counted.
  public var count: Int { seconds.count }

  /// The places in `recipients` and `marks` of one message.
  @inlinable
  public func recipientRange(_ message: Int) -> Range<Int> {
    (message == 0 ? 0 : Int(recipientEnds[message - 1]))..<Int(recipientEnds[message])
  }

  /// Says that the messages added from now on come from the next file.
  public mutating func beginFile() { file = count == 0 && file == 0 ? 0 : file + 1 }

  /// Reads a whole mail file into the log; gives what was got over.
  @discardableResult
  public mutating func read(_ bytes: Span<UInt8>, form: MailForm? = nil, limits: Limits = .standard) -> [MailNote] {
    if let repaired = ReturnLines.repaired(bytes) { return read(repaired.span, form: form, limits: limits) }
    beginFile()
    var stream = MailStream(bytes, form: form, limits: limits)
    var summary = MessageSummary()
    while stream.next(bytes, into: &summary) { add(bytes, summary) }
    return stream.takeNotes()
  }

  /// Adds one message. A copy of an earlier one is added too, marked as such, so that numbers stay those of the file.
  public mutating func add(_ bytes: Span<UInt8>, _ summary: MessageSummary) {
    var flags = summary.flags
    if !seen.insert(summary.key).inserted { flags.insert(.repeated) }
    var sender = CorrespondenceLog.nobody
    var standIn = CorrespondenceLog.nobody
    for mailbox in summary.mailboxes {
      guard let id = number(bytes, mailbox.place) else { continue }
      switch mailbox.role {
      case .from: if sender == CorrespondenceLog.nobody { sender = id }
      case .sender: if standIn == CorrespondenceLog.nobody { standIn = id }
      case .to: append(id, .to)
      case .cc: append(id, .cc)
      case .bcc: append(id, .bcc)
      default: continue
      }
    }
    identifiers.append(CorrespondenceLog.hash(bytes, summary.headers.first(.messageID), last: false))
    answers.append(
      CorrespondenceLog.hash(bytes, summary.headers.first(.inReplyTo) ?? summary.headers.first(.references), last: true))
    close(summary.date.seconds, sender == CorrespondenceLog.nobody ? standIn : sender, flags, summary.frame.content)
  }

  /// A hash of the first or last id in angle brackets of `range`; 0 where there is none.
  @inline(__always)
  static func hash(_ bytes: Span<UInt8>, _ range: Range<Int>?, last: Bool) -> UInt64 {
    guard let range, !range.isEmpty else { return 0 }
    var low = range.lowerBound
    var high = range.upperBound
    if last {
      while high > low, bytes[high - 1] != 62 { high -= 1 }
      if high == low { return 0 }
      var open = high - 1
      while open > low, bytes[open] != 60 { open -= 1 }
      low = bytes[open] == 60 ? open + 1 : open
      high -= 1
    } else {
      if let open = bytes.find(60, from: low, to: high) { low = open + 1 }
      if let close = bytes.find(62, from: low, to: high) { high = close }
    }
    return low < high ? max(bytes.exactHash(low..<high, seed: 11), 1) : 0
  }

  /// Adds an encounter that comes from elsewhere: a call, a meeting, a row of a list.
  public mutating func add(seconds: Int64?, from: String, to: [String], flags: MailFlags = []) {
    for address in to { append(UInt32(addresses.id(of: address)), .to) }
    identifiers.append(0)
    answers.append(0)
    close(seconds, from.isEmpty ? CorrespondenceLog.nobody : UInt32(addresses.id(of: from)), flags, 0..<0)
  }

  @inline(__always)
  private mutating func number(_ bytes: Span<UInt8>, _ place: FoundMailbox) -> UInt32? {
    let id: Int
    if place.isPlain {
      id = addresses.id(of: bytes, place.address)
    } else {
      let address = BareAddress.canonical(bytes, place.address)
      if address.isEmpty { return nil }
      id = addresses.id(of: address.span, 0..<address.count)
    }
    names.add(id, bytes, place.name)
    return UInt32(id)
  }

  @inline(__always)
  private mutating func append(_ id: UInt32, _ mark: Mark) {
    recipients.append(id)
    marks.append(mark)
  }

  private mutating func close(_ time: Int64?, _ sender: UInt32, _ kind: MailFlags, _ place: Range<Int>) {
    seconds.append(time ?? CorrespondenceLog.undated)
    senders.append(sender)
    flags.append(kind)
    recipientEnds.append(UInt32(recipients.count))
    offsets.append(place.lowerBound)
    lengths.append(UInt32(clamping: place.count))
    files.append(file)
  }

  /// The name most used with an address; empty where none was.
  public func name(_ id: Int) -> String { names.best(of: id, address: addresses.folded(id)) }
}

extension CorrespondenceLog {
  /// Reads the headers of a message once more: hands them to `body` with the message's place. `bytes` are those of its file.
  public func revisit(_ bytes: Span<UInt8>, _ message: Int, _ body: (Span<UInt8>, HeaderBlock, MessageFrame) -> Void) {
    let start = min(offsets[message], bytes.count)
    let end = min(bytes.count, start + Int(lengths[message]))
    var headers = HeaderBlock()
    var notes: [MailNote] = []
    HeaderScan.scan(bytes, in: start..<end, into: &headers, notes: &notes)
    body(bytes, headers, MessageFrame(envelope: start..<start, content: start..<end, body: min(headers.bodyStart, end)..<end))
  }
}

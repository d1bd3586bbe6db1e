internal import Scan

/// What one message says about people, cheaply: ranges and numbers, no text. Text is made on demand from the same bytes.
public struct MessageSummary: Sendable {
  /// Where the message stands in the file.
  public var frame = MessageFrame(envelope: 0..<0, content: 0..<0, body: 0..<0)
  /// Its headers as ranges.
  public var headers = HeaderBlock()
  /// When it was written.
  public var date = MessageDate(moment: nil, source: .none)
  /// The mailboxes of From, Sender, Reply-To, To, Cc and Bcc in the order of the file, each with its role.
  public var mailboxes: [Mailbox] = []
  /// What kind of mail it is, from its headers alone.
  public var flags: MailFlags = []
  /// The same for every copy of a message, whatever its Message-ID, trace fields and line ends: see `ContentKey`.
  public var key = ContentKey(high: 0, low: 0)

  /// An address of a message and the header it stands in.
  public struct Mailbox: Hashable, Sendable {
    /// From, sender, replyTo, to, cc or bcc.
    public var role: HeaderKind
    /// Where address and name stand.
    public var place: FoundMailbox
  }

  /// An empty summary, to be filled by `MailStream.next`.
  public init() {}

  /// The address of a mailbox as text, comments and needless quotes gone, case as written.
  public func address(_ mailbox: Mailbox, in bytes: Span<UInt8>) -> String { mailbox.place.addressText(in: bytes) }

  /// The name of a mailbox, decoded; empty where there is none.
  public func name(_ mailbox: Mailbox, in bytes: Span<UInt8>) -> String { DisplayName.decode(bytes, mailbox.place.name) }

  /// The mailboxes of one role.
  public func mailboxes(_ role: HeaderKind) -> [Mailbox] { mailboxes.filter { $0.role == role } }

  /// The first mailbox of From, else of Sender.
  public var sender: Mailbox? { senderIndex.map { mailboxes[$0] } }

  /// The place of the sender among the mailboxes.
  public var senderIndex: Int? { mailboxes.firstIndex { $0.role == .from } ?? mailboxes.firstIndex { $0.role == .sender } }

  /// The subject, decoded; empty where there is none.
  public func subject(in bytes: Span<UInt8>) -> String {
    guard let range = headers.first(.subject) else { return "" }
    return DisplayName.isTidy(bytes, range) ? bytes.string(range) : DisplayName.tidy(EncodedWord.decode(bytes, range))
  }

  /// The Message-ID without its angle brackets; empty where there is none.
  public func messageID(in bytes: Span<UInt8>) -> String { identifiers(.messageID, in: bytes).first ?? "" }

  /// What this message answers: the ids of In-Reply-To, else the last of References.
  public func repliesTo(in bytes: Span<UInt8>) -> [String] {
    let direct = identifiers(.inReplyTo, in: bytes)
    if !direct.isEmpty { return direct }
    return identifiers(.references, in: bytes).suffix(1)
  }

  /// What the conversation is known by: the first id of References, else of In-Reply-To, else the message's own; where it stands in the
  /// file, nil where there is none.
  public func thread(in bytes: Span<UInt8>) -> Range<Int>? {
    firstIdentifier(.references, in: bytes) ?? firstIdentifier(.inReplyTo, in: bytes) ?? firstIdentifier(.messageID, in: bytes)
  }

  private func firstIdentifier(_ kind: HeaderKind, in bytes: Span<UInt8>) -> Range<Int>? {
    guard let range = headers.first(kind) else { return nil }
    if let open = bytes.find(60, from: range.lowerBound, to: range.upperBound),
      let close = bytes.find(62, from: open, to: range.upperBound)
    {
      return bytes.trimmed(open + 1..<close)
    }
    return kind == .messageID && bytes.find(32, from: range.lowerBound, to: range.upperBound) == nil ? range : nil
  }

  /// The message ids of a header, without angle brackets (RFC 5322 section 3.6.4), the first thousand of them.
  public func identifiers(_ kind: HeaderKind, in bytes: Span<UInt8>) -> [String] {
    guard let range = headers.first(kind) else { return [] }
    var ids: [String] = []
    var i = range.lowerBound
    while ids.count < 1_000, let open = bytes.find(60, from: i, to: range.upperBound),
      let close = bytes.find(62, from: open, to: range.upperBound)
    {
      ids.append(bytes.string(bytes.trimmed(open + 1..<close)))
      i = close + 1
    }
    if ids.isEmpty, kind == .messageID, bytes.find(32, from: range.lowerBound, to: range.upperBound) == nil {
      ids.append(bytes.string(range))
    }
    return ids
  }

  /// The labels that Gmail had on the message, as Takeout writes them.
  public func gmailLabels(in bytes: Span<UInt8>) -> [String] {
    guard let range = headers.first(.gmailLabels) else { return [] }
    return GmailLabels.read(EncodedWord.decode(bytes, range))
  }

  /// The addresses to which this copy was delivered: Delivered-To and X-Original-To.
  public func delivered(in bytes: Span<UInt8>) -> [String] {
    var found: [FoundMailbox] = []
    for field in headers.fields where field.kind == .deliveredTo || field.kind == .originalTo {
      AddressList.read(bytes, field.value, limit: 100, into: &found)
    }
    return found.map { $0.addressText(in: bytes) }
  }

  /// The identifier of the mailing list, without angle brackets and description (RFC 2919); empty where there is none.
  public func listID(in bytes: Span<UInt8>) -> String {
    guard let range = headers.first(.listID) else { return "" }
    if let id = identifiers(.listID, in: bytes).last { return id }
    return ASCII.trim(bytes.string(range))
  }
}

extension FoundMailbox {
  /// The address as text, comments and needless quotes gone, case as written.
  public func addressText(in bytes: Span<UInt8>) -> String {
    isPlain ? bytes.string(address) : String(decoding: BareAddress.canonical(bytes, address), as: UTF8.self)
  }
}

/// Labels as Gmail's Takeout writes them: separated by commas, in quotes where a label holds one.
enum GmailLabels {
  static func read(_ text: String) -> [String] {
    var labels: [String] = []
    var label = ""
    var quoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted.toggle()
      case "," where !quoted:
        labels.append(DisplayName.tidy(label))
        label = ""
      default: label.unicodeScalars.append(scalar)
      }
    }
    labels.append(DisplayName.tidy(label))
    return labels.filter { !$0.isEmpty }
  }
}

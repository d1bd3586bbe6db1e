internal import Scan

/// What kind of mail a message is, judged by its headers.
public struct MailFlags: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt16
  /// From bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Sent through a mailing list: List-Id or List-Post, or Precedence says so.
  public static let list = MailFlags(rawValue: 1)
  /// A mass mailing: List-Unsubscribe without a List-Id to post to, Precedence bulk or junk, a campaign header.
  public static let bulk = MailFlags(rawValue: 2)
  /// Written by a program: Auto-Submitted other than `no` (RFC 3834), Precedence auto_reply.
  public static let auto = MailFlags(rawValue: 4)
  /// An answer: In-Reply-To or References are there, or the subject begins with Re, AW, SV ...
  public static let reply = MailFlags(rawValue: 8)
  /// A forwarded message: the subject begins with Fw, Fwd, WG ...
  public static let forward = MailFlags(rawValue: 16)
  /// Gmail had it in Sent.
  public static let labelledSent = MailFlags(rawValue: 32)
  /// Gmail had it in Spam or Trash.
  public static let discarded = MailFlags(rawValue: 64)
  /// Gmail had it in Drafts.
  public static let draft = MailFlags(rawValue: 128)
  /// A report of a failed delivery: an empty return path, a report type or X-Failed-Recipients.
  public static let bounce = MailFlags(rawValue: 256)
  /// Holds or is a calendar invitation, by its content type.
  public static let calendar = MailFlags(rawValue: 512)
  /// The same message was seen before (set by the log, not by the message).
  public static let repeated = MailFlags(rawValue: 1024)
  /// Written on Exchange, and Auto-Response-Suppress or the like is not there: has an X-To with recipients.
  public static let exchange = MailFlags(rawValue: 2048)
  /// The date is not that of the Date header.
  public static let dateGuessed = MailFlags(rawValue: 4096)

  /// What the headers of a message tell.
  @inline(__always)
  static func read(_ bytes: Span<UInt8>, _ headers: HeaderBlock) -> MailFlags {
    var flags: MailFlags = []
    for field in headers.fields {
      switch field.kind {
      case .from, .to, .cc, .bcc, .date, .messageID, .received: continue
      case .subject: flags.formUnion(SubjectPrefix.flags(bytes, field.value))
      case .inReplyTo, .references: if !field.value.isEmpty { flags.insert(.reply) }
      case .listID, .listPost: flags.insert(.list)
      case .listUnsubscribe, .mailing: flags.insert(.bulk)
      default: flags.formUnion(rare(bytes, field))
      }
    }
    if flags.contains(.list), headers.first(.listPost) != nil || headers.first(.listID) == nil { flags.remove(.bulk) }
    return flags
  }

  private static func rare(_ bytes: Span<UInt8>, _ field: HeaderField) -> MailFlags {
    switch field.kind {
    case .autoSubmitted: return bytes.spells("no", in: bytes.trimmed(field.value)) ? [] : .auto
    case .precedence:
      let word = bytes.trimmed(field.value)
      if bytes.spells("list", in: word) { return .list }
      if bytes.spells("bulk", in: word) || bytes.spells("junk", in: word) { return .bulk }
      return bytes.spells("auto_reply", in: word) ? .auto : []
    case .failedRecipients: return .bounce
    case .returnPath: return bytes.spells("<>", in: bytes.trimmed(field.value)) ? .auto : []
    case .contentType: return type(bytes, field.value)
    case .gmailLabels: return labels(bytes, field.value)
    case .exchangeTo: return field.value.isEmpty ? [] : .exchange
    default: return []
    }
  }

  private static func type(_ bytes: Span<UInt8>, _ range: Range<Int>) -> MailFlags {
    if range.count >= 16, bytes.spells("multipart/report", in: range.lowerBound..<range.lowerBound + 16) { return .bounce }
    if range.count >= 13, bytes.spells("text/calendar", in: range.lowerBound..<range.lowerBound + 13) { return .calendar }
    return []
  }

  private static func labels(_ bytes: Span<UInt8>, _ range: Range<Int>) -> MailFlags {
    var flags: MailFlags = []
    for label in GmailLabels.read(EncodedWord.decode(bytes, range)) {
      switch Fold.string(label) {
      case "sent", "gesendet", "messages envoyes", "enviados", "posta inviata", "verzonden", "skickat": flags.insert(.labelledSent)
      case "spam", "trash", "papierkorb", "corbeille", "papelera", "cestino", "prullenbak", "papperskorg": flags.insert(.discarded)
      case "drafts", "draft", "entwurfe", "brouillons", "borradores", "bozze", "concepten", "utkast": flags.insert(.draft)
      default: continue
      }
    }
    return flags
  }
}

/// What mail programs put before a subject when they answer or forward.
enum SubjectPrefix {
  static func flags(_ bytes: Span<UInt8>, _ range: Range<Int>) -> MailFlags {
    guard range.count >= 3 else { return [] }
    let a = bytes[range.lowerBound] | 0x20
    let b = bytes[range.lowerBound + 1] | 0x20
    let c = bytes[range.lowerBound + 2]
    let ends = c == 58 || c == 91 || c == 32 && range.count > 3 && bytes[range.lowerBound + 3] == 58
    switch UInt16(a) << 8 | UInt16(b) {
    case 0x7265, 0x6177, 0x7376, 0x7673, 0x7267: return ends ? .reply : []  // re aw sv vs rg
    case 0x6677: return c == 58 || c | 0x20 == 100 ? .forward : []  // fw fwd
    case 0x7767, 0x7472: return ends ? .forward : []  // wg tr
    default: return []
    }
  }

  /// `range` without such prefixes and the blanks around them, however many there are.
  static func strip(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var subject = bytes.trimmed(range)
    while subject.count >= 3 {
      let limit = min(subject.upperBound, subject.lowerBound + 8)
      guard let colon = bytes.find(58, from: subject.lowerBound, to: limit), !flags(bytes, subject).isEmpty else { break }
      subject = bytes.trimmed(colon + 1..<subject.upperBound)
    }
    return subject
  }
}

/// The header fields that tell something about people; all others are passed over.
public enum HeaderKind: UInt8, Sendable, Hashable {
  /// Who wrote: RFC 5322 section 3.6.2.
  case from, sender, replyTo
  /// To whom: RFC 5322 section 3.6.3.
  case to, cc, bcc
  /// RFC 5322 section 3.6.1 and 3.6.5.
  case date, subject
  /// RFC 5322 section 3.6.4.
  case messageID, inReplyTo, references
  /// RFC 2919, RFC 2369.
  case listID, listUnsubscribe, listPost
  /// RFC 3834, and what came before it.
  case autoSubmitted, precedence
  /// Where a copy was delivered: seen in the wild, RFC 9228.
  case deliveredTo, originalTo
  /// What Exchange and Gmail add.
  case exchangeFrom, exchangeTo, exchangeCc, gmailLabels
  /// The topmost trace field, for its date.
  case received
  /// RFC 5321 section 4.4.
  case returnPath
  /// RFC 2045, 2183.
  case contentType, transferEncoding, contentDisposition
  /// What mboxcl keeps.
  case contentLength
  /// Whom a bounce failed to reach.
  case failedRecipients
  /// Seen at mass mailings: Feedback-ID, X-Campaign and their like.
  case mailing
}

/// One header field of interest: its kind and where its value stands.
public struct HeaderField: Hashable, Sendable {
  /// Which field.
  public var kind: HeaderKind
  /// The value in the file, from behind the colon to the end of the last folded line, line end left out.
  public var value: Range<Int>
}

/// The headers of one message as ranges into the file; reused from message to message.
public struct HeaderBlock: Sendable {
  /// The fields of interest in the order of the file.
  public internal(set) var fields: [HeaderField] = []
  /// Where the headers stand, the empty line left out.
  public internal(set) var range: Range<Int> = 0..<0
  /// Where the text begins.
  public internal(set) var bodyStart = 0
  /// How many header lines there are, of interest or not.
  public internal(set) var count = 0

  /// An empty block.
  public init() {}

  /// The value of the first field of that kind.
  public func first(_ kind: HeaderKind) -> Range<Int>? {
    for field in fields where field.kind == kind { return field.value }
    return nil
  }

  mutating func reset(at start: Int) {
    fields.removeAll(keepingCapacity: true)
    range = start..<start
    bodyStart = start
    count = 0
  }
}

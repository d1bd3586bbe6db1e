internal import Scan

/// Finds out which field a header line is, by the length of its name and the first letter.
enum HeaderName {
  /// The kind of the field whose name stands in `name`, or nil when it is of no interest.
  @inline(__always)
  static func kind(_ bytes: Span<UInt8>, _ name: Range<Int>) -> HeaderKind? {
    let first = bytes[name.lowerBound] | 0x20
    switch name.count {
    case 2: return short(bytes, name)
    case 4: return four(bytes, name, first)
    case 7:
      if first == 115, bytes.isFieldName("subject", in: name) { return .subject }
      return first == 108 && bytes.isFieldName("list-id", in: name) ? .listID : nil
    case 8:
      guard first == 114 else { return nil }
      if bytes.isFieldName("received", in: name) { return .received }
      return bytes.isFieldName("reply-to", in: name) ? .replyTo : nil
    case 10:
      if first == 109 { return bytes.isFieldName("message-id", in: name) ? .messageID : nil }
      if first == 114 { return bytes.isFieldName("references", in: name) ? .references : nil }
      return first == 112 && bytes.isFieldName("precedence", in: name) ? .precedence : nil
    case 11:
      if first == 105 { return bytes.isFieldName("in-reply-to", in: name) ? .inReplyTo : nil }
      if first == 102 { return bytes.isFieldName("feedback-id", in: name) ? .mailing : nil }
      return first == 114 && bytes.isFieldName("return-path", in: name) ? .returnPath : nil
    case 12:
      if first == 99 { return bytes.isFieldName("content-type", in: name) ? .contentType : nil }
      return first == 100 && bytes.isFieldName("delivered-to", in: name) ? .deliveredTo : nil
    default: return rare(bytes, name, first)
    }
  }

  @inline(__always)
  private static func short(_ bytes: Span<UInt8>, _ name: Range<Int>) -> HeaderKind? {
    let pair = UInt16(bytes[name.lowerBound] | 0x20) &<< 8 | UInt16(bytes[name.lowerBound + 1] | 0x20)
    if pair == 0x746F { return .to }
    return pair == 0x6363 ? .cc : nil
  }

  @inline(__always)
  private static func four(_ bytes: Span<UInt8>, _ name: Range<Int>, _ first: UInt8) -> HeaderKind? {
    switch first {
    case 102: bytes.isFieldName("from", in: name) ? .from : nil
    case 100: bytes.isFieldName("date", in: name) ? .date : nil
    case 120: bytes.isFieldName("x-to", in: name) ? .exchangeTo : bytes.isFieldName("x-cc", in: name) ? .exchangeCc : nil
    default: nil
    }
  }

  private static func rare(_ bytes: Span<UInt8>, _ name: Range<Int>, _ first: UInt8) -> HeaderKind? {
    switch first {
    case 97: bytes.isFieldName("auto-submitted", in: name) ? .autoSubmitted : nil
    case 98: bytes.isFieldName("bcc", in: name) ? .bcc : nil
    case 99:
      switch name.count {
      case 14: bytes.isFieldName("content-length", in: name) ? .contentLength : nil
      case 19: bytes.isFieldName("content-disposition", in: name) ? .contentDisposition : nil
      case 25: bytes.isFieldName("content-transfer-encoding", in: name) ? .transferEncoding : nil
      default: nil
      }
    case 108:
      bytes.isFieldName("list-unsubscribe", in: name) ? .listUnsubscribe : bytes.isFieldName("list-post", in: name) ? .listPost : nil
    case 115: bytes.isFieldName("sender", in: name) ? .sender : nil
    case 120: extended(bytes, name)
    default: nil
    }
  }

  private static func extended(_ bytes: Span<UInt8>, _ name: Range<Int>) -> HeaderKind? {
    switch name.count {
    case 6: bytes.isFieldName("x-from", in: name) ? .exchangeFrom : nil
    case 13: bytes.isFieldName("x-original-to", in: name) ? .originalTo : bytes.isFieldName("x-campaign-id", in: name) ? .mailing : nil
    case 14: bytes.isFieldName("x-gmail-labels", in: name) ? .gmailLabels : nil
    case 10: bytes.isFieldName("x-campaign", in: name) ? .mailing : nil
    case 19: bytes.isFieldName("x-failed-recipients", in: name) ? .failedRecipients : nil
    default: nil
    }
  }

  /// Whether `name` is one that mail programs write, or an extension: what tells a header line from a sentence with a colon.
  static func isUsual(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    if kind(bytes, name) != nil { return true }
    guard name.count >= 2 else { return false }
    if bytes[name.lowerBound] | 0x20 == 120, bytes[name.lowerBound + 1] == 45 { return true }
    return bytes.spells("status", in: name) || bytes.spells("mime-version", in: name) || bytes.spells("user-agent", in: name)
      || bytes.spells("dkim-signature", in: name) || bytes.spells("authentication-results", in: name)
      || bytes.spells("resent-from", in: name) || bytes.spells("resent-date", in: name) || bytes.spells("resent-to", in: name)
      || bytes.spells("arc-seal", in: name) || bytes.spells("importance", in: name) || bytes.spells("thread-topic", in: name)
      || bytes.spells("received-spf", in: name) || bytes.spells("errors-to", in: name) || bytes.spells("envelope-to", in: name)
      || bytes.spells("domainkey-signature", in: name) || bytes.spells("apparently-to", in: name)
  }
}

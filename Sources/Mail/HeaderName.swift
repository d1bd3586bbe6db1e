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
      if first == 115, folded(bytes, name) == 0x7463_656A_6275_73 { return .subject }
      return first == 108 && bytes.spells("list-id", in: name) ? .listID : nil
    case 8:
      guard first == 114 else { return nil }
      if folded(bytes, name) == 0x6465_7669_6563_6572 { return .received }
      return bytes.spells("reply-to", in: name) ? .replyTo : nil
    case 10:
      if first == 109 { return bytes.spells("message-id", in: name) ? .messageID : nil }
      if first == 114 { return bytes.spells("references", in: name) ? .references : nil }
      return first == 112 && bytes.spells("precedence", in: name) ? .precedence : nil
    case 11:
      if first == 105 { return bytes.spells("in-reply-to", in: name) ? .inReplyTo : nil }
      if first == 102 { return bytes.spells("feedback-id", in: name) ? .mailing : nil }
      return first == 114 && bytes.spells("return-path", in: name) ? .returnPath : nil
    case 12:
      if first == 99 { return bytes.spells("content-type", in: name) ? .contentType : nil }
      return first == 100 && bytes.spells("delivered-to", in: name) ? .deliveredTo : nil
    default: return rare(bytes, name, first)
    }
  }

  /// The first eight bytes of a name at most that long as one little-endian number, letters small: `from` is 0x6D6F_7266.
  @inline(__always)
  private static func folded(_ bytes: Span<UInt8>, _ name: Range<Int>) -> UInt64 {
    let word = bytes.word(at: name.lowerBound) | 0x2020_2020_2020_2020
    return name.count >= 8 ? word : word & (UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- name.count &* 8))
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
    case 102: folded(bytes, name) == 0x6D6F_7266 ? .from : nil
    case 100: folded(bytes, name) == 0x6574_6164 ? .date : nil
    case 120: bytes.spells("x-to", in: name) ? .exchangeTo : bytes.spells("x-cc", in: name) ? .exchangeCc : nil
    default: nil
    }
  }

  private static func rare(_ bytes: Span<UInt8>, _ name: Range<Int>, _ first: UInt8) -> HeaderKind? {
    switch first {
    case 97: bytes.spells("auto-submitted", in: name) ? .autoSubmitted : nil
    case 98: bytes.spells("bcc", in: name) ? .bcc : nil
    case 99:
      switch name.count {
      case 14: bytes.spells("content-length", in: name) ? .contentLength : nil
      case 19: bytes.spells("content-disposition", in: name) ? .contentDisposition : nil
      case 25: bytes.spells("content-transfer-encoding", in: name) ? .transferEncoding : nil
      default: nil
      }
    case 108:
      bytes.spells("list-unsubscribe", in: name) ? .listUnsubscribe : bytes.spells("list-post", in: name) ? .listPost : nil
    case 115: bytes.spells("sender", in: name) ? .sender : nil
    case 120: extended(bytes, name)
    default: nil
    }
  }

  private static func extended(_ bytes: Span<UInt8>, _ name: Range<Int>) -> HeaderKind? {
    switch name.count {
    case 6: bytes.spells("x-from", in: name) ? .exchangeFrom : nil
    case 13: bytes.spells("x-original-to", in: name) ? .originalTo : bytes.spells("x-campaign-id", in: name) ? .mailing : nil
    case 14: bytes.spells("x-gmail-labels", in: name) ? .gmailLabels : nil
    case 10: bytes.spells("x-campaign", in: name) ? .mailing : nil
    case 19: bytes.spells("x-failed-recipients", in: name) ? .failedRecipients : nil
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

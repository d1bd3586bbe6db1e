public import Scan

/// When a message was written, and how that is known.
public struct MessageDate: Hashable, Sendable {
  /// The moment, or nil where nothing names one.
  public var moment: Moment?
  /// What it rests on.
  public var source: Source

  /// What a date rests on.
  public enum Source: UInt8, Sendable, Hashable {
    /// The Date header.
    case header
    /// The topmost Received header, since the Date header is missing or bad.
    case trace
    /// The `From ` line of the mbox, since nothing better is there.
    case envelope
    /// Nothing.
    case none
  }

  /// Seconds since 1970, UTC.
  public var seconds: Int64? { moment?.seconds }

  /// Reads the date of the message with these headers. A missing or bad Date header is noted.
  @inline(__always)
  public static func read(_ bytes: Span<UInt8>, _ headers: HeaderBlock, _ frame: MessageFrame, notes: inout [MailNote]) -> MessageDate {
    for field in headers.fields where field.kind == .date {
      if let moment = MailDate.read(bytes, field.value) { return MessageDate(moment: moment, source: .header) }
    }
    return fallback(bytes, headers, frame, &notes)
  }

  private static func fallback(_ bytes: Span<UInt8>, _ headers: HeaderBlock, _ frame: MessageFrame, _ notes: inout [MailNote])
    -> MessageDate
  {
    let bad = headers.first(.date)
    if headers.count > 0 {
      notes.append(MailNote(offset: bad?.lowerBound ?? frame.content.lowerBound, reason: bad == nil ? .missingDate : .badDate))
    }
    if let trace = headers.first(.received), let semicolon = lastSemicolon(bytes, trace),
      let moment = MailDate.read(bytes, semicolon + 1..<trace.upperBound)
    {
      return MessageDate(moment: moment, source: .trace)
    }
    if let moment = FromLine.moment(bytes, frame.envelope) { return MessageDate(moment: moment, source: .envelope) }
    return MessageDate(moment: nil, source: .none)
  }

  /// The date of a trace field stands behind its last semicolon (RFC 5321 section 4.4).
  private static func lastSemicolon(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var i = range.upperBound - 1
    while i >= range.lowerBound {
      if bytes[i] == 59 { return i }
      i -= 1
    }
    return nil
  }
}

public import Scan

/// What a mail file is.
public enum MailForm: Sendable, Hashable {
  /// Many messages, each behind a `From ` line: mboxo, mboxrd, mboxcl, mboxcl2, Takeout, Thunderbird, readpst.
  case mbox
  /// One message: `.eml`, a file of a Maildir.
  case message
  /// One message behind a line with its length, as Apple Mail keeps it.
  case emlx
}

/// Where one message stands in a file.
public struct MessageFrame: Hashable, Sendable {
  /// The `From ` line without its end; empty where the file has none.
  public var envelope: Range<Int>
  /// Headers and text, without the empty line that an mbox puts behind them.
  public var content: Range<Int>
  /// The text.
  public var body: Range<Int>
}

/// Cuts a mail file into messages, one after the other. Pure: the bytes are lent to each call and must be the same each time.
///
/// A `From ` line opens a message when it looks like an envelope line in its place (see `FromLine`); the others are kept in
/// the text and noted. A Content-Length that lands exactly before a `From ` line or the end of the file is believed (mboxcl2).
public struct MessageReader: Sendable {
  private var position: Int
  private let form: MailForm
  private let limits: Limits
  /// What was got over so far. The caller may take it out and clear it.
  public var notes: [MailNote] = []

  /// A reader at the beginning of `bytes`; `form` where it is known from elsewhere.
  public init(_ bytes: Span<UInt8>, form: MailForm? = nil, limits: Limits = .standard) {
    self.form = form ?? MessageReader.form(of: bytes)
    self.limits = limits
    position = MessageReader.skipMark(bytes)
    if self.form == .mbox { seekFirst(bytes) }
  }

  /// How far the reader has come, in bytes.
  public var offset: Int { position }

  /// The next message and its headers, or nil at the end.
  public mutating func next(_ bytes: Span<UInt8>, headers: inout HeaderBlock) -> MessageFrame? {
    guard position < bytes.count else { return nil }
    return form == .mbox ? nextEntry(bytes, &headers) : onlyMessage(bytes, &headers)
  }

  private mutating func nextEntry(_ bytes: Span<UInt8>, _ headers: inout HeaderBlock) -> MessageFrame? {
    let start = position
    let lineEnd = bytes.lineEnd(from: start, to: bytes.count)
    let hasEnvelope = bytes.has("From ", at: start)
    let contentStart = hasEnvelope ? min(lineEnd + 1, bytes.count) : start
    HeaderScan.scan(bytes, in: contentStart..<bytes.count, limits: limits, into: &headers, notes: &notes)
    if headers.count == 0 { notes.append(MailNote(offset: start, reason: .noHeaders)) }
    let next = boundary(bytes, headers, envelope: start)
    position = next
    let end = MessageReader.withoutClosingLine(bytes, headers.bodyStart, next)
    let envelope = hasEnvelope ? start..<MessageReader.withoutReturn(bytes, start, lineEnd) : start..<start
    return MessageFrame(envelope: envelope, content: contentStart..<end, body: min(headers.bodyStart, end)..<end)
  }

  /// Where the next entry begins, or the end of the bytes.
  private mutating func boundary(_ bytes: Span<UInt8>, _ headers: HeaderBlock, envelope: Int) -> Int {
    if let field = headers.first(.contentLength), let end = MessageReader.trusted(bytes, field, headers.bodyStart) { return end }
    var from = max(headers.bodyStart - 1, envelope)
    while let hit = bytes.findFromLine(from: from, to: bytes.count) {
      if FromLine.opensMessage(bytes, at: hit, end: bytes.count) { return hit }
      notes.append(MailNote(offset: hit, reason: .unquotedFromLine))
      from = hit
    }
    return bytes.count
  }

  private mutating func onlyMessage(_ bytes: Span<UInt8>, _ headers: inout HeaderBlock) -> MessageFrame? {
    var start = position
    var end = bytes.count
    if form == .emlx {
      let lineEnd = bytes.lineEnd(from: start, to: end)
      let length = MessageReader.number(bytes, start..<lineEnd) ?? end
      start = min(lineEnd + 1, end)
      end = min(end, start + length)
    }
    position = bytes.count
    HeaderScan.scan(bytes, in: start..<end, limits: limits, into: &headers, notes: &notes)
    if headers.count == 0 { notes.append(MailNote(offset: start, reason: .noHeaders)) }
    return MessageFrame(envelope: start..<start, content: start..<end, body: min(headers.bodyStart, end)..<end)
  }

  /// Goes to the first `From ` line. What stands before it is an entry of its own where it begins with headers, else noted.
  private mutating func seekFirst(_ bytes: Span<UInt8>) {
    var i = position
    while i < bytes.count, ASCII.isSpace(bytes[i]) || bytes[i] == 0 { i += 1 }
    if i >= bytes.count || bytes.has("From ", at: i) || bytes.fieldNameEnd(from: i, to: bytes.count) > 0 {
      position = i
      return
    }
    notes.append(MailNote(offset: i, reason: .leadingBytes))
    position = MessageReader.firstEntry(bytes, from: i, to: bytes.count) ?? bytes.count
  }
}

extension MessageReader {
  /// What `bytes` are: an mbox when they begin with a `From ` line, or hold one in its place and begin with no header.
  public static func form(of bytes: Span<UInt8>) -> MailForm {
    var i = skipMark(bytes)
    while i < bytes.count, ASCII.isSpace(bytes[i]) || bytes[i] == 0 { i += 1 }
    if bytes.has("From ", at: i) { return .mbox }
    let lineEnd = bytes.lineEnd(from: i, to: bytes.count)
    if number(bytes, i..<lineEnd) != nil, bytes.fieldNameEnd(from: min(lineEnd + 1, bytes.count), to: bytes.count) > 0 { return .emlx }
    if bytes.fieldNameEnd(from: i, to: bytes.count) > 0 { return .message }
    return firstEntry(bytes, from: i, to: bytes.count) == nil ? .message : .mbox
  }

  /// Behind a UTF-8 byte order mark.
  static func skipMark(_ bytes: Span<UInt8>) -> Int { bytes.has("\u{FEFF}", at: 0) ? 3 : 0 }

  static func firstEntry(_ bytes: Span<UInt8>, from start: Int, to end: Int) -> Int? {
    var from = start
    while let hit = bytes.findFromLine(from: from, to: end) {
      if FromLine.opensMessage(bytes, at: hit, end: end) { return hit }
      from = hit
    }
    return nil
  }

  /// The end that a Content-Length names, if a `From ` line or the end of the bytes stands there (a line end or two between).
  private static func trusted(_ bytes: Span<UInt8>, _ field: Range<Int>, _ bodyStart: Int) -> Int? {
    guard let length = number(bytes, field), length <= bytes.count - bodyStart else { return nil }
    var i = bodyStart + length
    if i == bytes.count { return i }
    if i > 0, bytes[i - 1] != 10, bytes[i] != 10, bytes[i] != 13 { return nil }
    for _ in 0..<4 {
      if bytes.has("From ", at: i) { return i > 0 && bytes[i - 1] == 10 && FromLine.opensMessage(bytes, at: i, end: bytes.count) ? i : nil }
      guard i < bytes.count, bytes[i] == 10 || bytes[i] == 13 else { return nil }
      i += 1
      if i == bytes.count { return i }
    }
    return nil
  }

  /// The whole number that `range` spells, blanks around it allowed; nil for anything else.
  static func number(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let digits = bytes.trimmed(range)
    guard !digits.isEmpty, digits.count <= 15 else { return nil }
    var value = 0
    for i in digits {
      guard ASCII.isDigit(bytes[i]) else { return nil }
      value = value * 10 + Int(bytes[i] - 48)
    }
    return value
  }

  /// `end` without the empty line that mbox puts between entries.
  @inline(__always)
  private static func withoutClosingLine(_ bytes: Span<UInt8>, _ low: Int, _ end: Int) -> Int {
    guard end < bytes.count, end - 2 >= low, bytes[end - 1] == 10 else { return max(end, low) }
    if bytes[end - 2] == 10 { return end - 1 }
    if bytes[end - 2] == 13, end - 3 >= low, bytes[end - 3] == 10 { return end - 2 }
    return end
  }

  @inline(__always)
  private static func withoutReturn(_ bytes: Span<UInt8>, _ low: Int, _ end: Int) -> Int {
    end > low && bytes[end - 1] == 13 ? end - 1 : end
  }
}

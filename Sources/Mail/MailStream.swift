public import Scan

/// The messages of a mail file, one summary after the other. Pure; memory does not grow with the file. (A file whose lines
/// end in CR alone goes through `ReturnLines` first; `read` sees to that itself.)
///
///     var stream = MailStream(bytes)
///     var summary = MessageSummary()
///     while stream.next(bytes, into: &summary) { ... }
public struct MailStream: Sendable {
  private var reader: MessageReader
  private var found: [FoundMailbox] = []
  private let limits: Limits
  /// How many messages came so far.
  public private(set) var count = 0

  /// A stream at the beginning of `bytes`; `form` where it is known from elsewhere.
  public init(_ bytes: Span<UInt8>, form: MailForm? = nil, limits: Limits = .standard) {
    reader = MessageReader(bytes, form: form, limits: limits)
    self.limits = limits
  }

  /// How far the stream has come, in bytes: for a progress bar.
  public var offset: Int { reader.offset }

  /// What was got over since the notes were last taken; empties them.
  public mutating func takeNotes() -> [MailNote] {
    let notes = reader.notes
    reader.notes.removeAll()
    return notes
  }

  /// Reads the next message of the same bytes into `summary`; false at the end.
  public mutating func next(_ bytes: Span<UInt8>, into summary: inout MessageSummary) -> Bool {
    guard let frame = reader.next(bytes, headers: &summary.headers) else { return false }
    count += 1
    summary.frame = frame
    summary.date = MessageDate.read(bytes, summary.headers, frame, notes: &reader.notes)
    readMailboxes(bytes, &summary)
    summary.flags = MailFlags.read(bytes, summary.headers)
    if summary.date.source != .header { summary.flags.insert(.dateGuessed) }
    summary.key = ContentKey.of(bytes, summary)
    return true
  }

  @inline(__always)
  private mutating func readMailboxes(_ bytes: Span<UInt8>, _ summary: inout MessageSummary) {
    summary.mailboxes.removeAll(keepingCapacity: true)
    for index in summary.headers.fields.indices {
      let field = summary.headers.fields[index]
      guard field.kind.rawValue <= HeaderKind.bcc.rawValue else { continue }
      found.removeAll(keepingCapacity: true)
      AddressList.read(bytes, field.value, limit: max(0, limits.fields - summary.mailboxes.count), into: &found)
      let places = found.span
      summary.mailboxes.append(addingCapacity: places.count) { out in
        for place in places.indices { out.append(MessageSummary.Mailbox(role: field.kind, place: places[place])) }
      }
    }
    if summary.mailboxes.count >= limits.fields {
      reader.notes.append(MailNote(offset: summary.frame.content.lowerBound, reason: .tooManyAddresses))
    }
  }

  /// Hands every message of `bytes` to `body`, in one call each, and gives what was got over.
  @discardableResult
  public static func read<Failure: Error>(
    _ bytes: Span<UInt8>, form: MailForm? = nil, limits: Limits = .standard,
    _ body: (Span<UInt8>, MessageSummary) throws(Failure) -> Void
  ) throws(Failure) -> [MailNote] {
    if let repaired = ReturnLines.repaired(bytes) { return try read(repaired.span, form: form, limits: limits, body) }
    var stream = MailStream(bytes, form: form, limits: limits)
    var summary = MessageSummary()
    while stream.next(bytes, into: &summary) { try body(bytes, summary) }
    return stream.takeNotes()
  }
}

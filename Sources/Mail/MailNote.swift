/// Something about a message or a file that a reader got over, with its place: told to the user, never the end of a reading.
public struct MailNote: Hashable, Sendable {
  /// Offset in bytes from the start of the file.
  public var offset: Int
  /// What was found there.
  public var reason: Reason

  /// What a reader got over.
  public enum Reason: Hashable, Sendable {
    /// An entry that begins without a single header line.
    case noHeaders
    /// A line among the headers that is none; what follows it was read as headers all the same.
    case strayLine
    /// The headers run into the body without an empty line.
    case noEmptyLine
    /// The headers of one message exceed the limit; the rest was taken as body.
    case headersTooLong
    /// One header exceeds the limit; its end was left out.
    case headerTooLong
    /// NUL bytes among the headers.
    case nulBytes
    /// A `From ` line in a body that opens no message.
    case unquotedFromLine
    /// Bytes before the first message of a mailbox.
    case leadingBytes
    /// The file ends within the headers of a message.
    case truncated
    /// No Date header.
    case missingDate
    /// A Date header that names no day.
    case badDate
    /// More addresses in one message than the limit; the rest was left out.
    case tooManyAddresses
    /// More MIME parts or deeper nesting than the limit; the rest was left alone.
    case tooManyParts
    /// A multipart body without its closing boundary.
    case unclosedPart
    /// A transfer encoding or charset that could not be undone wholly.
    case undecodable
  }

  /// A note.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }
}

extension MailNote: CustomStringConvertible {
  /// `byte 1024: no header lines`.
  public var description: String { "byte \(offset): \(reason.sentence)" }
}

extension MailNote.Reason {
  /// The reason in words.
  public var sentence: String {
    switch self {
    case .noHeaders: "an entry without header lines"
    case .strayLine: "a line among the headers that is no header"
    case .noEmptyLine: "no empty line between headers and text"
    case .headersTooLong: "headers longer than the limit, the rest taken as text"
    case .headerTooLong: "a header longer than the limit, its end left out"
    case .nulBytes: "NUL bytes among the headers"
    case .unquotedFromLine: "a line beginning with From that opens no message"
    case .leadingBytes: "bytes before the first message"
    case .truncated: "the file ends within the headers"
    case .missingDate: "no date"
    case .badDate: "a date that names no day"
    case .tooManyAddresses: "more addresses than the limit, the rest left out"
    case .tooManyParts: "more or deeper parts than the limit, the rest left alone"
    case .unclosedPart: "a part that is not closed"
    case .undecodable: "text that could not be decoded wholly"
    }
  }
}

import Mail
import Scan
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Lends the bytes of a file of the corpus.
func withCorpus<Result>(_ name: String, _ body: (Span<UInt8>) throws -> Result) throws -> Result {
  let folder = #filePath.split(separator: "/").dropLast().joined(separator: "/")
  let file = try MappedFile("/\(folder)/Corpus/\(name)")
  return try file.withBytes { (bytes: Span<UInt8>) throws -> Result in try body(bytes) }
}

/// What a test wants to see of one message.
struct Seen: Equatable {
  var from: [String] = []
  var to: [String] = []
  var subject = ""
  var date = ""
}

/// The messages of a file, as tests look at them.
func messages(_ name: String) throws -> (seen: [Seen], notes: [MailNote.Reason]) {
  try withCorpus(name) { bytes in
    var seen: [Seen] = []
    let notes = MailStream.read(bytes) { bytes, summary in
      seen.append(
        Seen(
          from: summary.mailboxes(.from).map { summary.address($0, in: bytes) },
          to: summary.mailboxes(.to).map { summary.address($0, in: bytes) },
          subject: summary.subject(in: bytes), date: summary.date.moment?.written ?? ""))
    }
    return (seen, notes.map(\.reason))
  }
}

/// The first message of a file.
func withMessage<Result>(_ name: String, _ body: (Span<UInt8>, MessageSummary) throws -> Result) throws -> Result {
  try withCorpus(name) { bytes in
    var stream = MailStream(bytes)
    var summary = MessageSummary()
    let isThere = stream.next(bytes, into: &summary)
    #expect(isThere)
    return try body(bytes, summary)
  }
}

/// The messages of a text.
func summaries(_ text: String) -> [MessageSummary] {
  let bytes = Array(text.utf8)
  var all: [MessageSummary] = []
  MailStream.read(bytes.span) { _, summary in all.append(summary) }
  return all
}

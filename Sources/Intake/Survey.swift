public import Book
import Scan

/// A source and the reader that takes it, or why none does.
public struct Recognised: Sendable {
  /// The source.
  public let source: Source
  /// The reader; nil where it cannot be read.
  public let reader: (any Reader)?
  /// The reader's name, or what the file is otherwise: `pdf`, `image`, `unknown`.
  public let kind: String
  /// The same for people.
  public let spoken: String
  /// Why it cannot be read, in one sentence; nil when it can.
  public let trouble: String?

  /// Whether a reading shows all bytes of the source to `ReadContext.seen`: only those of a file of its own can be shown.
  public var showsBytes: Bool {
    if case .file = source.location { return reader?.showsBytes ?? false }
    return false
  }

  /// Hands out the readings of the source. Throws when the whole source cannot be read, or when `sink` throws.
  public func read(_ context: ReadContext, into sink: (Reading) throws -> Void) throws {
    guard let reader else { throw Fault(.unreadable, "\(source.path) cannot be read: \(trouble ?? "its kind is not known").") }
    try reader.read(source, in: context, into: sink)
    context.progress(Int(source.size), Int(source.size))
  }

  /// What each column is taken for, where it is a table.
  public func mapping() throws -> [(column: String, meaning: String)] { try reader?.mapping(source) ?? [] }
}

/// What lies below some paths, each file recognised by its content.
public struct Survey: Sendable {
  /// The files in order.
  public let files: [Recognised]

  /// Whether one of the mailboxes is a sent folder by its name.
  public var hasSentFolder: Bool { files.contains { $0.reader is Mailbox && Mailbox.isSent($0.source.path) } }

  /// Of files that were recognised.
  public init(files: [Recognised]) { self.files = files }

  /// What each readable file says about its owner, from a bounded sample; empty clues for the others.
  public func clues(_ context: ReadContext = ReadContext()) -> [Clues] {
    files.map { $0.reader?.clues($0.source, in: context) ?? Clues() }
  }
}

/// Files and folders to readings.
public enum Intake {
  /// Walks the paths and recognises every file by its beginning. Never throws: what cannot be opened or read is in the list with its reason.
  public static func survey(_ paths: [String], limit: Int = 1_000_000) -> Survey {
    Survey(files: paths.flatMap { Walk.finds($0, limit: limit) }.map(recognise))
  }

  /// Recognises one file.
  public static func recognise(_ source: Source) -> Recognised { recognise(Walk.Find(source: source, trouble: nil)) }

  private static func recognise(_ find: Walk.Find) -> Recognised {
    func unread(_ kind: String, _ spoken: String, _ trouble: String) -> Recognised {
      Recognised(source: find.source, reader: nil, kind: kind, spoken: spoken, trouble: trouble)
    }
    if let trouble = find.trouble { return unread("unknown", "not readable", trouble) }
    let head: Head
    do {
      head = try beginning(find.source)
    } catch {
      return unread("unknown", "not readable", (error as? Fault)?.message ?? "it cannot be opened")
    }
    var best: (reader: any Reader, confidence: Confidence)?
    for reader in readers {
      let confidence = reader.claims(head, name: find.source.name)
      if confidence > (best?.confidence ?? .no) { best = (reader, confidence) }
      if confidence == .certain { break }
    }
    if let best {
      return Recognised(source: find.source, reader: best.reader, kind: best.reader.name, spoken: best.reader.spoken, trouble: nil)
    }
    let (kind, spoken, trouble) = Unread.name(head, name: find.source.name)
    return unread(kind, spoken, trouble)
  }

  private static func beginning(_ source: Source) throws -> Head {
    if case .folder = source.location { return Head(try source.head(), isFolder: true) }
    let bytes = try source.head()
    guard ZipArchive.isZip(bytes.span) else { return Head(bytes) }
    return Head(bytes, entries: try source.withBytes { try ZipArchive($0) }.entries.map(\.name))
  }
}

public import Book
public import Scan

/// Something to be read: a file, an entry of a zip, or a folder that is one mailbox.
public struct Source: Hashable, Sendable {
  /// Where its bytes are.
  public enum Location: Hashable, Sendable {
    /// A file of its own.
    case file(String)
    /// An entry of the zip at that path.
    case entry(zip: String, ZipArchive.Entry)
    /// Bytes that are no file: the content of something else that was read.
    case memory([UInt8])
    /// A folder whose files are read as one source, their names within it sorted.
    case folder(String, files: [String])
  }

  /// As to be shown: the path as given, with `a.zip/entry` for entries.
  public let path: String
  /// The last part of the path.
  public let name: String
  /// Bytes, unpacked.
  public let size: Int64
  /// Where the bytes are.
  public let location: Location
  /// The path of the zip it came from, or of the argument under which it was found.
  public let parent: String?

  /// A source.
  public init(path: String, size: Int64, location: Location, parent: String? = nil) {
    self.path = path
    self.name = path.split(separator: "/").last.map(String.init) ?? path
    self.size = size
    self.location = location
    self.parent = parent
  }

  /// The file at `path` as a source. Throws when it cannot be opened.
  public init(file path: String) throws(Fault) {
    let size = try Source.open(path) { span throws(Fault) in Int64(span.count) }
    self.init(path: path, size: size, location: .file(path))
  }

  /// Lends the bytes to `body`. Files are mapped, entries unpacked and checked. A folder has no bytes of its own.
  public func withBytes<Result>(_ body: (Span<UInt8>) throws -> Result) throws -> Result {
    switch location {
    case .file(let path): return try Source.openAny(path, body)
    case .entry(let zip, let entry):
      let data = try Source.open(zip) { span throws(Fault) in try ZipArchive.unpack(entry, from: span) }
      return try body(data.span)
    case .memory(let bytes): return try body(bytes.span)
    case .folder(let path, _): throw Fault(.unreadable, "\(path) is a folder.")
    }
  }

  /// The first bytes, at most `count`.
  public func head(_ count: Int = 65_536) throws -> [UInt8] {
    if case .folder(let path, let files) = location {
      guard let first = files.first else { return [] }
      return try Source.openAny(path + "/" + first) { $0.array(0..<min($0.count, count)) }
    }
    if case .entry(let zip, let entry) = location {
      return try Source.open(zip) { span throws(Fault) in try ZipArchive.head(entry, from: span, count: count) }
    }
    return try withBytes { $0.array(0..<min($0.count, count)) }
  }

  /// Lends the bytes of each file of a folder to `body` in turn (of a plain source: its own, once). `body` may say how far it has read:
  /// what lies behind is not kept in memory. `seen` is shown all bytes of a source that is a file of its own, as `body` gets through them.
  public func eachFile(
    seen: ((Span<UInt8>) -> Void)? = nil, _ body: (_ file: String, _ bytes: Span<UInt8>, _ behind: ReadBehind) throws -> Void
  ) throws {
    switch location {
    case .folder(let path, let files):
      for file in files { try Source.openToRead(path + "/" + file) { try body(file, $0, $1) } }
    case .file(let path): try Source.openToRead(path, seen: seen) { try body(name, $0, $1) }
    case .entry, .memory: try withBytes { try body(name, $0, ReadBehind()) }
    }
  }

  /// Hands each file of a folder (of a plain source: its own, once) to `body` as something that gives its bytes in pieces, from front to
  /// back: for what looks at each byte once and keeps none.
  public func eachFileInPieces(_ body: (_ pieces: ((Span<UInt8>) -> Void) throws -> Void) throws -> Void) throws {
    func read(_ path: String) throws {
      do {
        var file = try FilePieces(path)
        try body { try file.eachPiece($0) }
      } catch let failure as MappedFile.Failure {
        throw Source.fault(path, failure)
      }
    }
    switch location {
    case .folder(let path, let files): for file in files { try read(path + "/" + file) }
    case .file(let path): try read(path)
    case .entry, .memory: try withBytes { bytes in try body { $0(bytes) } }
    }
  }

  /// Ranges longer than this are lent from a mapping, so that no buffer has to hold them.
  private static let longest = 1 << 20

  /// Lends `ranges` of one file of a folder (of a plain source: its own) to `body` in turn, each with its number: for a look at few places,
  /// of which each would cost page faults in a mapping. What the file no longer has is passed over.
  func eachRange(_ ranges: [Range<Int>], of file: String, _ body: (_ number: Int, _ bytes: Span<UInt8>) throws -> Void) throws {
    guard let path = path(of: file) else {
      return try withBytes { bytes in
        for (number, range) in ranges.enumerated() where range.upperBound <= bytes.count { try body(number, bytes.extracting(range)) }
      }
    }
    let pieces: FilePieces
    do { pieces = try FilePieces(path) } catch { throw Source.fault(path, error) }
    var buffer: [UInt8] = []
    for (number, range) in ranges.enumerated() where range.upperBound <= pieces.size {
      if range.count > Source.longest {
        // It may have lost its end since it was opened above.
        try Source.openAny(path) { if range.upperBound <= $0.count { try body(number, $0.extracting(range)) } }
        continue
      }
      do { if try !pieces.read(range, into: &buffer) { continue } } catch { throw Source.fault(path, error) }
      try body(number, buffer.span.extracting(0..<range.count))
    }
  }

  /// Where one file of a folder (of a plain source: its own) lies; nil for bytes that are no file of their own.
  private func path(of file: String) -> String? {
    switch location {
    case .folder(let path, _): path + "/" + file
    case .file(let path): path
    case .entry, .memory: nil
    }
  }

  /// Lends the bytes of one file of a folder (of a plain source: its own) to `body`.
  func withFile<Result>(_ file: String, _ body: (Span<UInt8>, ReadBehind) throws -> Result) throws -> Result {
    if let path = path(of: file) { return try Source.openToRead(path, body) }
    return try withBytes { try body($0, ReadBehind()) }
  }

  private static func openToRead<Result>(
    _ path: String, seen: ((Span<UInt8>) -> Void)? = nil, _ body: (Span<UInt8>, ReadBehind) throws -> Result
  ) throws -> Result {
    let file: MappedFile
    do { file = try MappedFile(path) } catch { throw fault(path, error) }
    return try file.withBytes(seen: seen, body)
  }

  private static func openAny<Result>(_ path: String, _ body: (Span<UInt8>) throws -> Result) throws -> Result {
    let file: MappedFile
    do { file = try MappedFile(path) } catch { throw fault(path, error) }
    return try file.withBytes(body)
  }

  private static func open<Result>(_ path: String, _ body: (Span<UInt8>) throws(Fault) -> Result) throws(Fault) -> Result {
    let file: MappedFile
    do { file = try MappedFile(path) } catch { throw fault(path, error) }
    return try file.withBytes(body)
  }

  static func fault(_ path: String, _ failure: MappedFile.Failure) -> Fault {
    Fault(.missing, "\(path) cannot be opened: \(failure.reason).", next: "Check the path and whether you may read it.")
  }
}

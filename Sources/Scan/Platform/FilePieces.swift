#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file read in pieces from front to back, for sources whose bytes should not all be held (mapped pages count as memory).
@safe public struct FilePieces: ~Copyable {
  private let descriptor: Int32
  private var position = 0
  /// The size of the file when it was opened, in bytes.
  public let size: Int

  /// Opens the file at `path`. Throws when it cannot be opened or is no file.
  public init(_ path: String) throws(MappedFile.Failure) {
    let fd = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { throw MappedFile.Failure(code: errno) }
    var info = stat()
    guard unsafe fstat(fd, &info) == 0, info.st_mode & S_IFMT == S_IFREG else {
      let code = errno
      close(fd)
      throw MappedFile.Failure(code: code == 0 ? EISDIR : code)
    }
    descriptor = fd
    size = Int(info.st_size)
  }

  /// Appends at most `count` of the next bytes to `buffer`; false at the end of the file.
  public mutating func read(_ count: Int, into buffer: inout [UInt8]) throws(MappedFile.Failure) -> Bool {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: count))
    let filled = try fill(&buffer, start..<buffer.count, from: position)
    position += filled
    buffer.removeLast(count - filled)
    return filled > 0
  }

  /// Reads the bytes of `range` into the beginning of `buffer`, which grows to hold them; false where the file has no longer that many.
  public func read(_ range: Range<Int>, into buffer: inout [UInt8]) throws(MappedFile.Failure) -> Bool {
    if buffer.count < range.count { buffer = [UInt8](repeating: 0, count: range.count) }
    return try fill(&buffer, 0..<range.count, from: range.lowerBound) == range.count
  }

  /// Hands the bytes from here to the end to `body`, piece by piece through one buffer that stays in the processor's cache: for what looks
  /// at each byte once. A mapping would cost a page fault for every few thousand bytes.
  public mutating func eachPiece(_ body: (Span<UInt8>) -> Void) throws(MappedFile.Failure) {
    var buffer = [UInt8](repeating: 0, count: min(FilePieces.piece, max(0, size - position)))
    while position < size {
      let filled = try fill(&buffer, 0..<buffer.count, from: position)
      if filled == 0 { return }
      position += filled
      body(buffer.span.extracting(0..<filled))
    }
  }

  /// How many bytes `eachPiece` hands out at once.
  private static let piece = 128 << 10

  /// Reads the bytes of the file from `offset` on into `places` of `buffer`, until these are full or the file ends; how many came.
  private func fill(_ buffer: inout [UInt8], _ places: Range<Int>, from offset: Int) throws(MappedFile.Failure) -> Int {
    var filled = 0
    while filled < places.count {
      let got = unsafe buffer.withUnsafeMutableBytes { raw -> Int in
        guard let base = raw.baseAddress else { return 0 }
        return unsafe pread(descriptor, base + places.lowerBound + filled, places.count - filled, off_t(offset + filled))
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw MappedFile.Failure(code: errno) }
      if got == 0 { break }
      filled += got
    }
    return filled
  }

  deinit { close(descriptor) }
}

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file's bytes, mapped where the file is the user's own, else read into memory: a file that another program cuts short
/// under a mapping would kill us.
@safe public struct MappedFile: ~Copyable {
  private let start: UnsafeMutableRawPointer?
  private let length: Int
  private let mapped: Bool

  /// What went wrong in opening, as `errno` and the system's sentence.
  public struct Failure: Error, Sendable {
    /// The system's error number.
    public let code: Int32
    /// The system's sentence for it.
    public var reason: String { unsafe String(cString: strerror(code)) }
  }

  /// Opens the file at `path` for reading. Throws when it cannot be opened or is not a file.
  public init(_ path: String) throws(Failure) {
    (unsafe start, length, mapped) = unsafe try MappedFile.load(path)
  }

  private static func load(_ path: String) throws(Failure) -> (UnsafeMutableRawPointer?, Int, Bool) {
    let fd = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard fd >= 0 else { throw Failure(code: errno) }
    defer { close(fd) }
    var info = stat()
    guard unsafe fstat(fd, &info) == 0 else { throw Failure(code: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw Failure(code: info.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL) }
    let length = Int(info.st_size)
    if length == 0 { return (nil, 0, false) }
    if info.st_uid == getuid() || getuid() == 0, let map = unsafe mmap(nil, length, PROT_READ, MAP_PRIVATE, fd, 0), unsafe map != MAP_FAILED
    {
      unsafe madvise(map, length, MADV_SEQUENTIAL)
      return unsafe (map, length, true)
    }
    guard let copy = unsafe malloc(length) else { throw Failure(code: ENOMEM) }
    var filled = 0
    while filled < length {
      let got = unsafe read(fd, copy + filled, length - filled)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      filled += got
    }
    unsafe memset(copy + filled, 0, length - filled)
    return unsafe (copy, length, false)
  }

  /// The size in bytes.
  public var count: Int { length }

  /// Lends the bytes to `body`.
  public func withBytes<Result, Failure: Error>(_ body: (Span<UInt8>) throws(Failure) -> Result) throws(Failure) -> Result {
    let buffer = unsafe UnsafeBufferPointer(start: start?.assumingMemoryBound(to: UInt8.self), count: length)
    return try unsafe body(Span(_unsafeElements: buffer))
  }

  /// Lends the bytes to `body` for a reading from front to back, with what gives back the memory of that which was read. `seen` is shown
  /// all bytes, each once and in order, soon after `body` says that it has read them; what is left when `body` is done, then. Where `body`
  /// throws, the rest is not read.
  public func withBytes<Result>(
    seen: ((Span<UInt8>) -> Void)? = nil, _ body: (Span<UInt8>, ReadBehind) throws -> Result
  ) rethrows -> Result {
    let behind = unsafe ReadBehind(start, length, isMapped: mapped, seen)
    defer { behind.end() }
    let result = try withBytes { try body($0, behind) }
    behind.showRest()
    return result
  }

  deinit {
    guard let start = unsafe start else { return }
    if mapped { unsafe munmap(start, length) } else { unsafe free(start) }
  }
}

/// Gives back the memory of what was read of a mapped file, so that one of any size takes little. What is asked for again is read from the
/// file again.
@safe public final class ReadBehind {
  /// How many bytes are given back at once: a multiple of every page size.
  private static let step = 16 << 20
  /// How many bytes are shown at once at least, but for the last.
  private static let piece = 64 << 10
  private var start: UnsafeMutableRawPointer?
  private let length: Int
  private let isMapped: Bool
  private let seen: ((Span<UInt8>) -> Void)?
  private var shown = 0
  private var released = 0

  /// For bytes that are no file, and stay where they are.
  public init() { unsafe (start, length, isMapped, seen) = (nil, 0, false, nil) }

  fileprivate init(_ start: UnsafeMutableRawPointer?, _ length: Int, isMapped: Bool, _ seen: ((Span<UInt8>) -> Void)?) {
    unsafe (self.start, self.length, self.isMapped, self.seen) = (start, length, isMapped, seen)
  }

  /// All before `offset` was read.
  public func wasRead(to offset: Int) {
    let offset = min(offset, length)
    if offset - shown >= ReadBehind.piece { show(to: offset) }
    let end = offset / ReadBehind.step * ReadBehind.step
    guard isMapped, let start = unsafe start, end > released else { return }
    // Should the system refuse, the memory is given back with the file.
    unsafe madvise(start + released, end - released, MADV_DONTNEED)
    released = end
  }

  private func show(to end: Int) {
    guard let seen, let start = unsafe start, end > shown else { return }
    let bytes = unsafe UnsafeBufferPointer(start: (start + shown).assumingMemoryBound(to: UInt8.self), count: end - shown)
    unsafe seen(Span(_unsafeElements: bytes))
    shown = end
  }

  /// Shows what has not been shown yet, and keeps none of it.
  fileprivate func showRest() {
    guard seen != nil else { return }
    while shown < length {
      let end = min(length, (shown / ReadBehind.step + 1) * ReadBehind.step)
      show(to: end)
      wasRead(to: end)
    }
  }

  /// The file is closed: nothing of it may be touched any more.
  fileprivate func end() { unsafe start = nil }
}

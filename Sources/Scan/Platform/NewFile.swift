#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file written in pieces under a name of its own beside its place, readable by its owner alone, and put there when it is whole:
/// whoever looks sees the old file or the new one, never half of it.
@safe public struct NewFile: ~Copyable {
  private let descriptor: Int32
  private let path: String
  private let draft: String
  private var isKept = false

  /// Begins a file for `path`. Throws when its folder cannot be written to.
  public init(_ path: String) throws(MappedFile.Failure) {
    self.path = path
    draft = "\(path).\(getpid()).part"
    let fd = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard fd >= 0 else { throw MappedFile.Failure(code: errno) }
    descriptor = fd
  }

  /// Appends bytes.
  public mutating func append(_ bytes: [UInt8]) throws(MappedFile.Failure) {
    var done = 0
    while done < bytes.count {
      let put = unsafe bytes.withUnsafeBytes { raw -> Int in
        guard let base = raw.baseAddress else { return 0 }
        return unsafe write(descriptor, base + done, raw.count - done)
      }
      if put < 0, errno == EINTR { continue }
      guard put > 0 else { throw MappedFile.Failure(code: put < 0 ? errno : ENOSPC) }
      done += put
    }
  }

  /// Puts the file in its place. Without this call nothing is left of it.
  public mutating func keep() throws(MappedFile.Failure) {
    guard fchmod(descriptor, 0o600) == 0, unsafe rename(draft, path) == 0 else { throw MappedFile.Failure(code: errno) }
    isKept = true
  }

  deinit {
    close(descriptor)
    if !isKept { unsafe unlink(draft) }
  }
}

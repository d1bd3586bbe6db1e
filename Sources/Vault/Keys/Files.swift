internal import Book
internal import Scan

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The few things that are done to private files and folders: made with narrow modes, replaced whole, overwritten in place, locked.
enum Files {
  /// A fault for the system error `code` on the thing called `what`.
  static func fault(_ what: String, _ code: Int32 = errno) -> Fault {
    let reason = unsafe String(cString: strerror(code))
    switch code {
    case ENOENT: return Fault(.missing, "\(what) is not there.", underlying: reason)
    case EEXIST: return Fault(.exists, "\(what) is there already.", underlying: reason)
    default: return Fault(.system, "\(what) could not be used: \(reason).", underlying: "errno \(code)")
    }
  }

  /// Whether there is something at `path`.
  static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Size in bytes and time of change in nanoseconds of a file; nil where there is none.
  static func stamp(_ path: String) -> FileStamp? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    #if canImport(Glibc)
      let time = info.st_mtim
    #else
      let time = info.st_mtimespec
    #endif
    return FileStamp(
      size: Int(info.st_size), nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec), inode: UInt64(info.st_ino))
  }

  /// Makes a folder of mode 0700 and those above it that are missing; one that is there keeps its content and gets the mode.
  static func makeFolder(_ path: String) throws {
    if !exists(path) {
      if let slash = path.dropLast().lastIndex(of: "/"), slash > path.startIndex { try makeParents(String(path[..<slash])) }
      guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw fault("The folder") }
    }
    guard unsafe chmod(path, 0o700) == 0 else { throw fault("The folder") }
  }

  private static func makeParents(_ path: String) throws {
    if path.isEmpty || exists(path) { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeParents(String(path[..<slash])) }
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw fault("The folder") }
  }

  /// The names in a folder, sorted.
  static func names(in folder: String) throws -> [String] {
    guard let handle = unsafe opendir(folder) else { throw fault("The folder") }
    defer { unsafe closedir(handle) }
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The bytes of a file.
  static func read(_ path: String, _ what: String) throws -> [UInt8] {
    do { return try MappedFile(path).withBytes { $0.array(0..<$0.count) } } catch { throw fault(what, error.code) }
  }

  /// Makes an empty file of mode 0600 that must not be there yet.
  static func makeEmpty(_ path: String) throws {
    let file = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault("The file") }
    fchmod(file, 0o600)
    close(file)
  }

  /// Puts `bytes` in the place of the file at `path` so that a crash leaves the old or the new one, whole.
  static func replace(_ path: String, with bytes: [UInt8]) throws {
    let fresh = path + ".new"
    unsafe unlink(fresh)
    let file = unsafe open(fresh, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw fault("The file") }
    fchmod(file, 0o600)
    do {
      try write(bytes, to: file, at: 0)
      guard fsync(file) == 0 else { throw fault("The file") }
    } catch {
      close(file)
      unsafe unlink(fresh)
      throw error
    }
    close(file)
    guard unsafe rename(fresh, path) == 0 else { throw fault("The file") }
    syncFolder(of: path)
  }

  /// Makes sure the names in the folder of `path` are on the disk.
  static func syncFolder(of path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let file = unsafe open(folder, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    fsync(file)
    close(file)
  }

  /// Writes `bytes` over those at `offset` of a file that exists, and waits until they are on the disk.
  static func overwrite(_ path: String, at offset: Int, with bytes: [UInt8]) throws {
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { throw fault("The file") }
    defer { close(file) }
    try write(bytes, to: file, at: offset)
    guard fsync(file) == 0 else { throw fault("The file") }
  }

  private static func write(_ bytes: [UInt8], to file: Int32, at offset: Int) throws {
    var done = 0
    while done < bytes.count {
      let wrote = unsafe bytes.withUnsafeBytes { raw in
        guard let start = raw.baseAddress else { return 0 }
        return unsafe pwrite(file, start + done, bytes.count - done, off_t(offset + done))
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { throw fault("The file") }
      done += wrote
    }
  }

  /// Writes zeros over the whole file, waits until they are on the disk, and removes it. Nothing where there is none.
  static func erase(_ path: String) throws {
    guard let stamp = stamp(path) else { return }
    let block = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while offset < stamp.size {
      let count = min(block.count, stamp.size - offset)
      try overwrite(path, at: offset, with: Array(block.prefix(count)))
      offset += count
    }
    try remove(path)
  }

  /// Removes a file; nothing where there is none.
  static func remove(_ path: String) throws {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw fault("The file") }
    syncFolder(of: path)
  }

  /// Removes a folder of ours with the files in it, as far as that goes; nothing here has to last through a power cut.
  static func discardFolder(_ path: String) {
    do { for name in try names(in: path) { unsafe unlink("\(path)/\(name)") } } catch { return }
    unsafe rmdir(path)
  }

  /// Removes an empty folder; nothing where there is none.
  static func removeFolder(_ path: String) throws {
    guard unsafe rmdir(path) == 0 || errno == ENOENT else { throw fault("The folder") }
  }

  /// The permission bits of what lies at `path`.
  static func mode(_ path: String) -> UInt32? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return UInt32(info.st_mode) & 0o777
  }

  /// Gives a file or folder these permission bits.
  static func setMode(_ path: String, _ mode: UInt32) throws {
    guard unsafe chmod(path, mode_t(mode)) == 0 else { throw fault("The file") }
  }
}

/// What tells whether a file was changed.
struct FileStamp: Hashable, Sendable {
  var size: Int
  var nanoseconds: Int64
  var inode: UInt64
}

/// An advisory lock (flock) on a file, until it is released or goes away.
final class FileLock: Sendable {
  private let file: Int32

  private init(file: Int32) { self.file = file }

  /// Takes the lock at once, or nil when another process, or another place in this one, has it.
  static func attempt(_ path: String, exclusive: Bool) throws -> FileLock? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Files.fault("The vault") }
    if flock(file, (exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) == 0 { return FileLock(file: file) }
    let code = errno
    close(file)
    guard code == EWOULDBLOCK || code == EINTR else { throw Files.fault("The vault", code) }
    return nil
  }

  /// Waits for the lock, at most so many seconds.
  static func wait(_ path: String, exclusive: Bool, seconds: Int, busy: @autoclosure () -> Fault) throws -> FileLock {
    for _ in 0..<(seconds * 100) {
      if let lock = try attempt(path, exclusive: exclusive) { return lock }
      usleep(10_000)
    }
    throw busy()
  }

  deinit { close(file) }
}

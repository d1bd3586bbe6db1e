#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What lies in a folder, without following links.
public enum Folder {
  /// The sorts of thing a folder holds.
  public enum Kind: Sendable, Hashable { case file, folder, link, other }

  /// One thing in a folder.
  public struct Entry: Sendable, Hashable {
    /// Its name, without the folder.
    public let name: String
    /// What it is; a link is a link, whatever it points to.
    public let kind: Kind
    /// Its size in bytes.
    public let size: Int64
  }

  /// Everything in the folder at `path` but `.` and `..`, sorted by the bytes of the names. Throws when it cannot be read.
  public static func entries(_ path: String) throws(MappedFile.Failure) -> [Entry] {
    guard let stream = unsafe opendir(path) else { throw MappedFile.Failure(code: errno) }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let next = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &next.pointee.d_name) { raw in
        unsafe String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names.compactMap { name in
      guard let entry = try? entry(path + "/" + name) else { return nil }  // gone between the listing and the look
      return Entry(name: name, kind: entry.kind, size: entry.size)
    }
  }

  /// What lies at `path`. Throws when there is nothing, or it may not be seen.
  public static func entry(_ path: String) throws(MappedFile.Failure) -> Entry {
    var info = stat()
    guard unsafe lstat(path, &info) == 0 else { throw MappedFile.Failure(code: errno) }
    let kind: Kind =
      switch info.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      default: .other
      }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return Entry(name: name, kind: kind, size: Int64(info.st_size))
  }
}

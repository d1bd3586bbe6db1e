import Book
import Scan

/// Finding sources below paths: folders in the order of their names, hidden files passed over, links not followed, Maildirs
/// and folders of single mails taken as one mailbox, zips opened.
struct Walk {
  /// What was found: a source, and why it cannot be read, where that is known already.
  struct Find {
    var source: Source
    var trouble: String?
  }

  private var finds: [Find] = []
  private let limit: Int
  private let parent: String

  /// Everything below `path`, which may itself be a file, a folder or a link to one.
  static func finds(_ path: String, limit: Int) -> [Find] {
    var path = path
    while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
    var walk = Walk(limit: limit, parent: path)
    do {
      let entry = try Folder.entry(path)
      // A link named by the user is meant; links met on the way are not followed.
      // A link whose target cannot be listed is no folder.
      if entry.kind == .folder || (entry.kind == .link && (try? Folder.entries(path)) != nil) {
        walk.folder(path, depth: 0)
      } else {
        walk.file(path, size: entry.kind == .link ? try Source(file: path).size : entry.size)
      }
    } catch let failure as MappedFile.Failure {
      walk.add(Source(path: path, size: 0, location: .file(path)), trouble: "it cannot be opened: \(failure.reason)")
    } catch {
      walk.add(Source(path: path, size: 0, location: .file(path)), trouble: "it cannot be opened")
    }
    return walk.finds
  }

  private init(limit: Int, parent: String) {
    self.limit = limit
    self.parent = parent
  }

  private mutating func add(_ source: Source, trouble: String? = nil) {
    if finds.count < limit { finds.append(Find(source: source, trouble: trouble)) }
  }

  private mutating func folder(_ path: String, depth: Int) {
    guard depth < 64, finds.count < limit else {
      add(
        Source(path: path, size: 0, location: .folder(path, files: []), parent: parent),
        trouble: "there are too many files or folders below it")
      return
    }
    let entries: [Folder.Entry]
    do { entries = try Folder.entries(path).filter { !$0.name.hasPrefix(".") } } catch {
      add(Source(path: path, size: 0, location: .folder(path, files: []), parent: parent), trouble: "it cannot be opened: \(error.reason)")
      return
    }
    if mailbox(path, entries) { return }
    let mails = entries.filter { $0.kind == .file && Walk.isMailName($0.name) }
    if mails.count > 1 { addMailbox(path, mails.map { ($0.name, $0.size) }) }
    for entry in entries {
      switch entry.kind {
      case .folder: folder(path + "/" + entry.name, depth: depth + 1)
      case .file where mails.count < 2 || !Walk.isMailName(entry.name): file(path + "/" + entry.name, size: entry.size)
      default: break
      }
    }
  }

  /// `mail.eml`, and the bare numbers (`12.`, `12`) under which old archives keep mails.
  private static func isMailName(_ name: String) -> Bool {
    if ASCII.lower(name).hasSuffix(".eml") { return true }
    let digits = name.hasSuffix(".") ? name.dropLast() : Substring(name)
    return !digits.isEmpty && digits.utf8.count < 10 && digits.utf8.allSatisfy(ASCII.isDigit)
  }

  /// A Maildir has `cur` and `new`; its files are one source, and folders below it are looked at on their own.
  private mutating func mailbox(_ path: String, _ entries: [Folder.Entry]) -> Bool {
    let folders = Set(entries.filter { $0.kind == .folder }.map(\.name))
    guard folders.contains("cur"), folders.contains("new") else { return false }
    var files: [(String, Int64)] = []
    for inner in ["cur", "new"] {
      guard let listed = try? Folder.entries(path + "/" + inner) else { continue }  // told as an empty mailbox
      files += listed.filter { $0.kind == .file && !$0.name.hasPrefix(".") }.map { (inner + "/" + $0.name, $0.size) }
    }
    addMailbox(path, files)
    // Maildir++ keeps its folders as `.Sent`: the one place where a hidden name is no hidden thing.
    if let all = try? Folder.entries(path) {  // it was listed a moment ago; gone since, it has no folders
      for entry in all where entry.kind == .folder && !["cur", "new", "tmp", ".", ".."].contains(entry.name) {
        folder(path + "/" + entry.name, depth: 1)
      }
    }
    return true
  }

  private mutating func addMailbox(_ path: String, _ files: [(name: String, size: Int64)]) {
    let size = files.reduce(0) { $0 + $1.size }
    add(Source(path: path, size: size, location: .folder(path, files: files.map(\.name)), parent: parent))
  }

  private mutating func file(_ path: String, size: Int64) {
    let source = Source(path: path, size: size, location: .file(path), parent: parent)
    // What cannot be opened is no zip here and is told when it is read.
    guard let head = try? source.head(4), ZipArchive.isZip(head.span) else { return add(source) }
    let archive: ZipArchive
    do { archive = try source.withBytes { try ZipArchive($0) } } catch {
      return add(source, trouble: (error as? Fault)?.message ?? "the zip cannot be read")
    }
    if Walk.isOneSource(archive) { return add(source) }
    for entry in archive.entries where !entry.isFolder && !Walk.isHidden(entry.name) {
      let inner = Source(path: path + "/" + entry.name, size: Int64(entry.size), location: .entry(zip: path, entry), parent: path)
      add(inner, trouble: entry.isEncrypted ? "it is locked with a password" : nil)
    }
  }

  private static func isHidden(_ name: String) -> Bool {
    name.split(separator: "/").contains { ($0.hasPrefix(".") && $0 != "." && $0 != "..") || $0 == "__MACOSX" }
  }

  /// Zips that are read whole: a LinkedIn archive, and documents that only look like zips.
  private static func isOneSource(_ archive: ZipArchive) -> Bool {
    let names = archive.entries.map(\.name)
    return LinkedInArchive.isOne(names) || names.contains("[Content_Types].xml") || names.contains("mimetype")
  }
}

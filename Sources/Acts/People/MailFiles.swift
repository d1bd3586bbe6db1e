import Book
import Foundation

/// The mail files under paths: mbox files, single messages, the files of Maildirs, without what a mail program keeps beside them.
enum MailFiles {
  /// In the order of their paths. Faults: `missing` for a path that is not there.
  static func find(_ paths: [String]) throws -> [String] {
    var files: [String] = []
    for path in paths {
      guard let type = sort(of: path) else { throw Fault(.missing, "There is no file \(path).") }
      if type != .typeDirectory {
        files.append(path)
        continue
      }
      let inside = (FileManager.default.enumerator(atPath: path)?.allObjects as? [String] ?? []).sorted()
      for name in inside where isMail(name) {
        let full = "\(path)/\(name)"
        if sort(of: full) == .typeRegular { files.append(full) }
      }
    }
    return files
  }

  /// What lies at a path, links followed; nil where there is nothing to be seen.
  private static func sort(of path: String) -> FileAttributeType? {
    let real = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    do { return try FileManager.default.attributesOfItem(atPath: real)[.type] as? FileAttributeType } catch { return nil }
  }

  /// Whether a file inside a folder can be mail, by its place and ending: index files and settings are not.
  private static func isMail(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    guard let last = parts.last, !last.hasPrefix("."), !parts.contains(where: { $0 == "tmp" }) else { return false }
    if parts.dropLast().contains(where: { $0 == "cur" || $0 == "new" }) { return true }
    let ending = last.split(separator: ".").dropFirst().last.map { $0.lowercased() } ?? ""
    return ending.isEmpty || ["mbox", "eml", "emlx", "mbx"].contains(ending)
  }
}

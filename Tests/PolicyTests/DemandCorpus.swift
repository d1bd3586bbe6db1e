import Foundation

/// The small files of these tests, found beside this source file.
enum Corpus {
  static func text(_ name: String, file: String = #filePath) throws -> String {
    let folder = URL(fileURLWithPath: file).deletingLastPathComponent().appendingPathComponent("Corpus")
    return try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
  }
}

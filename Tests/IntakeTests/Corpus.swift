import Book
import Foundation
import Intake
import Scan

/// Files beside the tests, and what reading one gives.
enum Corpus {
  struct Readings {
    var cards: [Card] = []
    var encounters = 0
    var logs: [EncounterLog] = []
    var keys: [EncounterLog.Key] = []
    var own: [String] = []
    var rejected: [Rejection] = []

    mutating func add(_ reading: Reading) {
      switch reading {
      case .card(let card): cards.append(card)
      case .encounters(let log):
        encounters += log.count
        keys += log.keys
        logs.append(log)
      case .ownAddress(let handle, _, _): own.append(handle.normal)
      case .finding, .service: break
      case .rejected(let rejection): rejected.append(rejection)
      }
    }
  }

  static var context: ReadContext {
    var context = ReadContext()
    context.names = ["Robin Ashford"]
    context.addresses = ["robin@ashford.example"]
    return context
  }

  static func path(_ name: String) -> String {
    (#filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined()) + "/Corpus/" + name
  }

  static func bytes(_ name: String) throws -> [UInt8] { try Source(file: path(name)).withBytes { $0.array(0..<$0.count) } }

  /// Recognises one file and reads it.
  static func read(_ name: String) throws -> (readings: Readings, kind: String) { try read(path: path(name)) }

  static func read(path: String) throws -> (readings: Readings, kind: String) {
    let survey = Intake.survey([path])
    var readings = Readings()
    for file in survey.files { try file.read(context) { readings.add($0) } }
    return (readings, survey.files.map(\.kind).joined(separator: " "))
  }

  /// Writes a file under a name, reads it, and takes it away again.
  static func read(text: String, name: String) throws -> Readings { try read(bytes: Array(text.utf8), name: name).readings }

  static func read(bytes: [UInt8], name: String) throws -> (readings: Readings, kind: String) {
    try temporary([name: bytes]) { try read(path: $0 + "/" + name) }
  }

  /// A folder of such files for the time of `body`.
  static func temporary<Result>(_ files: [String: [UInt8]], _ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("intake-tests-\(UUID().uuidString)")
    defer {
      do { try FileManager.default.removeItem(at: folder) } catch { print("left behind: \(folder.path)") }
    }
    for (name, bytes) in files {
      let place = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: place)
    }
    return try body(folder.path)
  }
}

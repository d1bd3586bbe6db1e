import Foundation
import Testing

/// The real binary, run in a home of its own.
struct Program {
  /// The folder that stands for the home; gone when the test is over.
  let home: String

  init() throws {
    home = NSTemporaryDirectory() + "cardcase-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// What a command left behind.
  struct Outcome {
    var status: Int32
    var output: String
    var complaint: String
  }

  /// The folder in which the tests' own files lie.
  static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().path
  /// The root of the project.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path
  /// The made-up leaver's files.
  static let leaverFiles = root + "/Sources/Acts/Resources/demo"

  /// The binary beside the test bundle.
  static var binary: String {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    for _ in 0..<6 {
      let candidate = folder.appendingPathComponent("cardcase").path
      if FileManager.default.isExecutableFile(atPath: candidate), !isFolder(candidate) { return candidate }
      folder.deleteLastPathComponent()
    }
    return root + "/.build/debug/cardcase"
  }

  private static func isFolder(_ path: String) -> Bool {
    URL(fileURLWithPath: path).hasDirectoryPath || FileManager.default.fileExists(atPath: path + "/.")
  }

  var variables: [String: String] {
    [
      "HOME": home, "PATH": URL(fileURLWithPath: Program.binary).deletingLastPathComponent().path + ":/usr/local/bin:/usr/bin:/bin",
      "CARDCASE_VAULT": home + "/v.cardcase", "CARDCASE_TODAY": "2026-11-20", "XDG_STATE_HOME": home + "/state",
      "XDG_RUNTIME_DIR": home + "/run",
      "LEAVER": Program.leaverFiles, "FIXTURES": Program.fixtures, "LC_ALL": "C.UTF-8",
    ]
  }

  /// Runs a line in a shell, in the home.
  func shell(_ line: String, input: String = "") throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.environment = variables
    process.currentDirectoryURL = URL(fileURLWithPath: home)
    return try run(process, input: input)
  }

  /// Runs the binary with arguments as they are.
  @discardableResult func cardcase(_ arguments: String..., input: String = "") throws -> Outcome { try run(arguments, input: input) }

  /// The same with a list.
  @discardableResult func run(_ arguments: [String], input: String = "") throws -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.binary)
    process.arguments = arguments
    process.environment = variables
    process.currentDirectoryURL = URL(fileURLWithPath: home)
    return try run(process, input: input)
  }

  private func run(_ process: Process, input: String) throws -> Outcome {
    let out = home + "/.out-" + UUID().uuidString
    let err = out + ".err"
    let source = out + ".in"
    for (path, data) in [(out, Data()), (err, Data()), (source, Data(input.utf8))] { try data.write(to: URL(fileURLWithPath: path)) }
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: out))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: err))
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: source))
    try process.run()
    process.waitUntilExit()
    defer { for path in [out, err, source] { try? FileManager.default.removeItem(atPath: path) } }
    return Outcome(
      status: process.terminationStatus, output: String(decoding: FileManager.default.contents(atPath: out) ?? Data(), as: UTF8.self),
      complaint: String(decoding: FileManager.default.contents(atPath: err) ?? Data(), as: UTF8.self))
  }

  /// Every file under `folder` with its bytes.
  static func snapshot(_ folder: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
      if let data = FileManager.default.contents(atPath: folder + "/" + name) { files[name] = data }
    }
    return files
  }

  /// A vault of the made-up leaver, with everything imported.
  static func leaver() throws -> Program {
    let program = try Program()
    try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
    try program.cardcase(
      "tenure", "add", "Acme Technical Consulting", "--alias", "Acme", "--place", "England", "--last-day", "2026-11-30", "--ending",
      "resigned",
      "--successor", "Nadia Rahman", "--contact", "Sam Whitlock")
    try program.cardcase("import", leaverFiles, "--tenure", "Acme", "--allowed", "policy", "--doubtful", "hold", "--json")
    return program
  }

  func end() { try? FileManager.default.removeItem(atPath: home) }
}

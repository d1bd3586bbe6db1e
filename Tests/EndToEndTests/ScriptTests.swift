import Foundation
import Testing

/// Readable scripts against the real binary. Lines of a script:
/// `$ command`    run in a shell, with cardcase on the path, a home and a vault of its own
/// `? 3`          the exit status it must end with (0 where nothing is said)
/// `> text`       must stand in what it prints; `< text` must not
/// `! text`       must stand in its complaint (standard error)
/// `= $NAME`      keeps the first word printed, for `$NAME` in later commands
/// `# ...`        says why
@Suite struct ScriptTests {
  static let scripts: [String] = {
    let folder = Program.fixtures + "/EndToEndTests/Scripts"
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test(arguments: scripts)
  func `a script holds line by line`(name: String) throws {
    let program = try Program()
    defer { program.end() }
    let text = try String(contentsOfFile: Program.fixtures + "/EndToEndTests/Scripts/" + name, encoding: .utf8)
    var outcome: Program.Outcome?
    var expected: Int32 = 0
    var command = ""
    var kept: [String: String] = [:]
    func close() {
      guard let outcome else { return }
      #expect(outcome.status == expected, "\(name): \(command)\n\(outcome.output)\(outcome.complaint)")
      expected = 0
    }
    for line in text.split(separator: "\n") {
      let body = String(line.dropFirst(2))
      switch line.prefix(2) {
      case "$ ":
        close()
        command = kept.reduce(body) { $0.replacingOccurrences(of: $1.key, with: $1.value) }
        outcome = try program.shell(command)
      case "= ": kept[body] = outcome?.output.split(whereSeparator: \.isWhitespace).first.map(String.init) ?? ""
      case "? ": expected = Int32(body) ?? -1
      case "> ": #expect(outcome?.output.contains(body) == true, "\(name): \(command): wanted \"\(body)\" in\n\(outcome?.output ?? "")")
      case "< ": #expect(outcome?.output.contains(body) == false, "\(name): \(command): found \"\(body)\" in\n\(outcome?.output ?? "")")
      case "! ":
        #expect(outcome?.complaint.contains(body) == true, "\(name): \(command): wanted \"\(body)\" in\n\(outcome?.complaint ?? "")")
      default: #expect(line.hasPrefix("#"), "\(name): what is \"\(line)\"?")
      }
    }
    close()
  }

  @Test func `there are scripts`() { #expect(ScriptTests.scripts.count >= 5) }
}

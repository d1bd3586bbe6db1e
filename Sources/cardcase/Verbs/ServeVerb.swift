import Acts
import ArgumentParser
import Book
import Scan

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `serve`: hands over to the program beside this one, which holds the server, so that this one starts without it.
struct ServeVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve", abstract: "Your book as a page, on this machine alone.", discussion: "Example: cardcase serve --port 8520")
  @OptionGroup var common: Common
  @Option(name: .long, help: "The port; 0 takes any that is free.")
  var port: Int = 0

  /// Becomes `cardcase-serve`; returns only by a fault: `unavailable` where it does not lie beside this program.
  func run() throws {
    let desk = try common.desk()
    let program = try ServeVerb.folder() + "/cardcase-serve"
    var arguments = [program, "--vault", desk.path, "--port", String(port)]
    if common.today != nil || desk.variables["CARDCASE_TODAY"] != nil { arguments += ["--today", desk.today.description] }
    if common.json { arguments.append("--json") }
    var pointers = unsafe arguments.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    unsafe execv(program, pointers)
    // Only a failed start comes back here, and the run ends with it: the copies are not handed back.
    throw Fault(.unavailable, "The program cardcase-serve does not lie beside this one.", next: "swift build --product cardcase-serve")
  }

  /// The folder of the running program.
  private static func folder() throws -> String {
    var path = [CChar](repeating: 0, count: 4_096)
    let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
    let whole = count > 0 ? String(decoding: path.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self) : CommandLine.arguments[0]
    guard let slash = whole.lastIndex(of: "/") else { return "." }
    return String(whole[..<slash])
  }
}

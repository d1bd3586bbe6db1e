import Acts
import ArgumentParser
import Book
import Scan

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program: parses, calls one act, prints its report, and exits by the contract's status codes.
@main
enum Program {
  static func main() async {
    var arguments = Array(CommandLine.arguments.dropFirst())
    let wantsJSON = arguments.contains("--json")
    let words = arguments.filter { $0 != "--json" }
    if [["help"], ["help", "all"], ["--help"], ["-h"]].contains(words) {
      print(wantsJSON ? HelpPage.json(all: words.contains("all")).write(pretty: true) : HelpPage.text(all: words.contains("all")))
      exit(0)
    }
    if words.isEmpty { arguments.insert(Cardcase.verbForNothing, at: 0) }
    do {
      if let unknown = words.first, !unknown.hasPrefix("-"), !Cardcase.knows(unknown) {
        throw Fault(.usage, "There is no verb \(unknown).", next: "cardcase help all")
      }
      var command = try Cardcase.parseAsRoot(arguments)
      if var waiting = command as? any AsyncParsableCommand { try await waiting.run() } else { try command.run() }
    } catch let fault as Fault {
      Console.complain(fault, json: wantsJSON)
      exit(fault.exitStatus)
    } catch let status as ExitStatus {
      exit(status.code)
    } catch {
      end(with: error, json: wantsJSON)
    }
  }

  private static func end(with error: any Error, json: Bool) -> Never {
    let code = Cardcase.exitCode(for: error)
    if code == .success {
      print(Cardcase.fullMessage(for: error))
      exit(0)
    }
    let sentence = Cardcase.message(for: error)
    let isWrongUse = code == .validationFailure
    let fault = Fault(
      isWrongUse ? .usage : .system, sentence.isEmpty ? "\(error)" : sentence, next: isWrongUse ? "cardcase help all" : "cardcase doctor")
    Console.complain(fault, json: json)
    exit(fault.exitStatus)
  }
}

/// Ends the run with a status that is no fault: some records were held back, a verdict is no.
struct ExitStatus: Error {
  /// The status.
  var code: Int32
}

/// All verbs.
struct Cardcase: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cardcase", abstract: "Keep your people when you change jobs; leave what isn't yours.",
    version: "cardcase \(Version.text)",
    subcommands: Cardcase.verbs)

  /// Whether there is a verb of that name; `help VERB` is the parser's own.
  static func knows(_ name: String) -> Bool {
    name == "help" || verbs.contains { $0.configuration.commandName == name || $0.configuration.aliases.contains(name) }
  }

  /// With no verb: `start` where there is no vault, else today's page of the plan.
  static var verbForNothing: String { Common.fromVariables().hasVault ? "due" : "start" }
}

/// The program's version.
enum Version {
  static let text = "0.1.0"
}

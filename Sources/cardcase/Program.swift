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
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "help" || arguments == ["--help"] || arguments == ["-h"] {
      if arguments.count < 2 || arguments[1] == "all" {
        print(HelpPage.text(all: arguments.count > 1))
        exit(0)
      }
    }
    let wantsJSON = arguments.contains("--json")
    do {
      var command = try Cardcase.parseAsRoot(arguments.isEmpty ? [Cardcase.verbForNothing] : arguments)
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

  /// With no verb: `start` where there is no vault, else today's page of the plan.
  static var verbForNothing: String { Common.fromVariables().hasVault ? "due" : "start" }
}

/// The program's version.
enum Version {
  static let text = "0.1.0"
}

import Acts
import ArgumentParser
import Book
import Foundation
import Scan

/// Options that every verb takes.
struct Common: ParsableArguments {
  @Option(name: .long, help: "The vault's folder.")
  var vault: String?

  @Option(name: .long, help: "The day to act on, as 2026-11-30.")
  var today: String?

  @Flag(name: .long, help: "Print one JSON document.")
  var json = false

  /// The desk of this run. Faults: `usage` where the day is none.
  func desk(asks: Bool = true) throws -> Desk {
    let variables = ProcessInfo.processInfo.environment
    let path = vault ?? variables["CARDCASE_VAULT"] ?? Common.defaultVault(variables)
    let showsProgress = !json
    return Desk(
      path: path, today: try day(variables), variables: variables,
      passphrase: { Console.passphrase("Passphrase of the vault: ", variables: variables) },
      asker: asks && !json && Console.isInteractive ? TerminalAsker() : nil,
      progress: { if showsProgress { ProgressBar.shared.show($0) } })
  }

  private func day(_ variables: [String: String]) throws -> Day {
    if let text = today ?? variables["CARDCASE_TODAY"] {
      guard let day = Day(text) else { throw Fault(.usage, "\(text) is not a day.", next: "Write it as 2026-11-30.") }
      return day
    }
    let now = Date()
    let offset = TimeZone.current.secondsFromGMT(for: now) / 60
    return Moment(seconds: Int64(now.timeIntervalSince1970)).day(offsetMinutes: offset)
  }

  static func defaultVault(_ variables: [String: String]) -> String {
    let data = variables["XDG_DATA_HOME"] ?? (variables["HOME"] ?? ".") + "/.local/share"
    return data + "/cardcase/default.cardcase"
  }

  /// The desk that the process's variables alone describe.
  static func fromVariables() -> Desk {
    let variables = ProcessInfo.processInfo.environment
    let path = variables["CARDCASE_VAULT"] ?? defaultVault(variables)
    return Desk(path: path, today: Day(number: 0), variables: variables)
  }

  /// Prints a report, as JSON or as `screen`, and ends with its status where that is not 0.
  func show(_ report: some Report, screen: (Int) -> [String]) throws {
    ProgressBar.shared.clear()
    if json { print(report.json.write(pretty: true)) } else { for line in screen(Console.width) { print(line) } }
    if report.exitStatus != 0 { throw ExitStatus(code: report.exitStatus) }
  }
}

import Acts
import ArgumentParser
import Book
import Foundation
import Scan
import Server

/// The second program: the local page. `cardcase serve` starts it; it can be started by itself.
@main
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cardcase-serve", abstract: "Your book as a page, on this machine alone.",
    discussion: "Prints a link that opens once, within a minute. Enter prints a new one, Ctrl-C ends it.")

  @Option(name: .long, help: "The vault's folder.")
  var vault: String

  @Option(name: .long, help: "The day to show, as 2026-11-30; else each day as it comes.")
  var today: String?

  @Option(name: .long, help: "The port; 0 takes any that is free.")
  var port: Int = 0

  @Flag(name: .long, help: "Print one JSON document with the link.")
  var json = false

  func run() async throws {
    do {
      try await serve()
    } catch let fault as Fault {
      complain(fault)
      throw ExitCode(fault.exitStatus)
    } catch {
      complain(Fault(.system, "Port \(port) of this machine cannot be used.", next: "cardcase serve --port 0", underlying: "\(error)"))
      throw ExitCode(1)
    }
  }

  private func serve() async throws {
    guard (0...65_535).contains(port) else { throw Fault(.usage, "\(port) is not a port.", next: "cardcase serve --port 0") }
    let fixed = try today.map { text in
      guard let day = Day(text) else { throw Fault(.usage, "\(text) is not a day.", next: "Write it as 2026-11-30.") }
      return day
    }
    let path = vault
    let variables = ProcessInfo.processInfo.environment
    let desk: @Sendable () -> Desk = { Desk(path: path, today: fixed ?? Serve.dayNow(), variables: variables) }
    guard desk().hasVault else { throw Fault(.missing, "There is no vault at \(path) yet.", next: "cardcase start") }
    let asJSON = json
    try await LocalServer(.init(pages: DeskPages(desk), port: port)).run { Serve.announce($0, json: asJSON) }
  }

  private static func announce(_ running: LocalServer.Running, json: Bool) {
    if json {
      print((["schema": "cardcase.serve/1", "link": .string(running.link()), "port": .int(running.port)] as JSON).write())
    } else {
      print(
        "Your book, on this machine alone. The link opens once, within a minute:\n\n  \(running.link())\n\nEnter: another link   Ctrl-C: end"
      )
    }
    fflush(nil)
    guard isatty(0) == 1 else { return }
    Thread.detachNewThread {
      while readLine() != nil {
        print("  \(running.link())")
        fflush(nil)
      }
    }
  }

  private static func dayNow() -> Day {
    let now = Date()
    return Moment(seconds: Int64(now.timeIntervalSince1970)).day(offsetMinutes: TimeZone.current.secondsFromGMT(for: now) / 60)
  }

  private func complain(_ fault: Fault) {
    let text: String
    if json {
      let document: JSON = [
        "schema": "cardcase.fault/1", "code": .string(fault.code.rawValue), "message": .string(fault.message),
        "next": .optional(fault.next),
      ]
      text = document.write()
    } else {
      text = fault.message + (fault.next.map { "\nNext    \($0)" } ?? "")
    }
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}

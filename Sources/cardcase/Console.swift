import Acts
import Book
import Foundation
import Scan
import Synchronization

/// The terminal: its width, its questions, its complaints.
enum Console {
  /// Whether somebody sits there to answer.
  static var isInteractive: Bool { isatty(0) == 1 && isatty(1) == 1 }

  /// Columns to print in: the terminal's, at most 103; 103 where there is none.
  static var width: Int { min(Platform.terminalColumns(1) ?? 103, 103) }

  /// Writes to standard error.
  static func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

  /// One sentence and one next step, or the contract's fault document.
  static func complain(_ fault: Fault, json: Bool) {
    ProgressBar.shared.clear()
    if json {
      let document: JSON = [
        "schema": "cardcase.fault/1", "code": .string(fault.code.rawValue), "message": .string(fault.message),
        "next": .optional(fault.next),
      ]
      note(document.write())
    } else {
      note(fault.message)
      if let next = fault.next { note("Next    \(next)") }
    }
  }

  /// Asks for a passphrase without showing it; in scripts it is read from the file descriptor that `CARDCASE_PASSPHRASE_FD` names.
  static func passphrase(_ prompt: String, variables: [String: String]) -> String? {
    if let text = variables["CARDCASE_PASSPHRASE_FD"], let descriptor = Int32(text) {
      let data = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false).readDataToEndOfFile()
      let line = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first.map(String.init)
      return line
    }
    guard isatty(0) == 1 else { return nil }
    FileHandle.standardError.write(Data(prompt.utf8))
    var old = termios()
    unsafe tcgetattr(0, &old)
    var silent = old
    silent.c_lflag &= ~tcflag_t(ECHO)
    unsafe tcsetattr(0, TCSANOW, &silent)
    defer {
      unsafe tcsetattr(0, TCSANOW, &old)
      note("")
    }
    return readLine(strippingNewline: true)
  }
}

/// Questions put on the terminal, answers read line by line; an empty line skips.
struct TerminalAsker: Asker {
  func choose(_ question: String, from options: [String]) -> Int? {
    print(question)
    for (index, option) in options.enumerated() { print("  \(index + 1)  \(option)") }
    while true {
      print("1 to \(options.count), or Enter to skip: ", terminator: "")
      fflush(nil)
      guard let line = readLine(strippingNewline: true) else {
        print("")
        return nil
      }
      let answer = ASCII.trim(line)
      if answer.isEmpty { return nil }
      if let number = Int(answer), options.indices.contains(number - 1) { return number - 1 }
      let matches = options.indices.filter { options[$0].lowercased().hasPrefix(answer.lowercased()) }
      if matches.count == 1 { return matches[0] }
      print("That is none of the answers.")
    }
  }

  func tell(_ question: String) -> String? {
    print("\(question) ", terminator: "")
    fflush(nil)
    guard let line = readLine(strippingNewline: true) else {
      print("")
      return nil
    }
    let answer = ASCII.trim(line)
    return answer.isEmpty ? nil : answer
  }
}

/// A bar on standard error while long work runs; nothing where that is no terminal.
final class ProgressBar: Sendable {
  static let shared = ProgressBar()
  private let shown = Mutex<(percent: Int, began: Date, task: String)>((-1, Date(), ""))

  /// Draws the state, at most once a percent.
  func show(_ progress: Acts.Progress) {
    guard isatty(2) == 1, progress.total > 4 << 20 else { return }
    let percent = Int(progress.done * 100 / max(progress.total, 1))
    let line: String? = shown.withLock { state in
      if state.task != progress.task { state = (-1, Date(), progress.task) }
      guard percent != state.percent else { return nil }
      state.percent = percent
      let seconds = max(Date().timeIntervalSince(state.began), 0.001)
      let rate = Int(Double(progress.done) / seconds / 1_000_000)
      let filled = percent / 5
      return
        "\r\(progress.task)  [\(String(repeating: "#", count: filled))\(String(repeating: ".", count: 20 - filled))] \(percent) %  \(rate) MB/s "
    }
    if let line { FileHandle.standardError.write(Data(line.utf8)) }
  }

  /// Takes the bar away.
  func clear() {
    let drawn = shown.withLock { state in
      defer { state.percent = -1 }
      return state.percent >= 0
    }
    if drawn { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
  }
}

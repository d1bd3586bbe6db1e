import Acts
import ArgumentParser
import Book

/// `unlock`: leaves the key at hand for a set time.
struct UnlockVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "unlock", abstract: "Open a vault that has a passphrase, for a set time.")
  @OptionGroup var common: Common
  @Option(help: "For how many minutes.")
  var minutes = 15

  func run() throws {
    guard (1...1440).contains(minutes) else { throw Fault(.usage, "Minutes are 1 to 1440.") }
    let unlocked = try UnlockVault(seconds: minutes * 60).run(at: common.desk())
    try common.show(unlocked) { _ in ["The key waits \(unlocked.place)."] }
  }
}

/// `lock`: takes the key away.
struct LockVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "lock", abstract: "Close a vault that has a passphrase.")
  @OptionGroup var common: Common

  func run() throws {
    try UnlockVault.lock(at: common.desk())
    if !common.json { print("Locked.") }
  }
}

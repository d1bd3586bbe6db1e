public import Acts
public import ArgumentParser
import Book
import Foundation

/// `init`: makes a vault.
struct InitVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "init", abstract: "Make a vault.")
  @OptionGroup var common: Common

  @Option(help: "Your name.")
  var name = ""
  @Option(help: "An address of yours that outlives the job; may be given again.")
  var address: [String] = []
  @Option(help: "Whose computer this is: mine or employer.")
  var computer: MakeVault.Computer = .mine
  @Flag(help: "Seal the keys with a passphrase.")
  var passphrase = false
  @Flag(help: "Leave out the first outside witness.")
  var noWitness = false

  func run() throws {
    let desk = try common.desk()
    var secret: String?
    if passphrase {
      secret = Console.passphrase("A passphrase for the vault: ", variables: ProcessInfo.processInfo.environment)
      guard secret?.isEmpty == false else { throw Fault(.usage, "No passphrase was given.") }
    }
    let made = try MakeVault(name: name, addresses: address, computer: computer, passphrase: secret, withoutWitness: noWitness).run(
      at: desk)
    try common.show(made) { width in
      var lines = ["Your vault is made: \(made.path)", ""]
      lines += Columns.labelled(
        "Keep", "These words open it when all else is lost. Write them on paper; they are shown this once.", width: width)
      lines += ["        \(made.recovery)", ""]
      if let checkpoint = made.checkpoint {
        lines += Columns.labelled(
          "Send", "This is the state of your ledger. Mail it to yourself at a private address: then nobody can say it was made later.",
          width: width)
        lines += checkpoint.split(separator: "\n").map { "        \($0)" } + [""]
      }
      return lines + ["Next    cardcase start"]
    }
  }
}

extension MakeVault.Computer: ExpressibleByArgument {}

import Acts
import ArgumentParser
import Book

/// `account`: your addresses, phones and profiles.
struct AccountVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Your accounts: who pays, did it sync with work, how it is opened again.",
    subcommands: [Add.self, List.self],
    defaultSubcommand: List.self)

  /// The answers of a yes-or-no option.
  enum YesNo: String, ExpressibleByArgument { case yes, no }

  /// `account add ADDRESS`, `account set phone --synced yes`
  struct Add: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add one, or tell more of it.", aliases: ["set"])
    @OptionGroup var common: Common
    @Argument(help: "An address, number or profile; or phone, linkedin.") var account: String
    @Option(help: "Who pays: mine, or a job's name.") var payer: String?
    @Option(help: "Did it ever sync with an employer's account: yes or no.") var synced: YesNo?
    @Option(help: "The address or number through which it is opened again.") var recovery: String?

    func run() throws {
      let listed = try EditAccount(account: account, payer: payer, synced: synced.map { $0 == .yes }, recovery: recovery).run(
        at: common.desk())
      try common.show(listed) { _ in listed.screen }
    }
  }

  /// `account`
  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List them.")
    @OptionGroup var common: Common
    func run() throws {
      let listed = try EditAccount.list(at: common.desk())
      try common.show(listed) { _ in listed.screen }
    }
  }
}

extension EditAccount.Listed {
  var screen: [String] {
    if accounts.isEmpty { return ["None yet.    cardcase account add robin@home.example"] }
    return Columns.table(
      accounts.map { account in
        let sync = account.syncedWithEmployer.map { $0 ? "synced with work" : "never synced with work" } ?? ""
        return [
          account.service, account.handle.raw, account.payer.isMine ? "yours" : "paid by \(account.payer.name)", sync,
          account.recovery.map { "opens by \($0)" } ?? "",
        ]
      })
  }
}

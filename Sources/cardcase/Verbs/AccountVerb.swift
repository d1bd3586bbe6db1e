import Acts
import ArgumentParser
import Book
import Scan

/// `account`: your addresses, phones and profiles.
struct AccountVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "account", abstract: "Your accounts: who pays, did it sync with work, how it is opened again.",
    subcommands: [Add.self, List.self, Services.self],
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

extension AccountVerb {
  /// `account services [PATH...]`
  struct Services: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "services", abstract: "What hangs on your addresses: the services that write to them, the costliest to lose first.",
      discussion: "Example: cardcase account services work.mbox --me robin@acme.example")
    @OptionGroup var common: Common
    @Argument(help: "Mail archives; none: the vault.") var paths: [String] = []
    @Option(help: "An address of yours; may be given again.") var me: [String] = []
    @Flag(help: "Only those that hang on an address an employer can switch off.") var work = false
    func run() throws {
      let listed = try ListServices(paths: paths, me: me, atWork: work).run(at: common.desk())
      try common.show(listed) { listed.screen($0) }
    }
  }
}

extension ListServices.Listed {
  func screen(_ width: Int) -> [String] {
    if services.isEmpty { return ["No service writes to your addresses, as far as the mail here shows."] }
    let rows = services.map { service in
      [
        service.note.name, service.note.address, service.payer.map { $0.isMine ? "yours" : "\($0.name)'s" } ?? "",
        service.note.last.map { "last \(Moment(seconds: $0).day().short)" } ?? "", service.loss,
      ]
    }
    return Columns.table(rows, limits: [24, 44, 12, 17], fit: width)
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

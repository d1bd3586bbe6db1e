public import Book
public import Scan
import Vault

/// Your accounts: add one, change what is known of it, list them.
public struct EditAccount: Sendable {
  /// The address, number or profile; or `phone`, `linkedin` for the only one of its kind.
  public var account: String
  /// Who pays: `mine` or a job's name; nil leaves it.
  public var payer: String?
  /// Whether it ever synced with an employer's account; nil leaves it.
  public var synced: Bool?
  /// Through what it is opened again; nil leaves it.
  public var recovery: String?

  /// Adds the account, or changes it where it is known.
  public init(account: String, payer: String? = nil, synced: Bool? = nil, recovery: String? = nil) {
    self.account = account
    self.payer = payer
    self.synced = synced
    self.recovery = recovery
  }

  /// The accounts after it.
  public struct Listed: Report {
    /// In the order added.
    public var accounts: [Account]
    /// `cardcase.account/1`
    public var json: JSON {
      [
        "schema": "cardcase.account/1",
        "accounts": .array(
          accounts.map {
            [
              "id": .string($0.id.description), "service": .string($0.service), "handle": .string($0.handle.raw),
              "payer": .string($0.payer.name),
              "synced_with_employer": $0.syncedWithEmployer.map { .bool($0) } ?? .null, "recovery": .optional($0.recovery),
            ]
          }),
      ]
    }
  }

  /// Services of which one usually has one account alone: their word is enough.
  private static let services: Set<String> = ["phone", "linkedin", "google", "outlook", "xing", "facebook"]

  /// Writes it, and lists all. Faults: `usage` for what is no address, number or profile.
  public func run(at desk: Desk) throws -> Listed {
    let vault = try desk.open()
    if !EditAccount.services.contains(ASCII.lower(account)) { try Account.check(account) }
    if let recovery { try Account.check(recovery) }
    let mine = try vault.mine
    let (profile, accounts, tenures) = try mine.read { (try $0.profile(), try $0.accounts(), try $0.tenures()) }
    let wanted = Account.own(account, name: profile.name, id: desk.newID(Account.self))
    var changed = accounts.first { $0.handle.normal == wanted.handle.normal || $0.service == ASCII.lower(account) } ?? wanted
    if changed.id == wanted.id, EditAccount.services.contains(ASCII.lower(account)) {
      changed = Account(
        id: wanted.id, service: ASCII.lower(account), handle: Handle(.profile, ASCII.lower(account)), name: profile.name, payer: .mine)
    }
    if let payer {
      if payer == "mine" {
        changed.payer = .mine
      } else if let tenure = tenures.first(where: { $0.answers(to: payer) }) {
        changed.payer = tenure.book
      } else {
        throw Fault(.missing, "There is no job called \(payer).", next: "cardcase tenure add \"\(payer)\"")
      }
    }
    if let synced { changed.syncedWithEmployer = synced }
    if let recovery { changed.recovery = recovery }
    let finished = changed
    _ = try mine.act("account", try vault.command("account")) { try $0.put(finished) }
    return Listed(accounts: try mine.read { try $0.accounts() })
  }

  /// Lists the accounts and changes nothing.
  public static func list(at desk: Desk) throws -> Listed { Listed(accounts: try desk.open().mine.read { try $0.accounts() }) }
}

extension Account {
  /// Refuses what can be no address, number or profile. Faults: `usage`.
  static func check(_ text: String) throws {
    let text = ASCII.trim(text)
    let bytes = Array(text.utf8)
    let isPlain = !text.isEmpty && text.utf8.count <= 254
    if text.contains("@") {
      let parts = text.split(separator: "@", omittingEmptySubsequences: false)
      if isPlain, parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), !bytes.contains(32) { return }
      throw Fault(.usage, "\(text) is no mail address.", next: "cardcase account add robin@home.example")
    }
    if isPlain, text.contains("/"), !bytes.contains(32) { return }
    let isNumber = bytes.allSatisfy { ASCII.isDigit($0) || [32, 40, 41, 43, 45, 46].contains($0) }
    if isPlain, isNumber, bytes.filter({ ASCII.isDigit($0) }).count >= 5 { return }
    throw Fault(
      .usage, "\(text) is no mail address, no number and no profile.",
      next: "cardcase account add robin@home.example, +447700900123 or linkedin.com/in/robin")
  }
}

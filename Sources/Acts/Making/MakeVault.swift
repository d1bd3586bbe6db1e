import Book
public import Scan
import Vault

/// Makes a vault, with its first outside witness.
public struct MakeVault: Sendable {
  /// Whose computer this is.
  public enum Computer: String, Sendable, CaseIterable { case mine, employer }

  /// Your name.
  public var name: String
  /// Addresses that are yours, those that outlive the job.
  public var addresses: [String]
  /// Whose computer this is; an employer's gets no vault.
  public var computer: Computer
  /// A passphrase that seals the keys, if wanted.
  public var passphrase: String?
  /// Leave out the first witness (scripts).
  public var withoutWitness: Bool

  /// A vault to be made.
  public init(
    name: String = "", addresses: [String] = [], computer: Computer = .mine, passphrase: String? = nil, withoutWitness: Bool = false
  ) {
    self.name = name
    self.addresses = addresses
    self.computer = computer
    self.passphrase = passphrase
    self.withoutWitness = withoutWitness
  }

  /// What was made.
  public struct Made: Report {
    /// The folder.
    public var path: String
    /// The words that open the vault when all else is lost; shown once.
    public var recovery: String
    /// The first state of the ledger, to be kept or sent somewhere outside; nil when left out.
    public var checkpoint: String?
    /// `cardcase.init/1`
    public var json: JSON {
      ["schema": "cardcase.init/1", "path": .string(path), "recovery": .string(recovery), "checkpoint": .optional(checkpoint)]
    }
  }

  /// Makes it. Faults: `refused` on an employer's computer, `exists`, `system`.
  public func run(at desk: Desk) throws -> Made {
    for address in addresses { try Account.check(address) }
    guard computer == .mine else {
      throw Fault(
        .refused, "On an employer's computer Cardcase makes no vault: whatever lies there, they may read and keep.",
        next: "Install it on a computer of your own. Verbs that keep nothing work here too: cardcase clauses FILE, cardcase law PLACE")
    }
    let (vault, recovery) = try Vault.create(at: desk.path, passphrase: passphrase, environment: desk.environment)
    let command = try vault.command("init")
    let mine = try vault.mine
    let (name, addresses) = (name, addresses)
    _ = try mine.act("init", command, undoable: false) { writer in
      var profile = Profile()
      profile.name = name
      try writer.put(profile)
      for address in addresses { try writer.put(Account.own(address, name: name, id: writer.newID(Account.self))) }
    }
    var checkpoint: String?
    if !withoutWitness {
      let state = try mine.read { try $0.checkpoint() }
      checkpoint = state.note
      _ = try mine.act("witness", command, undoable: false) { writer in
        try writer.addWitness(Witness(how: "print", at: Desk.now(), note: state.note))
      }
    }
    return Made(path: desk.path, recovery: recovery.text, checkpoint: checkpoint)
  }
}

extension Account {
  /// An account of one's own, known by its address or number.
  static func own(_ address: String, name: String, id: Account.ID, payer: BookID = .mine) -> Account {
    let isMail = address.contains("@")
    let isProfile = !isMail && address.contains("/")
    let kind: Handle.Kind = isMail ? .email : isProfile ? .profile : .phone
    return Account(
      id: id, service: isMail ? "mail" : isProfile ? "linkedin" : "phone", handle: Handle(kind, address), name: name, payer: payer)
  }
}

public import Book
import Intake
public import Scan
import Vault

/// What hangs on one's addresses: the services that write to them, those first whose loss would cost most. From the vault, or
/// straight from mail with no vault. Nothing is written.
public struct ListServices: Sendable {
  /// Mail archives; none: the vault.
  public var paths: [String]
  /// Addresses of one's own; empty: those of the accounts, else found from the files.
  public var me: [String]
  /// Only what hangs on an address that an employer can switch off.
  public var atWork: Bool

  /// From the vault, or from these files.
  public init(paths: [String] = [], me: [String] = [], atWork: Bool = false) {
    self.paths = paths
    self.me = me
    self.atWork = atWork
  }

  /// One service, and on whose address it hangs.
  public struct Service: Sendable {
    /// What was seen.
    public var note: ServiceNote
    /// Who can switch the address off: an employer's book, or `mine`; nil where that is not known.
    public var payer: BookID?
    /// What the losing of it means, in a few words.
    public var loss: String
  }

  /// The services.
  public struct Listed: Report {
    /// What would cost most to lose first.
    public var services: [Service]
    /// `cardcase.services/1`
    public var json: JSON { ["schema": "cardcase.services/1", "services": .array(services.map(\.json))] }
  }

  /// Lists them. Faults: `missing`, `unreadable` where no file is mail.
  public func run(at desk: Desk) throws -> Listed {
    if paths.isEmpty { return try ListServices.fromVault(desk.open(), atWork: atWork) }
    let known = try desk.openIfThere().map { try $0.mine.read { (try $0.accounts(), try $0.tenures()) } }
    let (accounts, tenures) = known ?? ([], [])
    let survey = try NamedFiles.survey(paths)
    var context = ReadContext.of(Profile(), accounts)
    context.addresses += me.map { Handle.normalize(.email, $0) }
    if context.addresses.isEmpty { context.addresses = ListServices.owners(survey.clues(context)) }
    var notes: [String: ServiceNote] = [:]
    var isMail = false
    for file in survey.files where file.reader != nil {
      try file.read(context) { reading in
        if case .encounters = reading { isMail = true }
        if case .service(let note) = reading { notes[note.key] = notes[note.key]?.merged(with: note) ?? note }
      }
    }
    guard isMail else { throw Fault(.unreadable, "None of these files holds mail.", next: survey.files.first?.trouble) }
    return Listed(services: ListServices.sorted(Array(notes.values), accounts, tenures, atWork: atWork))
  }

  /// Whose mailboxes they are: the addresses to which mail was delivered, else the one present in most of it.
  private static func owners(_ clues: [Clues]) -> [String] {
    var found: Set<String> = []
    for clue in clues {
      let delivered = clue.delivered.filter { $0.value * 10 >= clue.encounters }.map(\.key)
      found.formUnion(delivered)
      if delivered.isEmpty, let most = clue.parties.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value * 3 >= clue.encounters
      {
        found.insert(most.key)
      }
    }
    return found.sorted()
  }

  static func fromVault(_ vault: Vault, atWork: Bool) throws -> Listed {
    let (accounts, tenures) = try vault.mine.read { (try $0.accounts(), try $0.tenures()) }
    var notes: [String: ServiceNote] = [:]
    for registered in try vault.books where registered.isReadable {
      for note in try vault.book(registered.id).read({ try $0.facts(FactKind.service, as: ServiceNote.self) }).map(\.value) {
        notes[note.key] = notes[note.key]?.merged(with: note) ?? note
      }
    }
    return Listed(services: sorted(Array(notes.values), accounts, tenures, atWork: atWork))
  }

  private static func sorted(_ notes: [ServiceNote], _ accounts: [Account], _ tenures: [Tenure], atWork: Bool) -> [Service] {
    notes.sorted(by: ServiceNote.costlyFirst).map { note in
      Service(note: note, payer: payer(of: note.address, accounts, tenures), loss: loss(note))
    }.filter { !atWork || $0.payer.map { !$0.isMine } ?? false }
  }

  private static func payer(of address: String, _ accounts: [Account], _ tenures: [Tenure]) -> BookID? {
    let handle = Handle(.email, address)
    if let account = accounts.first(where: { $0.handle.normal == handle.normal }) { return account.payer }
    return handle.domain.flatMap { domain in tenures.first { $0.domains.contains(domain) }?.book }
  }

  /// What is lost with the address, by what the service is.
  private static func loss(_ note: ServiceNote) -> String {
    switch note.sort {
    case "identity": "other log-ins hang on it"
    case "passwords": "the passwords kept there"
    case "hosting": "domains, sites and mail of your own"
    case "money": "money, and the papers on it"
    case "network": "your connections there"
    case "code": "your code, and your name on it"
    case "storage": "files kept there"
    default: note.counts["receipt", default: 0] > 0 ? "paid for: its receipts come here" : "made anew in minutes"
    }
  }
}

extension ListServices.Service {
  /// One element of `services`.
  public var json: JSON {
    [
      "service": .string(note.name), "domain": .string(note.domain), "sort": .string(note.sort), "address": .string(note.address),
      "payer": .optional(payer?.name), "cost": .int(note.cost), "loss": .string(loss), "mails": .int(note.mails),
      "kinds": .object(note.counts.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .int($0.value)) }),
      "first": .optional(note.first.map { Moment(seconds: $0).day().description }),
      "last": .optional(note.last.map { Moment(seconds: $0).day().description }),
      "evidence": ["file": .string(note.file), "place": .string(note.place)],
    ]
  }
}

internal import Scan

/// A mail by which a service shows that an account hangs on the address it was sent to.
public struct ServiceMail: Hashable, Sendable {
  /// The domain of the service as its addresses are written, cut to what one registers: `linkedin.com`.
  public var domain: String
  /// What people call it; the domain where it is not known.
  public var name: String
  /// What sort of service it is, if known.
  public var sort: String
  /// What this mail is.
  public var kind: Kind
  /// What losing the account would cost, 1 to 5: see the data file.
  public var cost: Int

  /// What a mail of a service is, the telling ones first.
  public enum Kind: UInt8, Sendable, Hashable, Comparable, CaseIterable {
    /// Welcome, confirm your address: an account was made.
    case signUp
    /// New sign-in, password reset, verification code.
    case security
    /// Receipt, invoice, subscription: money goes through it.
    case receipt
    /// Somebody wants to connect, wrote or reacted there.
    case social
    /// Anything else that a program of it sends.
    case notice

    /// The word for it: `sign-up`, `security`, `receipt`, `social`, `notice`.
    public var word: String {
      switch self {
      case .signUp: "sign-up"
      case .security: "security"
      case .receipt: "receipt"
      case .social: "social"
      case .notice: "notice"
      }
    }

    /// The more telling first.
    public static func < (a: Kind, b: Kind) -> Bool { a.rawValue < b.rawValue }
  }
}

/// Recognises mails of services. Known ones by their domain (a data file), unknown ones by what they say.
public struct ServiceRecogniser: Sendable {
  private struct Known {
    var name: String
    var sort: String
    var cost: Int
  }
  /// The domains of the known services, and by their numbers what they are.
  private let domains: ByteTable
  private let known: [Known]

  /// Reads the table of services (`mail/services.tsv`): domain, name, sort, cost, separated by tabs.
  public init(table: [UInt8]) {
    var domains = ByteTable()
    var known: [Known] = []
    for line in table.split(separator: 10) where line.first != 35 {
      let cells = line.split(separator: 9, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
      guard cells.count == 4, let cost = Int(cells[3]) else { continue }
      let service = Known(name: cells[1], sort: cells[2], cost: cost)
      let number = domains.number(of: cells[0].utf8.span, 0..<cells[0].utf8.count)
      if number == known.count { known.append(service) } else { known[number] = service }
    }
    (self.domains, self.known) = (domains, known)
  }

  /// With the table that ships with the program.
  public static func standard() -> ServiceRecogniser { ServiceRecogniser(table: Resource.bytes("mail/services.tsv") ?? []) }

  /// What service the message is from, or nil where a person wrote it.
  public func recognise(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> ServiceMail? {
    guard let sender = summary.sender, summary.flags.isDisjoint(with: [.list, .bounce]) else { return nil }
    let address = ASCII.lower(summary.address(sender, in: bytes))
    return recognise(from: address, name: summary.name(sender, in: bytes), subject: summary.subject(in: bytes), flags: summary.flags)
  }

  /// The same from the parts that count.
  public func recognise(from address: String, name: String, subject: String, flags: MailFlags) -> ServiceMail? {
    guard let at = address.lastIndex(of: "@") else { return nil }
    let domain = String(address[address.index(after: at)...])
    let entry = lookUp(domain)
    let isMachine = AddressCharacter.of(address) == .robot || !flags.isDisjoint(with: [.auto, .bulk])
    guard isMachine || entry != nil else { return nil }
    let kind = ServiceRecogniser.kind(Fold.bytes(subject))
    // A person at a known service writes too: only machines, and mails that speak as machines do, count.
    guard isMachine || entry != nil && kind != nil else { return nil }
    guard entry != nil || kind == .signUp || kind == .security || kind == .receipt else { return nil }
    let short = ServiceRecogniser.registered(domain)
    let cost = entry?.cost ?? (kind == .receipt ? 3 : 2)
    return ServiceMail(
      domain: short, name: entry?.name ?? (name.isEmpty ? short : name), sort: entry?.sort ?? "", kind: kind ?? .notice, cost: cost)
  }

  /// Whether an address in small letters, `range` of `text`, is at the domain of a known service.
  func knows(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let at = AddressCharacter.lastAt(text, range) else { return false }
    return lookUp(text, at + 1..<range.upperBound) != nil
  }

  private func lookUp(_ domain: String) -> Known? {
    let text = domain.utf8.span
    return lookUp(text, 0..<text.count)
  }

  /// The service whose domain this is, or a domain above it; a top-level domain is nobody's.
  private func lookUp(_ text: Span<UInt8>, _ domain: Range<Int>) -> Known? {
    guard domain.count <= 253 else { return nil }  // the longest name there is (RFC 1035 section 2.3.4)
    var start = domain.lowerBound
    while let dot = text.find(46, from: start, to: domain.upperBound) {
      if let number = domains.find(text, start..<domain.upperBound) { return known[number] }
      start = dot + 1
    }
    return nil
  }

  private static let words: [(ServiceMail.Kind, PhraseSet)] = [
    (
      .signUp,
      PhraseSet([
        "welcome to", "confirm your", "verify your email", "verify your account", "activate your", "your new account",
        "thanks for signing up",
        "thank you for signing up", "thank you for registering", "complete your registration", "willkommen bei", "bestatigen sie ihre",
        "bestatige deine",
        "aktivieren sie", "bienvenue", "confirmez votre", "bienvenido", "confirma tu", "benvenuto", "conferma", "registration confirm",
        "account created",
        "get started with",
      ])
    ),
    (
      .security,
      PhraseSet([
        "security alert", "new sign-in", "new login", "sign-in attempt", "signed in", "password reset", "reset your password",
        "password was changed", "password changed",
        "verification code", "security code", "one-time", "two-factor", "2-step", "unusual activity", "new device", "passwort",
        "sicherheits",
        "anmeldung", "mot de passe", "contrasena", "password", "login code", "confirmation code", "recovery", "access token", "ssh key",
      ])
    ),
    (
      .receipt,
      PhraseSet([
        "receipt", "invoice", "your order", "order confirmation", "payment", "subscription", "your purchase", "billing", "rechnung",
        "bestellung", "zahlung",
        "quittung", "facture", "commande", "factura", "pedido", "ricevuta", "ordine", "renewal", "your booking", "booking confirmation",
        "itinerary",
        "statement is ready", "has shipped",
      ])
    ),
    (
      .social,
      PhraseSet([
        "wants to connect", "invitation to connect", "add you to", "accepted your", "sent you a message", "new message from",
        "viewed your profile", "mentioned you",
        "commented on", "is now following", "connection request", "join my network", "you have a new", "endorsed you", "tagged you",
        "invited you",
        "mochte sich mit ihnen vernetzen", "kontaktanfrage", "messages waiting",
      ])
    ),
  ]

  /// What a folded subject says.
  static func kind(_ subject: [UInt8]) -> ServiceMail.Kind? {
    for (kind, phrases) in words where phrases.stands(in: subject) { return kind }
    return nil
  }

  /// The domain that one registers: the last two labels, three where the country keeps a second level.
  static func registered(_ domain: String) -> String {
    let labels = domain.split(separator: ".")
    guard labels.count > 2 else { return domain }
    let second = labels[labels.count - 2]
    let isSecondLevel = labels[labels.count - 1].count == 2 && ["co", "com", "ac", "org", "gov", "net", "edu", "or", "ne"].contains(second)
    return labels.suffix(isSecondLevel ? 3 : 2).joined(separator: ".")
  }
}

/// The accounts that hang on one's addresses, gathered from the mails of their services.
public struct ServiceAccounts: Sendable {
  /// What is known of one account.
  public struct Account: Hashable, Sendable {
    /// The service: `linkedin.com`, what people call it, its sort if known.
    public var domain: String, name: String, sort: String
    /// The address of one's own to which it writes, small letters; empty where no recipient was one's own.
    public var address: String
    /// What losing it would cost, 1 to 5; raised where money or security mails were seen.
    public var cost: Int
    /// How many mails of each kind came.
    public var counts: [ServiceMail.Kind: Int]
    /// First and last time, seconds UTC; nil where no mail was dated.
    public var first: Int64?, last: Int64?
    /// Offset of the most telling mail, as evidence, and the number of its file.
    public var evidence: Int, file: Int
  }

  private let recogniser: ServiceRecogniser
  private let owners: Set<String>
  private var accounts: [String: Account] = [:]

  /// Gathers for the given addresses of one's own (any case); for all recipients where none are given.
  public init(_ recogniser: ServiceRecogniser = .standard(), owners: [String] = []) {
    self.recogniser = recogniser
    self.owners = Set(owners.map { ASCII.lower($0) })
  }

  /// Takes one message into account, of file number `file`.
  public mutating func add(_ bytes: Span<UInt8>, _ summary: MessageSummary, file: Int = 0) {
    guard let mail = recogniser.recognise(bytes, summary) else { return }
    let recipients =
      (summary.mailboxes(.to) + summary.mailboxes(.cc)).map { ASCII.lower(summary.address($0, in: bytes)) }
      + summary.delivered(in: bytes).map { ASCII.lower($0) }
    let own = owners.isEmpty ? recipients.first ?? "" : recipients.first { owners.contains($0) } ?? ""
    let key = mail.domain + " " + own
    var account =
      accounts[key]
      ?? Account(
        domain: mail.domain, name: mail.name, sort: mail.sort, address: own, cost: mail.cost, counts: [:], first: nil, last: nil,
        evidence: summary.frame.content.lowerBound, file: file)
    if account.counts.keys.min().map({ mail.kind < $0 }) ?? false {
      (account.evidence, account.file) = (summary.frame.content.lowerBound, file)
    }
    account.counts[mail.kind, default: 0] += 1
    account.cost = max(account.cost, mail.cost)
    if let seconds = summary.date.seconds {
      account.first = min(account.first ?? seconds, seconds)
      account.last = max(account.last ?? seconds, seconds)
    }
    accounts[key] = account
  }

  /// The accounts, those whose loss costs most first, then the most recently seen.
  public func all() -> [Account] {
    accounts.values.sorted {
      ($1.cost, $1.last ?? .min, $0.domain, $0.address) < ($0.cost, $0.last ?? .min, $1.domain, $1.address)
    }
  }
}

public import Book
import Scan

/// What a contact record shows of itself when two records are compared across files.
public struct Fingerprint: Hashable, Sendable {
  /// Mail addresses in normal form.
  public var emails: [String]
  /// Phone numbers in normal form.
  public var phones: [String]
  /// The name, folded, its words in the order of the alphabet.
  public var name: String

  /// Of a record's fields.
  public init(_ fields: ContactFields) {
    emails = fields.emails
    phones = fields.handles.filter { $0.value.kind == .phone && $0.value.normal.utf8.count > 6 }.map(\.value.normal)
    name = Fold.words(fields.name.shown).sorted().joined(separator: " ")
  }

  /// Of an address alone.
  public init(email: String) {
    emails = [email]
    phones = []
    name = ""
  }
}

/// What a source says about its owner.
public struct Clues: Sendable {
  /// How many records and encounters were looked at.
  public var records = 0
  /// Encounters among them.
  public var encounters = 0
  /// Addresses in owner columns, with their rows.
  public var owners: [String: Int] = [:]
  /// Addresses to which mail was delivered (`Delivered-To`, `X-Original-To`), with their mails.
  public var delivered: [String: Int] = [:]
  /// Addresses that take part in an encounter, with their encounters.
  public var parties: [String: Int] = [:]
  /// Addresses that organise meetings, with their meetings.
  public var organisers: [String: Int] = [:]
  /// Labels, groups and categories, with their rows.
  public var labels: [String: Int] = [:]
  /// Rows with an Exchange (X.500) address.
  public var exchangeRows = 0
  /// Domains of the mail addresses on such rows, with their rows.
  public var exchangeDomains: [String: Int] = [:]
  /// The program that wrote it, where it says so: `Apple`, `Android`, `Google`.
  public var product: String?
  /// Addresses that the source itself says are yours.
  public var own: [String] = []
  /// Subscriptions that somebody pays (`Recruiter`), as the source names them.
  public var subscriptions: [String] = []
  /// The records, to be compared with those of an employer; with their labels.
  public var people: [(print: Fingerprint, labels: [String])] = []

  /// How many records and encounters are looked at in one source.
  static let sample = 5000

  /// None.
  public init() {}

  private struct Enough: Error {}

  /// From the first readings of a source. A source that fails has the clues that came before.
  init(sampling reader: some Reader, _ source: Source, in context: ReadContext) {
    var quiet = context
    quiet.progress = { _, _ in }
    quiet.limits.records = min(context.limits.records, Clues.sample)
    self.init()
    do {
      try reader.read(source, in: quiet) { reading in
        add(reading)
        if records + encounters >= Clues.sample { throw Enough() }
      }
    } catch {
      // Enough was seen, or the reading will fail again and be told then.
    }
  }

  /// Takes in one reading.
  mutating func add(_ reading: Reading) {
    switch reading {
    case .card(let card): add(card)
    case .encounters(let log): add(log)
    case .ownAddress(let handle, _, _): if handle.kind == .email { own.append(handle.normal) }
    case .finding, .service, .rejected: break
    }
  }

  private mutating func add(_ card: Card) {
    records += 1
    for label in Set(card.fields.categories) { labels[label, default: 0] += 1 }
    for other in card.fields.others {
      switch other.label {
      case OtherField.owner: for address in AddressText.addresses(other.value) { owners[address, default: 0] += 1 }
      case OtherField.exchange:
        exchangeRows += 1
        for handle in card.fields.handles { if let domain = handle.value.domain { exchangeDomains[domain, default: 0] += 1 } }
      case OtherField.product: product = product ?? other.value
      default: break
      }
    }
    people.append((Fingerprint(card.fields), card.fields.categories))
  }

  private mutating func add(_ log: EncounterLog) {
    encounters += log.count
    for i in 0..<log.count {
      var seen = Set(log.recipients[log.recipientRange(i)])
      if log.senders[i] >= 0 {
        seen.insert(log.senders[i])
        let sender = log.parties[Int(log.senders[i])].handle
        if log.media[i] == .meeting, sender.kind == .email { organisers[sender.normal, default: 0] += 1 }
      }
      for party in seen {
        let handle = log.parties[Int(party)].handle
        if handle.kind == .email { parties[handle.normal, default: 0] += 1 }
      }
    }
  }
}

/// Names under which readers keep in `others` what bears on the owner.
enum OtherField {
  /// The owner column of a customer system.
  static let owner = "Contact owner"
  /// An Exchange address that is no mail address.
  static let exchange = "Exchange address"
  /// The program that wrote a card, in a word.
  static let product = "Written by"
}

/// Mail addresses that stand in a text.
enum AddressText {
  /// All of them in normal form: `Robin Ashford (robin@acme.example)` gives one.
  static func addresses(_ text: String) -> [String] {
    var found: [String] = []
    for word in text.utf8.split(whereSeparator: { ASCII.isSpace($0) || [40, 41, 60, 62, 44, 59, 34, 39, 91, 93].contains($0) }) {
      let word = String(Substring(word))
      guard isAddress(word) else { continue }
      found.append(Handle.normalize(.email, word))
    }
    return found
  }

  /// Whether a text has the form of one mail address.
  static func isAddress(_ text: String) -> Bool {
    guard text.utf8.contains(64) else { return false }
    let bytes = Array(text.utf8)
    guard let at = bytes.lastIndex(of: 64), at > 0, at < bytes.count - 1, bytes.count < 320 else { return false }
    return !bytes.contains { $0 <= 32 || $0 == 44 || $0 == 59 || $0 == 60 || $0 == 62 }
  }
}

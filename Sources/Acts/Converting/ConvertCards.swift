public import Book
import Intake
import JSContact
import Publish
public import Scan
import VCard

/// Any card format to any other, with a list of what the target cannot hold. Needs no vault.
public struct ConvertCards: Sendable {
  /// The file to read.
  public var input: String
  /// The file to write; its ending sets the form where `form` does not.
  public var output: String
  /// The name of the form: `outlook-csv`; nil goes by the ending.
  public var form: String?
  /// The vCard version to write; nil keeps each card's own.
  public var version: String?
  /// Write every line anew from what was parsed.
  public var rewrites: Bool
  /// JSContact in version 1.0 instead of 2.0.
  public var oldJSContact: Bool
  /// Carry what JSContact does not know in one `vCard` object instead of RFC 9555's names.
  public var collected: Bool
  /// Tables safe against formulas.
  public var safe: Bool

  /// A conversion.
  public init(
    input: String, output: String, form: String? = nil, version: String? = nil, rewrites: Bool = false, oldJSContact: Bool = false,
    collected: Bool = false,
    safe: Bool = true
  ) {
    self.input = input
    self.output = output
    self.form = form
    self.version = version
    self.rewrites = rewrites
    self.oldJSContact = oldJSContact
    self.collected = collected
    self.safe = safe
  }

  /// How it went.
  public struct Converted: Report {
    /// Cards written.
    public var cards: Int
    /// What the target could not hold: card, property, why.
    public var lost: [(card: Int, property: String, why: String)]
    /// Records that could not be read.
    public var rejections: [Rejection]
    /// 3 where records could not be read.
    public var exitStatus: Int32 { rejections.isEmpty ? 0 : 3 }
    /// `cardcase.convert/1`
    public var json: JSON {
      [
        "schema": "cardcase.convert/1", "cards": .int(cards),
        "lost": .array(lost.map { ["card": .int($0.card), "property": .string($0.property), "why": .string($0.why)] }),
        "rejected": .array(rejections.map { ["place": .string($0.place), "reason": .string($0.reason)] }),
      ]
    }
  }

  /// Converts. Faults: `missing`, `unreadable`, `usage` for a form or an ending that is not known, `system`.
  public func run() throws -> Converted {
    let target = try CardForm.target(output, named: form)
    let wanted = try version.map { try ConvertCards.version($0) }
    let head: [UInt8]
    do {
      let file = try MappedFile(input)
      head = file.withBytes { $0.array(0..<min($0.count, 4096)) }
    } catch { throw Fault(.missing, "\(input) cannot be read: \(error.reason).") }
    let source = CardForm(input) ?? CardForm.sniff(head)
    if source == .vcard, target == .vcard { return try copy(to: wanted) }
    var converted = Converted(cards: 0, lost: [], rejections: [])
    let cards = try read(as: source, into: &converted)
    try PrivateFile.save(try write(cards, as: target, wanted, into: &converted), to: output)
    converted.cards = cards.count
    return converted
  }

  /// The version that a flag names. Fault: `usage` for one that is not written.
  static func version(_ text: String) throws -> VCard.Version {
    guard let version = VCard.Version(rawValue: text), version != .v21 else {
      throw Fault(.usage, "vCard \(text) is not written.", next: "--vcard 3.0 or 4.0")
    }
    return version
  }

  private var options: JSContact.Options {
    JSContact.Options(version: oldJSContact ? .v1 : .v2, carriage: collected ? .collected : .standard)
  }

  /// vCard to vCard: byte for byte, or written anew, or in another version. Piece by piece: neither file is ever held whole.
  private func copy(to wanted: VCard.Version?) throws -> Converted {
    var converted = Converted(cards: 0, lost: [], rejections: [])
    let isCopy = wanted == nil && !rewrites
    do {
      var file = try NewFile(output)
      var out: [UInt8] = []
      func flush(_ limit: Int) throws {
        guard out.count >= limit else { return }
        try file.append(out)
        out.removeAll(keepingCapacity: true)
      }
      try CardFile.read(input, piece: { piece in if isCopy { try file.append(piece) } }) { reading in
        guard let card = converted.take(reading), !isCopy else { return }
        if let wanted {
          let (other, lost) = card.converted(to: wanted)
          converted.lost += lost.map { (converted.cards, $0.property, $0.reason) }
          other.writeCanonical(into: &out)
        } else {
          card.writeCanonical(into: &out)
        }
        try flush(CardFile.window)
      }
      try flush(1)
      try file.keep()
    } catch let failure as MappedFile.Failure {
      throw Fault(.system, "The file \(output) cannot be written: \(failure.reason).")
    }
    return converted
  }

  private func read(as form: CardForm, into converted: inout Converted) throws -> [VCard] {
    do {
      switch form {
      case .vcard:
        var cards: [VCard] = []
        try CardFile.read(input) { reading in if let card = converted.take(reading) { cards.append(card) } }
        return cards
      case .jcard: return try JCard.read(try whole())
      case .jscontact: return try JSContact.read(try whole(), options: options)
      case .csv, .ldif: return try table(into: &converted)
      }
    } catch let fault as Fault { throw fault } catch {
      throw Fault(.unreadable, "\(input) cannot be read: \(error).")
    }
  }

  private func whole() throws -> [UInt8] {
    let file = try MappedFile(input)
    return file.withBytes { $0.array(0..<$0.count) }
  }

  /// The rows of a table or directory as cards.
  private func table(into converted: inout Converted) throws -> [VCard] {
    guard let file = Intake.survey([input]).files.first, file.reader != nil else {
      throw Fault(.unreadable, "\(input) is no contact file that I know.")
    }
    var cards: [VCard] = []
    try file.read(ReadContext()) { reading in
      switch reading {
      case .card(let card):
        cards.append(
          VCard(version: .v40, properties: CardSummary(card.fields).properties(version: .v40) + FurtherFields.properties(card.fields)))
      case .rejected(let rejection): converted.rejections.append(rejection)
      case .encounters, .ownAddress, .finding, .service: break
      }
    }
    return cards
  }

  private func write(_ cards: [VCard], as form: CardForm, _ wanted: VCard.Version?, into converted: inout Converted) throws -> [UInt8] {
    for (index, card) in cards.enumerated() {
      switch form {
      case .vcard: if let wanted { converted.lost += card.converted(to: wanted).lost.map { (index + 1, $0.property, $0.reason) } }
      case .csv(let layout):
        converted.lost += ConvertCards.lost(card, in: form, number: index + 1)
        converted.lost += ContactTable.lost(CardFields.from(card), layout: layout).map { (index + 1, $0.property, $0.why) }
      case .ldif: converted.lost += ConvertCards.lost(card, in: form, number: index + 1)
      case .jcard, .jscontact: break
      }
    }
    return form.write(cards, version: wanted, options: options, safe: safe)
  }

  /// What a table has no column for: properties it does not know, and all but the first of those it holds once.
  private static func lost(_ card: VCard, in form: CardForm, number: Int) -> [(Int, String, String)] {
    var seen = Set<String>()
    return card.properties.compactMap { property in
      let key = property.key
      if key == "KIND" || key == "X-ADDRESSBOOKSERVER-KIND", ASCII.lower(property.text) == "individual" { return nil }
      if once.contains(key), !seen.insert(key == "ROLE" ? "TITLE" : key).inserted { return (number, property.name, "a table holds one") }
      if held.contains(key) || once.contains(key) { return nil }
      if case .csv = form, heldByCSV.contains(key) { return nil }
      return (number, property.name, "a table has no column for it")
    }
  }

  /// Held once by every table.
  private static let once: Set<String> = ["FN", "N", "ORG", "TITLE", "ROLE", "BDAY", "NICKNAME"]
  /// Held by every table, or of no use to a person: what a program notes for itself.
  private static let held: Set<String> = [
    "EMAIL", "TEL", "ADR", "LABEL", "URL", "NOTE", "SOCIALPROFILE", "X-SOCIALPROFILE", "X-ABLABEL", "PRODID", "REV", "UID",
  ]
  /// Held by a CSV, whose columns may have any name, and not by LDIF. Which of them a layout with fixed columns has room for it says itself.
  private static let heldByCSV: Set<String> = [
    "ANNIVERSARY", "CATEGORIES", "IMPP", "X-ABDATE", "X-ABRELATEDNAMES", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME", "X-MAIDENNAME",
    "RELATED", "X-CARDCASE-FIELD", "X-AIM", "X-ICQ", "X-JABBER", "X-MSN", "X-YAHOO", "X-SKYPE", "X-SKYPE-USERNAME", "X-GOOGLE-TALK", "X-QQ",
    "X-SPOUSE", "X-MANAGER", "X-ASSISTANT",
  ]
}

extension ConvertCards.Converted {
  /// Counts a reading; gives its card.
  fileprivate mutating func take(_ reading: VCardReading) -> VCard? {
    switch reading {
    case .card(let card, _):
      cards += 1
      return card
    case .rejected(let at, let reason):
      rejections.append(Rejection(place: "byte \(at.lowerBound)", reason: reason))
      return nil
    }
  }
}

public import Book
import Foundation
import Intake
import JSContact
import Publish
public import Scan
import VCard
import Vault

/// Everything of one book, or one person of it, in a form that other programs read. The same book always gives the same bytes.
public struct ExportBook: Sendable {
  /// Whose book.
  public var book: BookID
  /// The file; `-` hands the bytes back.
  public var file: String
  /// The name of the form: `outlook-csv`; nil goes by the file's ending.
  public var form: String?
  /// An id, a handle, a name: that person alone; nil for everybody.
  public var person: String?
  /// The vCard version; nil leaves each card in its own.
  public var version: String?
  /// Tables safe against formulas.
  public var safe: Bool

  /// Of that book, to that file.
  public init(book: BookID = .mine, file: String, form: String? = nil, person: String? = nil, version: String? = nil, safe: Bool = true) {
    self.book = book
    self.file = file
    self.form = form
    self.person = person
    self.version = version
    self.safe = safe
  }

  /// What was written.
  public struct Exported: Report {
    /// The file.
    public var file: String
    /// How many people.
    public var people: Int
    /// How many cards of no person beside them: firms, groups, places, one's own.
    public var others: Int
    /// The bytes, where they go to standard output.
    public var bytes: [UInt8]?
    /// `cardcase.export/1`
    public var json: JSON { ["schema": "cardcase.export/1", "file": .string(file), "people": .int(people), "others": .int(others)] }
  }

  /// Writes it. Faults: `system` where the file cannot be written, `usage` for a form that is not known, `missing`, `ambiguous`.
  public func run(at desk: Desk) throws -> Exported {
    let vault = try desk.open()
    let chosen: Person.ID? = try person.map { try only($0, in: vault, at: desk) }
    let form = try chosenForm(isPerson: chosen != nil)
    guard form != nil || chosen == nil else {
      throw Fault(.usage, "The archive holds a whole book.", next: "cardcase export person.vcf --person \(person ?? "")")
    }
    let wanted = try version.map { try ConvertCards.version($0) }
    var exported = Exported(file: file, people: 0, others: 0, bytes: nil)
    let bytes = try vault.book(book).read { reader in
      let people = try chosen.map { [$0] } ?? reader.people().map(\.id)
      let others = chosen == nil ? try reader.unclaimedRecords() : []
      (exported.people, exported.others) = (people.count, others.count)
      return try form.map { try self.bytes(of: people, others, as: $0, wanted, reader) } ?? Archive.bytes(of: reader.export())
    }
    if file == "-" { exported.bytes = bytes } else { try PrivateFile.save(bytes, to: file) }
    return exported
  }

  /// The form to write; nil is the archive.
  private func chosenForm(isPerson: Bool) throws -> CardForm? {
    if form == nil {
      if file == "-" { return isPerson ? .vcard : nil }
      if CardForm(file) == nil, ASCII.lower(file).hasSuffix(".json") { return nil }
    }
    return try CardForm.target(file, named: form)
  }

  private func only(_ text: String, in vault: Vault, at desk: Desk) throws -> Person.ID {
    let human = try Humans(vault).one(text, asker: desk.asker)
    guard let id = human.id(in: book) else { throw Fault(.missing, "\(human.name) is not in the book \(book.name).") }
    return id
  }

  private func bytes(of people: [Person.ID], _ others: [CardRecord], as form: CardForm, _ version: VCard.Version?, _ reader: BookReader)
    throws -> [UInt8]
  {
    switch form {
    case .csv, .ldif:
      let fields = try people.compactMap { try reader.effective($0)?.fields } + others.map(\.fields)
      if case .csv(let layout) = form { return ContactTable.csv(fields, layout: layout, safe: safe) }
      return ContactTable.ldif(fields)
    case .vcard, .jcard, .jscontact: break
    }
    let cards =
      try people.compactMap { try reader.vcard(of: $0) }
      + others.map { try reader.vcard(of: $0) ?? EffectiveVCard.made(from: $0.fields, id: $0.id) }
    guard form == .vcard, version == nil else { return form.write(cards, version: version) }
    if cards.count == 1 { return cards[0].bytes }
    var out: [UInt8] = []
    for card in cards {
      if let last = out.last, last != 10, last != 13 { out += [13, 10] }
      out += card.asWritten
    }
    return out
  }
}

extension VCard {
  /// The bytes to the letter where they may stand beside those of other cards: UTF-8 and whole; else the card written anew.
  fileprivate var asWritten: [UInt8] {
    let bytes = bytes
    return !isCut && bytes.span.validString(0..<bytes.count) != nil ? bytes : canonical()
  }
}

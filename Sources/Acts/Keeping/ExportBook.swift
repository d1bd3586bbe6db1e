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
  /// An id, a handle, a name: that person alone; nil for everybody.
  public var person: String?
  /// The vCard version; nil leaves each card in its own.
  public var version: String?
  /// Tables safe against formulas.
  public var safe: Bool

  /// Of that book, to that file.
  public init(book: BookID = .mine, file: String, person: String? = nil, version: String? = nil, safe: Bool = true) {
    self.book = book
    self.file = file
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
    /// The bytes, where they go to standard output.
    public var bytes: [UInt8]?
    /// `cardcase.export/1`
    public var json: JSON { ["schema": "cardcase.export/1", "file": .string(file), "people": .int(people)] }
  }

  /// Writes it. Faults: `system` where the file cannot be written, `usage` for a form that is not known, `missing`, `ambiguous`.
  public func run(at desk: Desk) throws -> Exported {
    let vault = try desk.open()
    let chosen: Person.ID? = try person.map { try only($0, in: vault, at: desk) }
    let form = file == "-" ? (chosen == nil ? nil : CardForm.vcard) : CardForm(file)
    guard form != nil || file == "-" || ASCII.lower(file).hasSuffix(".json") else {
      throw Fault(
        .usage, "I cannot tell what to write from \(file).",
        next: "Endings: .json (everything), .vcf, .jcard.json, .jscontact.json, .csv, .ldif")
    }
    guard form != nil || chosen == nil else {
      throw Fault(.usage, "The archive holds a whole book.", next: "cardcase export person.vcf --person \(person ?? "")")
    }
    let wanted = try version.map { try ConvertCards.version($0) }
    let (bytes, count) = try vault.book(book).read { reader -> ([UInt8], Int) in
      let everybody = chosen == nil ? try reader.people().map(\.id) : []
      let entries: [Person.ID] = chosen.map { [$0] } ?? everybody
      guard let form else { return (Archive.bytes(of: try reader.export()), entries.count) }
      return (try self.bytes(of: entries, as: form, wanted, reader), entries.count)
    }
    if file == "-" { return Exported(file: file, people: count, bytes: bytes) }
    try PrivateFile.save(bytes, to: file)
    return Exported(file: file, people: count, bytes: nil)
  }

  private func only(_ text: String, in vault: Vault, at desk: Desk) throws -> Person.ID {
    let human = try Humans(vault).one(text, asker: desk.asker)
    guard let id = human.id(in: book) else { throw Fault(.missing, "\(human.name) is not in the book \(book.name).") }
    return id
  }

  private func bytes(of people: [Person.ID], as form: CardForm, _ version: VCard.Version?, _ reader: BookReader) throws -> [UInt8] {
    switch form {
    case .csv: return ContactTable.csv(try people.compactMap { try reader.effective($0)?.fields }, safe: safe)
    case .ldif: return ContactTable.ldif(try people.compactMap { try reader.effective($0)?.fields })
    case .vcard, .jcard, .jscontact: break
    }
    var cards = try people.compactMap { try reader.vcard(of: $0) }
    if person == nil { cards += try reader.groupCards() }
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

extension BookReader {
  /// The cards that are groups, as they came in.
  fileprivate func groupCards() throws -> [VCard] {
    try cardRecords().filter { $0.person == nil && !$0.isAbsent }.compactMap { try vcard(of: $0) }.filter(\.isGroup)
  }
}

extension VCard {
  /// The bytes to the letter where they may stand beside those of other cards: UTF-8 and whole; else the card written anew.
  fileprivate var asWritten: [UInt8] {
    let bytes = bytes
    return !isCut && bytes.span.validString(0..<bytes.count) != nil ? bytes : canonical()
  }
}

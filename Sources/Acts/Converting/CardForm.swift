import Book
import Intake
import JSContact
import Scan
import VCard

/// The forms in which contacts are written, by the ending of a file or by name.
enum CardForm: Hashable {
  case vcard, jcard, jscontact, ldif
  case csv(ContactTable.Layout)

  /// The forms by the names in which a flag gives them.
  private static let names: [(name: String, form: CardForm)] = [
    ("vcard", .vcard), ("jcard", .jcard), ("jscontact", .jscontact), ("ldif", .ldif), ("google-csv", .csv(.google)),
    ("outlook-csv", .csv(.outlook)), ("thunderbird-csv", .csv(.thunderbird)),
  ]

  /// The form of a file to be written: what `named` says, else its ending. Fault: `usage` for a name or an ending that is not known.
  static func target(_ file: String, named name: String?) throws -> CardForm {
    if let name {
      if let known = names.first(where: { $0.name == name }) { return known.form }
      throw Fault(.usage, "\(name) is no form that I write.", next: "--to " + names.map(\.name).joined(separator: ", "))
    }
    if let form = CardForm(file) { return form }
    throw Fault(
      .usage, "I cannot tell what to write from \(file).",
      next: "Endings: .vcf, .jcard.json, .jscontact.json, .csv, .ldif; or say --to \(names.map(\.name).joined(separator: ", "))")
  }

  /// The form by a file's ending; nil where it says nothing.
  init?(_ name: String) {
    let name = ASCII.lower(name)
    if name.hasSuffix(".jcard.json") || name.hasSuffix(".jcard") {
      self = .jcard
    } else if name.hasSuffix(".jscontact.json") || name.hasSuffix(".jscontact") {
      self = .jscontact
    } else if name.hasSuffix(".vcf") || name.hasSuffix(".vcard") {
      self = .vcard
    } else if name.hasSuffix(".csv") || name.hasSuffix(".tsv") {
      self = .csv(.google)
    } else if name.hasSuffix(".ldif") || name.hasSuffix(".ldi") {
      self = .ldif
    } else {
      return nil
    }
  }

  /// The form by the beginning of a file.
  static func sniff(_ bytes: [UInt8]) -> CardForm {
    let head = bytes.span.string(0..<min(bytes.count, 200)).lowercased()
    if head.contains("\"vcard\"") { return .jcard }
    if head.contains("\"@type\"") { return .jscontact }
    if head.contains("begin:vcard") || head.contains("b\0e\0g\0i\0n") { return .vcard }
    return head.hasPrefix("dn:") || head.hasPrefix("version:") ? .ldif : .csv(.google)
  }

  /// The cards in this form. Tables are made safe against formulas where `safe` says so.
  func write(_ cards: [VCard], version: VCard.Version? = nil, options: JSContact.Options = JSContact.Options(), safe: Bool = true)
    -> [UInt8]
  {
    switch self {
    case .vcard:
      var out: [UInt8] = []
      for card in cards { (version.map { card.converted(to: $0).card } ?? card).writeCanonical(into: &out) }
      return out
    case .jcard: return Array((JCard.write(cards).write(pretty: true) + "\n").utf8)
    case .jscontact: return Array((JSContact.write(cards, options: options).write(pretty: true) + "\n").utf8)
    case .csv(let layout): return ContactTable.csv(cards.map { CardFields.from($0) }, layout: layout, safe: safe)
    case .ldif: return ContactTable.ldif(cards.map { CardFields.from($0) })
    }
  }
}

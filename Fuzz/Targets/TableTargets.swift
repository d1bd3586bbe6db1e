import Book
import Intake
import Scan
import Tabular

extension FuzzTarget {
  /// Contact tables: the table itself, LDIF, and each family of layouts.
  static let tables: [FuzzTarget] = [
    FuzzTarget("csv", words: "table", run: csv),
    FuzzTarget("table-google", words: "table", run: { layouts($0, ["google-csv", "google-csv-legacy", "google-outlook-csv"]) }),
    FuzzTarget("table-outlook", words: "table", run: { layouts($0, ["outlook-csv", "outlook-web-csv", "thunderbird-csv"]) }),
    FuzzTarget("table-crm", words: "table", run: { layouts($0, ["hubspot-csv", "salesforce-csv", "crm-csv"]) }),
    FuzzTarget("table-generic", words: "table", run: { layouts($0, ["contacts-csv", "encounters-csv"]) }),
    FuzzTarget("ldif", words: "ldif", run: ldif),
  ]

  /// Rows are written and read as the same cells, with the apostrophes against formulas and without.
  private static func csv(_ bytes: [UInt8]) -> String? {
    let span = bytes.span
    let rows = Table.firstRows(span, dialect: Dialect.find(span), count: .max)
    for isSafe in [false, true] {
      var writer = TableWriter(safe: isSafe)
      for row in rows { writer.append(row.cells) }
      var parser = RowParser()
      for row in rows {
        guard let again = parser.next(writer.bytes.span) else { return "a row is lost by writing" }
        let cells = isSafe ? again.cells.map(Formula.unprotect) : again.cells
        if again.flaw != nil || cells != row.cells { return "a row changes by writing" }
      }
      if parser.next(writer.bytes.span) != nil { return "a row is gained by writing" }
    }
    return nil
  }

  /// Each reader reads the table whatever it claims; the contacts read are written as CSV, which keeps their number.
  private static func layouts(_ bytes: [UInt8], _ names: [String]) -> String? {
    let source = Source(path: "table.csv", size: Int64(bytes.count), location: .memory(bytes))
    for reader in Intake.readers where names.contains(reader.name) {
      let contacts = contacts(of: source, by: reader)
      _ = try? reader.mapping(source)  // a table without a header has none
      _ = reader.clues(source, in: ReadContext())
      let written = ContactTable.csv(contacts)
      for layout in [ContactTable.Layout.outlook, .thunderbird] { _ = ContactTable.csv(contacts, layout: layout) }
      let again = Source(path: "again.csv", size: Int64(written.count), location: .memory(written))
      guard let google = Intake.readers.first(where: { $0.name == "google-csv" }) else { return "there is no reader of Google's table" }
      let kept = FuzzTarget.contacts(of: again, by: google).count
      let named = contacts.count { !$0.isEmpty }
      if kept < named { return "\(named) contacts became \(kept) in a table of our own writing" }
    }
    return nil
  }

  private static func contacts(of source: Source, by reader: any Reader) -> [ContactFields] {
    var contacts: [ContactFields] = []
    do {
      try reader.read(source, in: ReadContext()) { if case .card(let card) = $0 { contacts.append(card.fields) } }
    } catch {
      // The whole source is refused: that is an answer.
    }
    return contacts
  }

  /// Entries whose attributes have names are written and read as the same; the reader of address books takes any of them.
  private static func ldif(_ bytes: [UInt8]) -> String? {
    var entries: [[LDIF.Attribute]] = []
    LDIF.read(bytes.span) { (entry, _) throws(Never) in
      entries.append(entry.attributes)
      return true
    }
    let source = Source(path: "book.ldif", size: Int64(bytes.count), location: .memory(bytes))
    for reader in Intake.readers where reader.name == "ldif" { _ = ContactTable.ldif(contacts(of: source, by: reader)) }
    entries = entries.map { $0.filter { isAttribute($0.name) } }.filter {
      !$0.isEmpty && !($0.count == 1 && ASCII.lower($0[0].name) == "version")
    }
    let written = LDIF.write(entries)
    var again: [[LDIF.Attribute]] = []
    LDIF.read(written.span) { (entry, _) throws(Never) in
      again.append(entry.attributes)
      return true
    }
    return unless(again == entries, "LDIF changes by writing and reading")
  }

  /// An attribute description (RFC 4512 section 2.5): what may be written as a name.
  private static func isAttribute(_ name: String) -> Bool {
    guard let first = name.utf8.first, ASCII.isLetter(first) else { return false }
    return name.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 45 || $0 == 46 || $0 == 59 }
  }
}

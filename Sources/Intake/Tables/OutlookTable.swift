import Book
import Scan
import Tabular

/// Contacts of classic Outlook, in whatever language: known by the sorts of address (type SMTP or EX) and the places of
/// street and home that it alone writes.
struct OutlookTable: MappedTable {
  let name = "outlook-csv"
  let spoken = "Outlook contacts (CSV)"
  let nature = Nature.outlook

  func fits(_ mapping: TableMapping) -> Confidence {
    let has = Set(mapping.meanings)
    guard has.isSuperset(of: [.given, .family, .emailType(1), .email("", 1)]) else { return .no }
    return has.contains(.street("work", 1)) || has.contains(.city("work")) ? .certain : .likely
  }
}

/// Contacts of Outlook on the web (outlook.com, Microsoft 365): no sorts of address, spoken names, schools.
struct OutlookWebTable: MappedTable {
  let name = "outlook-web-csv"
  let spoken = "Outlook on the web contacts (CSV)"
  let nature = Nature.outlook

  func fits(_ mapping: TableMapping) -> Confidence {
    let has = Set(mapping.meanings)
    guard has.isSuperset(of: [.given, .family, .email("", 1), .city("work"), .city("home")]), !has.contains(.emailType(1)) else {
      return .no
    }
    return has.contains(.phoneticGiven) && mapping.columns.contains { ASCII.lower($0) == "imaddress" || ASCII.lower($0) == "schools" }
      ? .certain : .no
  }
}

/// Google's "Outlook CSV": Outlook's column names, and whole addresses beside the streets.
struct GoogleOutlookTable: MappedTable {
  let name = "google-outlook-csv"
  let spoken = "Google contacts in Outlook's form (CSV)"
  let nature = Nature.contacts

  func fits(_ mapping: TableMapping) -> Confidence {
    let columns = Set(mapping.columns.map(ASCII.lower))
    let wanted = ["first name", "e-mail address", "home address", "business address", "business street", "categories"]
    return wanted.allSatisfy(columns.contains) ? .certain : .no
  }
}

/// Address books of Thunderbird as CSV, in whatever language: the birthday stands in three columns.
struct ThunderbirdTable: MappedTable {
  let name = "thunderbird-csv"
  let spoken = "Thunderbird address book (CSV)"
  let nature = Nature.contacts

  func fits(_ mapping: TableMapping) -> Confidence {
    let has = Set(mapping.meanings)
    let email = mapping.meanings.contains { if case .email = $0 { true } else { false } }
    guard email, has.isSuperset(of: [.given, .family, .full]) else { return .no }
    if has.isSuperset(of: [.birthYear, .birthMonth, .birthDay]) { return .certain }
    return mapping.columns.contains("Custom 1") && mapping.columns.contains("Display Name") ? .certain : .no
  }
}

/// Any other table of contacts, with a mapping guessed from the names of its columns, or from its cells where it has none.
struct GenericTable: Reader {
  let name = "contacts-csv"
  let spoken = "table of contacts (CSV)"
  let nature = Nature.contacts

  func claims(_ head: Head, name: String) -> Confidence {
    guard !head.rows.isEmpty, !head.isFolder, ![UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "<")].contains(head.firstByte) else {
      return .no
    }
    let ending = ASCII.lower(name).split(separator: ".").last ?? ""
    guard ["csv", "tsv", "tab", "txt"].contains(ending) else { return .no }
    if let header = head.rows.firstIndex(where: GenericTable.isHeader) {
      // Rows of a table are as wide as its header; prose is not.
      let rows = head.rows[(header + 1)...]
      let fitting = rows.count { $0.count == head.rows[header].count }
      return ending != "txt" || fitting * 5 >= rows.count * 4 ? .maybe : .no
    }
    guard ending != "txt" else { return .no }
    return TableMapping(guessing: head.rows).isContactTable ? .maybe : .no
  }

  static func isHeader(_ cells: [String]) -> Bool {
    // A header names things; a row that holds an address or a number is a record.
    !cells.contains { AddressText.isAddress($0) || Int($0) != nil } && TableMapping(cells).isContactTable
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try TableRun.cards(
      source, in: context, isHeader: GenericTable.isHeader,
      prepare: { text, table in MappedTableRows.prepare(text, table, GenericTable.mapping(text, table)) }, into: sink)
  }

  func mapping(_ source: Source) throws -> [(column: String, meaning: String)] {
    try TableRun.open(source, isHeader: GenericTable.isHeader) { text, table in GenericTable.mapping(text, table).spoken }
  }

  private static func mapping(_ text: Span<UInt8>, _ table: Table) -> TableMapping {
    if table.headerLine > 0 { return TableMapping(table.columns) }
    return TableMapping(guessing: Table.firstRows(text, dialect: table.dialect).map { $0.cells.map(ASCII.trim) })
  }
}

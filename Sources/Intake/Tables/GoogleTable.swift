import Book
import Scan
import Tabular

/// Google contacts as CSV, the layout since about 2023 (`Labels`, `E-mail 1 - Label`).
struct GoogleTable: Reader {
  let name = "google-csv"
  let spoken = "Google contacts (CSV)"
  let nature = Nature.contacts

  func claims(_ head: Head, name: String) -> Confidence { head.rows.contains(where: GoogleTable.isHeader) ? .certain : .no }

  static func isHeader(_ cells: [String]) -> Bool {
    let has = Set(cells)
    return has.contains("First Name") && has.contains("Last Name")
      && (has.contains("Labels") || cells.contains { $0.hasPrefix("E-mail 1 - ") || $0.hasPrefix("Phone 1 - ") })
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try TableRun.cards(
      source, in: context, isHeader: GoogleTable.isHeader,
      prepare: { _, table in
        let layout = GoogleLayout(table.columns)
        return { TableRun.RowCard(fields: layout.fields($0), id: nil) }
      }, into: sink)
  }
}

/// Google contacts as CSV, the layout before (`Given Name`, `Group Membership`, `E-mail 1 - Type`), in UTF-8 or UTF-16.
struct GoogleLegacyTable: Reader {
  let name = "google-csv-legacy"
  let spoken = "Google contacts (CSV, old form)"
  let nature = Nature.contacts

  func claims(_ head: Head, name: String) -> Confidence { head.rows.contains(where: GoogleLegacyTable.isHeader) ? .certain : .no }

  static func isHeader(_ cells: [String]) -> Bool {
    let has = Set(cells)
    return has.isSuperset(of: ["Name", "Given Name", "Family Name"])
      && (has.contains("Group Membership") || has.contains("E-mail 1 - Value") || has.contains("E-mail 1 - Type"))
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try TableRun.cards(
      source, in: context, isHeader: GoogleLegacyTable.isHeader,
      prepare: { _, table in
        let layout = GoogleLayout(table.columns)
        return { TableRun.RowCard(fields: layout.fields($0), id: nil) }
      }, into: sink)
  }
}

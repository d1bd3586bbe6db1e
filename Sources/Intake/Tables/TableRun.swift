import Book
import Scan
import Tabular

/// One pass over a source that is a table: text found, header found, rows turned to cards.
enum TableRun {
  /// Lends the UTF-8 text of a source and its table to `body`.
  static func open<Result>(_ source: Source, isHeader: ([String]) -> Bool, _ body: (Span<UInt8>, Table) throws -> Result) throws -> Result {
    try source.withBytes { bytes in
      let (decoded, charset) = Table.text(bytes)
      if let decoded {
        let span = decoded.span
        return try body(span, Table(span, dialect: Dialect.find(span, charset: charset), isHeader: isHeader))
      }
      return try body(bytes, Table(bytes, dialect: Dialect.find(bytes, charset: charset), isHeader: isHeader))
    }
  }

  /// Hands out each row as a card made by `make` (nil: a row of nothing), or as a rejection.
  static func cards(
    _ source: Source, in context: ReadContext, isHeader: ([String]) -> Bool, prepare: (Span<UInt8>, Table) -> ([String]) -> RowCard?,
    into sink: (Reading) throws -> Void
  ) throws {
    try open(source, isHeader: isHeader) { text, table in
      let make = prepare(text, table)
      try table.rows(text, limits: context.limits) { row, number, reached in
        if number & 255 == 0 { context.progress(reached, text.count) }
        let place = "row \(number)"
        if let misfit = table.misfit(row) {
          try sink(.rejected(Rejection(place: "\(place), line \(row.line)", reason: misfit)))
          return true
        }
        let cells = row.cells.map(Formula.unprotect)
        if row.isBlank { return true }
        guard let made = make(cells) else { return true }
        let bytes = pairs(table.columns, cells)
        try sink(.card(Card(format: .row, bytes: bytes, fields: made.fields, nativeID: made.id, place: place)))
        return true
      }
    }
  }

  /// What a row became.
  struct RowCard {
    var fields: ContactFields
    var id: String?
  }

  /// The row as a JSON array of [column, value] pairs in the file's order. Cells of nothing are left out: an export gains and
  /// loses empty columns from one day to the next, and a record must not seem changed by that.
  static func pairs(_ columns: [String], _ cells: [String]) -> [UInt8] {
    var items: [JSON] = []
    for (index, cell) in cells.enumerated() where !cell.isEmpty {
      items.append(.array([.string(index < columns.count ? columns[index] : "Column \(index + 1)"), .string(cell)]))
    }
    var out: [UInt8] = []
    JSON.array(items).write(into: &out)
    return out
  }

  /// The order of days and months in the columns of a table that hold dates, from its first rows.
  static func dateOrder(_ text: Span<UInt8>, _ table: Table, _ columns: [Int]) -> DateOrder? {
    guard !columns.isEmpty else { return nil }
    var cells: [String] = []
    table.rows(text) { (row, number, _) throws(Never) in
      for column in columns where column < row.cells.count { cells.append(row.cells[column]) }
      return number < 5000
    }
    return DateOrder.find(cells)
  }
}

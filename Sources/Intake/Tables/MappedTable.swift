import Book
import Scan
import Tabular

/// What table readers share that go by the names of columns in any language.
protocol MappedTable: Reader {
  /// Whether a table with this mapping is of this format, from its header row.
  func fits(_ mapping: TableMapping) -> Confidence
}

extension MappedTable {
  /// As sure as the best of the first rows makes it.
  public func claims(_ head: Head, name: String) -> Confidence {
    guard !head.rows.isEmpty, !head.isFolder else { return .no }
    return head.rows.prefix(40).lazy.filter { $0.count > 1 }.map { fits(TableMapping($0)) }.max() ?? .no
  }

  private func isHeader(_ cells: [String]) -> Bool { cells.count > 1 && fits(TableMapping(cells)) > .no }

  /// Reads each row as a card.
  public func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try TableRun.cards(source, in: context, isHeader: isHeader, prepare: MappedTableRows.prepare, into: sink)
  }

  /// The columns and what they are taken for.
  public func mapping(_ source: Source) throws -> [(column: String, meaning: String)] {
    try TableRun.open(source, isHeader: isHeader) { _, table in TableMapping(table.columns).spoken }
  }
}

/// Rows to cards by the names of columns.
enum MappedTableRows {
  static func prepare(_ text: Span<UInt8>, _ table: Table) -> ([String]) -> TableRun.RowCard? {
    prepare(text, table, TableMapping(table.columns))
  }

  static func prepare(_ text: Span<UInt8>, _ table: Table, _ mapping: TableMapping) -> ([String]) -> TableRun.RowCard? {
    let dates = [mapping.index(.birthday), mapping.index(.anniversary)].compactMap { $0 }
    let rows = RowFields(mapping, order: TableRun.dateOrder(text, table, dates))
    return { cells in
      let (fields, id) = rows.fields(cells)
      return TableRun.RowCard(fields: fields, id: id)
    }
  }
}

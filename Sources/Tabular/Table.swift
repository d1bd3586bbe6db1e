public import Scan

/// A table of text: what it is written in, its header row, and its rows one by one.
public struct Table: Sendable {
  /// How it is written.
  public let dialect: Dialect
  /// The names of the columns as written, blanks at their ends taken off.
  public let columns: [String]
  /// The line on which the header stands; 0 where there is none.
  public let headerLine: Int
  private let body: Int
  private let firstLine: Int

  /// UTF-8 text of a whole file, whatever it is written in.
  public static func text(_ bytes: Span<UInt8>) -> (utf8: [UInt8]?, charset: Charset) {
    let (charset, _) = Charset.detect(bytes)
    if charset == .utf8 { return (nil, charset) }
    return (Array(charset.decode(bytes).text.utf8), charset)
  }

  /// The first rows of a text: what recognition looks at.
  public static func firstRows(_ text: Span<UInt8>, dialect: Dialect, count: Int = 40) -> [Row] {
    var parser = RowParser(start: dialect.start, delimiter: dialect.delimiter)
    var rows: [Row] = []
    while rows.count < count, let row = parser.next(text) { rows.append(row) }
    return rows
  }

  /// The table in UTF-8 `text`. Its header is the first row that `isHeader` accepts among the first 40, never a fixed one;
  /// where none is, columns are called `Column 1` and so on, and every row is a record.
  public init(_ text: Span<UInt8>, dialect: Dialect, isHeader: ([String]) -> Bool) {
    self.dialect = dialect
    var parser = RowParser(start: dialect.start, delimiter: dialect.delimiter)
    var width = 0
    var seen = 0
    while seen < 40, let row = parser.next(text) {
      seen += 1
      let cells = row.cells.map(Table.name)
      if isHeader(cells) {
        columns = cells
        headerLine = row.line
        body = parser.position
        firstLine = parser.line
        return
      }
      width = max(width, row.cells.count)
    }
    columns = (0..<width).map { "Column \($0 + 1)" }
    headerLine = 0
    body = dialect.start
    firstLine = 1
  }

  private static func name(_ cell: String) -> String {
    var name = ASCII.trim(cell)
    if name.unicodeScalars.first == "\u{FEFF}" { name.unicodeScalars.removeFirst() }
    return name
  }

  /// Hands out the rows behind the header, one by one, with their number (1 is the first record) and the place reached in the
  /// text. `body` returns false to stop. Rows of nothing are passed over and not counted.
  public func rows<Failure: Error>(
    _ text: Span<UInt8>, limits: Limits = .standard, _ body: (Row, _ number: Int, _ reached: Int) throws(Failure) -> Bool
  ) throws(Failure) {
    var parser = RowParser(start: self.body, line: firstLine, delimiter: dialect.delimiter, limits: limits)
    var number = 0
    while let row = parser.next(text) {
      if row.cells.count <= 1, row.isBlank { continue }
      number += 1
      guard try body(row, number, parser.position) else { return }
    }
  }

  /// The same for long logs: a row without quotes is first offered to `plain` as ranges of the text, which returns whether it
  /// took it. Any other row goes to `body`.
  public func rows<Failure: Error>(
    _ text: Span<UInt8>, limits: Limits = .standard, plain: ([Range<Int>], _ number: Int, _ reached: Int) throws(Failure) -> Bool,
    _ body: (Row, _ number: Int, _ reached: Int) throws(Failure) -> Bool
  ) throws(Failure) {
    var parser = RowParser(start: self.body, line: firstLine, delimiter: dialect.delimiter, limits: limits)
    var number = 0
    var cells: [Range<Int>] = []
    while true {
      let before = parser
      if parser.nextPlain(text, into: &cells), try plain(cells, number + 1, parser.position) {
        number += 1
        continue
      }
      parser = before
      guard let row = parser.next(text) else { return }
      if row.cells.count <= 1, row.isBlank { continue }
      number += 1
      guard try body(row, number, parser.position) else { return }
    }
  }

  /// Why a row does not fit the header, or nil: it has more cells than there are columns, and they hold something.
  public func misfit(_ row: Row) -> String? {
    if let flaw = row.flaw, flaw != .textAfterQuote { return flaw.rawValue }
    guard headerLine > 0, row.cells.count > columns.count else { return nil }
    let extra = row.cells[columns.count...].contains { !ASCII.trim($0).isEmpty }
    return extra ? "the row has \(row.cells.count) cells, the header \(columns.count)" : nil
  }
}

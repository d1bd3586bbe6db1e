import Book
import Scan
import Tabular

/// What readers of LinkedIn's tables share: the header is found by its cells, never by a count of lines.
protocol LinkedInTable: Reader {
  /// Columns of which all must stand in the header row.
  var columns: [String] { get }
  /// Hands out the readings of the table, cells by name.
  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws
}

extension LinkedInTable {
  var nature: Nature { .network }

  func isHeader(_ cells: [String]) -> Bool {
    let has = Set(cells.map(ASCII.lower))
    return columns.allSatisfy { has.contains(ASCII.lower($0)) }
  }

  /// Certain where one of the first rows is the header.
  public func claims(_ head: Head, name: String) -> Confidence { !head.isFolder && head.rows.contains(where: isHeader) ? .certain : .no }

  /// Reads the rows behind the header.
  public func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try TableRun.open(source, isHeader: isHeader) { text, table in
      var all: [LinkedInRows.Row] = []
      try table.rows(text, limits: context.limits) { row, number, reached in
        if number & 255 == 0 { context.progress(reached, text.count) }
        if let misfit = table.misfit(row) {
          try sink(.rejected(Rejection(place: "row \(number), line \(row.line)", reason: misfit)))
        } else if !row.isBlank {
          all.append(LinkedInRows.Row(cells: row.cells, number: number))
        }
        return true
      }
      try read(LinkedInRows(columns: table.columns, rows: all), into: sink)
    }
  }
}

/// Rows of one of LinkedIn's tables, cells by the name of their column.
struct LinkedInRows {
  struct Row {
    var cells: [String]
    var number: Int
    var place: String { "row \(number)" }
  }

  let columns: [String]
  let rows: [Row]
  private let index: [String: Int]

  init(columns: [String], rows: [Row]) {
    self.columns = columns
    self.rows = rows
    index = Dictionary(columns.enumerated().map { (ASCII.lower($1), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The cell of a row under `column`, trimmed; empty where there is none.
  func cell(_ row: Row, _ column: String) -> String {
    guard let at = index[column], at < row.cells.count else { return "" }
    return ASCII.trim(row.cells[at])
  }

  /// The row as a card.
  func card(_ row: Row, _ fields: ContactFields, id: String?) -> Reading {
    .card(Card(format: .row, bytes: TableRun.pairs(columns, row.cells), fields: fields, nativeID: id, place: row.place))
  }
}

/// LinkedIn's names, addresses and times.
enum LinkedInText {
  /// A profile's address as a handle; nil where it is none.
  static func profile(_ text: String) -> Handle? {
    let handle = Handle(.profile, text)
    return handle.normal.contains("linkedin.com/") ? handle : nil
  }

  /// A moment as LinkedIn writes it: `2026-09-30 08:12:40 UTC`, or `3/14/25, 2:37 PM`, always month first.
  static func moment(_ text: String) -> Moment? { ClockText.moment(text, order: .monthFirst) }

  /// A day: `08 Feb 2026`, or older `03/01/15, 09:15 AM`.
  static func day(_ text: String) -> PartialDay? {
    guard let date = CivilDate(text, order: .monthFirst) else { return nil }
    return PartialDay(year: date.year, month: date.month, day: date.day)
  }

  /// A family name without what people hang on to it: degrees behind a comma go apart, pictures go.
  static func family(_ text: String) -> (name: String, degrees: String) {
    var plain = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !scalar.properties.isEmojiPresentation && scalar.value != 0xFE0F { plain.append(scalar) }
    let parts = String(plain).split(separator: ",", maxSplits: 1, omittingEmptySubsequences: false)
    return (ASCII.trim(String(parts.first ?? "")), parts.count > 1 ? ASCII.trim(String(parts[1])) : "")
  }
}

public import Scan

/// One row of a table.
public struct Row: Hashable, Sendable {
  /// The cells, quotes taken off.
  public var cells: [String]
  /// The line of the file on which the row begins, counted from 1.
  public var line: Int
  /// Where the row begins, in bytes of the text.
  public var offset: Int
  /// What is wrong with its writing, or nil.
  public var flaw: Flaw?

  /// What can be wrong with the writing of a row.
  public enum Flaw: String, Hashable, Sendable {
    /// A quote was opened and never closed; the row ends with its line.
    case openQuote = "a quote is opened and never closed"
    /// Text stands behind a closing quote; it was taken along.
    case textAfterQuote = "text stands behind a closing quote"
    /// A cell or the row is longer than the limits allow; it was cut.
    case tooLong = "the row is longer than the limit"
  }

  /// Whether no cell holds anything.
  public var isBlank: Bool { cells.allSatisfy { ASCII.trim($0).isEmpty } }
}

/// Takes rows off UTF-8 text one by one: RFC 4180, with what Excel and others do besides (any line end, line ends within
/// quotes, text behind a closing quote, a quote never closed). Lines of nothing are passed over.
public struct RowParser: Sendable {
  /// Where the next row begins.
  public private(set) var position: Int
  private let delimiter: UInt8
  private let limits: Limits
  /// The line on which it begins, counted from 1.
  public private(set) var line: Int
  private var taken = 0
  /// Bytes that were read for quotes never closed, and read again without them.
  private var vain = 0
  /// Where a quoted cell must be closed.
  private var bound = Int.max

  /// A parser that begins at `start`, which is on that line.
  public init(start: Int = 0, line: Int = 1, delimiter: UInt8 = UInt8(ascii: ","), limits: Limits = .standard) {
    self.position = start
    self.line = line
    self.delimiter = delimiter
    self.limits = limits
  }

  /// The next row, or nil at the end of the text or of the limits.
  public mutating func next(_ text: Span<UInt8>) -> Row? {
    while position < text.count, text[position] == 10 || text[position] == 13 { skipLineEnd(text) }
    guard position < text.count, taken < limits.records else { return nil }
    taken += 1
    let (start, startLine) = (position, line)
    var row = Row(cells: [], line: line, offset: position, flaw: nil)
    // A table of many quotes never closed would be read to its end for each: after a while no quote is believed to span lines.
    bound = vain > max(RowParser.patience, text.count) ? lineEnd(text) : text.count
    if limits.record < bound - start { bound = start + limits.record }
    if parse(text, into: &row, quotes: true) { return row }
    vain += max(0, min(bound, position + limits.line) - start)
    // A quote never closed would swallow the rest of the file: the line is read again with quotes as plain letters.
    (position, line) = (start, startLine)
    row = Row(cells: [], line: startLine, offset: start, flaw: nil)
    _ = parse(text, into: &row, quotes: false)
    row.flaw = .openQuote
    return row
  }

  /// Takes the next row as ranges of the text, where no cell of it is quoted and all is within the limits. Otherwise, and at the
  /// end, takes nothing and returns false: `next` has the row. `cells` is overwritten.
  public mutating func nextPlain(_ text: Span<UInt8>, into cells: inout [Range<Int>]) -> Bool {
    while position < text.count, text[position] == 10 || text[position] == 13 { skipLineEnd(text) }
    guard position < text.count, taken < limits.records else { return false }
    cells.removeAll(keepingCapacity: true)
    var start = position
    var end = position
    while end < text.count {
      let byte = text[end]
      if byte == 10 || byte == 13 { break }
      if byte == 34, end == start { return false }
      if byte == delimiter {
        cells.append(start..<end)
        start = end + 1
      }
      end += 1
    }
    cells.append(start..<end)
    guard cells.count <= limits.fields, end - position <= min(limits.line, limits.record) else { return false }
    taken += 1
    position = end
    if position < text.count { skipLineEnd(text) }
    return true
  }

  /// Bytes that may be read in vain in any table.
  private static let patience = 8 << 20

  private func lineEnd(_ text: Span<UInt8>) -> Int {
    var end = position
    while end < text.count, text[end] != 10, text[end] != 13 { end += 1 }
    return end
  }

  private mutating func skipLineEnd(_ text: Span<UInt8>) {
    if text[position] == 13, position + 1 < text.count, text[position + 1] == 10 { position += 1 }
    position += 1
    line += 1
  }

  /// Reads cells to the end of the row; false when a quote is never closed.
  private mutating func parse(_ text: Span<UInt8>, into row: inout Row, quotes: Bool) -> Bool {
    while true {
      if quotes, position < text.count, text[position] == 34 {
        guard quoted(text, into: &row) else { return false }
      } else {
        let end = plainEnd(text)
        append(text, position..<end, to: &row)
        position = end
      }
      guard position < text.count else { return true }
      if text[position] == delimiter {
        position += 1
        if position == text.count { row.cells.append("") }
        if position == text.count { return true }
        continue
      }
      skipLineEnd(text)
      return true
    }
  }

  private func plainEnd(_ text: Span<UInt8>) -> Int {
    var end = position
    while end < text.count, text[end] != delimiter, text[end] != 10, text[end] != 13 { end += 1 }
    return end
  }

  private func append(_ text: Span<UInt8>, _ range: Range<Int>, to row: inout Row) {
    let fits = row.cells.count < limits.fields && range.count <= limits.line && range.upperBound - row.offset <= limits.record
    guard fits else {
      row.flaw = .tooLong
      return
    }
    row.cells.append(text.string(range))
  }

  /// Reads a quoted cell and what stands behind it up to the delimiter; false when the closing quote is missing.
  private mutating func quoted(_ text: Span<UInt8>, into row: inout Row) -> Bool {
    let open = position
    var pieces: [UInt8] = []
    var from = position + 1
    var lines = 0
    while true {
      let stop = limits.line < bound - open ? open + limits.line : bound
      guard from <= stop, let quote = text.find(34, from: from, to: stop) else { return false }
      for i in from..<quote where text[i] == 10 || (text[i] == 13 && !(i + 1 < text.count && text[i + 1] == 10)) { lines += 1 }
      let doubled = quote + 1 < text.count && text[quote + 1] == 34
      if !doubled, pieces.isEmpty {
        position = quote + 1
        line += lines
        let end = plainEnd(text)
        if end == position {
          append(text, from..<quote, to: &row)
          return true
        }
      }
      pieces += text.array(from..<(doubled ? quote + 1 : quote))
      from = quote + 2
      if doubled { continue }
      return finish(text, pieces, closedAt: quote + 1, lines: lines, into: &row)
    }
  }

  private mutating func finish(_ text: Span<UInt8>, _ pieces: [UInt8], closedAt end: Int, lines: Int, into row: inout Row) -> Bool {
    if position < end {
      position = end
      line += lines
    }
    let rest = plainEnd(text)
    let cell = rest > end ? pieces + text.array(end..<rest) : pieces
    let blank = text.trimmed(end..<rest).isEmpty
    append(cell.span, 0..<cell.count, to: &row, blankTail: blank ? rest - end : 0)
    if !blank { row.flaw = .textAfterQuote }
    position = rest
    return true
  }

  private func append(_ cell: Span<UInt8>, _ range: Range<Int>, to row: inout Row, blankTail: Int) {
    guard row.cells.count < limits.fields, range.count <= limits.line else {
      row.flaw = .tooLong
      return
    }
    row.cells.append(cell.string(0..<range.count - blankTail))
  }
}

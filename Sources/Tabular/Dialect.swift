public import Scan

/// How a table of text is written: its characters, its delimiter, where its rows begin. Found from the content.
public struct Dialect: Hashable, Sendable {
  /// The byte between cells: `,`, `;`, TAB or `|`.
  public var delimiter: UInt8
  /// What the file is written in.
  public var charset: Charset
  /// Where the rows begin, in bytes of the UTF-8 text: behind a byte order mark and a `sep=` line.
  public var start: Int

  /// A dialect by its parts.
  public init(delimiter: UInt8 = UInt8(ascii: ","), charset: Charset = .utf8, start: Int = 0) {
    self.delimiter = delimiter
    self.charset = charset
    self.start = start
  }

  /// The delimiters that are tried, the commonest first.
  static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|")]

  /// Finds delimiter and start of UTF-8 text from its first rows. A line `sep=;`, as Excel writes it, decides.
  public static func find(_ text: Span<UInt8>, charset: Charset = .utf8) -> Dialect {
    var dialect = Dialect(charset: charset)
    if text.has("\u{FEFF}", at: 0) { dialect.start = 3 }
    let first = text.line(at: dialect.start)
    if first.content.count == 5, text.spells("sep=", in: first.content.lowerBound..<first.content.lowerBound + 4) {
      dialect.delimiter = text[first.content.lowerBound + 4]
      dialect.start = first.next
      return dialect
    }
    var best = 0.0
    for delimiter in candidates {
      let score = regularity(text, start: dialect.start, delimiter: delimiter)
      if score > best { (best, dialect.delimiter) = (score, delimiter) }
    }
    return dialect
  }

  /// How table-like the first rows are with that delimiter: the share of rows that have the commonest width, weighted by it.
  /// A width of one says nothing.
  private static func regularity(_ text: Span<UInt8>, start: Int, delimiter: UInt8) -> Double {
    var parser = RowParser(start: start, delimiter: delimiter, limits: Limits(line: 1 << 18, record: 1 << 18, records: 40))
    var widths: [Int: Int] = [:]
    var rows = 0
    while rows < 40, let row = parser.next(text), row.offset < 1 << 18 {
      widths[row.cells.count, default: 0] += 1
      rows += 1
    }
    guard rows > 0 else { return 0 }
    var best = 0.0
    for (width, count) in widths where width > 1 {
      let share = Double(count) / Double(rows)
      best = max(best, share * share * (1 + Double(min(width, 200)) / 100))
    }
    return best
  }
}

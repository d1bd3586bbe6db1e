import Scan
public import Tabular

/// The beginning of a source, as recognition looks at it.
public struct Head: Sendable {
  /// The first bytes, at most 64 KB.
  public let bytes: [UInt8]
  /// The same as UTF-8, without a byte order mark.
  public let text: [UInt8]
  /// The first rows, if it is read as a table; each cell trimmed.
  public let rows: [[String]]
  /// How it is written, if it is read as a table.
  public let dialect: Dialect
  /// Names of entries, where it is a zip; else empty.
  public let entries: [String]
  /// Whether this is a folder of files, of which the bytes are the first file's.
  public let isFolder: Bool

  /// A beginning.
  public init(_ bytes: [UInt8], entries: [String] = [], isFolder: Bool = false) {
    self.bytes = bytes
    self.entries = entries
    self.isFolder = isFolder
    let (charset, _) = Head.charset(bytes)
    var text = bytes
    if charset != .utf8 { text = Array(charset.decode(bytes.span).text.utf8) }
    if text.span.has("\u{FEFF}", at: 0) { text.removeFirst(3) }
    self.text = text
    dialect = Dialect.find(text.span, charset: charset)
    let isText = entries.isEmpty && !text.prefix(1024).contains { $0 == 0 }
    rows = isText ? Table.firstRows(text.span, dialect: dialect).map { $0.cells.map(ASCII.trim) } : []
  }

  /// A piece may end inside a character of UTF-8, which is no reason to think it is not UTF-8.
  private static func charset(_ bytes: [UInt8]) -> (Charset, Int) {
    for cut in 0..<min(4, bytes.count) {
      let found = Charset.detect(bytes.span.extracting(0..<bytes.count - cut))
      if found.charset != .windows1252 { return found }
    }
    return Charset.detect(bytes.span)
  }

  /// Whether one of the first rows has all these cells, in either case.
  public func hasRow(with cells: [String]) -> Bool {
    let wanted = cells.map(ASCII.lower)
    return rows.contains { row in
      let have = Set(row.map(ASCII.lower))
      return wanted.allSatisfy(have.contains)
    }
  }

  /// Whether `word` stands in the text, to the letter.
  public func contains(_ word: StaticString) -> Bool { text.span.find(word, from: 0, to: text.count) != nil }

  /// The first byte that is no blank.
  public var firstByte: UInt8? { text.first { !ASCII.isSpace($0) } }
}

import Scan

/// Writes a table as CSV (RFC 4180): UTF-8, CRLF, cells quoted where they must be.
public struct TableWriter: Sendable {
  /// The bytes so far.
  public private(set) var bytes: [UInt8] = []
  private let delimiter: UInt8
  private let safe: Bool

  /// A writer. `safe` puts an apostrophe before cells that a spreadsheet would run as formulas; without it every cell is
  /// written as it is.
  public init(delimiter: UInt8 = UInt8(ascii: ","), safe: Bool = true) {
    self.delimiter = delimiter
    self.safe = safe
  }

  /// Appends one row. The apostrophe of `safe` stands in data rows alone: column names are ours.
  public mutating func append(_ cells: [String], isHeader: Bool = false) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(delimiter) }
      write(safe && !isHeader ? Formula.protect(cell) : cell)
    }
    if cells.count == 1, cells[0].isEmpty { bytes += [34, 34] }  // a line of nothing would be passed over
    bytes += [13, 10]
  }

  private mutating func write(_ cell: String) {
    let content = Array(cell.utf8)
    let edges = [content.first, content.last].contains { $0 == 32 }
    guard edges || content.contains(where: { $0 == delimiter || $0 == 34 || $0 == 10 || $0 == 13 }) else {
      bytes += content
      return
    }
    bytes.append(34)
    for byte in content {
      if byte == 34 { bytes.append(34) }
      bytes.append(byte)
    }
    bytes.append(34)
  }
}

import Scan

/// Text in columns, measured as a terminal shows it.
enum Columns {
  /// Cells that `text` takes: wide East Asian signs two, accents none.
  static func width(_ text: String) -> Int {
    text.unicodeScalars.reduce(0) { sum, scalar in
      let value = scalar.value
      if (0x300...0x36F).contains(value) || (0x200B...0x200F).contains(value) || value == 0xFE0F { return sum }
      let isWide =
        (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value) || (0xAC00...0xD7A3).contains(value)
        || (0xF900...0xFAFF).contains(value)
        || (0xFE30...0xFE6F).contains(value) || (0xFF00...0xFF60).contains(value) || (0x1F300...0x1FAFF).contains(value)
      return sum + (isWide ? 2 : 1)
    }
  }

  /// `text` with blanks to `cells`; longer text is left as it is.
  static func pad(_ text: String, _ cells: Int) -> String { text + String(repeating: " ", count: max(0, cells - width(text))) }

  /// `text` cut to `cells`, an ellipsis where something is missing.
  static func cut(_ text: String, _ cells: Int) -> String {
    if width(text) <= cells { return text }
    var kept = ""
    var used = 0
    for character in text {
      let next = width(String(character))
      if used + next > cells - 1 { break }
      kept.append(character)
      used += next
    }
    return kept + "…"
  }

  /// `text` broken at blanks into lines of at most `cells`.
  static func wrap(_ text: String, _ cells: Int) -> [String] {
    var lines: [String] = []
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var line = ""
      for word in paragraph.split(separator: " ") {
        if !line.isEmpty, width(line) + 1 + width(String(word)) > cells {
          lines.append(line)
          line = ""
        }
        line += (line.isEmpty ? "" : " ") + word
      }
      lines.append(line)
    }
    return lines
  }

  /// A label in the left margin and text beside it, continued under itself.
  static func labelled(_ label: String, _ text: String, margin: Int = 8, width: Int) -> [String] {
    let lines = wrap(text, max(20, width - margin))
    return lines.enumerated().map { ($0.offset == 0 ? pad(label, margin) : String(repeating: " ", count: margin)) + $0.element }
  }

  /// Rows as a table: each column as wide as its widest cell (at most `limits`), two blanks between, no blanks at line ends. With
  /// `fit` the last column gets what is left of that width, and goes on under itself.
  static func table(_ rows: [[String]], limits: [Int] = [], indent: String = "", fit: Int? = nil) -> [String] {
    guard let columns = rows.map(\.count).max() else { return [] }
    let widths = (0..<columns).map { column in
      min(rows.map { column < $0.count ? width($0[column]) : 0 }.max() ?? 0, column < limits.count ? limits[column] : .max)
    }
    if let fit, columns > 1 {
      let margin = indent.count + widths.dropLast().reduce(0) { $0 + $1 + 2 }
      return rows.flatMap { row -> [String] in
        let head = row.dropLast(row.count == columns ? 1 : 0).enumerated().map {
          pad(cut($0.element, widths[$0.offset]), widths[$0.offset]) + "  "
        }
        let text = row.count == columns ? row[columns - 1] : ""
        return labelled(indent + head.joined(), text, margin: margin, width: fit).map(trimmed)
      }
    }
    return rows.map { row in
      let cells = row.enumerated().map { pad(cut($0.element, widths[$0.offset]), widths[$0.offset]) }
      return trimmed(indent + cells.joined(separator: "  "))
    }
  }

  /// Without blanks at the end.
  static func trimmed(_ line: String) -> String {
    var line = line
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}

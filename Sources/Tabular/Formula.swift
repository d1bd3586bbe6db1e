/// Cells that a spreadsheet would run as a formula (CWE-1236), and the apostrophe that keeps it from doing so.
public enum Formula {
  /// Whether a spreadsheet may take the cell for a formula: it begins with `=`, `+`, `-`, `@`, TAB or CR.
  public static func isLikely(_ cell: some StringProtocol) -> Bool {
    guard let first = cell.utf8.first else { return false }
    return first == 61 || first == 43 || first == 45 || first == 64 || first == 9 || first == 13
  }

  /// The cell with an apostrophe before what would be run, and before an apostrophe that already protects, so that
  /// `unprotect` gives back exactly what was there.
  public static func protect(_ cell: String) -> String {
    isLikely(cell) || isProtected(cell) ? "'" + cell : cell
  }

  /// The cell without a protecting apostrophe.
  public static func unprotect(_ cell: String) -> String { isProtected(cell) ? String(cell.dropFirst()) : cell }

  private static func isProtected(_ cell: String) -> Bool {
    let rest = cell.drop { $0 == "'" }
    return rest.startIndex != cell.startIndex && isLikely(rest)
  }
}

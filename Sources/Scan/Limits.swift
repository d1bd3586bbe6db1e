/// How much a parser takes from one source before it says no. Sizes in bytes.
public struct Limits: Sendable, Hashable {
  /// One line after unfolding, one header, one cell.
  public var line: Int
  /// One record: a card, a mail's header block, a table row.
  public var record: Int
  /// Records in one source.
  public var records: Int
  /// Properties, fields or parts within one record.
  public var fields: Int
  /// Nesting of components, parts, JSON values.
  public var depth: Int

  /// All limits named.
  public init(
    line: Int = 16 << 20, record: Int = 64 << 20, records: Int = 10_000_000, fields: Int = 20_000, depth: Int = 64
  ) {
    self.line = line
    self.record = record
    self.records = records
    self.fields = fields
    self.depth = depth
  }

  /// What real files stay within and hostile ones do not.
  public static let standard = Limits()
}

/// One contact record as it was read: its bytes, kept whole, and what they say. Evidence; never edited.
public struct Card: Identified, Hashable, Sendable {
  /// The id of a card.
  public typealias ID = Identifier<Card>
  /// `c`
  public static let identifierPrefix = "c"

  /// In which form the bytes are.
  public enum Format: String, Sendable, Codable {
    /// One vCard, BEGIN to END.
    case vcard
    /// One JSContact or jCard object.
    case json
    /// One row: a JSON array of [column, value] pairs, in the file's order.
    case row
    /// One LDIF entry.
    case ldif
  }

  /// The form of the bytes.
  public var format: Format
  /// The record, byte for byte (rows: as pairs).
  public var bytes: [UInt8]
  /// What the record says.
  public var fields: ContactFields
  /// The source's own id of the record (UID, record id, profile address), if it has one.
  public var nativeID: String?
  /// Where in the source it stood.
  public var place: String

  /// A record.
  public init(format: Format, bytes: [UInt8], fields: ContactFields, nativeID: String?, place: String) {
    self.format = format
    self.bytes = bytes
    self.fields = fields
    self.nativeID = nativeID
    self.place = place
  }
}

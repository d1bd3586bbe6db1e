/// What a reader makes of a source, one by one: a contact record, a batch of encounters, something about your own
/// accounts, or a record it could not read. Readers hand these out; they never touch the vault.
public enum Reading: Sendable {
  /// A contact record.
  case card(Card)
  /// Encounters, at most a few thousand at a time.
  case encounters(EncounterLog)
  /// An address that the source says is yours.
  case ownAddress(Handle, name: String, place: String)
  /// Something that a mail says about a person; a proposal.
  case finding(Finding)
  /// A service that writes to an address of yours.
  case service(ServiceNote)
  /// A record that could not be read: where, and why.
  case rejected(Rejection)
}

/// A record that could not be read.
public struct Rejection: Hashable, Sendable, Codable {
  /// Where in the source: `row 12`, `card 3`, `byte 4711`.
  public var place: String
  /// Why, in one sentence.
  public var reason: String
  /// A rejection.
  public init(place: String, reason: String) {
    self.place = place
    self.reason = reason
  }
}

/// Why an age file cannot be read or written.
public enum AgeError: Error, Hashable, Sendable {
  /// The header does not have the form of `age-encryption.org/v1`.
  case header
  /// A limit on the header (lines, recipients, bytes, work factor) was met.
  case limit
  /// None of the identities opens the file.
  case noMatch
  /// The header was changed.
  case headerMAC
  /// The content was changed, cut off, or has something behind its end.
  case payload
  /// A recipient or identity is not written as it should be.
  case key
  /// The machine's cryptography failed.
  case system
}

/// How much of a header is read before it is refused.
public struct AgeLimits: Hashable, Sendable {
  /// Bytes of the whole header.
  public var header = 64 * 1024
  /// Recipients.
  public var stanzas = 128
  /// The scrypt work factor, as a power of two.
  public var workFactor = 22
  /// The usual limits.
  public init() {}
}

/// A number that names one noun for life: 60 random bits, printed as a letter and twelve signs of Crockford's base 32.
public struct Identifier<Noun: Identified>: Hashable, Sendable {
  /// The 60 bits.
  public let value: UInt64

  /// The identifier of that value; bits above the sixtieth are dropped.
  public init(value: UInt64) { self.value = value & (1 << 60 - 1) }

  /// Reads `p-7k3q9xw2m4ab`, in either case, with Crockford's readings of I, L and O.
  public init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    let prefix = Array((Noun.identifierPrefix + "-").utf8)
    guard bytes.count == prefix.count + 12, bytes.prefix(prefix.count).elementsEqual(prefix) else { return nil }
    var value: UInt64 = 0
    for byte in bytes.dropFirst(prefix.count) {
      guard let digit = Crockford.value(byte) else { return nil }
      value = value << 5 | UInt64(digit)
    }
    self.value = value
  }
}

/// A noun that has identifiers of its own.
public protocol Identified {
  /// The letter in front of its identifiers.
  static var identifierPrefix: String { get }
}

extension Identifier: CustomStringConvertible {
  /// `p-7k3q9xw2m4ab`
  public var description: String {
    var out = Array((Noun.identifierPrefix + "-").utf8)
    for shift in stride(from: UInt64(55), through: 0, by: -5) { out.append(Crockford.digits[Int(value >> shift & 31)]) }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Identifier: Comparable {
  /// By value.
  public static func < (a: Identifier, b: Identifier) -> Bool { a.value < b.value }
}

extension Identifier: Codable {
  /// Reads the printed form.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = Identifier(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not an identifier: \(text)")
    }
    self = id
  }
  /// Writes the printed form.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}

/// Crockford's base 32: no I, L, O, U; I and L read as 1, O as 0.
enum Crockford {
  static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  static func value(_ byte: UInt8) -> UInt8? {
    let small = byte &- 65 < 26 ? byte | 0x20 : byte
    switch small {
    case UInt8(ascii: "i"), UInt8(ascii: "l"): return 1
    case UInt8(ascii: "o"): return 0
    default: return digits.firstIndex(of: small).map { UInt8($0) }
    }
  }
}

/// Which book: `mine`, or an employer's by its short name. Also the name of its file.
public struct BookID: Hashable, Sendable, Codable, CustomStringConvertible {
  /// `mine`, `acme`
  public let name: String

  /// Your own book.
  public static let mine = BookID(known: "mine")

  private init(known: String) { name = known }

  /// A book's name: 1 to 40 of a to z, 0 to 9 and hyphen, starting with a letter or digit; nil otherwise.
  public init?(_ name: String) {
    let bytes = Array(name.utf8)
    let fits = bytes.allSatisfy { ($0 &- 97 < 26) || ($0 &- 48 < 10) || $0 == 45 }
    guard (1...40).contains(bytes.count), bytes[0] != 45, fits else { return nil }
    self.name = name
  }

  /// Whether this is your own book.
  public var isMine: Bool { name == "mine" }
  /// The name.
  public var description: String { name }
}

public import Scan
public import VCard

/// Why a text is no JSContact card.
public struct JSContactError: Error, Hashable, Sendable, CustomStringConvertible {
  /// One sentence.
  public var reason: String
  /// The sentence.
  public var description: String { reason }
}

/// JSContact cards (RFC 9553, version 1.0; RFC 9982, version 2.0) and their conversion from and to vCard (RFC 9555).
public enum JSContact {
  /// The versions of JSContact.
  public enum Version: String, Sendable {
    /// RFC 9553: `uid` is mandatory and made up from the card's bytes where it has none.
    case v1 = "1.0"
    /// RFC 9982: `uid` is optional.
    case v2 = "2.0"
  }

  /// How what vCard has and JSContact lacks is carried. Both are read.
  public enum Carriage: Sendable {
    /// RFC 9555 section 2.15: `vCardProps`, `vCardParams`, `vCardName`, each where it belongs. Whatever would not come back from the
    /// mapping to the letter travels in `vCardProps` besides.
    case standard
    /// One object `vCard` at the top: `convertedProperties` by JSON pointer, and `properties`; the mapping alone, nothing besides.
    case collected
  }

  /// What a conversion may choose.
  public struct Options: Sendable {
    /// The version to write.
    public var version: Version
    /// The carriage of what JSContact lacks.
    public var carriage: Carriage
    /// Options; by default 2.0 and the carriage of RFC 9555.
    public init(version: Version = .v2, carriage: Carriage = .standard) {
      self.version = version
      self.carriage = carriage
    }
  }

  /// The card as a JSContact Card. Cards of 2.1 and 3.0 are converted to 4.0 first.
  public static func json(of card: VCard, options: Options = Options()) -> JSON {
    let modern = card.version == .v40 ? card : card.converted(to: .v40).card
    var reader = CardMapper(options: options)
    var json = reader.map(modern.properties)
    if options.carriage == .standard { Completion.complete(&json, of: modern.properties, options: options) }
    if options.version == .v1, json["uid"] == nil { json.set("uid", .string(MadeUpUID.of(card.bytes))) }
    return json
  }

  /// Cards as one JSON value: a single Card stands by itself, several in an array.
  public static func write(_ cards: [VCard], options: Options = Options()) -> JSON {
    cards.count == 1 ? json(of: cards[0], options: options) : .array(cards.map { json(of: $0, options: options) })
  }

  /// The card, as vCard 4.0, that a JSContact Card says. Throws where `json` is no Card.
  public static func card(from json: JSON, options: Options = Options()) throws(JSContactError) -> VCard {
    guard let members = json.members else { throw JSContactError(reason: "a JSContact card is an object") }
    if let type = json["@type"]?.text, type != "Card" { throw JSContactError(reason: "the object is a \(type), not a Card") }
    guard members.count <= Limits.standard.fields else { throw JSContactError(reason: "too many members in one card") }
    var writer = PropertyMapper(json, isFull: options.carriage == .collected)
    return VCard(version: .v40, properties: writer.properties())
  }

  /// The cards of a JSContact text: one Card, an array of them, or a CardGroup's `cards` or `items`.
  public static func read(
    _ bytes: Span<UInt8>, limits: Limits = .standard, options: Options = Options()
  ) throws(JSContactError) -> [VCard] {
    let json: JSON
    do { json = try JSON.parse(bytes, limits: limits) } catch { throw JSContactError(reason: error.description) }
    if let items = json.items ?? json["cards"]?.items ?? json["items"]?.items {
      var cards: [VCard] = []
      for item in items { cards.append(try card(from: item, options: options)) }
      return cards
    }
    return [try card(from: json, options: options)]
  }

  /// The cards of a JSContact text.
  public static func read(
    _ bytes: [UInt8], limits: Limits = .standard, options: Options = Options()
  ) throws(JSContactError) -> [VCard] {
    let span = bytes.span
    return try read(span, limits: limits, options: options)
  }
}

/// A UID for a card that has none: the same for the same bytes (RFC 9555 section 2.1.1), in the form of a version 8 UUID (RFC 9562).
enum MadeUpUID {
  static func of(_ bytes: [UInt8]) -> String {
    var words: [UInt64] = [0xcbf2_9ce4_8422_2325, 0x8422_2325_cbf2_9ce4]
    for byte in bytes {
      words[0] = (words[0] ^ UInt64(byte)) &* 0x100_0000_01b3
      words[1] = (words[1] &+ UInt64(byte) &+ 1) &* 0x9e37_79b9_7f4a_7c15
      words[1] ^= words[1] >> 29
    }
    let high = words[0] & 0xFFFF_FFFF_FFFF_0FFF | 0x8000
    let low = words[1] & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
    let digits = hex(high) + hex(low)
    var cut = digits.startIndex
    let parts = [8, 4, 4, 4, 12].map { length -> Substring in
      let end = digits.index(cut, offsetBy: length)
      defer { cut = end }
      return digits[cut..<end]
    }
    return "urn:uuid:" + parts.joined(separator: "-")
  }

  private static func hex(_ word: UInt64) -> String {
    let digits = String(word, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

import Scan

/// How texts are compared (RFC 4790; RFC 6352, 8.3).
enum Collation: String, Sendable, CaseIterable {
  /// Letters A to Z in either case.
  case ascii = "i;ascii-casemap"
  /// Letters of all scripts in either case; accents do not count.
  case unicode = "i;unicode-casemap"
  /// Byte for byte.
  case octet = "i;octet"

  /// What is compared of a text.
  func key(_ text: String) -> [UInt8] {
    switch self {
    case .ascii: text.utf8.map(ASCII.lower)
    case .unicode: Fold.bytes(text)
    case .octet: Array(text.utf8)
    }
  }
}

/// One comparison of a filter (`text-match`, RFC 6352, 10.5.4).
struct TextMatch: Sendable {
  /// Where the words must stand.
  enum Kind: String, Sendable {
    case equals, contains
    case startsWith = "starts-with"
    case endsWith = "ends-with"
  }

  private let collation: Collation
  private let kind: Kind
  private let isNegated: Bool
  private let key: [UInt8]

  init(_ element: XMLElement) throws(CardFilter.Unknown) {
    guard let collation = Collation(rawValue: element.attributes["collation"] ?? Collation.unicode.rawValue) else { throw .collation }
    guard let kind = Kind(rawValue: element.attributes["match-type"] ?? "contains") else { throw .filter }
    switch element.attributes["negate-condition"] ?? "no" {
    case "yes": isNegated = true
    case "no": isNegated = false
    default: throw .filter
    }
    // Words, not essays: a long run of one letter would be slow to look for.
    guard element.text.utf8.count <= 1_024 else { throw .filter }
    self.collation = collation
    self.kind = kind
    key = collation.key(element.text)
  }

  /// Whether one of the texts meets it; negated, whether none does.
  func admits(_ texts: [String]) -> Bool { texts.contains { meets($0) } != isNegated }

  private func meets(_ text: String) -> Bool {
    let other = collation.key(text)
    switch kind {
    case .equals: return other == key
    case .startsWith: return other.starts(with: key)
    case .endsWith: return other.count >= key.count && other.suffix(key.count).elementsEqual(key)
    case .contains: return TextMatch.holds(other, key)
    }
  }

  private static func holds(_ text: [UInt8], _ key: [UInt8]) -> Bool {
    guard let first = key.first else { return true }
    guard text.count >= key.count else { return false }
    let span = text.span
    var at = 0
    while let hit = span.find(first, from: at, to: text.count - key.count + 1) {
      if text[hit..<hit + key.count].elementsEqual(key) { return true }
      at = hit + 1
    }
    return false
  }
}

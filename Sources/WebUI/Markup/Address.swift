import Scan

/// Where a link may lead: a page of this program, or an address of an allowed scheme. Anything else cannot be made.
public struct Address: Sendable, Hashable {
  /// As it stands in the page, before escaping.
  public let written: String

  private init(written: String) { self.written = written }

  /// A page of this program: its path's segments and the fields of its question, each percent-encoded.
  public static func page(_ segments: [String], query: [(name: String, value: String)] = []) -> Address {
    var written = "/" + segments.map(encode).joined(separator: "/")
    if !query.isEmpty { written += "?" + query.map { "\(encode($0.name))=\(encode($0.value))" }.joined(separator: "&") }
    return Address(written: written)
  }

  /// A place on the same page.
  public static func within(_ id: StaticString) -> Address { Address(written: "#\(id)") }

  /// A mail address to write to; nil where the text is none.
  public static func mail(_ text: String) -> Address? {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty }), text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { return nil }
    return Address(written: "mailto:\(encode(String(parts[0])))@\(encode(String(parts[1])))")
  }

  /// A number to call; nil where the text holds no digits, or letters.
  public static func phone(_ text: String) -> Address? {
    var digits = ""
    for byte in ASCII.trim(text).utf8 {
      switch byte {
      case 48...57: digits.unicodeScalars.append(Unicode.Scalar(byte))
      case 43 where digits.isEmpty: digits = "+"
      case 32, 40, 41, 45, 46, 47: continue
      default: return nil
      }
    }
    return digits.utf8.count > 2 ? Address(written: "tel:\(digits)") : nil
  }

  /// A page of the web; nil unless it begins with `https://` or `http://`, names a host and holds no blank, quote or control sign.
  public static func web(_ text: String) -> Address? {
    let text = ASCII.trim(text)
    let lower = ASCII.lower(text)
    let scheme = lower.hasPrefix("https://") ? "https://" : lower.hasPrefix("http://") ? "http://" : ""
    guard !scheme.isEmpty, text.utf8.count <= 2_048 else { return nil }
    let rest = Array(text.utf8.dropFirst(scheme.utf8.count))
    guard let first = rest.first, ASCII.isLetter(first) || ASCII.isDigit(first) || first == 91 else { return nil }
    let refused: Set<UInt8> = [34, 39, 60, 62, 92, 94, 96, 123, 124, 125, 127]
    guard rest.allSatisfy({ $0 > 32 && !refused.contains($0) }) else { return nil }
    // A name and a password before the host only serve to mislead the eye.
    guard !rest.prefix(while: { $0 != 47 && $0 != 63 && $0 != 35 }).contains(64) else { return nil }
    return Address(written: scheme + rest.map(encoded).joined())
  }

  /// Every byte but letters, digits and `-._~` as a percent sign and two digits (RFC 3986, 2.1).
  static func encode(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain = ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 45 || byte == 46 || byte == 95 || byte == 126
      return isPlain ? String(Unicode.Scalar(byte)) : percent(byte)
    }.joined()
  }

  private static func encoded(_ byte: UInt8) -> String { byte < 128 ? String(Unicode.Scalar(byte)) : percent(byte) }

  private static func percent(_ byte: UInt8) -> String {
    let digits = Array("0123456789ABCDEF".unicodeScalars)
    return "%" + String(digits[Int(byte >> 4)]) + String(digits[Int(byte & 15)])
  }
}

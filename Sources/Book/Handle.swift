import Scan

/// One way to reach a person: a mail address, a phone, a profile, a postal address.
public struct Handle: Hashable, Sendable, Codable {
  /// The sort of handle.
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case email, phone, profile, chat, postal
  }

  /// The sort of handle.
  public var kind: Kind
  /// As the source wrote it.
  public var raw: String
  /// The form by which two handles are compared.
  public var normal: String

  /// A handle; its normal form is found from the raw one.
  public init(_ kind: Kind, _ raw: String) {
    self.kind = kind
    self.raw = raw
    self.normal = Handle.normalize(kind, raw)
  }

  /// A handle whose normal form is known.
  public init(kind: Kind, raw: String, normal: String) {
    self.kind = kind
    self.raw = raw
    self.normal = normal
  }

  /// The form by which two handles of a kind are compared: mail addresses in small letters, phones as digits with a leading
  /// `+` where the country is known, profiles as `linkedin.com/in/slug` without scheme, query and case.
  public static func normalize(_ kind: Kind, _ raw: String) -> String {
    // Most addresses are in normal form already, and a mailbox holds millions.
    if kind == .email, isPlain(raw) { return raw }
    let text = ASCII.trim(raw)
    switch kind {
    case .email: return (ASCII.lower(text).hasPrefix("mailto:") ? String(text.dropFirst(7)) : text).lowercased()
    case .phone: return phone(text)
    case .profile: return profile(text)
    case .chat: return text.lowercased()
    case .postal: return Fold.words(text).joined(separator: " ")
    }
  }

  /// Small ASCII letters, digits and signs alone, with no scheme in front.
  private static func isPlain(_ raw: String) -> Bool {
    let bytes = raw.utf8.span
    for i in 0..<bytes.count {
      let byte = bytes[i]
      if byte <= 32 || byte >= 127 || byte &- 65 < 26 || byte == 58 { return false }
    }
    return true
  }

  private static func phone(_ text: String) -> String {
    var body = Array(ASCII.lower(text).utf8)
    if body.starts(with: Array("tel:".utf8)) { body.removeFirst(4) }
    for mark in ["ext", ";", "x", "#"] {
      if let cut = firstRange(of: Array(mark.utf8), in: body), cut > 5 { body.removeSubrange(cut...) }
    }
    // "+44 (0)20 ..." writes the trunk zero that is not dialled from abroad.
    if body.first == 43, let zero = firstRange(of: Array("(0)".utf8), in: body) { body.removeSubrange(zero..<zero + 3) }
    let digits = body.filter(ASCII.isDigit)
    if body.first == 43 { return "+" + String(decoding: digits, as: UTF8.self) }
    if digits.starts(with: [48, 48]), digits.count > 9 { return "+" + String(decoding: digits.dropFirst(2), as: UTF8.self) }
    return String(decoding: digits, as: UTF8.self)
  }

  private static func firstRange(of pattern: [UInt8], in body: [UInt8]) -> Int? {
    guard body.count >= pattern.count else { return nil }
    return (0...body.count - pattern.count).first { body[$0..<$0 + pattern.count].elementsEqual(pattern) }
  }

  private static func profile(_ text: String) -> String {
    var body = text.lowercased()
    for scheme in ["https://", "http://"] where body.hasPrefix(scheme) { body.removeFirst(scheme.count) }
    for prefix in ["www.", "m.", "uk.", "de.", "fr."] where body.hasPrefix(prefix) { body.removeFirst(prefix.count) }
    if let cut = body.firstIndex(where: { $0 == "?" || $0 == "#" }) { body = String(body[..<cut]) }
    while body.hasSuffix("/") { body.removeLast() }
    return body
  }

  /// The part of a mail address behind the last `@`, in small letters; nil for other kinds.
  public var domain: String? {
    guard kind == .email, let at = normal.lastIndex(of: "@") else { return nil }
    return String(normal[normal.index(after: at)...])
  }
}

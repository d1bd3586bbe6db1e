import Scan

/// A pull parser for the XML of DAV requests: elements, attributes, text, CDATA, comments, the five named references and numbers
/// (XML 1.0). UTF-8 alone; no document type, no processing instruction but the declaration. Every count is bounded.
struct XMLPull {
  /// How much a request may hold.
  struct Bounds: Sendable {
    var depth = 64
    var elements = 10_000
    var attributes = 64
    /// Bytes from `<` to `>`.
    var tag = 16 << 10
    static let request = Bounds()
  }

  /// What the parser meets. Names are as written, with their prefix.
  enum Event: Hashable {
    case start(name: String, attributes: [Pair])
    case end
    case text(String)
  }

  /// An attribute as written.
  struct Pair: Hashable {
    var name: String
    var value: String
  }

  private let bounds: Bounds
  private var position = 0
  private var open: [String] = []
  private var elements = 0
  private var hasRoot = false
  /// An element written `<x/>` ends at the next call.
  private var endsNext = false

  init(bounds: Bounds = .request) { self.bounds = bounds }

  /// Refuses bytes that are not UTF-8 or declare another encoding, and passes over the declaration.
  mutating func begin(_ bytes: Span<UInt8>) throws(XMLRefusal) {
    guard bytes.isUTF8 else { throw refusal(.encoding) }
    if bytes.has("\u{FEFF}", at: 0) { position = 3 }
    guard bytes.has("<?xml", at: position), position + 5 < bytes.count, ASCII.isSpace(bytes[position + 5]) else { return }
    guard let end = bytes.find("?>", from: position, to: min(bytes.count, position + 256)) else { throw refusal(.broken) }
    if let at = bytes.find("encoding", from: position, to: end) {
      var at = at + 8
      while at < end, ASCII.isSpace(bytes[at]) || bytes[at] == 61 || bytes[at] == 34 || bytes[at] == 39 { at += 1 }
      guard at + 5 <= end, bytes.spells("utf-8", in: at..<at + 5), bytes[at + 5] == 34 || bytes[at + 5] == 39 else {
        throw refusal(.encoding)
      }
    }
    position = end + 2
  }

  /// The next event; nil at the end of a whole document.
  mutating func next(_ bytes: Span<UInt8>) throws(XMLRefusal) -> Event? {
    if endsNext {
      endsNext = false
      open.removeLast()
      return .end
    }
    while position < bytes.count {
      if bytes[position] != 60 {
        if let text = try text(bytes) { return text }
      } else if bytes.has("<!--", at: position) {
        let start = position + 4
        guard let end = bytes.find("--", from: start, to: bytes.count), bytes.has("-->", at: end) else { throw refusal(.broken) }
        position = end + 3
      } else if bytes.has("<![CDATA[", at: position) {
        guard !open.isEmpty, let end = bytes.find("]]>", from: position + 9, to: bytes.count) else { throw refusal(.broken) }
        let content = position + 9..<end
        position = end + 3
        return .text(bytes.string(content))
      } else if bytes.has("<!", at: position) || bytes.has("<?", at: position) {
        throw refusal(.forbidden)
      } else if bytes.has("</", at: position) {
        return try end(bytes)
      } else {
        return try start(bytes)
      }
    }
    guard open.isEmpty, hasRoot else { throw refusal(.broken) }
    return nil
  }

  private func refusal(_ reason: XMLRefusal.Reason) -> XMLRefusal { XMLRefusal(reason: reason, offset: position) }

  /// Text up to the next tag; nil for the blanks around the outermost element.
  private mutating func text(_ bytes: Span<UInt8>) throws(XMLRefusal) -> Event? {
    let end = bytes.find(60, from: position) ?? bytes.count
    let range = position..<end
    if open.isEmpty {
      guard bytes.trimmed(range).isEmpty else { throw refusal(.broken) }
      position = end
      return nil
    }
    if bytes.find("]]>", from: position, to: end) != nil { throw refusal(.broken) }
    let text = try decode(bytes, range)
    position = end
    return .text(text)
  }

  private mutating func end(_ bytes: Span<UInt8>) throws(XMLRefusal) -> Event {
    var at = position + 2
    let name = name(bytes, &at)
    while at < bytes.count, ASCII.isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count, bytes[at] == 62, open.last == name else { throw refusal(.broken) }
    open.removeLast()
    position = at + 1
    return .end
  }

  private mutating func start(_ bytes: Span<UInt8>) throws(XMLRefusal) -> Event {
    guard !open.isEmpty || !hasRoot else { throw refusal(.broken) }
    var at = position + 1
    let limit = min(bytes.count, position + bounds.tag)
    let name = name(bytes, &at)
    guard !name.isEmpty else { throw refusal(.broken) }
    var attributes: [Pair] = []
    while true {
      let before = at
      while at < limit, ASCII.isSpace(bytes[at]) { at += 1 }
      guard at < limit else { throw refusal(limit < bytes.count ? .tooMuch : .broken) }
      if bytes[at] == 62 || bytes.has("/>", at: at) { break }
      guard at > before, attributes.count < bounds.attributes else { throw refusal(at > before ? .tooMuch : .broken) }
      let pair = try attribute(bytes, &at, limit)
      guard !attributes.contains(where: { $0.name == pair.name }) else { throw refusal(.broken) }
      attributes.append(pair)
    }
    elements += 1
    guard elements <= bounds.elements, open.count < bounds.depth else { throw refusal(.tooMuch) }
    hasRoot = true
    open.append(name)
    endsNext = bytes[at] == 47
    position = at + (endsNext ? 2 : 1)
    return .start(name: name, attributes: attributes)
  }

  private func attribute(_ bytes: Span<UInt8>, _ at: inout Int, _ limit: Int) throws(XMLRefusal) -> Pair {
    let name = name(bytes, &at)
    while at < limit, ASCII.isSpace(bytes[at]) { at += 1 }
    guard !name.isEmpty, at < limit, bytes[at] == 61 else { throw refusal(.broken) }
    at += 1
    while at < limit, ASCII.isSpace(bytes[at]) { at += 1 }
    guard at < limit, bytes[at] == 34 || bytes[at] == 39 else { throw refusal(.broken) }
    guard let end = bytes.find(bytes[at], from: at + 1, to: limit) else { throw refusal(limit < bytes.count ? .tooMuch : .broken) }
    guard bytes.find(60, from: at + 1, to: end) == nil else { throw refusal(.broken) }
    let value = try decode(bytes, at + 1..<end)
    at = end + 1
    return Pair(name: name, value: value)
  }

  /// A name of ASCII letters, digits and `-._:`, not begun by a digit, `-` or `.`. DAV knows no other, and an answer repeats them.
  private func name(_ bytes: Span<UInt8>, _ at: inout Int) -> String {
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      let begins = ASCII.isLetter(byte) || byte == 95 || byte == 58
      guard begins || at > start && (ASCII.isDigit(byte) || byte == 45 || byte == 46) else { break }
      at += 1
    }
    return at - start <= 256 ? bytes.string(start..<at) : ""
  }

  /// Text with its references undone. A reference that is not one of the five or a number is refused, and so are the control
  /// signs that XML does not allow.
  private func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(XMLRefusal) -> String {
    var out: [UInt8] = []
    var at = range.lowerBound
    while at < range.upperBound {
      let byte = bytes[at]
      if byte == 38 {
        guard let end = bytes.find(59, from: at, to: min(at + 12, range.upperBound)), let scalar = XMLPull.reference(bytes, at + 1..<end)
        else {
          throw refusal(.broken)
        }
        out += Array(String(scalar).utf8)
        at = end + 1
      } else {
        guard byte >= 32 || byte == 9 || byte == 10 || byte == 13 else { throw refusal(.broken) }
        out.append(byte)
        at += 1
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func reference(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Unicode.Scalar? {
    switch bytes.string(range) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let other:
      guard other.hasPrefix("#") else { return nil }
      let digits = other.dropFirst()
      let isHex = digits.hasPrefix("x")
      let body = isHex ? digits.dropFirst() : digits
      guard body.utf8.allSatisfy({ ASCII.hex($0) != nil }), let value = UInt32(body, radix: isHex ? 16 : 10) else { return nil }
      guard value >= 32 || value == 9 || value == 10 || value == 13, value != 0xFFFE, value != 0xFFFF else { return nil }
      return Unicode.Scalar(value)
    }
  }
}

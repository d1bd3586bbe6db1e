import Scan

/// A pull parser for the plain XML of exports: elements, attributes, text, the five named entities and numbers. No document
/// type, no entities of its own, no processing: a `<!DOCTYPE` ends the reading. Bounded in depth and sizes.
struct XMLPull {
  /// What the parser meets.
  enum Event {
    /// The start of an element; `isEmpty` when it ends at once.
    case start(name: String, attributes: [(name: String, value: String)], isEmpty: Bool)
    /// The end of an element.
    case end(name: String)
    /// Text between tags, entities undone.
    case text(String)
  }

  /// Why a text is not read on.
  struct Refusal: Error, Hashable {
    var reason: String
    var offset: Int
  }

  private(set) var position = 0
  private var depth = 0
  private let limits: Limits

  init(limits: Limits = .standard) { self.limits = limits }

  /// The next event, nil at the end.
  mutating func next(_ bytes: Span<UInt8>) throws(Refusal) -> Event? {
    while position < bytes.count {
      guard bytes[position] == 60 else { return text(bytes) }
      if bytes.has("<!--", at: position) {
        try skip(bytes, past: "-->", from: position + 4)
      } else if bytes.has("<![CDATA[", at: position) {
        let start = position + 9
        try skip(bytes, past: "]]>", from: start)
        return .text(bytes.string(start..<position - 3))
      } else if bytes.has("<?", at: position) {
        try skip(bytes, past: "?>", from: position + 2)
      } else if bytes.has("<!", at: position) {
        throw Refusal(reason: "it declares a document type, which no export needs", offset: position)
      } else {
        return try tag(bytes)
      }
    }
    return nil
  }

  private mutating func skip(_ bytes: Span<UInt8>, past mark: StaticString, from: Int) throws(Refusal) {
    guard let end = bytes.find(mark, from: from, to: bytes.count) else { throw Refusal(reason: "it ends in the middle", offset: position) }
    position = end + mark.utf8CodeUnitCount
  }

  private mutating func text(_ bytes: Span<UInt8>) -> Event {
    let end = bytes.find(60, from: position) ?? bytes.count
    defer { position = end }
    return .text(XMLPull.decode(bytes, position..<end))
  }

  private mutating func tag(_ bytes: Span<UInt8>) throws(Refusal) -> Event {
    let isEnd = position + 1 < bytes.count && bytes[position + 1] == 47
    var at = position + (isEnd ? 2 : 1)
    let name = word(bytes, &at)
    guard !name.isEmpty else { throw Refusal(reason: "a `<` begins no tag", offset: position) }
    if isEnd {
      guard let close = bytes.find(62, from: at) else { throw Refusal(reason: "it ends in the middle", offset: position) }
      position = close + 1
      depth -= 1
      return .end(name: name)
    }
    var attributes: [(name: String, value: String)] = []
    while true {
      while at < bytes.count, ASCII.isSpace(bytes[at]) { at += 1 }
      guard at < bytes.count, at - position <= limits.record, attributes.count < 256 else {
        throw Refusal(reason: "a tag does not end", offset: position)
      }
      let isEmpty = bytes[at] == 47 && at + 1 < bytes.count && bytes[at + 1] == 62
      if isEmpty || bytes[at] == 62 {
        position = at + (isEmpty ? 2 : 1)
        if !isEmpty { depth += 1 }
        guard depth <= limits.depth else { throw Refusal(reason: "it is nested too deeply", offset: position) }
        return .start(name: name, attributes: attributes, isEmpty: isEmpty)
      }
      attributes.append(try attribute(bytes, &at))
    }
  }

  private func attribute(_ bytes: Span<UInt8>, _ at: inout Int) throws(Refusal) -> (name: String, value: String) {
    let name = word(bytes, &at)
    while at < bytes.count, ASCII.isSpace(bytes[at]) { at += 1 }
    guard !name.isEmpty, at < bytes.count, bytes[at] == 61 else { throw Refusal(reason: "an attribute has no value", offset: at) }
    at += 1
    while at < bytes.count, ASCII.isSpace(bytes[at]) { at += 1 }
    guard at < bytes.count, bytes[at] == 34 || bytes[at] == 39, let end = bytes.find(bytes[at], from: at + 1) else {
      throw Refusal(reason: "an attribute's value has no quotes", offset: at)
    }
    let value = XMLPull.decode(bytes, at + 1..<end)
    at = end + 1
    return (name, value)
  }

  private func word(_ bytes: Span<UInt8>, _ at: inout Int) -> String {
    let start = at
    while at < bytes.count, !ASCII.isSpace(bytes[at]), bytes[at] != 61, bytes[at] != 62, bytes[at] != 47, bytes[at] != 60 { at += 1 }
    return at - start < 512 ? bytes.string(start..<at) : ""
  }

  /// Text with its entities undone; what is none stays as it is. Halves of a UTF-16 pair written as two numbers, as some
  /// phones write pictures, are joined.
  private static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    guard bytes.find(38, from: range.lowerBound, to: range.upperBound) != nil else { return bytes.string(range) }
    var out: [UInt8] = []
    var high: UInt32?
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at] == 38, let end = bytes.find(59, from: at, to: min(at + 12, range.upperBound)) else {
        out.append(bytes[at])
        at += 1
        continue
      }
      let name = bytes.string(at + 1..<end)
      guard let code = entity(name) else {
        out.append(bytes[at])
        at += 1
        continue
      }
      at = end + 1
      if (0xD800..<0xDC00).contains(code) {
        high = code
      } else if (0xDC00..<0xE000).contains(code), let first = high {
        high = nil
        if let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (code - 0xDC00)) { out += Array(String(scalar).utf8) }
      } else if let scalar = Unicode.Scalar(code) {
        out += Array(String(scalar).utf8)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func entity(_ name: String) -> UInt32? {
    switch name {
    case "amp": return 38
    case "lt": return 60
    case "gt": return 62
    case "quot": return 34
    case "apos": return 39
    default: break
    }
    if name.hasPrefix("#x") || name.hasPrefix("#X") { return UInt32(name.dropFirst(2), radix: 16) }
    return name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
  }
}

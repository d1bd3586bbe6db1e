/// Why bytes are not the JSON they should be.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was expected.
  public var reason: String
  /// Where, in bytes from the start.
  public var offset: Int
  /// `expected a value at byte 12`
  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSON {
  /// Reads one JSON text (RFC 8259), a byte order mark allowed. Bounded by `limits.depth`, and by `limits.fields` members in an
  /// object; an array may be as long as the text.
  public static func parse(_ bytes: Span<UInt8>, limits: Limits = .standard) throws(JSONError) -> JSON {
    var parser = JSONParser(position: 0, limits: limits)
    if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF { parser.position = 3 }
    let value = try parser.value(bytes, depth: 0)
    parser.blanks(bytes)
    guard parser.position == bytes.count else { throw JSONError(reason: "unexpected text after the end", offset: parser.position) }
    return value
  }
}

struct JSONParser {
  var position: Int
  let limits: Limits

  mutating func blanks(_ bytes: Span<UInt8>) { while position < bytes.count, ASCII.isSpace(bytes[position]) { position += 1 } }

  func fail(_ reason: String) -> JSONError { JSONError(reason: reason, offset: position) }

  mutating func value(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSON {
    guard depth < limits.depth else { throw fail("nested too deeply") }
    blanks(bytes)
    guard position < bytes.count else { throw fail("expected a value") }
    switch bytes[position] {
    case UInt8(ascii: "{"): return try object(bytes, depth: depth)
    case UInt8(ascii: "["): return try array(bytes, depth: depth)
    case UInt8(ascii: "\""): return .string(try string(bytes))
    case UInt8(ascii: "t") where bytes.has("true", at: position):
      position += 4
      return .bool(true)
    case UInt8(ascii: "f") where bytes.has("false", at: position):
      position += 5
      return .bool(false)
    case UInt8(ascii: "n") where bytes.has("null", at: position):
      position += 4
      return .null
    default: return try number(bytes)
    }
  }

  private mutating func object(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSON {
    position += 1
    var members: [JSON.Member] = []
    blanks(bytes)
    if position < bytes.count, bytes[position] == UInt8(ascii: "}") {
      position += 1
      return .object([])
    }
    while true {
      guard members.count < limits.fields else { throw fail("too many members in an object") }
      blanks(bytes)
      guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else { throw fail("expected a member's name") }
      let name = try string(bytes)
      blanks(bytes)
      guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw fail("expected a colon") }
      position += 1
      members.append(JSON.Member(name, try value(bytes, depth: depth + 1)))
      if try ended(bytes, by: UInt8(ascii: "}")) { return .object(members) }
    }
  }

  private mutating func array(_ bytes: Span<UInt8>, depth: Int) throws(JSONError) -> JSON {
    position += 1
    var items: [JSON] = []
    blanks(bytes)
    if position < bytes.count, bytes[position] == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    while true {
      items.append(try value(bytes, depth: depth + 1))
      if try ended(bytes, by: UInt8(ascii: "]")) { return .array(items) }
    }
  }

  private mutating func ended(_ bytes: Span<UInt8>, by close: UInt8) throws(JSONError) -> Bool {
    blanks(bytes)
    guard position < bytes.count, bytes[position] == close || bytes[position] == UInt8(ascii: ",") else {
      throw fail("expected a comma or the end")
    }
    position += 1
    return bytes[position - 1] == close
  }

  private mutating func number(_ bytes: Span<UInt8>) throws(JSONError) -> JSON {
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      guard ASCII.isDigit(byte) || byte == 45 || byte == 43 || byte == 46 || byte | 0x20 == 101 else { break }
      position += 1
    }
    let digits = bytes.string(start..<position)
    guard position > start, position - start < 400, Double(digits) != nil else {
      position = start
      throw fail("expected a value")
    }
    return .number(digits)
  }

  private mutating func string(_ bytes: Span<UInt8>) throws(JSONError) -> String {
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != 34, bytes[position] != 92 { position += 1 }
    guard position < bytes.count else { throw fail("the text ends inside a string") }
    if bytes[position] == 34 {
      position += 1
      return bytes.string(start..<position - 1)
    }
    var units: [UInt8] = bytes.array(start..<position)
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 34 { return units.span.string(0..<units.count) }
      guard byte == 92 else {
        units.append(byte)
        continue
      }
      try escape(bytes, into: &units)
    }
    throw fail("the text ends inside a string")
  }

  private mutating func escape(_ bytes: Span<UInt8>, into units: inout [UInt8]) throws(JSONError) {
    guard position < bytes.count else { throw fail("the text ends inside a string") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "n"): units.append(10)
    case UInt8(ascii: "t"): units.append(9)
    case UInt8(ascii: "r"): units.append(13)
    case UInt8(ascii: "b"): units.append(8)
    case UInt8(ascii: "f"): units.append(12)
    case UInt8(ascii: "u"):
      var code = try hex4(bytes)
      if (0xD800..<0xDC00).contains(code), bytes.has("\\u", at: position) {
        let mark = position
        position += 2
        let low = try hex4(bytes)
        if (0xDC00..<0xE000).contains(low) { code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00) } else { position = mark }
      }
      units += Array(String(Unicode.Scalar(code) ?? "\u{FFFD}").utf8)
    default: units.append(byte)
    }
  }

  private mutating func hex4(_ bytes: Span<UInt8>) throws(JSONError) -> UInt32 {
    guard position + 4 <= bytes.count else { throw fail("the text ends inside a string") }
    var code: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = ASCII.hex(bytes[position]) else { throw fail("expected four hexadecimal digits") }
      code = code << 4 | UInt32(digit)
      position += 1
    }
    return code
  }
}

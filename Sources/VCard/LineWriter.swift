import Scan

/// Content lines on their way out: folded at 75 octets, never inside a character (RFC 6350 section 3.2).
struct LineWriter {
  var out: [UInt8] = []
  private var column = 0
  let lineEnd: [UInt8]
  /// Octets of one physical line, line end not counted.
  let width: Int

  init(lineEnd: [UInt8] = [13, 10], width: Int = 75) {
    self.lineEnd = lineEnd
    self.width = width
  }

  /// Appends bytes of the line in hand, folding where the line is full.
  mutating func append(_ bytes: ArraySlice<UInt8>) {
    if column + bytes.count <= width {
      out.append(contentsOf: bytes)
      column += bytes.count
      return
    }
    var start = bytes.startIndex
    while start < bytes.endIndex {
      var end = min(start + max(0, width - column), bytes.endIndex)
      // A name is never cut: without its colon or semicolon a physical line looks like a break within the text before.
      if column == 0 { end = min(max(end, start + bytes.prefix { $0 != 58 && $0 != 59 }.count + 1), bytes.endIndex) }
      if end < bytes.endIndex {
        while end > start, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        // What is no UTF-8 has no characters to spare.
        if end == start, column <= 1 { end = min(start + width - column, bytes.endIndex) }
      }
      out.append(contentsOf: bytes[start..<end])
      column += end - start
      start = end
      if start < bytes.endIndex { fold() }
    }
  }

  /// Appends bytes of the line in hand.
  mutating func append(_ bytes: [UInt8]) { append(bytes[...]) }
  /// Appends text of the line in hand.
  mutating func append(_ text: String) { append(Array(text.utf8)[...]) }

  /// Ends the physical line and begins its continuation.
  private mutating func fold() {
    out.append(contentsOf: lineEnd)
    out.append(32)
    column = 1
  }

  /// Ends the line.
  mutating func end() {
    out.append(contentsOf: lineEnd)
    column = 0
  }

  /// Writes a whole property, in the syntax of vCard 3.0 and 4.0.
  mutating func write(_ property: VCard.Property) {
    var head: [UInt8] = []
    LineName.write(property, into: &head)
    for parameter in property.parameters where !parameter.name.isEmpty { ParameterText.write(parameter, into: &head) }
    head.append(58)
    append(head)
    append(VCard.escapeBreaks(property.value))
    end()
  }

  /// Writes a whole property in the syntax of vCard 2.1: bare types, quoted-printable in UTF-8, Base64 blocks.
  mutating func writeOld(_ property: VCard.Property) {
    var head: [UInt8] = []
    LineName.write(property, into: &head)
    for parameter in property.parameters where !parameter.is("ENCODING") && !parameter.name.isEmpty {
      guard parameter.is("TYPE") else {
        ParameterText.write(parameter, into: &head)
        continue
      }
      for type in parameter.values.flatMap({ $0.split(separator: ",").map(String.init) }) {
        // A word that would say something else when it stands bare has its name before it.
        if LineName.isPlain(type) {
          head += [59] + type.utf8.map(ASCII.upper)
        } else {
          ParameterText.write(VCard.Parameter("TYPE", type), into: &head)
        }
      }
    }
    if property.isBase64 {
      out += head + Array(";ENCODING=BASE64:".utf8) + lineEnd
      out.append(32)
      column = 1
      append(property.value)
      end()
      end()
      return
    }
    let text = LineWriter.oldEscapes(property.value, shape: PropertyNames.shared.find(property.name).shape)
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) {
      out += head + [58] + Array(text.utf8)
      end()
      return
    }
    let coded = QuotedPrintable.encode(Array(text.utf8).span)
    out += head + Array(";ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:".utf8)
    var last: UInt8 = 0
    for byte in coded.utf8 where byte != 10 {
      // A break of the text itself, not a soft one of the coder.
      if byte == 13, last != 61 { out += Array("=0D=0A=".utf8) }
      if byte == 13 { out += lineEnd } else { out.append(byte) }
      last = byte
    }
    end()
  }

  /// From the escapes of RFC 6350 to those of 2.1: only the semicolon within a component is escaped.
  private static func oldEscapes(_ value: String, shape: ValueShape) -> String {
    switch shape {
    case .structured, .components:
      return Escape.split(value, 59).map {
        Escape.resolve($0).utf8.contains(59) ? Escape.resolve($0).replacing(";", with: "\\;") : Escape.resolve($0)
      }
      .joined(separator: ";")
    case .text, .list: return Escape.resolve(value)
    case .plain, .unknown: return value
    }
  }
}

/// Names on their way out. A sign that no name may hold would end the name, or the line, and is written as a dash.
enum LineName {
  /// The longest name or group that is read again (`LineHead`), in bytes.
  private static let longest = 250

  /// Writes group and name.
  static func write(_ property: VCard.Property, into out: inout [UInt8]) {
    if let group = property.group {
      write(group, into: &out)
      out.append(46)
    }
    write(property.name, into: &out)
  }

  private static func write(_ name: String, into out: inout [UInt8]) {
    let isExtension = name.utf8.count > 1 && (name.utf8.first ?? 0) | 0x20 == 120 && name.utf8.dropFirst().first == 45
    for byte in name.utf8.prefix(longest) { out.append(mayStand(byte) || byte == 46 || isExtension && byte == 32 ? byte : 45) }
  }

  /// Writes the name of a parameter.
  static func write(parameter name: String, into out: inout [UInt8]) {
    for byte in name.utf8 { out.append(byte <= 32 || byte == 127 || [34, 44, 58, 59, 61, 92].contains(byte) ? 45 : byte) }
  }

  /// Whether a type of vCard 2.1 is letters, digits and dashes, and no word that tells how a value is coded.
  static func isPlain(_ type: String) -> Bool {
    type.utf8.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 45 }
      && !["quoted-printable", "8bit", "7bit", "base64", "b", "inline", "url", "cid", "content-id"].contains(ASCII.small(type))
  }

  /// Letters, digits, dash, underscore and the like.
  static func mayStand(_ byte: UInt8) -> Bool {
    if ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 45 || byte == 95 { return true }
    switch byte {
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "&"),
      UInt8(ascii: "#"):
      return true
    default: return false
    }
  }
}

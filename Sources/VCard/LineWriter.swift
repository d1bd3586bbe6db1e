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
    if let group = property.group { head += Array((group + ".").utf8) }
    head += property.name.utf8
    for parameter in property.parameters where !parameter.name.isEmpty { ParameterText.write(parameter, into: &head) }
    head.append(58)
    append(head)
    append(VCard.escapeBreaks(property.value))
    end()
  }

  /// Writes a whole property in the syntax of vCard 2.1: bare types, quoted-printable in UTF-8, Base64 blocks.
  mutating func writeOld(_ property: VCard.Property) {
    var head: [UInt8] = []
    if let group = property.group { head += Array((group + ".").utf8) }
    head += property.name.utf8
    for parameter in property.parameters where !parameter.is("ENCODING") {
      if parameter.is("TYPE") {
        for type in parameter.values.flatMap({ $0.split(separator: ",") }) { head += Array((";" + type.uppercased()).utf8) }
      } else {
        ParameterText.write(parameter, into: &head)
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

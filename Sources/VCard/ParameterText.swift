import Scan

/// The parameters of a content line, there and back (RFC 6350 section 3.3, RFC 6868).
enum ParameterText {
  /// Parameters of one line that are looked at. No card has a hundredth of them; every one is compared with the others.
  static let most = 4_000

  /// Reads `;NAME=value,value;...` in `range`, from the first semicolon to the colon. Bare words have an empty name.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>, text: (Range<Int>) -> String) -> [VCard.Parameter] {
    var out: [VCard.Parameter] = []
    var start = range.lowerBound + 1
    while start <= range.upperBound, !range.isEmpty, out.count < most {
      let end = stop(bytes, start, range.upperBound, at: 59)
      let piece = bytes.trimmed(start..<end)
      if !piece.isEmpty {
        if let equals = bytes.find(61, from: piece.lowerBound, to: piece.upperBound), equals > piece.lowerBound {
          let name = text(bytes.trimmed(piece.lowerBound..<equals))
          out.append(VCard.Parameter(name, values(bytes, equals + 1..<piece.upperBound, text)))
        } else {
          out.append(VCard.Parameter("", values(bytes, piece, text)))
        }
      }
      start = end + 1
    }
    return out
  }

  /// Where the piece from `start` ends: at `mark` outside quotes. Quotes that never close are letters.
  private static func stop(_ bytes: Span<UInt8>, _ start: Int, _ limit: Int, at mark: UInt8) -> Int {
    var quoted = false
    var i = start
    var bare: Int?
    while i < limit {
      let byte = bytes[i]
      if byte == 34 { quoted.toggle() }
      if byte == mark {
        if !quoted { return i }
        if bare == nil { bare = i }
      }
      if byte == 92, i + 1 < limit, bytes[i + 1] == mark || bytes[i + 1] == 92 { i += 1 }
      i += 1
    }
    return quoted ? bare ?? limit : limit
  }

  private static func values(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: (Range<Int>) -> String) -> [String] {
    var out: [String] = []
    var start = range.lowerBound
    while start <= range.upperBound {
      let end = stop(bytes, start, range.upperBound, at: 44)
      var piece = start..<end
      if piece.count >= 2, bytes[start] == 34, bytes[end - 1] == 34 { piece = start + 1..<end - 1 }
      out.append(caretDecoded(text(piece)))
      start = end + 1
    }
    return out
  }

  /// RFC 6868: `^n` is a line break, `^'` a double quote, `^^` a caret.
  static func caretDecoded(_ text: String) -> String {
    guard text.utf8.contains(94) else { return text }
    var out: [UInt8] = []
    var pending = false
    for byte in text.utf8 {
      if pending {
        pending = false
        switch byte {
        case UInt8(ascii: "n"): out.append(10)
        case UInt8(ascii: "'"): out.append(34)
        case 94: out.append(94)
        default: out += [94, byte]
        }
      } else if byte == 94 {
        pending = true
      } else {
        out.append(byte)
      }
    }
    if pending { out.append(94) }
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends `;NAME=value,value`, quoted where a value needs it.
  static func write(_ parameter: VCard.Parameter, into out: inout [UInt8]) {
    out.append(59)
    LineName.write(parameter: parameter.name, into: &out)
    out.append(61)
    for (i, value) in parameter.values.enumerated() {
      if i > 0 { out.append(44) }
      write(value: value, into: &out)
    }
  }

  private static func write(value: String, into out: inout [UInt8]) {
    var quote = false
    for byte in value.utf8 where byte == 44 || byte == 58 || byte == 59 {
      quote = true
      break
    }
    if let first = value.utf8.first, let last = value.utf8.last, last == 92 || ASCII.isSpace(first) || ASCII.isSpace(last) { quote = true }
    if quote { out.append(34) }
    var afterReturn = false
    for byte in value.utf8 {
      defer { afterReturn = byte == 13 }
      switch byte {
      case 13: out += [94, 110]
      case 10: if !afterReturn { out += [94, 110] }
      case 34: out += [94, 39]
      case 94: out += [94, 94]
      default: out.append(byte)
      }
    }
    if quote { out.append(34) }
  }
}

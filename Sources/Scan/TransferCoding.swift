/// Base64 (RFC 4648), on bytes.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  private static let values: [UInt8] = {
    var table = [UInt8](repeating: 255, count: 256)
    for (value, letter) in alphabet.enumerated() { table[Int(letter)] = UInt8(value) }
    table[45] = 62  // the URL-safe alphabet reads alike
    table[95] = 63
    return table
  }()

  /// The bytes that `text` encodes; blanks and line ends are passed over, anything else that is not Base64 gives nil.
  public static func decode(_ text: Span<UInt8>) -> [UInt8]? {
    var out: [UInt8] = []
    out.reserveCapacity(text.count / 4 * 3 + 3)
    var bits: UInt32 = 0
    var held = 0
    var padding = 0
    for i in 0..<text.count {
      let byte = text[i]
      if ASCII.isSpace(byte) { continue }
      if byte == 61 {
        padding += 1
        continue
      }
      let value = values[Int(byte)]
      guard value != 255, padding == 0 else { return nil }
      bits = bits << 6 | UInt32(value)
      held += 6
      if held >= 8 {
        held -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(held)))
      }
    }
    return held == 6 || padding > 2 ? nil : out
  }

  /// `bytes` in the standard alphabet with padding, on one line.
  public static func encode(_ bytes: Span<UInt8>) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var i = 0
    while i + 2 < bytes.count {
      let n = UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8 | UInt32(bytes[i + 2])
      for shift in [18, 12, 6, 0] as [UInt32] { out.append(alphabet[Int(n >> shift & 63)]) }
      i += 3
    }
    if bytes.count - i == 1 {
      let n = UInt32(bytes[i]) << 16
      out += [alphabet[Int(n >> 18 & 63)], alphabet[Int(n >> 12 & 63)], 61, 61]
    } else if bytes.count - i == 2 {
      let n = UInt32(bytes[i]) << 16 | UInt32(bytes[i + 1]) << 8
      out += [alphabet[Int(n >> 18 & 63)], alphabet[Int(n >> 12 & 63)], alphabet[Int(n >> 6 & 63)], 61]
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// Quoted-printable (RFC 2045 section 6.7), on bytes.
public enum QuotedPrintable {
  /// The bytes that `text` encodes. Soft breaks go; a `=` that starts nothing is kept as it stands.
  public static func decode(_ text: Span<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.count)
    var i = 0
    while i < text.count {
      let byte = text[i]
      guard byte == 61 else {
        out.append(byte)
        i += 1
        continue
      }
      if i + 2 < text.count, let high = ASCII.hex(text[i + 1]), let low = ASCII.hex(text[i + 2]) {
        out.append(high << 4 | low)
        i += 3
        continue
      }
      var end = i + 1  // a soft break may have trailing blanks
      while end < text.count, text[end] == 32 || text[end] == 9 || text[end] == 13 { end += 1 }
      if end < text.count, text[end] == 10 {
        i = end + 1
      } else if end == text.count {
        i = end
      } else {
        out.append(byte)
        i += 1
      }
    }
    return out
  }

  /// `bytes` with every octet that is not plain ASCII as `=XX`, no line longer than 76.
  public static func encode(_ bytes: Span<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var out: [UInt8] = []
    var column = 0
    for i in 0..<bytes.count {
      let byte = bytes[i]
      if byte == 10 {
        out += [13, 10]
        column = 0
        continue
      }
      if byte == 13, i + 1 < bytes.count, bytes[i + 1] == 10 { continue }
      let atEnd = i + 1 == bytes.count || bytes[i + 1] == 10 || bytes[i + 1] == 13
      let plain = byte >= 33 && byte <= 126 && byte != 61 || (byte == 32 || byte == 9) && !atEnd
      let width = plain ? 1 : 3
      if column + width > 75 {
        out += [61, 13, 10]
        column = 0
      }
      if plain { out.append(byte) } else { out += [61, digits[Int(byte >> 4)], digits[Int(byte & 15)]] }
      column += width
    }
    return String(decoding: out, as: UTF8.self)
  }
}

internal import Scan

/// The display name of a mailbox, from its bytes.
public enum DisplayName {
  /// `range` without blanks and without the quotes that enclose it as a whole.
  @inline(__always)
  static func trim(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, bytes[low] <= 32 { low &+= 1 }
    while high > low, bytes[high &- 1] <= 32 { high &-= 1 }
    if high &- low >= 2, bytes[low] == 34, bytes[high &- 1] == 34 {
      low &+= 1
      high &-= 1
      while low < high, bytes[low] <= 32 { low &+= 1 }
      while high > low, bytes[high &- 1] <= 32 { high &-= 1 }
    }
    return low..<max(low, high)
  }

  /// Whether the bytes are the name as they stand: visible ASCII and single blanks, nothing to unquote or decode.
  @inline(__always)
  static func isPlain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var last: UInt8 = 0
    for i in range {
      let byte = bytes[i]
      if byte < 32 || byte >= 127 || byte == 34 || byte == 92 || byte == 61 || byte == 39 || byte == 32 && last == 32 { return false }
      last = byte
    }
    return true
  }

  /// The name in `range` as text: unfolded, unquoted, encoded words decoded (RFC 2047, also within quotes, as seen in the
  /// wild), controls gone, blanks single, enclosing apostrophes gone.
  public static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    if range.isEmpty { return "" }
    if isPlain(bytes, range) { return bytes.string(range) }
    var raw: [UInt8] = []
    raw.reserveCapacity(range.count)
    var i = range.lowerBound
    while i < min(range.upperBound, bytes.count) {
      var byte = bytes[i]
      if byte == 34 {
        i += 1
        continue
      }
      if byte == 92, i + 1 < range.upperBound {
        i += 1
        byte = bytes[i]
      }
      raw.append(byte)
      i += 1
    }
    return tidy(EncodedWord.decode(raw.span, 0..<raw.count))
  }

  /// Whether there is nothing to decode and to tidy, as in most texts: visible ASCII and single blanks, no blank and no quote at either end,
  /// no encoded word.
  static func isTidy(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard let last = range.last, bytes[range.lowerBound] != 34, bytes[range.lowerBound] != 39, bytes[last] != 32 else { return false }
    var before: UInt8 = 32
    for i in range {
      let byte = bytes[i]
      if byte &- 32 >= 95 || byte == 32 && before == 32 || byte == 63 && before == 61 { return false }
      before = byte
    }
    return true
  }

  /// `text` without controls, with single blanks, without apostrophes or quotes around it.
  public static func tidy(_ text: String) -> String {
    if isTidy(text.utf8.span, 0..<text.utf8.count) { return text }
    var out = String.UnicodeScalarView()
    var blank = false
    for scalar in text.unicodeScalars {
      let value = scalar.value
      if value <= 32 || value == 127 || value == 0xA0 || value == 0xFEFF || (0x80...0x9F).contains(value)
        || (0x202A...0x202E).contains(value)
        || (0x2066...0x2069).contains(value)
      {
        blank = true
        continue
      }
      if blank, !out.isEmpty { out.append(" ") }
      blank = false
      out.append(scalar)
    }
    // Layer by layer: what stands within the quotes may have blanks and quotes around it again.
    var trimmed = Array(String(out).utf8)[...]
    while true {
      while let first = trimmed.first, ASCII.isSpace(first) { trimmed.removeFirst() }
      while let last = trimmed.last, ASCII.isSpace(last) { trimmed.removeLast() }
      guard trimmed.count >= 2, let first = trimmed.first, first == trimmed.last, first == 39 || first == 34 else { break }
      trimmed = trimmed.dropFirst().dropLast()
    }
    return String(decoding: trimmed, as: UTF8.self)
  }
}

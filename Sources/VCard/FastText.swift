import Scan

// Small things done a million times a file: no array is made where the text stands as it is.
extension ASCII {
  /// Whether two texts are alike but for the case of A to Z.
  static func alike(_ a: String, _ b: String) -> Bool {
    guard a.utf8.count == b.utf8.count else { return false }
    var other = b.utf8.makeIterator()
    for byte in a.utf8 {
      guard let next = other.next(), lower(byte) == lower(next) else { return false }
    }
    return true
  }

  /// `text` with A to Z made small, the same string where there are none.
  static func small(_ text: String) -> String {
    for byte in text.utf8 where byte &- 65 < 26 { return lower(text) }
    return text
  }

  /// `text` without blanks at its ends, the same string where there are none.
  static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    return isSpace(first) || isSpace(last) ? trim(text) : text
  }
}

extension String {
  /// Whether the UTF-8 form holds `byte`.
  func has(_ byte: UInt8) -> Bool {
    if utf8.count < 16 {
      for other in utf8 where other == byte { return true }
      return false
    }
    let span = utf8.span
    return span.find(byte) != nil
  }
}

extension Span where Element == UInt8 {
  /// Whether all bytes together are UTF-8.
  var isUTF8: Bool { (try? UTF8Span(validating: self)) != nil }

  /// The bytes of `range` as a string if they are UTF-8, else nil.
  func utf8Text(_ range: Range<Int>) -> String? {
    guard !range.isEmpty else { return "" }
    guard let text = try? UTF8Span(validating: extracting(range)) else { return nil }
    return String(copying: text)
  }
}

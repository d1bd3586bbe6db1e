internal import Scan

/// Encoded words in headers (RFC 2047, RFC 2231 section 5), with what is seen in the wild: words split within a character,
/// blanks within a word, words inside quotes, missing padding.
public enum EncodedWord {
  /// How many words of one header are decoded; a header with more is no name, and the rest is left as it stands.
  static let most = 2_000

  /// The text of `range`: folded lines joined, encoded words decoded, the rest taken as UTF-8 or else windows-1252.
  public static func decode(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    guard bytes.find("=?", from: range.lowerBound, to: range.upperBound) != nil else { return plain(bytes, range) }
    var out = ""
    var held = Held()
    var i = range.lowerBound
    var plainStart = i
    var words = 0
    while i < range.upperBound {
      guard bytes[i] == 61, words < most, let word = word(bytes, i, range.upperBound) else {
        i += 1
        continue
      }
      words += 1
      // Blanks between two encoded words are not part of the text.
      if held.bytes.isEmpty || !isBlank(bytes, plainStart..<i) {
        held.flush(into: &out)
        out += plain(bytes, plainStart..<i)
      }
      held.add(word.bytes, word.charset, into: &out)
      i = word.end
      plainStart = i
    }
    held.flush(into: &out)
    return out + plain(bytes, plainStart..<range.upperBound)
  }

  /// Bytes of neighbouring words of one charset, decoded together: some programs cut within a character.
  private struct Held {
    var bytes: [UInt8] = []
    var charset = ""

    mutating func add(_ more: [UInt8], _ name: String, into out: inout String) {
      if name != charset { flush(into: &out) }
      charset = name
      bytes += more
    }

    mutating func flush(into out: inout String) {
      guard !bytes.isEmpty else { return }
      out += (Charset(charset) ?? .utf8).decode(bytes.span).text
      bytes = []
    }
  }

  /// One encoded word `=?charset*language?B|Q?text?=` at `start`.
  private static func word(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (charset: String, bytes: [UInt8], end: Int)? {
    guard start + 7 < end, bytes[start + 1] == 63 else { return nil }
    let nameStart = start + 2
    guard let mark = bytes.find(63, from: nameStart, to: min(end, nameStart + 80)), mark > nameStart, mark + 3 < end, bytes[mark + 2] == 63
    else {
      return nil
    }
    let coding = bytes[mark + 1] | 0x20
    guard coding == 98 || coding == 113 else { return nil }
    let text = mark + 3
    guard let stop = close(bytes, text, end) else { return nil }
    var name = ASCII.lower(bytes.string(nameStart..<mark))
    if let star = name.firstIndex(of: "*") { name = String(name[..<star]) }
    let decoded = coding == 98 ? base64(bytes, text..<stop) : quoted(bytes, text..<stop)
    guard let decoded else { return nil }
    return (name, decoded, stop + 2)
  }

  /// The `?=` that ends a word whose text begins at `start`.
  private static func close(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var i = start
    while i + 1 < end {
      if bytes[i] == 63 { return bytes[i + 1] == 61 ? i : nil }
      i += 1
    }
    return nil
  }

  /// Q: as quoted-printable, and `_` is a blank.
  private static func quoted(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound {
      let byte = bytes[i]
      if byte == 61, i + 2 < range.upperBound, let high = ASCII.hex(bytes[i + 1]), let low = ASCII.hex(bytes[i + 2]) {
        out.append(high << 4 | low)
        i += 3
        continue
      }
      if byte != 13, byte != 10 { out.append(byte == 95 ? 32 : byte) }
      i += 1
    }
    return out
  }

  /// B: what is cut off or badly padded gives what can be read of it.
  private static func base64(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8]? {
    var text = bytes.array(range).filter { !ASCII.isSpace($0) && $0 != 61 }
    if text.count % 4 == 1 { text.removeLast() }
    return Base64.decode(text.span)
  }

  private static func isBlank(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for i in range where !ASCII.isSpace(bytes[i]) { return false }
    return true
  }

  /// Text without encoded words: line ends of folding go, raw bytes are UTF-8 or else windows-1252.
  private static func plain(_ bytes: Span<UInt8>, _ range: Range<Int>) -> String {
    var needsCopy = false
    var high = false
    for i in range {
      let byte = bytes[i]
      if byte == 10 || byte == 13 { needsCopy = true }
      if byte >= 128 { high = true }
    }
    if !needsCopy, !high { return bytes.string(range) }
    let raw = bytes.array(range).filter { $0 != 10 && $0 != 13 }
    return raw.span.validString(0..<raw.count) ?? Charset.windows1252.decode(raw.span).text
  }
}

internal import Scan

/// A Content-Type or Content-Disposition with its parameters (RFC 2045 section 5.1, RFC 2183, RFC 2231).
public struct ContentType: Hashable, Sendable {
  /// `text/plain`, `attachment`; small letters. Empty where the header names nothing.
  public var value: String
  /// The parameters by name in small letters, continuations joined and percent signs undone.
  public var parameters: [String: String]

  /// What a part without a header is (RFC 2045 section 5.2).
  public static let plainText = ContentType(value: "text/plain", parameters: [:])

  /// From its parts.
  public init(value: String, parameters: [String: String]) {
    self.value = value
    self.parameters = parameters
  }

  /// Reads the header value in `range`. What cannot be read is left out.
  public static func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> ContentType {
    var scanner = ParameterScanner(position: range.lowerBound, end: min(range.upperBound, range.lowerBound + 65_536, bytes.count))
    let value = ASCII.lower(scanner.token(bytes)).filter { $0 != " " }
    var plain: [String: String] = [:]
    var pieces: [String: [Int: (text: [UInt8], encoded: Bool)]] = [:]
    while let (name, text) = scanner.parameter(bytes), plain.count + pieces.count < 200 {
      let parts = name.split(separator: "*", omittingEmptySubsequences: false)
      guard parts.count > 1 else {
        if plain[name] == nil { plain[name] = EncodedWord.decode(text.span, 0..<text.count) }
        continue
      }
      // RFC 2231: name*=, name*0=, name*0*=
      let number = Int(parts[1]) ?? 0
      let encoded = parts.count > 2 || parts[1].isEmpty
      pieces[String(parts[0]), default: [:]][number] = (text, encoded)
    }
    for (name, chunks) in pieces { plain[name] = join(chunks) }
    return ContentType(value: value, parameters: plain)
  }

  /// Joins the pieces of a parameter and decodes them by the charset that the first names (RFC 2231 section 4.1).
  private static func join(_ chunks: [Int: (text: [UInt8], encoded: Bool)]) -> String {
    var charset = "utf-8"
    var out: [UInt8] = []
    for (place, number) in chunks.keys.sorted().enumerated() {
      guard let chunk = chunks[number] else { continue }
      guard chunk.encoded else {
        out += chunk.text
        continue
      }
      var text = chunk.text[...]
      if place == 0, let first = text.firstIndex(of: 39), let second = text[(first + 1)...].firstIndex(of: 39) {
        if first > text.startIndex { charset = String(decoding: text[..<first], as: UTF8.self) }
        text = text[(second + 1)...]
      }
      out += percent(text)
    }
    return (Charset(charset) ?? .utf8).decode(out.span).text
  }

  private static func percent(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    var i = text.startIndex
    while i < text.endIndex {
      if text[i] == 37, i + 2 < text.endIndex, let high = ASCII.hex(text[i + 1]), let low = ASCII.hex(text[i + 2]) {
        out.append(high << 4 | low)
        i += 3
      } else {
        out.append(text[i])
        i += 1
      }
    }
    return out
  }
}

/// Walks over `value; name=text; name="text"`.
private struct ParameterScanner {
  var position: Int
  let end: Int

  /// Up to the next semicolon, comments left out.
  mutating func token(_ bytes: Span<UInt8>) -> String {
    var text: [UInt8] = []
    skipBlanks(bytes)
    while position < end, bytes[position] != 59 {
      if bytes[position] == 40 {
        skipComment(bytes)
      } else {
        text.append(bytes[position])
        position += 1
      }
    }
    return ASCII.trim(String(decoding: text, as: UTF8.self))
  }

  /// The next parameter, or nil at the end.
  mutating func parameter(_ bytes: Span<UInt8>) -> (name: String, text: [UInt8])? {
    while position < end {
      while position < end, bytes[position] == 59 || ASCII.isSpace(bytes[position]) { position += 1 }
      if position < end, bytes[position] == 40 {
        skipComment(bytes)
        continue
      }
      let start = position
      while position < end, bytes[position] != 61, bytes[position] != 59 { position += 1 }
      guard position < end else { return nil }
      if bytes[position] == 59 { continue }
      let name = ASCII.lower(ASCII.trim(bytes.string(start..<position)))
      position += 1
      return (name, text(bytes))
    }
    return nil
  }

  private mutating func text(_ bytes: Span<UInt8>) -> [UInt8] {
    skipBlanks(bytes)
    var out: [UInt8] = []
    if position < end, bytes[position] == 34 {
      position += 1
      while position < end, bytes[position] != 34 {
        if bytes[position] == 92, position + 1 < end { position += 1 }
        if bytes[position] != 13, bytes[position] != 10 { out.append(bytes[position]) }
        position += 1
      }
      position += 1
      return out
    }
    while position < end, bytes[position] != 59, !ASCII.isSpace(bytes[position]) {
      out.append(bytes[position])
      position += 1
    }
    return out
  }

  private mutating func skipBlanks(_ bytes: Span<UInt8>) {
    while position < end, ASCII.isSpace(bytes[position]) { position += 1 }
  }

  private mutating func skipComment(_ bytes: Span<UInt8>) {
    var depth = 0
    while position < end {
      if bytes[position] == 92 {
        position += 1
      } else if position < end, bytes[position] == 40 {
        depth += 1
      } else if bytes[position] == 41 {
        depth -= 1
      }
      position += 1
      if depth <= 0 { return }
    }
  }
}

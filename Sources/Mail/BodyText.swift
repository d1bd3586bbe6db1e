public import Scan

/// The text of a message as a reader sees it, from its parts.
public struct BodyText: Sendable {
  /// The text, lines ended by LF. Quoted `>From ` lines of an mbox are undone.
  public var text: String
  /// Where in the file the part begins that the text was taken from.
  public var offset: Int
  /// Made from HTML since the message has no plain text.
  public var isFromHTML: Bool

  /// A text that is at hand already.
  public init(text: String, offset: Int, isFromHTML: Bool) {
    self.text = text
    self.offset = offset
    self.isFromHTML = isFromHTML
  }

  /// How much of a part is read, in bytes before decoding.
  public static let most = 1 << 20

  /// The text of the message in `frame`: its first plain text, else its first HTML, else nothing; of its part no more than the first `most`
  /// bytes.
  public static func read(
    _ bytes: Span<UInt8>, headers: HeaderBlock, frame: MessageFrame, limits: Limits = .standard, most: Int = most
  ) -> BodyText {
    let tree = MIMETree(bytes, headers: headers, body: frame.body, limits: limits)
    return read(bytes, tree, unquote: !frame.envelope.isEmpty, most: most)
      ?? BodyText(text: "", offset: frame.body.lowerBound, isFromHTML: false)
  }

  /// The text of a message whose parts are known. `unquote` undoes the `>From ` quoting of an mbox.
  public static func read(_ bytes: Span<UInt8>, _ tree: MIMETree, unquote: Bool, most: Int = most) -> BodyText? {
    if let part = tree.parts.first(where: { $0.isText && $0.type.value == "text/plain" }) {
      let text = decode(bytes, part, most: most)
      return BodyText(text: unquote ? withoutFromQuotes(text) : text, offset: part.body.lowerBound, isFromHTML: false)
    }
    guard let part = tree.parts.first(where: { $0.isText && $0.type.value == "text/html" }) else { return nil }
    return BodyText(text: HTMLText.plain(decode(bytes, part, most: most)), offset: part.body.lowerBound, isFromHTML: true)
  }

  /// The bytes of a part with its transfer encoding undone; what cannot be undone stays as it is.
  public static func bytes(_ bytes: Span<UInt8>, _ part: MIMEPart, limit: Int = most) -> [UInt8] {
    let raw = bytes.array(part.body.lowerBound..<min(part.body.upperBound, part.body.lowerBound + limit))
    switch part.encoding {
    case "base64": return base64(raw)
    case "quoted-printable": return QuotedPrintable.decode(raw.span)
    default: return raw
    }
  }

  /// The text of a part, lines ended by LF.
  public static func decode(_ bytes: Span<UInt8>, _ part: MIMEPart, most: Int = most) -> String {
    let raw = Self.bytes(bytes, part, limit: most)
    let name = part.type.parameters["charset"] ?? "us-ascii"
    let text = (Charset(name) ?? .utf8).decode(raw.span).text
    guard text.utf8.contains(13) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    var afterReturn = false
    for byte in text.utf8 {
      if byte == 13 {
        out.append(10)
      } else if byte != 10 || !afterReturn {
        out.append(byte)
      }
      afterReturn = byte == 13
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// Base64 of mail: what is no letter of the alphabet is passed over (RFC 2045 section 6.8), a cut end gives what it gives.
  private static func base64(_ raw: [UInt8]) -> [UInt8] {
    var letters: [UInt8] = []
    letters.reserveCapacity(raw.count)
    for byte in raw where ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 43 || byte == 47 { letters.append(byte) }
    if letters.count % 4 == 1 { letters.removeLast() }
    return Base64.decode(letters.span) ?? raw
  }

  /// `>From ` at the beginning of a line becomes `From `, `>>From ` becomes `>From ` (mboxrd).
  private static func withoutFromQuotes(_ text: String) -> String {
    guard text.utf8.contains(62) else { return text }
    let bytes = Array(text.utf8)
    guard bytes.indices.contains(where: { bytes[$0] == 62 && bytes.span.has("From ", at: $0 + 1) }) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var i = 0
    while i < bytes.count {
      let end = bytes.span.lineEnd(from: i, to: bytes.count)
      var mark = i
      while mark < end, bytes[mark] == 62 { mark += 1 }
      if mark > i, bytes.span.has("From ", at: mark) { i += 1 }
      out += bytes[i..<min(end + 1, bytes.count)]
      i = end + 1
    }
    return String(decoding: out, as: UTF8.self)
  }
}

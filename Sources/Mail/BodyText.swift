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

  /// Where the text of a message stands that is there as it is: one part of plain text without a transfer encoding, in a charset in which
  /// ASCII bytes mean themselves. Nil for every other message, and for some whose headers say so in an unusual way.
  public static func asItStands(_ bytes: Span<UInt8>, headers: HeaderBlock, frame: MessageFrame) -> Range<Int>? {
    for field in headers.fields {
      switch field.kind {
      case .contentDisposition: return nil
      case .transferEncoding:
        if !bytes.spells("7bit", in: field.value), !bytes.spells("8bit", in: field.value) { return nil }
      case .contentType: if !isPlain(bytes, field.value) { return nil }
      default: continue
      }
    }
    return frame.body
  }

  /// Whether a Content-Type says `text/plain`, with one of the usual charsets or none.
  private static func isPlain(_ bytes: Span<UInt8>, _ type: Range<Int>) -> Bool {
    let name = type.lowerBound..<min(type.lowerBound + 10, type.upperBound)
    guard bytes.spells("text/plain", in: name) else { return false }
    if name.upperBound == type.upperBound { return true }
    guard bytes[name.upperBound] == 59 else { return false }
    let parameter = bytes.trimmed(name.upperBound + 1..<type.upperBound)
    guard parameter.count > 8, bytes.spells("charset=", in: parameter.lowerBound..<parameter.lowerBound + 8) else { return false }
    var charset = parameter.lowerBound + 8..<parameter.upperBound
    if charset.count > 2, bytes[charset.lowerBound] == 34, bytes[charset.upperBound - 1] == 34 {
      charset = charset.lowerBound + 1..<charset.upperBound - 1
    }
    return ["us-ascii", "utf-8", "iso-8859-1", "iso-8859-15", "windows-1252"].contains { (name: StaticString) in
      bytes.spells(name, in: charset)
    }
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
    guard text.utf8.span.find(13) != nil else { return text }
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
    guard text.utf8.span.find(">From ", from: 0, to: text.utf8.count) != nil else { return text }
    let bytes = Array(text.utf8)
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

internal import Scan

/// HTML of mails as plain text: tags gone, line breaks where blocks end, quotations marked with `> `. One pass, no tree.
public enum HTMLText {
  /// The text of `html`.
  public static func plain(_ html: String) -> String {
    let bytes = Array(html.utf8)
    var reader = Reader()
    reader.run(bytes.span)
    return String(decoding: reader.out, as: UTF8.self)
  }

  private struct Reader {
    var out: [UInt8] = []
    var i = 0
    var quotes = 0
    var atStart = true

    mutating func run(_ bytes: Span<UInt8>) {
      while i < bytes.count {
        let byte = bytes[i]
        if byte == 60, i + 1 < bytes.count, ASCII.isLetter(bytes[i + 1]) || bytes[i + 1] == 47 || bytes[i + 1] == 33 {
          tag(bytes)
        } else if byte == 38 {
          entity(bytes)
        } else {
          put(byte)
          i += 1
        }
      }
    }

    /// One byte of text; runs of white space are one blank.
    mutating func put(_ byte: UInt8) {
      if ASCII.isSpace(byte) {
        if !atStart, out.last != 32 { out.append(32) }
        return
      }
      if atStart {
        for _ in 0..<min(quotes, 10) { out += [62, 32] }
        atStart = false
      }
      out.append(byte)
    }

    mutating func newLine() {
      if out.last == 32 { out.removeLast() }
      if out.count >= 2, out[out.count - 1] == 10, out[out.count - 2] == 10 { return }
      if !out.isEmpty { out.append(10) }
      atStart = true
    }

    mutating func tag(_ bytes: Span<UInt8>) {
      if bytes.has("<!--", at: i) {
        i = bytes.find("-->", from: i, to: bytes.count).map { $0 + 3 } ?? bytes.count
        return
      }
      let closing = i + 1 < bytes.count && bytes[i + 1] == 47
      let start = closing ? i + 2 : i + 1
      var end = start
      while end < bytes.count, ASCII.isLetter(bytes[end]) || ASCII.isDigit(bytes[end]) { end += 1 }
      let name = start..<end
      i = bytes.find(62, from: end, to: bytes.count).map { $0 + 1 } ?? bytes.count
      if !closing, bytes.spells("script", in: name) || bytes.spells("style", in: name) || bytes.spells("title", in: name) {
        skip(bytes, name)
      } else if bytes.spells("blockquote", in: name) {
        newLine()
        quotes = max(0, quotes + (closing ? -1 : 1))
      } else if HTMLText.endsLine(bytes, name) {
        newLine()
      } else if closing, bytes.spells("td", in: name) {
        put(32)
      }
    }

    /// Goes behind the end tag of `name`; to the end where it has none.
    mutating func skip(_ bytes: Span<UInt8>, _ name: Range<Int>) {
      while let open = bytes.find("</", from: i, to: bytes.count) {
        i = open + 2
        if open + 2 + name.count <= bytes.count, bytes.sameFolded(name, as: bytes, at: open + 2) {
          i = bytes.find(62, from: open, to: bytes.count).map { $0 + 1 } ?? bytes.count
          return
        }
      }
      i = bytes.count
    }

    mutating func entity(_ bytes: Span<UInt8>) {
      let limit = min(bytes.count, i + 12)
      guard let end = bytes.find(59, from: i, to: limit), let scalar = HTMLText.scalar(bytes, i + 1..<end) else {
        put(38)
        i += 1
        return
      }
      i = end + 1
      if scalar == " " || scalar == "\u{A0}" { return put(32) }
      for byte in String(scalar).utf8 { if byte > 32 { put(byte) } else { put(32) } }
    }
  }

  private static func endsLine(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    bytes.spells("br", in: name) || bytes.spells("p", in: name) || bytes.spells("div", in: name) || bytes.spells("tr", in: name)
      || bytes.spells("li", in: name) || bytes.spells("table", in: name) || bytes.spells("hr", in: name) || bytes.spells("ul", in: name)
      || name.count == 2 && bytes[name.lowerBound] | 0x20 == 104 && ASCII.isDigit(bytes[name.lowerBound + 1])
  }

  private static func scalar(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Unicode.Scalar? {
    let name = bytes.string(range)
    if name.hasPrefix("#x") || name.hasPrefix("#X") { return UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init) }
    if name.hasPrefix("#") { return UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init) }
    return names[name]
  }

  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "auml": "ä", "ouml": "ö", "uuml": "ü", "Auml": "Ä",
    "Ouml": "Ö", "Uuml": "Ü", "szlig": "ß", "eacute": "é", "egrave": "è", "ecirc": "ê", "agrave": "à", "acirc": "â", "aacute": "á",
    "ccedil": "ç", "ntilde": "ñ", "oacute": "ó", "iacute": "í", "uacute": "ú", "aring": "å", "oslash": "ø", "aelig": "æ", "Eacute": "É",
    "Aring": "Å", "Oslash": "Ø", "ndash": "–", "mdash": "—", "hellip": "…", "rsquo": "’", "lsquo": "‘", "ldquo": "“", "rdquo": "”",
    "bull": "•", "middot": "·", "copy": "©", "reg": "®", "trade": "™", "euro": "€", "pound": "£", "laquo": "«", "raquo": "»",
  ]
}

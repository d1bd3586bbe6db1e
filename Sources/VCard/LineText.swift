import Scan

// From a line's bytes to text: folding, quoted-printable, Base64, character set.
extension VCard {
  /// The decoded property that a line holds.
  func property(_ line: Line, version: Version) -> Property {
    let span = arena.span
    let raw = line.colon > line.nameEnd ? rawParameters(line) : []
    let parameters = raw.isEmpty ? [] : VCard.named(raw)
    let group = line.groupRange.map { span.utf8Text($0) ?? decode(span.array($0), charset: nil) }
    var value = valueText(line, charset: raw.first { $0.is("CHARSET") }?.values.first)
    if line.flags.contains(.nested) {
      value = Escape.apply(value)
    } else if version == .v21, !line.flags.contains(.base64) {
      value = VCard.modernEscapes(value, shape: line.name.shape)
    }
    return Property(group: group, name: span.utf8Text(line.nameRange) ?? "", parameters: parameters, value: value)
  }

  /// The same without the name, for readers that know it: a third less work.
  func unnamed(_ line: Line, version: Version) -> Property {
    let span = arena.span
    let raw = line.colon > line.nameEnd ? rawParameters(line) : []
    let group = line.groupRange.map { span.utf8Text($0) ?? decode(span.array($0), charset: nil) }
    var value = valueText(line, charset: raw.isEmpty ? nil : raw.first { $0.is("CHARSET") }?.values.first)
    if version == .v21, !line.flags.contains(.base64) { value = VCard.modernEscapes(value, shape: line.name.shape) }
    let isPlain = version != .v21 && !raw.contains { $0.name.isEmpty || $0.is("ENCODING") || $0.is("CHARSET") }
    return Property(group: group, name: "", parameters: isPlain ? raw : VCard.named(raw), value: value)
  }

  /// The value of a line, decoded, escapes in place.
  func valueText(_ line: Line) -> String {
    valueText(line, charset: line.colon > line.nameEnd ? rawParameters(line).first { $0.is("CHARSET") }?.values.first : nil)
  }

  private func valueText(_ line: Line, charset: String?) -> String {
    let span = arena.span
    if line.flags.isDisjoint(with: [.folded, .quotedPrintable, .base64, .nested]), charset == nil, let text = span.utf8Text(line.valueRange)
    {
      return text
    }
    let bytes = valueBytes(line)
    if line.flags.contains(.base64) { return bytes.span.string(0..<bytes.count) }
    let text = decode(bytes, charset: charset, declared: line.flags.contains(.quotedPrintable))
    return line.flags.contains(.quotedPrintable) ? VCard.escapeBreaks(text) : text
  }

  /// The bytes of a value without folding, soft breaks and blanks of Base64; the character set is still the source's.
  func valueBytes(_ line: Line) -> [UInt8] {
    let span = arena.span
    let range = line.valueRange
    if line.flags.contains(.base64) { return ValueBytes.withoutBlanks(span, range) }
    if line.flags.contains(.nested) { return ValueBytes.nested(span, range) }
    if line.flags.contains(.quotedPrintable) { return ValueBytes.quotedPrintable(span, range) }
    return line.flags.contains(.folded) ? ValueBytes.unfolded(span, range) : span.array(range)
  }

  /// The parameters of a line as they stand, bare ones with an empty name.
  func rawParameters(_ line: Line) -> [Parameter] {
    let span = arena.span
    return ParameterText.parse(span, line.parameterRange) { span.utf8Text($0) ?? decode(span.array($0), charset: nil) }
  }

  /// Text of bytes: UTF-8 where they are that, unless a transfer encoding's declared `charset` says otherwise; else the card's code page.
  func decode(_ bytes: [UInt8], charset: String?, declared: Bool = false) -> String {
    let span = bytes.span
    let stated = charset.flatMap { Charset($0) }
    if let stated, stated != .utf8, declared || ValueBytes.isSevenBit(stated) {
      let (text, clean) = stated.decode(span)
      if clean { return text }
    }
    if let text = span.utf8Text(0..<span.count) { return text }
    if let stated, stated != .utf8 { return stated.decode(span).text }
    return codePage.decode(span).text
  }

  /// The first code page for 8-bit text that a line of the card names.
  var statedPage: Charset? {
    for line in lines where line.isProperty && line.flags.contains(.charset) {
      for parameter in rawParametersPlain(line) where parameter.is("CHARSET") {
        if let name = parameter.values.first, let charset = Charset(name), charset != .utf8, !ValueBytes.isSevenBit(charset) {
          return charset
        }
      }
    }
    return nil
  }

  private func rawParametersPlain(_ line: Line) -> [Parameter] {
    let span = arena.span
    return ParameterText.parse(span, line.parameterRange) { span.string($0) }
  }

  /// Line breaks of a decoded text as the escape `\n`.
  static func escapeBreaks(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == 10 || $0 == 13 }) else { return text }
    var out: [UInt8] = []
    var afterReturn = false
    for byte in text.utf8 {
      if byte == 13 || (byte == 10 && !afterReturn) { out += [92, 110] } else if byte != 10 { out.append(byte) }
      afterReturn = byte == 13
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// A value of vCard 2.1 in the escapes of RFC 6350: 2.1 escapes the semicolon only, so a comma within a text stands for itself.
  static func modernEscapes(_ value: String, shape: ValueShape) -> String {
    switch shape {
    case .text, .components, .structured: break
    case .list, .plain, .unknown: return value
    }
    guard value.utf8.contains(44) else { return value }
    var out: [UInt8] = []
    var escaped = false
    for byte in value.utf8 {
      if byte == 44, !escaped { out += [92, 44] } else { out.append(byte) }
      escaped = byte == 92 && !escaped
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The parameters with the bare ones of vCard 2.1 named, and without what only told how the bytes were written.
  static func named(_ raw: [Parameter]) -> [Parameter] {
    var out: [Parameter] = []
    out.reserveCapacity(raw.count)
    for var parameter in raw {
      if parameter.name.isEmpty {
        let word = ASCII.lower(parameter.values.first ?? "")
        switch word {
        case "": continue
        case "quoted-printable", "8bit", "7bit", "base64", "b": parameter.name = "ENCODING"
        case "inline", "url", "cid", "content-id": parameter.name = "VALUE"
        default: parameter.name = "TYPE"
        }
      }
      if parameter.is("CHARSET") { continue }
      if parameter.is("ENCODING") {
        let word = ASCII.lower(parameter.values.first ?? "")
        guard word == "b" || word == "base64" else { continue }
        parameter.values = ["b"]
      }
      out.append(parameter)
    }
    return out
  }
}

/// Values without the traces of line length and transfer.
enum ValueBytes {
  /// Charsets that say nothing about 8-bit bytes, yet change what 7-bit ones mean.
  static func isSevenBit(_ charset: Charset) -> Bool {
    charset.name.hasPrefix("iso-2022") || charset.name.hasPrefix("utf-7") || charset.name.hasPrefix("hz")
  }

  static func withoutBlanks(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    eachLine(bytes, range) { content, _ in
      if !content.isEmpty { out += bytes.array(bytes.trimmed(content)) }
    }
    out.removeAll { ASCII.isSpace($0) }
    return out
  }

  /// Physical lines joined: a line break with the blank behind it goes; one without becomes `\n`.
  static func unfolded(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    eachLine(bytes, range) { content, isFirst in
      if isFirst {
        out += bytes.array(content)
      } else if !content.isEmpty, bytes[content.lowerBound] == 32 || bytes[content.lowerBound] == 9 {
        out += bytes.array(content.lowerBound + 1..<content.upperBound)
      } else {
        out += [92, 110]
        out += bytes.array(content)
      }
    }
    return out
  }

  /// Soft breaks joined, escapes of octets resolved.
  static func quotedPrintable(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var joined: [UInt8] = []
    joined.reserveCapacity(range.count)
    var soft = false
    eachLine(bytes, range) { content, isFirst in
      if soft, content.isEmpty { return }
      var low = content.lowerBound
      if !isFirst, !soft {
        if low < content.upperBound, bytes[low] == 32 || bytes[low] == 9 { low += 1 } else { joined += [61, 48, 65] }
      }
      var high = content.upperBound
      while high > low, bytes[high - 1] == 32 || bytes[high - 1] == 9 { high -= 1 }
      if soft, high == low {
        soft = false  // blanks alone end what went before and say nothing
        return
      }
      soft = high > low && bytes[high - 1] == 61
      joined += bytes.array(low..<(soft ? high - 1 : content.upperBound))
    }
    return QuotedPrintable.decode(joined.span)
  }

  /// A card within a card, its line ends as line feeds.
  static func nested(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    eachLine(bytes, range) { content, _ in
      if !content.isEmpty {
        out += bytes.array(content)
        out.append(10)
      }
    }
    return out
  }

  /// Hands out the physical lines of `range`.
  static func eachLine(_ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>, _ isFirst: Bool) -> Void) {
    var start = range.lowerBound
    var isFirst = true
    repeat {
      var end = start
      while end < range.upperBound, bytes[end] != 10, bytes[end] != 13 { end += 1 }
      body(start..<end, isFirst)
      isFirst = false
      var next = end
      while next < range.upperBound, bytes[next] == 13 { next += 1 }
      if next < range.upperBound, bytes[next] == 10 {
        next += 1
      } else if next > end {
        for place in end + 1..<next { body(place..<place, false) }  // bare CR: one line end each
      }
      if next == end { break }
      start = next
    } while start <= range.upperBound
  }
}

import Scan

extension VCard {
  /// The version that canonical writing gives the card: its own; 2.1 becomes 3.0.
  public var canonicalVersion: Version { version == .v21 ? .v30 : version }

  /// The card written anew from what was read: CRLF, lines of at most 75 octets, UTF-8, VERSION behind BEGIN, the card's own version
  /// (2.1 becomes 3.0). Order, names, groups and parameters stay; values keep their escapes.
  public func canonical() -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(arena.count + 64)
    writeCanonical(into: &out)
    return out
  }

  /// Appends the canonical form to `out`.
  public func writeCanonical(into out: inout [UInt8]) {
    var writer = LineWriter()
    swap(&writer.out, &out)
    writeCanonical(&writer)
    swap(&writer.out, &out)
  }

  private func writeCanonical(_ writer: inout LineWriter) {
    let version = self.version
    writer.append("BEGIN:VCARD")
    writer.end()
    writer.append("VERSION:\(canonicalVersion.rawValue)")
    writer.end()
    let span = arena.span
    let isText = span.isUTF8
    for line in lines where isListed(line) {
      if version != .v21, isText, line.flags.isDisjoint(with: [.quotedPrintable, .nested]), TidyHead.isTidy(span, line) {
        copy(line, span, &writer)
      } else {
        writer.write(canonicalProperty(line, version: version))
      }
    }
    writer.append("END:VCARD")
    writer.end()
  }

  /// Copies head and value of a line that needs nothing but new folds.
  private func copy(_ line: Line, _ span: Span<UInt8>, _ writer: inout LineWriter) {
    let value = line.valueRange
    if !line.flags.contains(.folded), line.valueStart == line.colon + 1, !line.flags.contains(.base64) {
      writer.append(arena[Int(line.start)..<value.upperBound])
      return writer.end()
    }
    // In one piece: the colon never stands on a line of its own.
    writer.append(arena[Int(line.start)..<Int(line.colon)] + [58])
    if line.flags.contains(.base64) {
      ValueBytes.eachLine(span, value) { content, _ in
        let inked = span.trimmed(content)
        if span.find(32, from: inked.lowerBound, to: inked.upperBound) == nil {
          writer.append(arena[inked])
        } else {
          writer.append(arena[inked].filter { $0 != 32 })
        }
      }
    } else {
      writer.append(ValueBytes.unfolded(span, value))
    }
    writer.end()
  }

  func canonicalProperty(_ line: Line, version: Version) -> Property {
    var property = self.property(line, version: version)
    if line.flags.contains(.nested) { property.value = canonicalAgent(valueText(line)) ?? property.value }
    return property
  }

  /// A card within a card as RFC 2426 section 3.5.4 wants it: one text, its lines joined by `\n`.
  private func canonicalAgent(_ text: String) -> String? {
    let text = Array(text.utf8)
    guard let inner = VCardReader.cards(text.span).first else { return nil }
    var writer = LineWriter(lineEnd: [10], width: .max)
    inner.writeCanonical(&writer)
    return Escape.apply(String(decoding: writer.out, as: UTF8.self))
  }

  /// The card that AGENT holds (RFC 2426 section 3.5.4), as lines of its own or as an escaped text.
  public var agent: VCard? {
    for line in lines where isListed(line) && line.name == .agent {
      let value = valueText(line)
      let text = Array((line.flags.contains(.nested) ? value : Escape.resolve(value)).utf8)
      if let inner = VCardReader.cards(text.span).first { return inner }
    }
    return nil
  }
}

/// Whether the head of a line may be copied as it stands.
enum TidyHead {
  /// No bare words, no CHARSET, no ENCODING but `b`, quotes in pairs.
  static func isTidy(_ bytes: Span<UInt8>, _ line: Line) -> Bool {
    guard line.colon > line.nameEnd else { return true }
    var i = Int(line.nameEnd)
    let end = Int(line.colon)
    while i < end {
      guard bytes[i] == 59 else { return false }
      i += 1
      let start = i
      while i < end, bytes[i] != 61, bytes[i] != 59 { i += 1 }
      guard i < end, bytes[i] == 61, i > start else { return false }
      let length = i - start
      if length == 8, bytes.spells("ENCODING", in: start..<i) {
        guard i + 1 < end, bytes[i + 1] | 0x20 == UInt8(ascii: "b"), i + 2 == end || bytes[i + 2] == 59 else { return false }
      } else if length == 7, bytes.spells("CHARSET", in: start..<i) {
        return false
      }
      var quoted = false
      while i < end, quoted || bytes[i] != 59 {
        if bytes[i] == 34 { quoted.toggle() }
        if bytes[i] < 32 { return false }
        i += 1
      }
      if quoted { return false }
    }
    return true
  }
}

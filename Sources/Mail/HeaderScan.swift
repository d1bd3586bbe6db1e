public import Scan

/// Reads the headers of one message as ranges; copies nothing.
public enum HeaderScan {
  /// Scans the headers that begin at `content.lowerBound` into `block`. Ends at the empty line, at a `From ` line, or where
  /// the lines are headers no more. Never reads beyond `content`.
  public static func scan(
    _ bytes: Span<UInt8>, in content: Range<Int>, limits: Limits = .standard, into block: inout HeaderBlock, notes: inout [MailNote]
  ) {
    block.reset(at: content.lowerBound)
    let end = min(content.upperBound, bytes.count)
    var i = content.lowerBound
    var sawReceived = false
    while i < end {
      let first = bytes[i]
      if first == 10 { return close(&block, at: i, body: i + 1) }
      if first == 13 {
        let next = i + 1 < end && bytes[i + 1] == 13 ? i + 2 : i + 1  // CR CR LF is seen too
        if next < end, bytes[next] == 10 { return close(&block, at: i, body: next + 1) }
      }
      let colon = bytes.fieldNameEnd(from: i, to: end)
      if colon < 0 {
        guard let next = stray(bytes, at: i, end: end, block: block, notes: &notes) else {
          if block.count > 0 { notes.append(MailNote(offset: i, reason: .noEmptyLine)) }
          return close(&block, at: i, body: i)
        }
        i = next
        continue
      }
      var lineEnd = bytes.lineEnd(from: colon, to: end)
      while lineEnd + 1 < end, bytes[lineEnd + 1] == 32 || bytes[lineEnd + 1] == 9 {
        lineEnd = bytes.lineEnd(from: lineEnd + 1, to: end)
      }
      block.count += 1
      if let kind = kind(bytes, i, colon), kind != .received || !sawReceived {
        if kind == .received { sawReceived = true }
        append(kind, colon + 1..<lineEnd, bytes, limits, &block, &notes)
      }
      i = lineEnd + 1
      if i - content.lowerBound > limits.record {
        notes.append(MailNote(offset: min(i, end), reason: .headersTooLong))
        return close(&block, at: min(i, end), body: min(i, end))
      }
    }
    if end == bytes.count, block.count > 0 { notes.append(MailNote(offset: end, reason: .truncated)) }
    close(&block, at: end, body: end)
  }

  /// The kind of the field named from `start` to before `colon`; blanks before the colon do not belong to the name.
  @inline(__always)
  private static func kind(_ bytes: Span<UInt8>, _ start: Int, _ colon: Int) -> HeaderKind? {
    var nameEnd = colon
    while nameEnd > start, bytes[nameEnd - 1] <= 32 { nameEnd -= 1 }
    return HeaderName.kind(bytes, start..<nameEnd)
  }

  @inline(__always)
  private static func close(_ block: inout HeaderBlock, at end: Int, body: Int) {
    block.range = block.range.lowerBound..<end
    block.bodyStart = body
  }

  @inline(__always)
  private static func append(
    _ kind: HeaderKind, _ value: Range<Int>, _ bytes: Span<UInt8>, _ limits: Limits, _ block: inout HeaderBlock, _ notes: inout [MailNote]
  ) {
    var high = value.upperBound
    var low = value.lowerBound
    if high - low > limits.line {
      high = low + limits.line
      notes.append(MailNote(offset: low, reason: .headerTooLong))
    }
    while low < high, bytes[low] == 32 { low += 1 }
    while low < high, ASCII.isSpace(bytes[high - 1]) { high -= 1 }
    if block.fields.count < limits.fields { block.fields.append(HeaderField(kind: kind, value: low..<high)) }
  }

  /// A line that is no header. Gives where to go on reading headers: behind a quoted or repeated envelope line, and behind at
  /// most three odd lines if usual headers follow; nil when the text begins here.
  private static func stray(_ bytes: Span<UInt8>, at start: Int, end: Int, block: HeaderBlock, notes: inout [MailNote]) -> Int? {
    if bytes.has(">From ", at: start) || (block.count == 0 && bytes.has("From ", at: start)) {
      return min(bytes.lineEnd(from: start, to: end) + 1, end)
    }
    if bytes.has("From ", at: start) { return nil }
    var line = start
    for _ in 0..<3 {
      line = bytes.lineEnd(from: line, to: end) + 1
      if line >= end || bytes[line] == 10 || bytes[line] == 13 { break }
      let colon = bytes.fieldNameEnd(from: line, to: end)
      guard colon > 0, HeaderName.isUsual(bytes, line..<colon) else { continue }
      let hasNul = bytes.find(0, from: start, to: line) != nil
      notes.append(MailNote(offset: start, reason: hasNul ? .nulBytes : .strayLine))
      return line
    }
    return nil
  }
}

public import Scan

/// The envelope line of an mbox entry: `From someone@example.org Tue Mar 27 15:20:07 2001`.
public enum FromLine {
  /// Whether the `From ` line at `start` opens a message. It does when it carries a date and an empty line stands before it
  /// or a header behind it; without a date only when both an empty line and a usual header frame it.
  public static func opensMessage(_ bytes: Span<UInt8>, at start: Int, end: Int) -> Bool {
    let lineEnd = bytes.lineEnd(from: start, to: end)
    guard lineEnd - start >= 5 else { return false }
    let afterEmpty = followsEmptyLine(bytes, start)
    if hasDate(bytes, start + 5..<lineEnd) {
      if afterEmpty { return true }
      return headerFollows(bytes, lineEnd + 1, end, usual: false)
    }
    return afterEmpty && headerFollows(bytes, lineEnd + 1, end, usual: true)
  }

  /// Whether the line before `start` is empty, or `start` begins the file.
  @inline(__always)
  private static func followsEmptyLine(_ bytes: Span<UInt8>, _ start: Int) -> Bool {
    if start < 2 { return true }
    if bytes[start - 2] == 10 { return true }
    return bytes[start - 2] == 13 && (start < 3 || bytes[start - 3] == 10 || bytes[start - 3] == 13)
  }

  /// Whether a clock (`15:20`) and a year of four digits stand in the line: asctime, with or without a zone, RFC 5322 and
  /// what readpst and Takeout write all have both.
  @inline(__always)
  static func hasDate(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    var i = min(line.upperBound, bytes.count) - 1
    let low = max(line.lowerBound, i - 64)
    var digits = 0
    var year = false
    while i >= low {
      let byte = bytes[i]
      if ASCII.isDigit(byte) {
        digits += 1
      } else {
        if digits == 4, byte == 32 || byte == 45 || byte == 47 { year = true }
        digits = 0
        if byte == 58, i > low, i + 1 < line.upperBound, ASCII.isDigit(bytes[i - 1]), ASCII.isDigit(bytes[i + 1]) {
          return year || yearBefore(bytes, low..<i)
        }
      }
      i -= 1
    }
    return false
  }

  /// Whether a word of four digits stands in `range`: the year, where it precedes the clock.
  private static func yearBefore(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var digits = 0
    for i in range {
      if ASCII.isDigit(bytes[i]) {
        digits += 1
        continue
      }
      if digits == 4, i < 5 || !isWordByte(bytes[i - 5]), bytes[i] == 32 || bytes[i] == 45 || bytes[i] == 47 || bytes[i] == 84 {
        return true
      }
      digits = 0
    }
    return false
  }

  @inline(__always)
  private static func isWordByte(_ byte: UInt8) -> Bool { ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 64 || byte == 46 }

  /// Whether a header stands at `start`, behind any quoted envelope lines.
  private static func headerFollows(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, usual: Bool) -> Bool {
    var i = start
    while i < end, bytes.has(">From ", at: i) { i = bytes.lineEnd(from: i, to: end) + 1 }
    guard i < end else { return false }
    let colon = bytes.fieldNameEnd(from: i, to: end)
    guard colon > 0, colon - i <= 76 else { return false }
    return !usual || HeaderName.isUsual(bytes, i..<colon)
  }

  /// The sender that the envelope line at `line` names; empty where it names none.
  public static func sender(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Range<Int> {
    var low = min(line.lowerBound + 5, line.upperBound)
    while low < line.upperBound, bytes[low] == 32 { low += 1 }
    var high = low
    while high < line.upperBound, bytes[high] > 32 { high += 1 }
    return low..<high
  }

  /// When the envelope line says that the message was delivered.
  public static func moment(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Moment? {
    let sender = sender(bytes, line)
    return MailDate.read(bytes, sender.upperBound..<line.upperBound)
  }
}

internal import Scan

/// A text cut into its lines, each a range of its bytes: most lines are looked at and never become texts of their own.
struct TextLines: Sendable {
  /// The text as UTF-8.
  let bytes: [UInt8]
  /// The lines without their LF.
  private var lines: [Range<Int>] = []

  /// Cuts `text` at its first `most` line ends; what follows them counts as one line.
  init(_ text: String, most: Int) {
    bytes = Array(text.utf8)
    var start = 0
    while lines.count < most, let end = bytes.span.find(10, from: start, to: bytes.count) {
      lines.append(start..<end)
      start = end + 1
    }
    lines.append(start..<bytes.count)
  }

  /// How many lines there are.
  var count: Int { lines.count }

  /// The numbers of at most `most` lines below one.
  func below(_ line: Int, _ most: Int) -> Range<Int> { line + 1..<min(line + 1 + most, count) }

  /// A line without blanks at its ends.
  func trimmed(_ line: Int) -> Range<Int> { bytes.span.trimmed(lines[line]) }

  /// A line without `>`, `|`, `*` and blanks before it, and without blanks behind it.
  func bare(_ line: Int) -> Range<Int> {
    let span = bytes.span
    var low = lines[line].lowerBound
    let high = lines[line].upperBound
    while low < high, span[low] == 62 || span[low] == 124 || span[low] == 42 || ASCII.isSpace(span[low]) { low += 1 }
    return span.trimmed(low..<high)
  }

  /// The same as text.
  func bareText(_ line: Int) -> String { bytes.span.string(bare(line)) }
}

/// What the writer of a message wrote, without what is quoted.
struct OwnText: Sendable {
  /// How many lines of a text are looked at.
  private static let most = 600

  /// How many lines there are.
  let count: Int
  private let lines: TextLines
  /// The bytes up to the end of the last line, A to Z made small; each line stands where it stands in `lines`.
  private let small: [UInt8]
  /// Whether they are ASCII all.
  let isASCII: Bool

  /// The lines before the first quotation.
  init(_ text: String) { self.init(TextLines(text, most: QuotedMessage.most)) }

  /// The lines before the first quotation.
  init(_ lines: TextLines) { self.init(lines, until: QuotedMessage.first(in: lines)?.line) }

  /// The same where the line of the first quotation is known.
  init(_ lines: TextLines, until quotation: Int?) {
    let span = lines.bytes.span
    let end = min(lines.count, OwnText.most, quotation ?? .max)
    let count = (0..<end).first { OwnText.endsOwn(span, lines.trimmed($0)) } ?? end
    let small = span.lowered(0..<(count == 0 ? 0 : lines.trimmed(count - 1).upperBound))
    (self.lines, self.count, self.small, isASCII) = (lines, count, small, small.span.isASCII(0..<small.count))
  }

  /// Whether a line says that what follows is somebody else's.
  private static func endsOwn(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count >= 13, bytes[line.lowerBound] == 45 || bytes[line.lowerBound] == 95 else { return false }
    return ends.contains { line.count >= $0.utf8CodeUnitCount && bytes.has($0, at: line.lowerBound) }
  }

  private static let ends: [StaticString] = [
    "-----Original", "----- Forwarded", "-----Forwarded", "________________________________",
  ]

  /// Where a line stands, without blanks at its ends; nothing where it is quoted with `>`, so that numbers stay.
  func range(_ line: Int) -> Range<Int> {
    let range = lines.trimmed(line)
    return !range.isEmpty && lines.bytes[range.lowerBound] == 62 ? range.lowerBound..<range.lowerBound : range
  }

  /// The same as text.
  func text(_ line: Int) -> String { lines.bytes.span.string(range(line)) }

  /// Whether a line is `word`, to the letter.
  func isLine(_ line: Int, _ word: StaticString) -> Bool {
    let range = range(line)
    return range.count == word.utf8CodeUnitCount && lines.bytes.span.has(word, at: range.lowerBound)
  }

  /// Whether one of the phrases stands in the text, quoted lines taken in; only where it is ASCII.
  func mayHold(_ phrases: PhraseSet) -> Bool { phrases.stands(in: small.span, 0..<small.count) }

  /// The bytes of a line folded (`Fold`), with the place of the line in them.
  func folded(_ line: Int) -> (bytes: [UInt8], range: Range<Int>) {
    let range = range(line)
    if isASCII || small.span.isASCII(range) { return (small, range) }
    let folded = Fold.bytes(text(line))
    return (folded, 0..<folded.count)
  }

  /// Whether a line may hold one of these folded words. A quick look that passes some lines that hold none.
  func mayName(_ words: Set<String>, in line: Int) -> Bool {
    let range = range(line)
    let span = small.span
    // An apostrophe joins what stands at its sides, and letters beyond ASCII fold to others.
    if span.find(39, from: range.lowerBound, to: range.upperBound) != nil || !span.isASCII(range) { return true }
    return words.contains { word in
      let word = word.utf8.span
      guard word.count <= range.count, word.count > 0 else { return false }
      var from = range.lowerBound
      while let hit = span.find(word[0], from: from, to: range.upperBound - word.count + 1) {
        if span.same(hit..<hit + word.count, as: word, at: 0) { return true }
        from = hit + 1
      }
      return false
    }
  }
}

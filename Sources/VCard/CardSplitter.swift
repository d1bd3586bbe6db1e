import Scan

/// Finds the cards in UTF-8 or 8-bit bytes and their content lines. Everything is one pass; the only memory is the card in hand.
struct CardSplitter: Sendable {
  enum Result {
    case card(VCard)
    case rejected(String)
  }

  let limits: Limits
  let fallback: Charset
  var position = 0
  private var count = 0
  /// The next line feed at or behind the place last asked for: a file with bare CR must not be searched to its end for each line.
  private var lineFeed = -1
  /// The size of the window in which `lineFeed` was found.
  private var window = -1
  /// A run of carriage returns that no line feed ends: each is a line end, and the run is measured once.
  private var returns = 0..<0
  private let names = PropertyNames.shared

  init(limits: Limits, fallback: Charset) {
    self.limits = limits
    self.fallback = fallback
  }

  mutating func rewind() {
    position = 0
    lineFeed = -1
    returns = 0..<0
  }

  /// The line at `start`: the end of its content and the start of the next. CRLF, CR CR LF, LF and a bare CR end a line.
  mutating func line(_ bytes: Span<UInt8>, _ start: Int) -> (end: Int, next: Int) {
    if lineFeed < start { lineFeed = bytes.find(10, from: start) ?? bytes.count }
    let end = lineFeed
    guard let cr = bytes.find(13, from: start, to: end) else { return (end, min(end + 1, bytes.count)) }
    if cr + 1 == end { return (cr, min(end + 1, bytes.count)) }
    if returns.contains(cr) { return (cr, cr + 1) }
    var next = cr + 1
    while next < end, bytes[next] == 13 { next += 1 }
    if next < end || end == bytes.count { returns = cr..<next }
    return next == end && end < bytes.count ? (cr, end + 1) : (cr, cr + 1)
  }

  /// The next card or rejection at or behind `position`.
  mutating func next(in bytes: Span<UInt8>, isLast: Bool) -> (result: Result, range: Range<Int>)? {
    if bytes.count != window { (lineFeed, returns) = (-1, 0..<0) }
    window = bytes.count
    var junk: Range<Int>?
    var holdsEnd = false
    var at = position
    while at < bytes.count {
      let (end, next) = line(bytes, at)
      if !isLast, next == bytes.count { break }
      if CardSplitter.isBoundary("BEGIN", bytes, at, end) {
        if let junk {
          position = at
          return (.rejected(CardSplitter.reason(holdsEnd)), junk)
        }
        position = at
        return card(bytes, isLast: isLast)
      }
      if CardSplitter.hasInk(bytes, at, end) { junk = (junk?.lowerBound ?? at)..<end }
      if CardSplitter.isBoundary("END", bytes, at, end) { holdsEnd = true }
      at = next
    }
    guard let junk else {
      position = at
      return nil
    }
    guard isLast || junk.count > 1 << 16 else { return nil }
    position = at
    return (.rejected(CardSplitter.reason(holdsEnd)), junk)
  }

  /// Why text between cards is none.
  private static func reason(_ holdsEnd: Bool) -> String {
    holdsEnd ? "text with an END:VCARD whose BEGIN:VCARD is missing or damaged" : "text that belongs to no card"
  }

  private static func hasInk(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    for i in start..<end where !ASCII.isSpace(bytes[i]) && bytes[i] != 0 { return true }
    return false
  }

  /// Whether the line reads `BEGIN:VCARD` or `END:VCARD`, in either case, blanks and a byte order mark allowed.
  static func isBoundary(_ word: StaticString, _ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Bool {
    var start = start
    if bytes.has("\u{FEFF}", at: start) { start += 3 }
    let length = word.utf8CodeUnitCount
    guard end - start >= length + 6 else { return false }
    var i = start
    while i < end, bytes[i] == 32 || bytes[i] == 9 { i += 1 }
    guard i + length < end, bytes.spells(word, in: i..<i + length) else { return false }
    i += length
    while i < end, bytes[i] == 32 { i += 1 }
    guard i < end, bytes[i] == UInt8(ascii: ":") else { return false }
    return bytes.spells("VCARD", in: bytes.trimmed(i + 1..<end))
  }

  private mutating func card(_ bytes: Span<UInt8>, isLast: Bool) -> (result: Result, range: Range<Int>)? {
    var draft = CardDraft(start: position, limits: limits)
    var at = position
    var closed = false
    while at < bytes.count {
      let (end, next) = line(bytes, at)
      if !isLast, next == bytes.count, bytes.count - position < limits.record { return nil }
      if at > position, !draft.mayContinue(bytes, at, end) {
        if CardSplitter.isBoundary("END", bytes, at, end) {
          draft.boundary(.end, at, end, next)
          at = next
          closed = true
          break
        }
        if CardSplitter.isBoundary("BEGIN", bytes, at, end) {
          guard draft.awaitsAgent(bytes) else { break }
          at = nested(bytes, at, &draft)
          continue
        }
      }
      if at == position { draft.boundary(.begin, at, end, next) } else { draft.take(bytes, at, end, next, names) }
      at = next
    }
    if !isLast, !closed, at == bytes.count, at - position < limits.record { return nil }
    let range = position..<at
    position = at
    return (draft.finish(bytes, end: at, closed: closed, fallback: fallback), range)
  }

  /// Takes the lines of a card within a card, which begins at `start`, as the value of AGENT. Gives where the line behind it begins.
  private mutating func nested(_ bytes: Span<UInt8>, _ start: Int, _ draft: inout CardDraft) -> Int {
    var depth = 0
    var at = start
    while at < bytes.count {
      let (end, next) = line(bytes, at)
      if CardSplitter.isBoundary("BEGIN", bytes, at, end) { depth += 1 }
      if CardSplitter.isBoundary("END", bytes, at, end) { depth -= 1 }
      draft.extend(to: end, next)
      at = next
      if depth > limits.depth { draft.refuse("cards nested too deeply") }
      if depth == 0 { break }
    }
    draft.endNested()
    return at
  }
}

extension Limits {
  /// For bytes of our own writing.
  static let unbounded = Limits(line: 1 << 30, record: 1 << 30, records: .max, fields: .max, depth: 1 << 10)
}

import Scan

/// Finds the cards in UTF-8 or 8-bit bytes and their content lines. Everything is one pass; the only memory is the card in hand.
struct CardSplitter: Sendable {
  enum Result {
    case card(VCard)
    case rejected(String)
  }

  /// The longest line that may be `BEGIN:VCARD` or `END:VCARD`, blanks and all, and the most of a text outside cards that is reported in
  /// one piece: what is longer is not held to be read.
  static let longest = 1 << 20

  /// Cards within cards, at most. As a text (RFC 2426 section 3.5.4) a card's escapes double with each that it is in: thirty of them in
  /// three kilobytes would be written as gigabytes.
  static let deepest = 4

  let limits: Limits
  let fallback: Charset
  var position = 0
  /// The next line feed at or behind the place last asked for: a file with bare CR must not be searched to its end for each line.
  private var lineFeed = -1
  /// The size of the window in which `lineFeed` was found.
  private var window = -1
  /// A run of carriage returns that no line feed ends: each is a line end, and the run is measured once.
  private var returns = 0..<0
  /// Within a line outside cards, of which enough has been seen.
  private var isMidLine = false
  /// Behind the place where a card grew too large, before its end.
  private var isPastLimit = false
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

  /// The line at `start`: the end of its content and the start of the next. CRLF, CR CR LF, LF and a bare CR end a line. Where more bytes
  /// may come, a line whose end may go on is said to end with the window.
  mutating func line(_ bytes: Span<UInt8>, _ start: Int, isLast: Bool = true) -> (end: Int, next: Int) {
    if lineFeed < start { lineFeed = bytes.find(10, from: start) ?? bytes.count }
    let end = lineFeed
    guard let cr = bytes.find(13, from: start, to: end) else { return (end, min(end + 1, bytes.count)) }
    if cr + 1 == end { return (cr, min(end + 1, bytes.count)) }
    if returns.contains(cr) { return (cr, cr + 1) }
    var next = cr + 1
    while next < end, bytes[next] == 13 { next += 1 }
    if next == end, end < bytes.count || !isLast, next - cr <= CardSplitter.longest { return (cr, min(end + 1, bytes.count)) }
    returns = cr..<next
    return (cr, cr + 1)
  }

  /// The next card or rejection at or behind `position`. Where more bytes may come (`isLast` is false), nothing is decided that they could
  /// change: however a source is cut into windows, the same is read.
  mutating func next(in bytes: Span<UInt8>, isLast: Bool) -> (result: Result, range: Range<Int>)? {
    if bytes.count != window { (lineFeed, returns) = (-1, 0..<0) }
    window = bytes.count
    guard passLimit(bytes, isLast), passLine(bytes) else { return nil }
    var junk: Range<Int>?
    var holdsEnd = false
    var at = position
    while at < bytes.count {
      let (end, next) = line(bytes, at, isLast: isLast)
      if end - at > CardSplitter.longest {
        let place = (junk?.lowerBound ?? at)..<at + CardSplitter.longest
        (position, isMidLine) = (place.upperBound, true)
        return (.rejected(CardSplitter.reason(holdsEnd)), place)
      }
      if !isLast, next == bytes.count { break }
      if CardSplitter.isBoundary("BEGIN", bytes, at, end) {
        position = at
        if let junk { return (.rejected(CardSplitter.reason(holdsEnd)), junk) }
        return card(bytes, isLast: isLast)
      }
      if CardSplitter.hasInk(bytes, at, end) { junk = (junk?.lowerBound ?? at)..<end }
      if CardSplitter.isBoundary("END", bytes, at, end) { holdsEnd = true }
      at = next
      if let junk, junk.count > CardSplitter.longest {
        position = at
        return (.rejected(CardSplitter.reason(holdsEnd)), junk)
      }
    }
    guard let junk else {
      position = at
      return nil
    }
    guard isLast else { return nil }
    position = at
    return (.rejected(CardSplitter.reason(holdsEnd)), junk)
  }

  /// Why text between cards is none.
  private static func reason(_ holdsEnd: Bool) -> String {
    holdsEnd ? "text with an END:VCARD whose BEGIN:VCARD is missing or damaged" : "text that belongs to no card"
  }

  /// Goes to the end of a card that has been refused for its size. False where that lies behind the window.
  private mutating func passLimit(_ bytes: Span<UInt8>, _ isLast: Bool) -> Bool {
    while isPastLimit {
      guard passLine(bytes), position < bytes.count else { return false }
      let (end, next) = line(bytes, position, isLast: isLast)
      if end - position > CardSplitter.longest {
        (position, isMidLine) = (position + CardSplitter.longest, true)
        continue
      }
      if !isLast, next == bytes.count { return false }
      isPastLimit = !CardSplitter.isBoundary("BEGIN", bytes, position, end) && !CardSplitter.isBoundary("END", bytes, position, end)
      if isPastLimit || CardSplitter.isBoundary("END", bytes, position, end) { position = next }
    }
    return true
  }

  /// Goes to the end of the line in hand. False where that lies behind the window.
  private mutating func passLine(_ bytes: Span<UInt8>) -> Bool {
    guard isMidLine else { return true }
    let feed = bytes.find(10, from: position) ?? bytes.count
    position = bytes.find(13, from: position, to: feed) ?? feed
    isMidLine = position == bytes.count
    return !isMidLine
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
    guard end - start >= length + 6, end - start <= longest else { return false }
    var i = start
    while i < end, bytes[i] == 32 || bytes[i] == 9 { i += 1 }
    guard i + length < end, bytes.spells(word, in: i..<i + length) else { return false }
    i += length
    while i < end, bytes[i] == 32 { i += 1 }
    guard i < end, bytes[i] == UInt8(ascii: ":") else { return false }
    return bytes.spells("VCARD", in: bytes.trimmed(i + 1..<end))
  }

  private mutating func card(_ bytes: Span<UInt8>, isLast: Bool) -> (result: Result, range: Range<Int>)? {
    let start = position
    // Places in the card count from its beginning: those in a large source are larger than a line can hold.
    let own = bytes.extracting(start..<bytes.count)
    var draft = CardDraft(limits: limits)
    var at = start
    var closed = false
    while at < bytes.count {
      let (end, next) = line(bytes, at, isLast: isLast)
      if least(end, next, bytes, isLast) - start > limits.record { return tooLarge(at, end) }
      if !isLast, next == bytes.count { return nil }
      if at > start, !draft.mayContinue(bytes, at, end) {
        if CardSplitter.isBoundary("END", bytes, at, end) {
          draft.boundary(.end, at - start, next - start)
          at = next
          closed = true
          break
        }
        if CardSplitter.isBoundary("BEGIN", bytes, at, end) {
          guard draft.awaitsAgent(own) else { break }
          guard let behind = nested(bytes, at, isLast: isLast, &draft) else { return nil }
          at = behind
          continue
        }
      }
      if at == start { draft.boundary(.begin, 0, next - start) } else { draft.take(own, at - start, end - start, next - start, names) }
      at = next
    }
    if !isLast, !closed, at == bytes.count { return nil }
    position = at
    return (draft.finish(own, end: at - start, closed: closed, fallback: fallback), start..<at)
  }

  /// Where a line ends at the least: a run of returns at the end of a window may be one line end or many.
  private func least(_ end: Int, _ next: Int, _ bytes: Span<UInt8>, _ isLast: Bool) -> Int {
    isLast || next < bytes.count ? next : min(end + 1, next)
  }

  /// Refuses the card in hand, which is too large with the line from `at` to `end`; the rest of it, from there on, is passed over.
  private mutating func tooLarge(_ at: Int, _ end: Int) -> (result: Result, range: Range<Int>) {
    let start = position
    isPastLimit = true
    if at > start { position = at } else { (position, isMidLine) = (end, true) }
    return (.rejected("a card larger than \(limits.record) bytes"), start..<position)
  }

  /// Takes the lines of a card within a card, which begins at `begin`, as the value of AGENT. Gives where the line behind it begins, or nil
  /// where that lies behind the window. A line with which the card grows too large is left.
  private mutating func nested(_ bytes: Span<UInt8>, _ begin: Int, isLast: Bool, _ draft: inout CardDraft) -> Int? {
    let start = position
    var depth = 0
    var at = begin
    while at < bytes.count {
      let (end, next) = line(bytes, at, isLast: isLast)
      if least(end, next, bytes, isLast) - start > limits.record { break }
      if !isLast, next == bytes.count { return nil }
      if CardSplitter.isBoundary("BEGIN", bytes, at, end) { depth += 1 }
      if CardSplitter.isBoundary("END", bytes, at, end) { depth -= 1 }
      draft.extend(to: end - start, next - start)
      at = next
      if depth > min(limits.depth, CardSplitter.deepest) { draft.refuse("cards nested too deeply") }
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

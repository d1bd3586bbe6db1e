public import Scan

/// What a reader hands out.
public enum VCardReading: Sendable {
  /// A card and the bytes of the source it was read from.
  case card(VCard, at: Range<Int>)
  /// Something that is no card or breaks a limit: where, and one sentence why. The reading goes on behind it.
  case rejected(at: Range<Int>, reason: String)
}

/// Splits a source into its vCards, one at a time, in one pass: vCard 2.1, 3.0 and 4.0, in UTF-8, UTF-16 with and without byte order
/// mark, or an 8-bit code page.
///
///     var reader = VCardReader()
///     while let reading = reader.next(in: bytes) { ... }
///
/// A source that is too large to hold is read in windows: pass `isLast: false`; nil then means *more bytes needed*: drop the first
/// `consumed` bytes of the window, call `advance()`, append what comes next and call again.
public struct VCardReader: Sendable {
  private var splitter: CardSplitter
  private var wide: WideSource?
  private var started = false
  /// Bytes of the source before the window.
  private var base = 0

  /// A reader bounded by `limits`. `fallback` is the code page of bytes that are not UTF-8 and whose card names no other.
  public init(limits: Limits = .standard, fallback: Charset = .windows1252) {
    splitter = CardSplitter(limits: limits, fallback: fallback)
  }

  /// How many bytes of the window are done with.
  public var consumed: Int { wide == nil ? splitter.position : 0 }

  /// Says that the first `consumed` bytes of the window have been dropped.
  public mutating func advance() {
    guard wide == nil else { return }
    base += splitter.position
    splitter.rewind()
  }

  /// The next card or rejection, or nil at the end (of the window, where `isLast` is false).
  public mutating func next(in bytes: Span<UInt8>, isLast: Bool = true) -> VCardReading? {
    if !started {
      // As much as the encoding is found from: a small window must not decide otherwise than the whole.
      guard isLast || bytes.count >= WideSource.headSize else { return nil }
      started = true
      let (charset, skip) = WideSource.detect(bytes)
      if let charset { wide = WideSource(charset: charset, skip: skip) } else { splitter.position = skip }
    }
    if wide != nil { return nextWide(in: bytes, isLast: isLast) }
    guard let found = splitter.next(in: bytes, isLast: isLast) else { return nil }
    let place = base + found.range.lowerBound..<base + found.range.upperBound
    switch found.result {
    case .card(let card): return .card(card, at: place)
    case .rejected(let reason): return .rejected(at: place, reason: reason)
    }
  }

  private mutating func nextWide(in bytes: Span<UInt8>, isLast: Bool) -> VCardReading? {
    guard var source = wide, isLast else { return nil }
    if source.text.isEmpty { source.load(bytes) }
    defer { wide = source }
    guard let found = splitter.next(in: source.text.span, isLast: true) else { return nil }
    let place = source.place(of: found.range)
    switch found.result {
    case .card(var card):
      card.wide = source.charset
      card.original = bytes.array(place)
      return .card(card, at: place)
    case .rejected(let reason): return .rejected(at: place, reason: reason)
    }
  }

  /// Reads all of `bytes`, handing each card and each rejection to `body` in order.
  public static func read<Failure: Error>(
    _ bytes: Span<UInt8>, limits: Limits = .standard, fallback: Charset = .windows1252, _ body: (VCardReading) throws(Failure) -> Void
  ) throws(Failure) {
    var reader = VCardReader(limits: limits, fallback: fallback)
    while let reading = reader.next(in: bytes) { try body(reading) }
  }

  /// All cards of `bytes`; what is rejected is passed over.
  public static func cards(_ bytes: Span<UInt8>, limits: Limits = .standard, fallback: Charset = .windows1252) -> [VCard] {
    var cards: [VCard] = []
    read(bytes, limits: limits, fallback: fallback) { reading in if case .card(let card, _) = reading { cards.append(card) } }
    return cards
  }

  /// The source written back with its cards edited by `edit`: what stands between and around the cards, and every card that is not
  /// edited, to the letter.
  public static func rewritten(
    _ bytes: [UInt8], limits: Limits = .standard, fallback: Charset = .windows1252, edit: (inout VCard) -> Void = { _ in }
  ) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var done = 0
    var reader = VCardReader(limits: limits, fallback: fallback)
    let span = bytes.span
    while let reading = reader.next(in: span) {
      guard case .card(var card, let place) = reading else { continue }
      edit(&card)
      out += bytes[done..<place.lowerBound]
      out += card.bytes
      done = place.upperBound
    }
    return out + bytes[done...]
  }

  /// All cards of `bytes`; what is rejected is passed over.
  public static func cards(_ bytes: [UInt8], limits: Limits = .standard, fallback: Charset = .windows1252) -> [VCard] {
    let span = bytes.span
    return cards(span, limits: limits, fallback: fallback)
  }
}

/// A source in UTF-16, turned into UTF-8 as a whole, with the way back from places in the text to places in the source.
struct WideSource: Sendable {
  let charset: Charset
  let skip: Int
  var text: [UInt8] = []
  private var mark = (text: 0, source: 0)

  init(charset: Charset, skip: Int) {
    self.charset = charset
    self.skip = skip
    mark = (0, skip)
  }

  /// Bytes of the head that the encoding is found from.
  static let headSize = 256

  /// UTF-16 by its byte order mark or by zeros in every second byte of the head; nil for 8-bit sources. `skip` is the length of the mark.
  static func detect(_ bytes: Span<UInt8>) -> (Charset?, Int) {
    let head = bytes.extracting(0..<min(bytes.count, headSize))
    let (charset, skip) = Charset.detect(head)
    if charset == .utf16LittleEndian || charset == .utf16BigEndian { return (charset, skip) }
    return (nil, skip)
  }

  mutating func load(_ bytes: Span<UInt8>) {
    text = Array(charset.decode(bytes.extracting(skip..<bytes.count)).text.utf8)
  }

  /// The bytes of the source that became `range` of the text. Ranges come in rising order, so the walk goes on where it stopped.
  mutating func place(of range: Range<Int>) -> Range<Int> {
    if range.lowerBound < mark.text { mark = (0, skip) }
    let low = walk(to: range.lowerBound)
    let high = walk(to: range.upperBound)
    return low..<max(low, high)
  }

  private mutating func walk(to end: Int) -> Int {
    while mark.text < end, mark.text < text.count {
      let byte = text[mark.text]
      // A character of four octets is two units, every other one.
      if byte & 0xC0 != 0x80 { mark.source += byte >= 0xF0 ? 4 : 2 }
      mark.text += 1
    }
    return mark.source
  }
}

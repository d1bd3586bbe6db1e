internal import Scan

/// Addresses that stand without angle brackets, and those within brackets that are not plain.
enum BareAddress {
  /// Ends an element that had no angle brackets: an address, a word, or text with addresses in it.
  @inline(__always)
  static func emit(_ bytes: Span<UInt8>, _ state: AddressList.Element, _ end: Int, _ found: inout [FoundMailbox]) {
    var low = state.low
    var high = end
    while low < high, bytes[low] <= 32 { low &+= 1 }
    while high > low, bytes[high &- 1] <= 32 { high &-= 1 }
    if low >= high { return }
    if state.at > low, state.at < high &- 1, state.isPlain, !state.hasQuote, isTight(bytes, low, high) {
      found.append(FoundMailbox(address: low..<high, name: 0..<0, isPlain: true))
      return
    }
    slow(bytes, state, low..<high, &found)
  }

  /// Whether the bytes are visible ASCII or above, without apostrophes at the ends.
  @inline(__always)
  private static func isTight(_ bytes: Span<UInt8>, _ low: Int, _ high: Int) -> Bool {
    if bytes[low] == 39 || bytes[high &- 1] == 39 || bytes[high &- 1] == 62 || bytes[high &- 1] == 46 { return false }
    return bytes.isVisible(from: low, to: high)
  }

  private static func slow(_ bytes: Span<UInt8>, _ state: AddressList.Element, _ range: Range<Int>, _ found: inout [FoundMailbox]) {
    guard state.at >= 0 else { return withoutAt(bytes, state, range, &found) }
    let count = found.count
    var i = range.lowerBound
    var nameStart = i
    while i < range.upperBound {
      // One run of bytes between blanks; blanks around an `@` or a dot belong to the run (RFC 5322 section 4.4).
      let (run, next) = Self.run(bytes, i, range.upperBound)
      if holdsAt(bytes, run) {
        let (address, plain) = trim(bytes, run)
        if !address.isEmpty, isPlausible(bytes, address) {
          let name = found.count == count ? DisplayName.trim(bytes, nameStart..<run.lowerBound) : 0..<0
          found.append(FoundMailbox(address: address, name: name.isEmpty ? state.comment : name, isPlain: plain))
          nameStart = next
        }
      } else if run.isEmpty {
        nameStart = next  // a comment
      }
      i = next
    }
  }

  /// Whether something stands on both sides of an `@`.
  private static func isPlausible(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    bytes[range.lowerBound] != 64 && bytes[range.upperBound - 1] != 64
  }

  private static func holdsAt(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var i = range.lowerBound
    while i < range.upperBound {
      if bytes[i] == 34, let close = AddressList.closing(bytes, i, range.upperBound) {
        i = close + 1
        continue
      }
      if bytes[i] == 64 { return true }
      i += 1
    }
    return false
  }

  /// The run that begins at `start`: up to a blank, with quoted strings whole, comments passed over, and blanks beside `@`
  /// and dots taken in. Gives the run and where the next begins.
  private static func run(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> (Range<Int>, Int) {
    var i = start
    if i < end, bytes[i] == 40 {
      let next = pastComment(bytes, i, end)
      return (i..<i, skipBlanks(bytes, next, end))
    }
    while i < end {
      switch bytes[i] {
      case 34: i = (AddressList.closing(bytes, i, end) ?? i) + 1
      case 91: i = (i > start && bytes[i - 1] == 64 ? bytes.find(93, from: i, to: min(end, i + AddressList.reach)) ?? i : i) + 1
      case 40:
        let next = skipBlanks(bytes, pastComment(bytes, i, end), end)
        if joins(bytes, start, i, next, end) { i = max(next, i + 1) } else { return (start..<i, max(next, i + 1)) }
      case 0...32:
        let next = skipBlanks(bytes, i, end)
        if joins(bytes, start, i, next, end) { i = next } else { return (start..<i, next) }
      default: i += 1
      }
    }
    return (start..<end, end)
  }

  /// Whether the blanks in `low ..< high` stand beside an `@`, or beside a dot once an `@` has been seen.
  private static func joins(_ bytes: Span<UInt8>, _ start: Int, _ low: Int, _ high: Int, _ end: Int) -> Bool {
    guard high < end, low > start else { return false }
    if bytes[high] == 64 || bytes[low - 1] == 64 { return true }
    if bytes[high] == 46 { return true }
    return bytes[low - 1] == 46 && bytes.find(64, from: max(start, low - AddressList.reach), to: low) != nil
  }

  private static func skipBlanks(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    var i = start
    while i < end, bytes[i] <= 32 { i += 1 }
    return i
  }

  private static func pastComment(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int {
    let end = min(end, start + AddressList.reach)
    var depth = 0
    var i = start
    while i < end {
      if bytes[i] == 92 { i += 1 } else if bytes[i] == 40 { depth += 1 } else if bytes[i] == 41 { depth -= 1 }
      i += 1
      if depth == 0 { return min(i, end) }
      if depth > AddressList.deepest { break }
    }
    return start + 1
  }

  /// An element without an `@`: a single word (`root`), an X.500 path, or nothing (`undisclosed recipients`).
  private static func withoutAt(_ bytes: Span<UInt8>, _ state: AddressList.Element, _ range: Range<Int>, _ found: inout [FoundMailbox]) {
    if bytes[range.lowerBound] == 47, bytes.find("=", from: range.lowerBound, to: range.upperBound) != nil {
      found.append(FoundMailbox(address: range, name: 0..<0, isPlain: bytes.isVisible(from: range.lowerBound, to: range.upperBound)))
      return
    }
    if state.hasQuote || state.inBrackets || !state.isFirst || range.upperBound != state.end { return }
    let (word, next) = run(bytes, range.lowerBound, range.upperBound)
    guard next >= range.upperBound, !word.isEmpty, isWord(bytes, word) else { return }
    found.append(FoundMailbox(address: word, name: state.comment, isPlain: true))
  }

  private static func isWord(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for i in range {
      let byte = bytes[i]
      guard ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte == 45 || byte == 95 || byte == 46 || byte == 43 else { return false }
    }
    return true
  }

  /// An address without what surrounds it: blanks, apostrophes, `mailto:`, brackets, a route (`@a,@b:addr`, RFC 5322 section
  /// 4.4), a dot at the end. `plain` tells whether the rest can be taken byte for byte.
  static func trim(_ bytes: Span<UInt8>, _ range: Range<Int>) -> (address: Range<Int>, plain: Bool) {
    var low = range.lowerBound
    var high = range.upperBound
    func strip() {
      while low < high, isWrapping(bytes[low]) { low += 1 }
      while high > low, isWrapping(bytes[high - 1]) || bytes[high - 1] == 46 {
        let reach = max(low, high - AddressList.reach)
        if bytes[high - 1] == 93, let open = bytes.find(91, from: reach, to: high), open > low, bytes[open - 1] == 64 { break }
        high -= 1
      }
      // Outlook's 'addr'; a lone apostrophe at the beginning goes as well, one that has a partner further in stays.
      if high - low > 2, bytes[low] == 39 {
        if bytes[high - 1] == 39 {
          (low, high) = (low + 1, high - 1)
        } else if bytes.find(39, from: low + 1, to: high) == nil {
          low += 1
        }
      } else if high - low > 1, bytes[high - 1] == 39 {
        high -= 1
      }
    }
    strip()
    if high - low > 7, bytes.spells("mailto:", in: low..<low + 7) { low += 7 }
    if high - low > 5, bytes.spells("smtp:", in: low..<low + 5) { low += 5 }
    if low < high, bytes[low] == 64, let colon = bytes.find(58, from: low, to: high) { low = colon + 1 }
    strip()
    if bytes.find(":;", from: low, to: high) != nil { return (low..<low, true) }  // an empty group within brackets
    for i in low..<max(low, high) {
      let byte = bytes[i]
      if byte <= 32 || byte == 127 || byte == 34 || byte == 40 || byte == 92 { return (low..<high, false) }
    }
    return (low..<max(low, high), true)
  }

  /// Bytes that surround addresses without belonging to them.
  private static func isWrapping(_ byte: UInt8) -> Bool {
    byte <= 32 || byte == 60 || byte == 62 || byte == 91 || byte == 93 || byte == 44 || byte == 127
  }

  /// The address in `range` as bytes: comments and blanks outside quotes gone, quotes gone where they are not needed.
  static func canonical(_ bytes: Span<UInt8>, _ range: Range<Int>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(range.count)
    var i = range.lowerBound
    while i < range.upperBound {
      let byte = bytes[i]
      if byte == 34, let close = AddressList.closing(bytes, i, range.upperBound) {
        appendQuoted(bytes, i + 1..<close, &out)
        i = close + 1
      } else if byte == 40, pastComment(bytes, i, range.upperBound) > i + 1 {
        i = pastComment(bytes, i, range.upperBound)
      } else {
        if byte == 92, i + 1 < range.upperBound { i += 1 }
        if bytes[i] > 32, bytes[i] != 127 { out.append(bytes[i]) }
        i += 1
      }
    }
    return out
  }

  private static func appendQuoted(_ bytes: Span<UInt8>, _ range: Range<Int>, _ out: inout [UInt8]) {
    var text: [UInt8] = []
    var i = range.lowerBound
    while i < range.upperBound {
      if bytes[i] == 92, i + 1 < range.upperBound { i += 1 }
      if bytes[i] != 13, bytes[i] != 10 { text.append(bytes[i]) }
      i += 1
    }
    let needed = text.isEmpty || text.contains { $0 <= 32 || $0 == 127 || "\"(),:;<>@[\\]".utf8.contains($0) }
    if needed { out.append(34) }
    for byte in text {
      if byte == 34 || byte == 92 { out.append(92) }
      out.append(byte)
    }
    if needed { out.append(34) }
  }
}

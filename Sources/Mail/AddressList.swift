internal import Scan

/// One mailbox of an address header, as ranges into the file.
public struct FoundMailbox: Hashable, Sendable {
  /// The address as it stands there; may hold blanks, comments and quotes unless `isPlain`.
  public var address: Range<Int>
  /// The display name or the comment that serves as one; empty where there is none. Quotes at the ends are left out.
  public var name: Range<Int>
  /// The address can be taken byte for byte.
  public var isPlain: Bool
}

/// Address headers: RFC 5322 section 3.4 and 4.4, RFC 6532, and what is seen in the wild. One pass, nothing copied.
///
/// Besides the standard: semicolons between addresses, names with unquoted dots, commas, `@` and brackets, doubled dots,
/// `"addr"@host@host`, `name [addr]`, `<mailto:addr>`, `'addr'`, addresses with blanks between them, X.500 paths of Exchange,
/// unclosed quotes, comments and brackets. Words without an `@` are an address only within angle brackets or alone.
public enum AddressList {
  /// How far a quote, a parenthesis or a bracket is followed to its partner: the longest line of RFC 5322. Without it a header of
  /// a megabyte of open ones would be read a million times.
  static let reach = 998
  /// Comments within comments; deeper ones are not looked into, since each of a thousand open ones would be.
  static let deepest = 32

  /// Appends the mailboxes of `range` to `found`; at most `limit` in all.
  public static func read(_ bytes: Span<UInt8>, _ range: Range<Int>, limit: Int = 20_000, into found: inout [FoundMailbox]) {
    var i = range.lowerBound
    let end = min(range.upperBound, bytes.count)
    var isFirst = true
    while i < end, found.count < limit {
      let byte = bytes[i]
      if byte == 44 || byte == 59 || byte <= 32 {
        i &+= 1
      } else {
        i = element(bytes, i, end, isFirst: isFirst, &found)
        isFirst = false
      }
    }
  }

  /// Reads one element that begins at `start`; gives where it ends.
  @inline(__always)
  private static func element(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, isFirst: Bool, _ found: inout [FoundMailbox]) -> Int {
    var state = Element(low: start)
    state.isFirst = isFirst
    state.end = end
    var i = start
    scan: while true {
      i = bytes.addressSpecial(from: i, to: end)
      if i >= end { break }
      switch bytes[i] {
      case 60:  // <
        if let next = angle(bytes, i, end, state, &found) { return next }
        i &+= 1
      case 44, 59:  // , ;
        break scan
      case 64:  // @
        if state.at < 0 { state.at = i }
        i &+= 1
      case 34:  // "
        i = quoted(bytes, i, end, &state)
      case 40:  // (
        i = comment(bytes, i, end, &state)
      case 58:  // :
        if state.at < 0, !state.inBrackets {
          state = Element(low: i + 1)  // a group's name, or `mailto:`
        }
        i &+= 1
      case 91:  // [
        i = bracket(bytes, i, end, &state)
      case 92:  // backslash
        state.isPlain = false
        i &+= 2
      default:
        i &+= 1
      }
    }
    BareAddress.emit(bytes, state, min(i, end), &found)
    return min(i, end)
  }

  /// What is known of an element while it is read.
  struct Element {
    var low: Int
    /// The first `@` outside quotes and comments, or -1.
    var at = -1
    /// The last comment, without its parentheses.
    var comment = 0..<0
    var isPlain = true
    var hasQuote = false
    var inBrackets = false
    /// Whether it begins the header, and where the header ends: a single word counts only when it is all there is.
    var isFirst = false
    var end = 0
    init(low: Int) { self.low = low }
  }

  /// An address in angle brackets at `open`; nil where the bracket opens none.
  @inline(__always)
  private static func angle(
    _ bytes: Span<UInt8>, _ open: Int, _ end: Int, _ state: Element, _ found: inout [FoundMailbox]
  ) -> Int? {
    var i = open &+ 1
    var plain = true
    var ats = 0
    scan: while i < end {
      let byte = bytes[i]
      switch byte {
      case 62: break scan
      case 60:  // `<<addr>>` or a bracket in a name
        return i == open + 1 || ats == 0 ? nil : finish(bytes, open, i, i, state, plain, &found)
      case 34:
        plain = false
        i = closing(bytes, i, end) ?? i
      case 39, 40, 41, 92, 58, 0...32, 127: plain = false
      case 44, 59: if ats > 0, bytes[open + 1] != 64 { return finish(bytes, open, i, i, state, plain, &found) }
      case 64: ats &+= 1
      default: break
      }
      i &+= 1
    }
    if i < end { return finish(bytes, open, i, i &+ 1, state, plain, &found) }
    // No closing bracket: the address ends at the next separator.
    var stop = open + 1
    while stop < end, bytes[stop] != 44, bytes[stop] != 59 { stop += 1 }
    return finish(bytes, open, stop, stop, state, false, &found)
  }

  @inline(__always)
  private static func finish(
    _ bytes: Span<UInt8>, _ open: Int, _ close: Int, _ next: Int, _ state: Element, _ plain: Bool, _ found: inout [FoundMailbox]
  ) -> Int {
    var (address, isPlain) = (open &+ 1..<close, plain)
    if !plain { (address, isPlain) = BareAddress.trim(bytes, address) }
    if !address.isEmpty {
      var name = DisplayName.trim(bytes, state.low..<open)
      if name.isEmpty { name = state.comment }
      if name.isEmpty { name = following(bytes, next) }
      found.append(FoundMailbox(address: address, name: name, isPlain: isPlain))
    }
    // What stands behind the bracket belongs to this element, up to the separator.
    var i = next
    while i < bytes.count, bytes[i] <= 32, bytes[i] != 0 { i &+= 1 }
    return i
  }

  /// `<addr> (Name)`: the comment behind the bracket.
  @inline(__always)
  private static func following(_ bytes: Span<UInt8>, _ next: Int) -> Range<Int> {
    guard next + 1 < bytes.count, bytes[next] == 32, bytes[next + 1] == 40 else { return 0..<0 }
    var state = Element(low: next)
    _ = comment(bytes, next + 1, min(bytes.count, next + 1000), &state)
    return state.comment
  }

  /// Behind the quoted string that begins at `start`; an unclosed quote is an ordinary byte.
  private static func quoted(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ state: inout Element) -> Int {
    guard let close = closing(bytes, start, end) else { return start + 1 }
    state.hasQuote = true
    return close + 1
  }

  /// The quote that closes the one at `start`, or nil.
  static func closing(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Int? {
    let end = min(end, start + reach)
    var i = start + 1
    while i < end {
      if bytes[i] == 92 {
        i += 2
        continue
      }
      if bytes[i] == 34 { return i }
      i += 1
    }
    return nil
  }

  /// Behind the comment that begins at `start`; an unclosed parenthesis is an ordinary byte.
  private static func comment(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ state: inout Element) -> Int {
    let end = min(end, start + reach)
    var depth = 0
    var i = start
    while i < end {
      switch bytes[i] {
      case 92: i += 1
      case 40:
        depth += 1
        if depth > deepest { return start + 1 }
      case 41:
        depth -= 1
        if depth == 0 {
          state.comment = DisplayName.trim(bytes, start + 1..<i)
          state.isPlain = false
          return i + 1
        }
      default: break
      }
      i += 1
    }
    return start + 1
  }

  /// A domain literal behind an `@`, or a bracket in a name.
  private static func bracket(_ bytes: Span<UInt8>, _ start: Int, _ end: Int, _ state: inout Element) -> Int {
    if start > state.low, bytes[start - 1] == 64, let close = bytes.find(93, from: start, to: min(end, start + reach)) {
      return close + 1
    }
    state.isPlain = false
    state.inBrackets = true
    return start + 1
  }
}

import Scan

/// One content line of a card as positions in the card's bytes. Folded text is kept folded until somebody asks for it.
struct Line: Sendable {
  /// What the line is, beside its name.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// The value spans several physical lines.
    static let folded = Flags(rawValue: 1)
    /// The value is quoted-printable.
    static let quotedPrintable = Flags(rawValue: 2)
    /// The value is Base64.
    static let base64 = Flags(rawValue: 4)
    /// The value is a card of its own, lines and all (AGENT of vCard 2.1).
    static let nested = Flags(rawValue: 8)
    /// No content line: blank, or something without a name. Written back, otherwise passed over.
    static let noise = Flags(rawValue: 16)
    /// Written by an edit of ours.
    static let edited = Flags(rawValue: 32)
    /// The parameters name a character set.
    static let charset = Flags(rawValue: 64)
  }

  /// The physical lines with their line ends.
  var rawStart: Int32
  var rawEnd: Int32
  /// Group, name and parameters; they lie in the raw line, or in an unfolded copy at the end of the arena.
  var start: Int32
  var nameStart: Int32
  var nameEnd: Int32
  /// Where the parameters end: the colon's place.
  var colon: Int32
  /// The value, from behind the colon to the end of its last physical line, line end not included.
  var valueStart: Int32
  var valueEnd: Int32
  var name: PropertyName
  var flags: Flags

  var raw: Range<Int> { Int(rawStart)..<Int(rawEnd) }
  var groupRange: Range<Int>? { nameStart > start ? Int(start)..<Int(nameStart) - 1 : nil }
  var nameRange: Range<Int> { Int(nameStart)..<Int(nameEnd) }
  /// From the first semicolon to the colon; empty without parameters.
  var parameterRange: Range<Int> { Int(nameEnd)..<Int(colon) }
  var valueRange: Range<Int> { Int(valueStart)..<Int(max(valueStart, valueEnd)) }
  var isProperty: Bool { !flags.contains(.noise) && name != .begin && name != .end }

  static func noise(_ start: Int, _ end: Int) -> Line {
    let low = Int32(start)
    return Line(
      rawStart: low, rawEnd: Int32(end), start: low, nameStart: low, nameEnd: low, colon: low, valueStart: low, valueEnd: low, name: .other,
      flags: .noise)
  }

  /// Moves every position by so much: from places in the source to places in the card.
  mutating func shift(by delta: Int32, header: Int32) {
    rawStart += delta
    rawEnd += delta
    valueStart += delta
    valueEnd += delta
    start += header
    nameStart += header
    nameEnd += header
    colon += header
  }
}

/// The head of a content line: group, name, parameters, up to the colon.
struct LineHead {
  var nameStart: Int
  var nameEnd: Int
  var colon: Int

  /// What came of looking for the head of a line.
  enum Outcome {
    case head(LineHead)
    /// A name and parameters, but the line ends before the colon.
    case open(insideQuotes: Bool)
    /// Not a content line.
    case none
  }

  /// Reads group, name and parameters in `from ..< to`.
  static func read(_ bytes: Span<UInt8>, _ from: Int, _ to: Int) -> Outcome {
    var i = from
    var nameStart = from
    var dotted = false
    while i < to {
      let byte = bytes[i]
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: ";") { break }
      if byte == UInt8(ascii: ".") {
        nameStart = i + 1
        dotted = true
      } else if !mayStandInName(byte, bytes, from: dotted ? nameStart : from, at: i) {
        return .none
      }
      i += 1
    }
    if i == from || i - from > 512 { return .none }
    if dotted, nameStart == i || isExtension(bytes, from) { nameStart = from }
    var nameEnd = i
    while nameEnd > nameStart, bytes[nameEnd - 1] == 32 { nameEnd -= 1 }
    guard i < to, nameEnd > nameStart else { return .none }
    if bytes[i] == UInt8(ascii: ":") { return .head(LineHead(nameStart: nameStart, nameEnd: nameEnd, colon: i)) }
    return colon(bytes, from: i, to: to, nameStart: nameStart, nameEnd: nameEnd)
  }

  private static func colon(_ bytes: Span<UInt8>, from: Int, to: Int, nameStart: Int, nameEnd: Int) -> Outcome {
    var quoted = false
    var i = from
    var firstBare: Int?
    while i < to {
      switch bytes[i] {
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: ":"):
        if !quoted { return .head(LineHead(nameStart: nameStart, nameEnd: nameEnd, colon: i)) }
        if firstBare == nil { firstBare = i }
      case 92 where i + 1 < to && (bytes[i + 1] == UInt8(ascii: ":") || bytes[i + 1] == UInt8(ascii: ";")): i += 1
      default: break
      }
      i += 1
    }
    return .open(insideQuotes: quoted && firstBare != nil)
  }

  /// What stands in names; a blank in an X- name (`X-GOOGLE TALK`) or before the colon.
  private static func mayStandInName(_ byte: UInt8, _ bytes: Span<UInt8>, from: Int, at place: Int) -> Bool {
    if byte != 32 { return LineName.mayStand(byte) }
    return isExtension(bytes, from) || (place + 1 < bytes.count && (bytes[place + 1] == 58 || bytes[place + 1] == 59))
  }

  private static func isExtension(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    at + 1 < bytes.count && bytes[at] | 0x20 == UInt8(ascii: "x") && bytes[at + 1] == 45
  }
}

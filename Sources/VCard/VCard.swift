import Scan

/// A card as it was read (vCard 2.1, RFC 2426, RFC 6350): its bytes to the letter and, over them, its content lines in order.
///
/// A card that is not edited gives back its bytes exactly; an edit replaces the lines of the edited property and no others.
public struct VCard: Sendable {
  /// The versions of the format.
  public enum Version: String, Sendable, CaseIterable {
    /// vCard 2.1 (versit, 1996)
    case v21 = "2.1"
    /// vCard 3.0 (RFC 2426)
    case v30 = "3.0"
    /// vCard 4.0 (RFC 6350)
    case v40 = "4.0"
  }

  /// The card's bytes, then unfolded heads, then lines written by edits.
  var arena: [UInt8]
  /// How many bytes of the arena are the card's own, as read.
  let sourceCount: Int
  var lines: [Line]
  /// UTF-16, where the source was.
  var wide: Charset?
  /// The source's bytes, where they are not UTF-8 or 8-bit ones.
  var original: [UInt8] = []
  /// The code page of bytes that are not UTF-8 and name no other.
  let fallback: Charset
  /// The code page of 8-bit text without a CHARSET of its own: the one another line of the card names, else `fallback`.
  private(set) var codePage: Charset
  /// The card has no END.
  public let isCut: Bool
  private(set) var isEdited = false

  init(arena: [UInt8], sourceCount: Int, lines: [Line], isCut: Bool, fallback: Charset) {
    self.arena = arena
    self.sourceCount = sourceCount
    self.lines = lines
    self.isCut = isCut
    self.fallback = fallback
    codePage = fallback
    codePage = statedPage ?? fallback
  }

  /// An empty card of a version, with CRLF line ends.
  public init(version: Version = .v40) {
    let text = "BEGIN:VCARD\r\nVERSION:\(version.rawValue)\r\nEND:VCARD\r\n"
    let bytes = Array(text.utf8)
    var splitter = CardSplitter(limits: .standard, fallback: .windows1252)
    if case .card(let card)? = splitter.next(in: bytes.span, isLast: true)?.result {
      self = card
    } else {
      self.init(arena: bytes, sourceCount: bytes.count, lines: [], isCut: false, fallback: .windows1252)
    }
  }

  /// A card of these properties, in this order.
  public init(version: Version = .v40, properties: [Property]) {
    var writer = LineWriter()
    writer.append("BEGIN:VCARD\r\nVERSION:\(version.rawValue)")
    writer.end()
    // The two lines that a card begins and ends with are no properties.
    for property in properties where !property.is("BEGIN") && !property.is("END") {
      if version == .v21 { writer.writeOld(property) } else { writer.write(property) }
    }
    writer.append("END:VCARD")
    writer.end()
    var splitter = CardSplitter(limits: .unbounded, fallback: .windows1252)
    if case .card(let card)? = splitter.next(in: writer.out.span, isLast: true)?.result { self = card } else { self.init(version: version) }
  }

  /// The card's bytes: those of the source, to the letter, but for the lines that were edited.
  public var bytes: [UInt8] {
    if !isEdited { return original.isEmpty ? Array(arena.prefix(sourceCount)) : original }
    var out: [UInt8] = []
    out.reserveCapacity(arena.count)
    let span = arena.span
    for line in lines { out += span.array(line.raw) }
    guard let wide else { return out }
    return VCard.units(String(decoding: out, as: UTF8.self), charset: wide)
  }

  private static func units(_ text: String, charset: Charset) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count * 2)
    let big = charset == .utf16BigEndian
    for unit in text.utf16 {
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 255)
      out.append(big ? high : low)
      out.append(big ? low : high)
    }
    return out
  }

  /// What VERSION says, as it is written; nil where the card has none.
  public var statedVersion: String? {
    guard let line = lines.first(where: { $0.isProperty && $0.name == .version }) else { return nil }
    return ASCII.trimmed(valueText(line))
  }

  /// The version whose rules the card follows: the one it states, else the one its lines look like.
  public var version: Version {
    let span = arena.span
    for line in lines where line.name == .version && line.isProperty {
      let range = span.trimmed(line.valueRange)
      if span.spells("3.0", in: range) { return .v30 }
      if span.spells("4.0", in: range) { return .v40 }
      if span.spells("2.1", in: range) { return .v21 }
      if let first = range.first, span[first] == 52 { return .v40 }
      if let first = range.first, span[first] == 50 { return .v21 }
    }
    return guessedVersion
  }

  private var guessedVersion: Version {
    var guess = Version.v30
    for line in lines where line.isProperty {
      switch line.name {
      case .kind, .anniversary, .gender, .lang, .related, .caladruri, .member, .xml, .clientpidmap, .deathdate, .birthplace, .created,
        .pronouns,
        .socialprofile, .gramgender, .language:
        return .v40
      default: break
      }
      if line.flags.contains(.quotedPrintable) { return .v21 }
      guard line.colon > line.nameEnd else { continue }
      for parameter in rawParameters(line) {
        if parameter.name.isEmpty { guess = .v21 }
        if parameter.is("PREF") || parameter.is("ALTID") || parameter.is("MEDIATYPE") || parameter.is("PID") || parameter.is("PROP-ID") {
          return .v40
        }
      }
    }
    return guess
  }

  /// The number of properties: content lines without BEGIN, END and VERSION.
  public var count: Int { lines.count { isListed($0) } }

  func isListed(_ line: Line) -> Bool { line.isProperty && line.name != .version }

  /// All properties in order, decoded, without BEGIN, END and VERSION. Photos are decoded to Base64 text; for names and handles alone
  /// `summary` and the typed views cost less.
  public var properties: [Property] {
    let version = self.version
    return lines.lazy.filter(isListed).map { property($0, version: version) }
  }

  /// The properties called `name`, in order.
  public func properties(_ name: String) -> [Property] {
    let known = PropertyNames.shared.find(name)
    let version = self.version
    let span = arena.span
    var found: [Property] = []
    for line in lines where isListed(line) && line.name == known {
      if known == .other, ASCII.lower(span.string(line.nameRange)) != ASCII.small(name) { continue }
      found.append(property(line, version: version))
    }
    return found
  }

  func properties(_ name: PropertyName) -> [Property] {
    guard lines.contains(where: { $0.name == name && isListed($0) }) else { return [] }
    let version = self.version
    return lines.lazy.filter { $0.name == name && isListed($0) }.map { property($0, version: version) }
  }

  /// The text of the first property called `name` that is not empty.
  public func text(_ name: String) -> String? { properties(name).lazy.map { ASCII.trimmed($0.text) }.first { !$0.isEmpty } }

  /// What lies between the lines and is no property: lines without a name. Kept in `bytes`, lost in every rewriting.
  public var noise: [String] {
    lines.filter { $0.flags.contains(.noise) }.map { ASCII.trimmed(decode(arena.span.array($0.raw), charset: nil)) }.filter { !$0.isEmpty }
  }

  mutating func markEdited() { isEdited = true }
}

extension VCard: Hashable {
  /// Two cards are equal when their bytes are.
  public static func == (a: VCard, b: VCard) -> Bool { a.bytes == b.bytes }
  /// Hashes the bytes.
  public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}

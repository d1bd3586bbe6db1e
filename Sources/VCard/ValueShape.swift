import Scan

/// How the text of a property's value is built (RFC 6350 section 4 and each property's section).
enum ValueShape: Sendable {
  /// One text: a comma may stand bare.
  case text
  /// Texts joined by commas.
  case list
  /// Components joined by semicolons, each a list joined by commas: N, ADR.
  case structured
  /// Components joined by semicolons, each one text: ORG, GENDER, CLIENTPIDMAP.
  case components
  /// A URI, date, number: nothing is escaped, though some writers do.
  case plain
  /// Not known: kept to the letter.
  case unknown
}

extension PropertyName {
  var shape: ValueShape {
    switch self {
    case .n, .adr: .structured
    case .org, .gender, .clientpidmap: .components
    case .nickname, .categories: .list
    case .fn, .note, .title, .role, .label, .mailer, .sortString, .prodid, .kind, .name, .profile, .birthplace, .deathplace, .email,
      .expertise,
      .hobby, .interest, .xABLabel, .agent, .class, .pronouns, .gramgender, .xml, .begin, .end, .version, .tel, .uid, .tz, .xABRelatedNames,
      .xPhoneticFirst, .xPhoneticLast, .xSpouse, .xManager, .xAssistant, .jsprop:
      .text
    case .bday, .anniversary, .deathdate, .rev, .created, .geo, .photo, .logo, .sound, .key, .url, .impp, .related, .member, .source,
      .fburl, .caluri,
      .caladruri, .capuri, .contactUri, .orgDirectory, .socialprofile, .lang, .language:
      .plain
    default: .unknown
    }
  }

  /// The value type that a property of this name has when VALUE does not say (RFC 6350, 7095 section 3.3.1).
  var defaultType: String {
    switch self {
    case .source, .photo, .impp, .geo, .logo, .member, .related, .sound, .uid, .url, .key, .fburl, .caladruri, .caluri, .capuri,
      .contactUri,
      .orgDirectory, .socialprofile:
      "uri"
    case .bday, .anniversary, .deathdate: "date-and-or-time"
    case .rev, .created: "timestamp"
    case .lang, .language: "language-tag"
    case .other: "unknown"
    default: rawValue >= PropertyName.xABLabel.rawValue ? "unknown" : "text"
    }
  }
}

/// The escapes of a value: `\n` a line break, `\,` `\;` `\\` the sign itself, and `\:`, which Google writes.
enum Escape {
  /// `text` with its escapes resolved; a backslash before anything else stands for itself.
  static func resolve(_ text: String) -> String {
    guard text.has(92) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count)
    var pending = false
    for byte in text.utf8 {
      if pending {
        pending = false
        switch byte {
        case UInt8(ascii: "n"), UInt8(ascii: "N"): out.append(10)
        case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), 92: out.append(byte)
        default: out += [92, byte]
        }
      } else if byte == 92 {
        pending = true
      } else {
        out.append(byte)
      }
    }
    if pending { out.append(92) }
    return String(decoding: out, as: UTF8.self)
  }

  /// `text` with backslash, comma, semicolon (where `semicolon`) and line breaks escaped (RFC 6350 section 3.4).
  static func apply(_ text: String, semicolon: Bool = true, comma: Bool = true) -> String {
    guard text.utf8.contains(where: { $0 == 92 || $0 == 44 || $0 == 59 || $0 == 10 || $0 == 13 }) else { return text }
    var out: [UInt8] = []
    out.reserveCapacity(text.utf8.count + 8)
    var afterReturn = false
    for byte in text.utf8 {
      defer { afterReturn = byte == 13 }
      switch byte {
      case 92: out += [92, 92]
      case 44: out += comma ? [92, 44] : [44]
      case 59: out += semicolon ? [92, 59] : [59]
      case 13: out += [92, 110]
      case 10: if !afterReturn { out += [92, 110] }
      default: out.append(byte)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The pieces of `text` between unescaped `separator`s, escapes left in place.
  static func split(_ text: String, _ separator: UInt8) -> [String] {
    guard text.has(separator) else { return [text] }
    var out: [String] = []
    let span = text.utf8.span
    var start = 0
    while true {
      let end = stop(span, start, separator, separator)
      out.append(span.utf8Text(start..<end) ?? "")
      guard end < span.count else { return out }
      start = end + 1
    }
  }

  /// The components between semicolons, each its values between commas, escapes resolved, blanks at the ends and empty values left out.
  static func parts(_ text: String) -> [[String]] {
    var out: [[String]] = []
    out.reserveCapacity(7)
    var values: [String] = []
    let span = text.utf8.span
    var start = 0
    while true {
      let end = stop(span, start, 44, 59)
      let inked = span.trimmed(start..<end)
      if !inked.isEmpty { values.append(ASCII.trimmed(resolve(span.utf8Text(inked) ?? ""))) }
      guard end < span.count else { break }
      if span[end] == 59 {
        out.append(values)
        values = []
      }
      start = end + 1
    }
    out.append(values)
    return out
  }

  /// The components between semicolons as one text each, the values of a list joined by a comma and a blank.
  static func joinedParts(_ text: String) -> [String] {
    var out: [String] = []
    out.reserveCapacity(7)
    let span = text.utf8.span
    var start = 0
    var hasBegun = false
    while true {
      let end = stop(span, start, 44, 59)
      let inked = span.trimmed(start..<end)
      let piece = inked.isEmpty ? "" : ASCII.trimmed(resolve(span.utf8Text(inked) ?? ""))
      if !hasBegun {
        out.append(piece)
      } else if !piece.isEmpty {
        out[out.count - 1] += out[out.count - 1].isEmpty ? piece : ", " + piece
      }
      guard end < span.count else { return out }
      hasBegun = span[end] == 44
      start = end + 1
    }
  }

  /// Where the next unescaped `a` or `b` stands, or the end.
  private static func stop(_ span: Span<UInt8>, _ start: Int, _ a: UInt8, _ b: UInt8) -> Int {
    var i = start
    while i < span.count {
      let byte = span[i]
      if byte == a || byte == b { return i }
      i += byte == 92 ? 2 : 1
    }
    return span.count
  }
}

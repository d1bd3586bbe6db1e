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
    case .fn, .note, .title, .role, .label, .mailer, .sortString, .prodid, .kind, .name, .profile, .birthplace, .deathplace, .email, .expertise,
      .hobby, .interest, .xABLabel, .agent, .class, .pronouns, .gramgender, .xml, .begin, .end, .version, .tel, .uid, .tz, .xABRelatedNames,
      .xPhoneticFirst, .xPhoneticLast, .xSpouse, .xManager, .xAssistant, .jsprop:
      .text
    case .bday, .anniversary, .deathdate, .rev, .created, .geo, .photo, .logo, .sound, .key, .url, .impp, .related, .member, .source, .fburl, .caluri,
      .caladruri, .capuri, .contactUri, .orgDirectory, .socialprofile, .lang, .language:
      .plain
    default: .unknown
    }
  }

  /// The value type that a property of this name has when VALUE does not say (RFC 6350, 7095 section 3.3.1).
  var defaultType: String {
    switch self {
    case .source, .photo, .impp, .geo, .logo, .member, .related, .sound, .uid, .url, .key, .fburl, .caladruri, .caluri, .capuri, .contactUri,
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
  static func resolve(_ text: some StringProtocol) -> String {
    guard text.utf8.contains(92) else { return String(text) }
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
    guard text.utf8.contains(separator) else { return [text] }
    var out: [String] = []
    let bytes = Array(text.utf8)
    let span = bytes.span
    var start = 0
    var i = 0
    while i < span.count {
      if span[i] == 92 {
        i += 2
        continue
      }
      if span[i] == separator {
        out.append(span.string(start..<i))
        start = i + 1
      }
      i += 1
    }
    out.append(span.string(start..<span.count))
    return out
  }
}

internal import Scan

/// Names of months and zones in mail dates.
enum DateWord {
  /// The month that the word in `range` names: English, and the short forms of German, French, Spanish, Italian, Dutch,
  /// Portuguese and Swedish programs that wrote their own language into the header.
  @inline(__always)
  static func month(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let a = UInt32(bytes[range.lowerBound] | 0x20)
    let b = UInt32(bytes[range.lowerBound + 1] | 0x20)
    let c = UInt32(bytes[range.lowerBound + 2] | 0x20)
    switch a << 16 | b << 8 | c {
    case 0x6A61_6E: return 1  // jan
    case 0x6665_62: return 2  // feb
    case 0x6D61_72: return 3  // mar
    case 0x6170_72: return 4  // apr
    case 0x6D61_79: return 5  // may
    case 0x6A75_6E: return 6  // jun
    case 0x6A75_6C: return 7  // jul
    case 0x6175_67: return 8  // aug
    case 0x7365_70: return 9  // sep
    case 0x6F63_74: return 10  // oct
    case 0x6E6F_76: return 11  // nov
    case 0x6465_63: return 12  // dec
    // English weekdays come in every date: settle them before the other languages are asked.
    case 0x6D6F_6E, 0x7475_65, 0x7765_64, 0x7468_75, 0x6672_69, 0x7361_74, 0x7375_6E: return nil
    default: return foreign(bytes, range)
    }
  }

  private static func foreign(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let word = Fold.string(bytes.string(range))
    for (name, month) in foreignMonths where word.hasPrefix(name) { return month }
    return nil
  }

  private static let foreignMonths: [(String, Int)] = [
    ("ene", 1), ("gen", 1), ("fev", 2), ("fév", 2), ("mar", 3), ("maer", 3), ("mrt", 3), ("maa", 3), ("avr", 4), ("abr", 4), ("mai", 5),
    ("maj", 5),
    ("mei", 5), ("mag", 5), ("giu", 6), ("juin", 6), ("lug", 7), ("juil", 7), ("aou", 8), ("ago", 8), ("set", 9), ("okt", 10), ("out", 10),
    ("ott", 10), ("dez", 12), ("des", 12), ("dic", 12),
  ]

  /// Minutes east of UTC of a zone by name: RFC 5322 section 4.3, and the European and Asian names that are unmistakable.
  /// Military letters but Z, and names that mean several zones, say nothing.
  static func zone(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    guard range.count <= 5 else { return nil }
    var packed: UInt64 = 0
    for i in range { packed = packed << 8 | UInt64(ASCII.upper(bytes[i])) }
    return zones[packed]
  }

  private static let zones: [UInt64: Int] = {
    let table: [(String, Int)] = [
      ("Z", 0), ("UT", 0), ("UTC", 0), ("GMT", 0), ("WET", 0), ("EST", -300), ("EDT", -240), ("CST", -360), ("CDT", -300), ("MST", -420),
      ("MDT", -360), ("PST", -480), ("PDT", -420), ("AKST", -540), ("AKDT", -480), ("HST", -600), ("AST", -240), ("ADT", -180),
      ("CET", 60), ("MET", 60), ("MEZ", 60), ("WEST", 60), ("BST", 60), ("CEST", 120), ("MEST", 120), ("MESZ", 120), ("EET", 120),
      ("SAST", 120), ("EEST", 180), ("MSK", 180), ("JST", 540), ("KST", 540), ("HKT", 480), ("SGT", 480), ("AWST", 480), ("AEST", 600),
      ("AEDT", 660), ("NZST", 720), ("NZDT", 780),
    ]
    var zones: [UInt64: Int] = [:]
    for (name, minutes) in table { zones[name.utf8.reduce(0) { $0 << 8 | UInt64($1) }] = minutes }
    return zones
  }()
}

internal import Scan

/// What an address looks like by its local part alone.
public enum AddressCharacter: UInt8, Sendable, Hashable {
  /// Nothing speaks against a person.
  case person
  /// A program: `noreply@`, `notifications@`, `mailer-daemon@`.
  case robot
  /// A box that several people read: `info@`, `sales@`, `support@`.
  case role
  /// A mailing list: `-request@`, `-list@`, `owner-...@`.
  case list

  /// What `address` looks like; upper and lower case are one.
  public static func of(_ address: String) -> AddressCharacter {
    let text = ASCII.lower(address).utf8.span
    var letters: [UInt8] = []
    return of(text, 0..<text.count, &letters)
  }

  /// The same of an address in small letters that stands in `range`. The letters of its name are left in `letters`, so that many addresses
  /// take one array.
  static func of(_ text: Span<UInt8>, _ range: Range<Int>, _ letters: inout [UInt8]) -> AddressCharacter {
    let name = name(text, range)
    if isRobot(text, named: name, &letters) { return .robot }
    // Within the name: what comes after the plus sign must not complete an ending.
    let isList = listEnds.contains { end in
      name.count >= end.utf8CodeUnitCount && text.has(end, at: name.upperBound - end.utf8CodeUnitCount)
    }
    if isList || name.count >= 6 && text.has("owner-", at: name.lowerBound) || name.count >= 5 && text.has("list-", at: name.lowerBound) {
      return .list
    }
    return roles.contains(letters.span, 0..<letters.count) ? .role : .person
  }

  /// Whether an address in small letters that stands in `range` is a program's.
  static func isRobot(_ text: Span<UInt8>, _ range: Range<Int>, _ letters: inout [UInt8]) -> Bool {
    isRobot(text, named: name(text, range), &letters)
  }

  private static func isRobot(_ text: Span<UInt8>, named name: Range<Int>, _ letters: inout [UInt8]) -> Bool {
    if parts(text, name, &letters) { return true }
    let letters = letters.span
    guard !letters.isEmpty else { return false }
    if robots.contains(letters, 0..<letters.count) { return true }
    switch letters[0] {
    case 97, 100, 109, 110: for word in robotBeginnings where letters.has(word, at: 0) { return true }
    default: break
    }
    if letters[letters.count - 1] != 121 { return false }
    for word in robotEnds where letters.has(word, at: letters.count - word.utf8CodeUnitCount) { return true }
    return false
  }

  /// What stands before the `@` of an address, without a plus sign and what follows it.
  private static func name(_ text: Span<UInt8>, _ range: Range<Int>) -> Range<Int> {
    let end = lastAt(text, range) ?? range.upperBound
    return range.lowerBound..<(text.find(43, from: range.lowerBound, to: end) ?? end)
  }

  /// Where the last `@` stands, or nil.
  static func lastAt(_ text: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var i = range.upperBound
    while i > range.lowerBound {
      i -= 1
      if text[i] == 64 { return i }
    }
    return nil
  }

  /// Puts the letters of a name, without the digits and signs between them, into `letters`; whether one of its words is a program's.
  private static func parts(_ text: Span<UInt8>, _ name: Range<Int>, _ letters: inout [UInt8]) -> Bool {
    letters.removeAll(keepingCapacity: true)
    guard text.isASCII(name) else {
      // Letters of other scripts are letters too.
      let name = text.string(name)
      letters += name.filter { $0.isLetter }.utf8
      return name.split { $0 == "-" || $0 == "_" || $0 == "." }.contains { robotWords.contains($0.utf8.span, 0..<$0.utf8.count) }
    }
    var isRobotWord = false
    var start = name.lowerBound
    for i in name {
      let byte = text[i]
      if ASCII.isLetter(byte) { letters.append(byte) }
      guard byte == 45 || byte == 46 || byte == 95 else { continue }
      if !isRobotWord { isRobotWord = robotWords.contains(text, start..<i) }
      start = i + 1
    }
    return isRobotWord || robotWords.contains(text, start..<name.upperBound)
  }

  private static let robotWords = WordSet(["bounce", "bounces", "noreply"])
  /// They end in `y`; see `isRobot`.
  private static let robotEnds: [StaticString] = ["noreply", "donotreply"]
  private static let robots = WordSet([
    "mailerdaemon", "daemon", "postmaster", "root", "nobody", "noreply", "donotreply", "notify", "notification", "notifications", "alert",
    "alerts",
    "automailer", "autoreply", "robot", "bot", "bounce", "bounces", "cron", "invitations", "messagesnoreply", "updates", "newsletter",
    "newsletters",
    "digest", "mailer", "system", "security", "reply", "unsubscribe", "receipts", "confirm", "confirmation", "password", "verify",
    "jobalerts",
  ])
  /// They begin with `a`, `d`, `m` or `n`; see `isRobot`.
  private static let robotBeginnings: [StaticString] = [
    "noreply", "donotreply", "nepasrepondre", "nichtantworten", "noresponder", "automated", "mailerdaemon", "notification",
  ]
  private static let listEnds: [StaticString] = [
    "-request", "-list", "-users", "-devel", "-dev", "-announce", "-admin", "-owner", "-bounces", "-l", "-subscribe",
  ]
  private static let roles = WordSet([
    "info", "sales", "support", "help", "helpdesk", "service", "services", "contact", "kontakt", "office", "admin", "administrator",
    "webmaster",
    "hostmaster", "abuse", "billing", "accounts", "accounting", "invoices", "rechnung", "buchhaltung", "orders", "order", "hr", "jobs",
    "careers",
    "press", "presse", "marketing", "team", "hello", "mail", "feedback", "enquiries", "inquiries", "reception", "customerservice",
    "customercare",
    "everyone", "all", "staff", "legal", "privacy", "editor", "register", "registration", "events", "bestellung", "vertrieb", "einkauf",
    "purchasing",
  ])
}

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
    return of(text, 0..<text.count)
  }

  /// The same of an address in small letters that stands in `range`.
  static func of(_ text: Span<UInt8>, _ range: Range<Int>) -> AddressCharacter {
    let local = range.lowerBound..<(lastAt(text, range) ?? range.upperBound)
    let name = local.lowerBound..<(text.find(43, from: local.lowerBound, to: local.upperBound) ?? local.upperBound)
    let (letters, isRobotWord) = parts(text, name)
    let all = 0..<letters.count
    if isRobotWord || robots.contains(letters.span, all) || robotBeginnings.contains(where: { letters.span.has($0, at: 0) })
      || robotEnds.contains(where: { letters.span.has($0, at: letters.count - $0.utf8CodeUnitCount) })
    {
      return .robot
    }
    // Within the name: what comes after the plus sign must not complete an ending.
    let isList = listEnds.contains { end in
      name.count >= end.utf8CodeUnitCount && text.has(end, at: name.upperBound - end.utf8CodeUnitCount)
    }
    if isList || name.count >= 6 && text.has("owner-", at: name.lowerBound) || name.count >= 5 && text.has("list-", at: name.lowerBound) {
      return .list
    }
    return roles.contains(letters.span, all) ? .role : .person
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

  /// The letters of a name without the digits and signs between them, and whether one of its words is a program's.
  private static func parts(_ text: Span<UInt8>, _ name: Range<Int>) -> (letters: [UInt8], isRobotWord: Bool) {
    guard text.isASCII(name) else { return parts(text.string(name)) }
    var letters: [UInt8] = []
    letters.reserveCapacity(name.count)
    var isRobotWord = false
    var start = name.lowerBound
    for i in name {
      let byte = text[i]
      if ASCII.isLetter(byte) { letters.append(byte) }
      guard byte == 45 || byte == 46 || byte == 95 else { continue }
      if !isRobotWord { isRobotWord = robotWords.contains(text, start..<i) }
      start = i + 1
    }
    return (letters, isRobotWord || robotWords.contains(text, start..<name.upperBound))
  }

  /// The same of a name with letters of other scripts.
  private static func parts(_ name: String) -> (letters: [UInt8], isRobotWord: Bool) {
    let words = name.split { $0 == "-" || $0 == "_" || $0 == "." }
    return (Array(name.filter { $0.isLetter }.utf8), words.contains { robotWords.contains($0.utf8.span, 0..<$0.utf8.count) })
  }

  private static let robotWords = ByteTable(["bounce", "bounces", "noreply"])
  private static let robotEnds: [StaticString] = ["noreply", "donotreply"]
  private static let robots = ByteTable([
    "mailerdaemon", "daemon", "postmaster", "root", "nobody", "noreply", "donotreply", "notify", "notification", "notifications", "alert",
    "alerts",
    "automailer", "autoreply", "robot", "bot", "bounce", "bounces", "cron", "invitations", "messagesnoreply", "updates", "newsletter",
    "newsletters",
    "digest", "mailer", "system", "security", "reply", "unsubscribe", "receipts", "confirm", "confirmation", "password", "verify",
    "jobalerts",
  ])
  private static let robotBeginnings: [StaticString] = [
    "noreply", "donotreply", "nepasrepondre", "nichtantworten", "noresponder", "automated", "mailerdaemon", "notification",
  ]
  private static let listEnds: [StaticString] = [
    "-request", "-list", "-users", "-devel", "-dev", "-announce", "-admin", "-owner", "-bounces", "-l", "-subscribe",
  ]
  private static let roles = ByteTable([
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

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
    let lower = ASCII.lower(address)
    let local = lower.lastIndex(of: "@").map { String(lower[..<$0]) } ?? lower
    let name = local.firstIndex(of: "+").map { String(local[..<$0]) } ?? local
    let letters = String(name.filter { $0.isLetter })
    if robots.contains(letters) || robotBeginnings.contains(where: { letters.hasPrefix($0) }) || letters.hasSuffix("noreply")
      || letters.hasSuffix("donotreply")
    {
      return .robot
    }
    let words = name.split { $0 == "-" || $0 == "_" || $0 == "." }.map(String.init)
    if words.contains("bounce") || words.contains("bounces") || words.contains("noreply") { return .robot }
    if listEnds.contains(where: { name.hasSuffix($0) }) || name.hasPrefix("owner-") || name.hasPrefix("list-") { return .list }
    if roles.contains(letters) { return .role }
    return .person
  }

  private static let robots: Set<String> = [
    "mailerdaemon", "daemon", "postmaster", "root", "nobody", "noreply", "donotreply", "notify", "notification", "notifications", "alert",
    "alerts",
    "automailer", "autoreply", "robot", "bot", "bounce", "bounces", "cron", "invitations", "messagesnoreply", "updates", "newsletter",
    "newsletters",
    "digest", "mailer", "system", "security", "reply", "unsubscribe", "receipts", "confirm", "confirmation", "password", "verify",
    "jobalerts",
  ]
  private static let robotBeginnings = [
    "noreply", "donotreply", "nepasrepondre", "nichtantworten", "noresponder", "automated", "mailerdaemon", "notification",
  ]
  private static let listEnds = [
    "-request", "-list", "-users", "-devel", "-dev", "-announce", "-admin", "-owner", "-bounces", "-l", "-subscribe",
  ]
  private static let roles: Set<String> = [
    "info", "sales", "support", "help", "helpdesk", "service", "services", "contact", "kontakt", "office", "admin", "administrator",
    "webmaster",
    "hostmaster", "abuse", "billing", "accounts", "accounting", "invoices", "rechnung", "buchhaltung", "orders", "order", "hr", "jobs",
    "careers",
    "press", "presse", "marketing", "team", "hello", "mail", "feedback", "enquiries", "inquiries", "reception", "customerservice",
    "customercare",
    "everyone", "all", "staff", "legal", "privacy", "editor", "register", "registration", "events", "bestellung", "vertrieb", "einkauf",
    "purchasing",
  ]
}

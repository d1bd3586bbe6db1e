import Book
import Scan

/// What is known of addresses and media before any mail is read; the facts stand in `Resources/rules.json`.
struct TieRules: Sendable {
  /// How many mails one encounter of a medium is worth, by `Medium.rawValue`.
  let media: [Double]
  /// The same for a call nobody took.
  let unansweredCall: Double
  private let roleWords: Set<[UInt8]>
  private let robotWords: Set<[UInt8]>
  private let prefixes: [[UInt8]]
  private let suffixes: [[UInt8]]
  private let listLabels: Set<[UInt8]>
  private let listDomains: [[UInt8]]
  private let freeMail: Set<String>

  init?(_ document: JSON) {
    func words(_ name: String) -> [[UInt8]]? { document[name]?.items?.compactMap { $0.text.map { Array($0.utf8) } } }
    let media = Medium.allCases.compactMap { document["media"]?["\($0)"]?.real }
    guard media.count == Medium.allCases.count, let unanswered = document["unansweredCall"]?.real, let roles = words("roleWords"),
      let robots = words("robotWords"),
      let prefixes = words("robotPrefixes"), let suffixes = words("robotSuffixes"), let lists = words("listDomains"),
      let free = document["freeMail"]?.items
    else { return nil }
    self.media = media
    self.unansweredCall = unanswered
    self.roleWords = Set(roles)
    self.robotWords = Set(robots)
    self.prefixes = prefixes
    self.suffixes = suffixes
    self.listLabels = Set(lists.filter { !$0.contains(46) })
    self.listDomains = lists.filter { $0.contains(46) }
    self.freeMail = Set(free.compactMap(\.text))
  }

  static let shipped: TieRules = {
    guard let document = embedded("ties/rules.json"), let rules = TieRules(document) else {
      preconditionFailure("the binary was built without ties/rules.json")
    }
    return rules
  }()

  /// Whether a mail address, in small letters, is a desk, a robot or a list rather than somebody.
  func isRole(_ address: String) -> Bool {
    let bytes = Array(address.utf8)
    guard let at = bytes.lastIndex(of: 64) else { return false }
    let local = bytes[..<at]
    let domain = bytes[(at + 1)...]
    // `sales+uk@` is still sales; `no-reply`, `no_reply` and `no.reply` are one word.
    let word = local.prefix { $0 != 43 }.filter { $0 != 45 && $0 != 46 && $0 != 95 }
    if roleWords.contains(word) { return true }
    // A robot says so in any word of its name: `acme-update@`, `travel_newsletter@`.
    if local.split(whereSeparator: { $0 == 45 || $0 == 46 || $0 == 95 }).contains(where: { robotWords.contains(Array($0)) }) { return true }
    if prefixes.contains(where: { local.starts(with: $0) }) { return true }
    if suffixes.contains(where: { local.count > $0.count && local.suffix($0.count).elementsEqual($0) }) { return true }
    if listDomains.contains(where: { domain.count >= $0.count && domain.suffix($0.count).elementsEqual($0) }) { return true }
    return domain.split(separator: 46).dropLast().contains { listLabels.contains(Array($0)) }
  }

  /// Whether a domain gives mailboxes to everybody, so that it stands for no firm.
  func isFreeMail(_ domain: String) -> Bool { freeMail.contains(domain) }
}

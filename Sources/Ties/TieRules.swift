import Book
import Scan

/// What is known of addresses and media before any mail is read; the facts stand in `Resources/rules.json`.
struct TieRules: Sendable {
  /// How many mails one encounter of a medium is worth, by `Medium.rawValue`.
  let media: [Double]
  /// The same for a call nobody took.
  let unansweredCall: Double
  private let roleWords: WordSet
  private let robotWords: WordSet
  /// Beginnings by their first byte, ends by their last.
  private let prefixes: [[[UInt8]]]
  private let suffixes: [[[UInt8]]]
  private let listLabels: WordSet
  private let listDomains: [[[UInt8]]]
  private let freeMail: Set<String>

  init?(_ document: JSON) {
    func words(_ name: String) -> [[UInt8]]? { document[name]?.items?.compactMap { $0.text.map { Array($0.utf8) } } }
    let media = Medium.allCases.compactMap { document["media"]?["\($0)"]?.real }
    guard media.count == Medium.allCases.count, let unanswered = document["unansweredCall"]?.real, let roles = words("roleWords"),
      let robots = words("robotWords"),
      let prefixes = words("robotPrefixes"), let suffixes = words("robotSuffixes"), let lists = words("listDomains"),
      let free = document["freeMail"]?.items, roles.allSatisfy({ $0.count <= 32 })
    else { return nil }
    self.media = media
    self.unansweredCall = unanswered
    self.roleWords = WordSet(TieRules.texts(roles))
    self.robotWords = WordSet(TieRules.texts(robots))
    self.prefixes = TieRules.sorted(prefixes, by: \.first)
    self.suffixes = TieRules.sorted(suffixes, by: \.last)
    self.listLabels = WordSet(TieRules.texts(lists.filter { !$0.contains(46) }))
    self.listDomains = TieRules.sorted(lists.filter { $0.contains(46) }, by: \.last)
    self.freeMail = Set(free.compactMap(\.text))
  }

  private static func texts(_ words: [[UInt8]]) -> [String] { words.map { String(decoding: $0, as: UTF8.self) } }

  private static func sorted(_ words: [[UInt8]], by byte: (([UInt8]) -> UInt8?)) -> [[[UInt8]]] {
    (0..<256).map { value in words.filter { byte($0) == UInt8(value) } }
  }

  static let shipped: TieRules = {
    guard let document = embedded("ties/rules.json"), let rules = TieRules(document) else {
      preconditionFailure("the binary was built without ties/rules.json")
    }
    return rules
  }()

  /// Whether a mail address, in small letters, is a desk, a robot or a list rather than somebody.
  func isRole(_ address: String) -> Bool { isRole(address.utf8.span) }

  /// A book asks this of every address it ever met, so no text is made of its parts.
  private func isRole(_ bytes: Span<UInt8>) -> Bool {
    var at = bytes.count - 1
    while at >= 0, bytes[at] != 64 { at -= 1 }
    if at < 0 { return false }
    if isRoleWord(bytes, 0..<(bytes.find(43, from: 0, to: at) ?? at)) { return true }
    // A robot says so in any word of its name: `acme-update@`, `travel_newsletter@`.
    var start = 0
    for index in 0...at where index == at || TieRules.parts(bytes[index]) {
      if robotWords.contains(bytes, start..<index) { return true }
      start = index + 1
    }
    if at > 0 {
      let (starts, ends) = (prefixes.span, suffixes.span)
      // Few letters begin or end one; a list that is taken out is retained.
      if !starts[Int(bytes[0])].isEmpty {
        for prefix in starts[Int(bytes[0])] where prefix.count <= at && bytes.same(0..<prefix.count, as: prefix.span, at: 0) { return true }
      }
      if !ends[Int(bytes[at - 1])].isEmpty {
        for suffix in ends[Int(bytes[at - 1])] where suffix.count < at && bytes.same(at - suffix.count..<at, as: suffix.span, at: 0) {
          return true
        }
      }
    }
    return isList(bytes, at + 1..<bytes.count)
  }

  /// Whether a name is that of a desk: `sales+uk@` is still sales; `no-reply`, `no_reply` and `no.reply` are one word.
  private func isRoleWord(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    if !hasParts(bytes, name) { return name.count <= 32 && roleWords.contains(bytes, name) }
    // No role's word is longer; see `init`.
    var word = InlineArray<32, UInt8>(repeating: 0)
    var count = 0
    for index in name where !TieRules.parts(bytes[index]) {
      if count == word.count { return false }
      word[count] = bytes[index]
      count += 1
    }
    return roleWords.contains(word.span, 0..<count)
  }

  private func hasParts(_ bytes: Span<UInt8>, _ name: Range<Int>) -> Bool {
    for index in name where TieRules.parts(bytes[index]) { return true }
    return false
  }

  /// Whether a byte parts the words of an address: `-`, `.`, `_`.
  private static func parts(_ byte: UInt8) -> Bool { byte == 45 || byte == 46 || byte == 95 }

  /// Whether a domain is one of lists, by its end or by any label but the last.
  private func isList(_ bytes: Span<UInt8>, _ domain: Range<Int>) -> Bool {
    let end = domain.upperBound
    if domain.isEmpty { return false }
    for list in listDomains[Int(bytes[end - 1])] {
      if list.count <= domain.count, bytes.same(end - list.count..<end, as: list.span, at: 0) { return true }
    }
    var (start, label) = (domain.lowerBound, 0..<0)
    for index in domain.lowerBound...end where index == end || bytes[index] == 46 {
      if start < index {
        if listLabels.contains(bytes, label) { return true }
        label = start..<index
      }
      start = index + 1
    }
    return false
  }

  /// Whether a domain gives mailboxes to everybody, so that it stands for no firm.
  func isFreeMail(_ domain: String) -> Bool { freeMail.contains(domain) }
}

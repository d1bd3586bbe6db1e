internal import Scan

/// An address that a mail server could not deliver to, as a bounce tells it.
public struct Bounce: Hashable, Sendable {
  /// The address that failed.
  public var address: String
  /// For good (status 5.x.x) or for the time being (4.x.x: full mailbox, delay).
  public var isPermanent: Bool
  /// The enhanced status code (RFC 3463) if one stands there: `5.1.1`.
  public var status: String
  /// The server's words, at most 300 bytes.
  public var reason: String
  /// Offset of the part of the file that says so.
  public var offset: Int
}

/// Reads bounces: delivery status notifications (RFC 3464) and the plain texts that came before and beside them.
public enum BounceReader {
  /// The failed addresses that the message names; empty where it is no bounce. A sender of one's own making is no proof:
  /// only machine senders and report parts are believed.
  public static func read(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> [Bounce] {
    guard mayBe(bytes, summary) else { return [] }
    return read(bytes, summary, MIMETree(bytes, headers: summary.headers, body: summary.frame.body))
  }

  /// Whether the headers allow a bounce at all.
  static func mayBe(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> Bool {
    summary.flags.contains(.bounce) || isMachine(bytes, summary)
  }

  /// The same for a message whose parts are known.
  static func read(_ bytes: Span<UInt8>, _ summary: MessageSummary, _ tree: MIMETree) -> [Bounce] {
    if let part = tree.parts.first(where: {
      $0.type.value == "message/delivery-status" || $0.type.value == "message/global-delivery-status"
    }) {
      return statusReport(BodyText.decode(bytes, part), offset: part.body.lowerBound)
    }
    guard isFailure(Fold.string(summary.subject(in: bytes))) || summary.headers.first(.failedRecipients) != nil else { return [] }
    let text = BodyText.read(bytes, tree, unquote: !summary.frame.envelope.isEmpty)
    return plainReport(bytes, summary, text)
  }

  private static func isMachine(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> Bool {
    guard let sender = summary.sender else { return summary.flags.contains(.auto) }
    if sender.place.isPlain { return isServer(bytes, sender.place.address) }
    let address = summary.address(sender, in: bytes).utf8.span
    return isServer(address, 0..<address.count)
  }

  /// Whether the address in `range`, in any case, is that of a mail server itself.
  static func isServer(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    servers.contains { name in
      let length = name.utf8CodeUnitCount
      return range.count >= length && text.spells(name, in: range.lowerBound..<range.lowerBound + length)
    }
  }

  private static let servers: [StaticString] = ["mailer-daemon", "postmaster@", "mail-daemon", "mdaemon@", "microsoftexchange"]

  private static let failureWords = PhraseSet([
    "undeliver", "delivery status notification", "delivery failure", "mail delivery failed", "returned mail", "failure notice",
    "delivery failed",
    "mail could not be delivered", "unzustellbar", "nicht zugestellt", "non remis", "no se pudo entregar", "delivery notification",
    "mail system error",
    "warning: could not send", "could not be sent", "returned to sender", "nondeliverable", "delivery report",
  ])

  private static func isFailure(_ subject: String) -> Bool { failureWords.stands(in: subject) }

  // MARK: RFC 3464

  private static func statusReport(_ text: String, offset: Int) -> [Bounce] {
    var bounces: [Bounce] = []
    for block in blocks(text).prefix(1_000) {
      let name = block["final-recipient"] ?? block["original-recipient"] ?? ""
      let address = recipient(block["original-recipient"] ?? "") ?? recipient(name) ?? ""
      guard !address.isEmpty else { continue }
      let status = block["status"].map { String($0.prefix { $0 != " " && $0 != "(" }) } ?? ""
      let action = ASCII.lower(block["action"] ?? "")
      guard action == "failed" || action == "delayed" || action.isEmpty && !status.hasPrefix("2") else { continue }
      let permanent = action == "failed" && !status.hasPrefix("4")
      bounces.append(
        Bounce(address: address, isPermanent: permanent, status: status, reason: reason(block["diagnostic-code"] ?? ""), offset: offset))
    }
    return bounces
  }

  /// `rfc822; ann@example.org`
  private static func recipient(_ value: String) -> String? {
    let text = value.split(separator: ";", maxSplits: 1).last.map { ASCII.trim(String($0)) } ?? ""
    return addresses(text).first
  }

  /// The blocks of fields between empty lines, names in small letters, folded lines joined.
  private static func blocks(_ text: String) -> [[String: String]] {
    var blocks: [[String: String]] = [[:]]
    var last = ""
    for line in text.utf8.split(separator: 10, omittingEmptySubsequences: false) {
      let string = String(Substring(line))
      if ASCII.trim(string).isEmpty {
        if let block = blocks.last, !block.isEmpty { blocks.append([:]) }
      } else if let first = line.first, first == 32 || first == 9 {
        blocks[blocks.count - 1][last, default: ""] += " " + ASCII.trim(string)
      } else if let colon = line.firstIndex(of: 58) {
        last = ASCII.lower(ASCII.trim(String(Substring(line[..<colon]))))
        blocks[blocks.count - 1][last] = ASCII.trim(String(Substring(line[line.index(after: colon)...])))
      }
    }
    return blocks
  }

  // MARK: plain texts

  private static let permanentWords = PhraseSet([
    "user unknown", "unknown user", "no such user", "does not exist", "mailbox unavailable", "recipient rejected", "address rejected",
    "not found",
    "invalid recipient", "account has been disabled", "no longer", "unrouteable", "unknown recipient", "550", "551", "553", "554", "5.1.1",
    "host unknown", "permanent", "unbekannt", "inexistant", "no existe", "not listed in", "mailbox not found",
  ])
  private static let passingWords = PhraseSet([
    "quota", "mailbox full", "mailbox is full", "over quota", "4.2.2", "temporar", "delayed", "will retry", "will be retried", "try again",
    "greylist",
    "still trying", "not yet been delivered", "voll", "connection timed out",
  ])

  private static func plainReport(_ bytes: Span<UInt8>, _ summary: MessageSummary, _ body: BodyText?) -> [Bounce] {
    let offset = body?.offset ?? summary.frame.body.lowerBound
    let lines = (body?.text ?? "").split(separator: "\n", maxSplits: 300, omittingEmptySubsequences: false).prefix(300).map(String.init)
    // What follows is the returned message, whose addresses have failed nobody.
    let end = lines.firstIndex { isReturnedMessage(Fold.string($0)) } ?? lines.count
    let said = lines.prefix(end)
    let folded = Fold.string(said.joined(separator: " "))
    let passing = passingWords.stands(in: folded)
    let permanent = permanentWords.stands(in: folded)
    var named: [String] = []
    if let field = summary.headers.first(.failedRecipients) { named = addresses(bytes.string(field)) }
    if named.isEmpty {
      for line in said {
        for address in addresses(line) where !named.contains(address) && isRecipient(address, summary, bytes) { named.append(address) }
      }
    }
    let words = said.first { line in
      let folded = Fold.string(line)
      return permanentWords.stands(in: folded) || passingWords.stands(in: folded)
    }
    return named.prefix(100).map {
      Bounce(address: $0, isPermanent: permanent && !passing, status: status(folded), reason: reason(words ?? ""), offset: offset)
    }
  }

  private static func isReturnedMessage(_ line: String) -> Bool {
    line.contains("copy of the message") || line.contains("original message follows") || line.contains("message header follows")
      || line.contains("unsent message below") || line.contains("original message headers") || line.hasPrefix("received:")
      || line.hasPrefix("return-path:") || line.contains("below this line is a copy") || line.contains("included below")
  }

  /// The server's own addresses and the person to whom the bounce goes have not failed.
  private static func isRecipient(_ address: String, _ summary: MessageSummary, _ bytes: Span<UInt8>) -> Bool {
    let lower = ASCII.lower(address)
    if lower.hasPrefix("postmaster") || lower.hasPrefix("mailer-daemon") { return false }
    return !summary.mailboxes.contains { ASCII.lower(summary.address($0, in: bytes)) == lower }
  }

  /// The first `5.1.1` of a text.
  private static func status(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var i = 0
    while i + 4 < bytes.count {
      if bytes[i] == 52 || bytes[i] == 53, bytes[i + 1] == 46, ASCII.isDigit(bytes[i + 2]), bytes[i + 3] == 46, ASCII.isDigit(bytes[i + 4]),
        i == 0 || !ASCII.isDigit(bytes[i - 1]) && bytes[i - 1] != 46, i + 5 == bytes.count || bytes[i + 5] != 46
      {
        return String(decoding: bytes[i...(i + 4)], as: UTF8.self)
      }
      i += 1
    }
    return ""
  }

  private static func reason(_ text: String) -> String { String(decoding: Array(DisplayName.tidy(text).utf8.prefix(300)), as: UTF8.self) }

  /// The addresses that stand in a line of text.
  static func addresses(_ line: String) -> [String] { AddressFinder.addresses(in: line) }
}

internal import Scan

/// Mail of the owner that is not in the archive and yet left a trace there: somebody answered it.
public struct RecoveredMail: Hashable, Sendable {
  /// The owner's address and that of the person who answered, by number.
  public var sender: UInt32, recipient: UInt32
  /// When the owner wrote: as the quotation says where it is believable, else a second before the answer.
  public var seconds: Int64
  /// The answer, as a number of the log.
  public var answer: Int
  /// What shows it.
  public var evidence: Evidence

  /// What shows that the owner wrote.
  public enum Evidence: UInt8, Sendable, Hashable {
    /// The answer quotes a message and names the owner as its author.
    case quotation
    /// The answer names a message that is not in the archive and goes to the owner alone.
    case reference
  }
}

/// Finds the owner's lost sent mail in the answers to it, where an archive holds inboxes only.
public enum SentRecovery {
  /// A quotation is believed to be at most so old, in seconds: two years.
  private static let oldest: Int64 = 2 * 366 * 86_400

  /// The recovered mail of one file. `bytes` are those from which `log` was read as its file number `file`; `owners` are the
  /// owner's addresses by number; `names` what the owner is called, besides what the addresses themselves say.
  public static func find(
    _ bytes: Span<UInt8>, log: CorrespondenceLog, file: UInt32 = 0, owners: Set<UInt32>, names: [String] = []
  ) -> [RecoveredMail] {
    var search = Search(log, owners: owners, names: names)
    return search.find(bytes, search.candidates.filter { log.files[$0] == file })
  }

  /// The search through a log of many files, each of which is opened at most once.
  public struct Search: Sendable {
    /// The mails that may be answers to lost ones, by number, in order.
    public let candidates: [Int]
    private let log: CorrespondenceLog
    private let owner: OwnerNames
    private let first: UInt32
    private let present: Set<UInt64>
    private var seen: Set<[Int64]> = []

    /// For an owner with these addresses, by number.
    public init(_ log: CorrespondenceLog, owners: Set<UInt32>, names: [String]) {
      self.log = log
      owner = OwnerNames(owners.map { log.addresses[Int($0)] }, names + owners.map { log.name(Int($0)) })
      first = owners.min() ?? 0
      let candidates = owners.isEmpty ? [] : (0..<log.count).filter { isCandidate(log, $0, owners) }
      self.candidates = candidates
      // Of all the mails that are here only the answered ones matter.
      let asked = Set(candidates.map { log.answers[$0] })
      present = asked.isEmpty ? [] : Set(log.identifiers.filter { asked.contains($0) })
    }

    /// What some candidates show, all of one file; `bytes` are those of that file.
    public mutating func find(_ bytes: Span<UInt8>, _ messages: [Int]) -> [RecoveredMail] {
      if messages.isEmpty { return [] }
      if let repaired = ReturnLines.repaired(bytes) { return find(repaired.span, messages) }
      var found: [RecoveredMail] = []
      for message in messages {
        var text = ""
        log.revisit(bytes, message) { text = BodyText.read($0, headers: $1, frame: $2).text }
        guard let mail = read(text, message) else { continue }
        if seen.insert([Int64(mail.recipient), mail.seconds / 60]).inserted { found.append(mail) }
      }
      return found
    }

    private func read(_ text: String, _ message: Int) -> RecoveredMail? {
      var mail = RecoveredMail(
        sender: first, recipient: log.senders[message], seconds: log.seconds[message] - 1, answer: message, evidence: .quotation)
      guard let quoted = QuotedMessage.first(in: text) else {
        guard log.answers[message] != 0, !present.contains(log.answers[message]), isAlone(log, message) else { return nil }
        mail.evidence = .reference
        return mail
      }
      guard owner.wrote(quoted) else { return nil }
      if let said = quoted.moment?.seconds, said <= log.seconds[message] + 86_400, said > log.seconds[message] - oldest {
        mail.seconds = min(said, mail.seconds)
      }
      return mail
    }
  }

  /// What one answer shows of a mail of the owner's that is lost: when it was written, and by what that is known; nil where it
  /// quotes somebody else or shows nothing. `bytes` are those of the answer, `names` what the owner is called.
  public static func read(
    _ bytes: Span<UInt8>, _ summary: MessageSummary, owners: [String], names: [String]
  ) -> (seconds: Int64, evidence: RecoveredMail.Evidence)? {
    guard let answered = summary.date.seconds, summary.flags.isDisjoint(with: [.bulk, .auto, .bounce, .discarded, .draft]) else {
      return nil
    }
    let text = BodyText.read(bytes, headers: summary.headers, frame: summary.frame).text
    guard let quoted = QuotedMessage.first(in: text) else {
      // Only an answer to one person alone is an answer to the owner, and only one that names what it answers.
      guard !summary.repliesTo(in: bytes).isEmpty, summary.mailboxes(.to).count == 1, !summary.flags.contains(.list) else { return nil }
      return (answered - 1, .reference)
    }
    guard OwnerNames(owners, names).wrote(quoted) else { return nil }
    guard let said = quoted.moment?.seconds, said <= answered + 86_400, said > answered - oldest else { return (answered - 1, .quotation) }
    return (min(said, answered - 1), .quotation)
  }

  /// An answer by somebody else that went to the owner, no list, no program, not seen before, dated.
  private static func isCandidate(_ log: CorrespondenceLog, _ message: Int, _ owners: Set<UInt32>) -> Bool {
    let flags = log.flags[message]
    guard flags.contains(.reply), flags.isDisjoint(with: [.repeated, .bulk, .auto, .bounce, .discarded, .draft]) else { return false }
    let sender = log.senders[message]
    guard sender != CorrespondenceLog.nobody, !owners.contains(sender), log.seconds[message] != CorrespondenceLog.undated else {
      return false
    }
    return log.recipients[log.recipientRange(message)].contains { owners.contains($0) }
  }

  private static func isAlone(_ log: CorrespondenceLog, _ message: Int) -> Bool {
    log.marks[log.recipientRange(message)].count { $0 == .to } == 1 && !log.flags[message].contains(.list)
  }
}

/// Tells whether a quoted author is the owner.
struct OwnerNames {
  private var addresses: Set<String> = []
  private var names: [Set<String>] = []

  init(_ addresses: [String], _ names: [String]) {
    for address in addresses {
      self.addresses.insert(ASCII.lower(address))
      guard let at = address.lastIndex(of: "@") else { continue }
      let words = Set(Fold.words(String(address[..<at])).filter { $0.count > 1 && !$0.utf8.allSatisfy(ASCII.isDigit) })
      if words.count >= 2 { self.names.append(words) }
    }
    for name in names {
      let words = Set(Fold.words(name).filter { $0.count > 1 })
      if words.count >= 2 { self.names.append(words) }
    }
  }

  func wrote(_ quoted: QuotedMessage) -> Bool {
    if let address = quoted.address, addresses.contains(ASCII.lower(address)) { return true }
    let words = Set(Fold.words(quoted.author))
    return words.count >= 2
      && names.contains {
        $0.isSubset(of: words) || words.filter { $0.count > 1 }.count >= 2 && words.filter { $0.count > 1 }.isSubset(of: $0)
      }
  }
}

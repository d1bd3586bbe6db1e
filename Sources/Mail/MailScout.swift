internal import Scan

/// Remembers, while mails are read one after the other, which of them deserve a second look at their text: the latest of each
/// person who writes to the owner, automatic answers, bounces, invitations, and answers to mail of the owner's that is lost.
/// Services are gathered on the way. It costs a look at a few hashes a mail, and its memory is bounded.
public struct MailScout: Sendable {
  /// Where a mail stands that is to be looked at again.
  public struct Place: Hashable, Sendable {
    /// The file's number, as the caller counts files.
    public var file: Int
    /// From the envelope line, or where there is none from the headers, to the end of the text.
    public var range: Range<Int>
    /// Whether an envelope line (`From `) stands in front.
    public var hasEnvelope: Bool
  }

  /// Somebody who writes to the owner.
  private struct Writer {
    var count: UInt32 = 0
    var latest: (seconds: Int64, place: Place)
    var before: (seconds: Int64, place: Place)?
  }

  /// How many writers are kept in mind, how many of them are looked at, and how many other mails of each sort.
  private static let (writers, looks, most) = (100_000, 1_500, 5_000)
  /// Mails longer than this are no letters; longer than the second they are not searched for an invitation.
  private static let (longest, searched) = (1 << 18, 1 << 20)
  /// How many mails are known by their identifiers, to tell answers to mail that is here.
  private static let known = 4_000_000

  private let seed: UInt64
  private let own: [UInt64]
  /// A bit for each length that one of them has, from 64 on again from 0: most addresses are told apart by it.
  private let ownLengths: UInt64
  private let recogniser: ServiceRecogniser
  private var byWriter: [UInt64: Writer] = [:]
  /// Hashes of senders with the lowest bit set for machines and services, by the hash's lower bits.
  private var machines = [UInt64](repeating: 0, count: 1 << 16)
  /// An address in small letters and the letters of its name, made anew for each.
  private var lower: [UInt8] = []
  private var letters: [UInt8] = []
  private var told: [Place] = []
  private var answers: [(place: Place, answered: UInt64)] = []
  /// The identifiers of the mails so far, in their order: few of them are ever asked for.
  private var identifiers: [UInt64] = []
  private let recovers: Bool
  /// The services that write to the owner.
  public private(set) var services: ServiceAccounts
  /// How many mails the owner wrote, and how many came to the owner.
  public private(set) var written = 0, received = 0

  /// A scout for the owner of these addresses (any case); where none is known every mail counts as the owner's. `recovers` says
  /// that answers shall be kept in mind, since the owner's sent mail may be missing.
  public init(owners: [String], recovers: Bool, seed: UInt64 = 0x5C0_0757) {
    self.seed = seed
    self.recovers = recovers
    own = owners.map { $0.utf8.span.foldedHash(0..<$0.utf8.count, seed: seed) }
    ownLengths = owners.reduce(0) { $0 | 1 &<< UInt64($1.utf8.count) }
    recogniser = .standard()
    services = ServiceAccounts(recogniser, owners: owners)
  }

  /// Takes note of a mail of file number `file`.
  public mutating func note(_ bytes: Span<UInt8>, _ summary: MessageSummary, file: Int) {
    guard let sender = summary.sender else {
      if summary.flags.contains(.bounce) { tell(summary, file) }
      return
    }
    let hash = bytes.foldedHash(sender.place.address, seed: seed)
    if recovers { remember(bytes, summary) }
    if own.contains(hash) { return written += 1 }
    let isMachine = isMachine(hash, bytes, summary, sender)
    if summary.flags.contains(.bounce) || isMachine && BounceReader.mayBe(bytes, summary) { return tell(summary, file) }
    if isMachine || !summary.flags.isDisjoint(with: [.auto, .bulk]) { services.add(bytes, summary, file: file) }
    guard summary.flags.isDisjoint(with: [.list, .bulk, .discarded, .draft, .repeated]), isToOwner(bytes, summary) else { return }
    received += 1
    if MailScout.mayInvite(bytes, summary) || summary.flags.contains(.auto) { return tell(summary, file) }
    if !isMachine, summary.frame.body.count <= MailScout.longest { hear(hash, summary, file) }
    if recovers, summary.flags.contains(.reply), answers.count < MailScout.most * 4, summary.frame.body.count <= MailScout.longest {
      let answered = CorrespondenceLog.hash(bytes, summary.headers.first(.inReplyTo) ?? summary.headers.first(.references), last: true)
      answers.append((MailScout.place(summary, file), answered))
    }
  }

  /// The mails to look at again for what they tell of people, in the order of the files.
  public var places: [Place] {
    let heard = byWriter.filter { own.isEmpty ? $0.value.count > 1 : true }.sorted {
      ($1.value.count, $0.key) < ($0.value.count, $1.key)
    }
    let latest = heard.prefix(MailScout.looks).flatMap { [$0.value.latest.place] + ($0.value.before.map { [$0.place] } ?? []) }
    return MailScout.inOrder(Array(Set(told + latest)))
  }

  /// The answers to mail of the owner's that is not here; empty where what the owner wrote is here, or was not asked for.
  public var answersToLostMail: [Place] {
    // Where not every mail could be remembered, no answer shows that another is missing.
    guard recovers, !own.isEmpty, identifiers.count < MailScout.known, written * 30 < received else { return [] }
    let here = answeredHere
    return MailScout.inOrder(answers.filter { $0.answered == 0 || !here.contains($0.answered) }.map(\.place))
  }

  /// Which of the mails that were answered are here, by their identifiers.
  private var answeredHere: HashSet {
    var asked = HashSet(expecting: answers.count)
    for answer in answers { asked.insert(answer.answered) }
    var here = HashSet()
    for identifier in identifiers where asked.contains(identifier) { here.insert(identifier) }
    return here
  }

  private static func inOrder(_ places: [Place]) -> [Place] {
    places.sorted { ($0.file, $0.range.lowerBound) < ($1.file, $1.range.lowerBound) }
  }

  private static func place(_ summary: MessageSummary, _ file: Int) -> Place {
    let frame = summary.frame
    let start = frame.envelope.isEmpty ? frame.content.lowerBound : frame.envelope.lowerBound
    return Place(file: file, range: start..<max(start, frame.body.upperBound), hasEnvelope: !frame.envelope.isEmpty)
  }

  private mutating func tell(_ summary: MessageSummary, _ file: Int) {
    if told.count < MailScout.most { told.append(MailScout.place(summary, file)) }
  }

  private mutating func hear(_ hash: UInt64, _ summary: MessageSummary, _ file: Int) {
    let heard = (seconds: summary.date.seconds ?? .min, place: MailScout.place(summary, file))
    guard var writer = byWriter[hash] else {
      if byWriter.count < MailScout.writers { byWriter[hash] = Writer(count: 1, latest: heard) }
      return
    }
    writer.count += 1
    if heard.seconds >= writer.latest.seconds {
      writer.before = writer.latest
      writer.latest = heard
    } else if heard.seconds >= writer.before?.seconds ?? .min {
      writer.before = heard
    }
    byWriter[hash] = writer
  }

  private mutating func remember(_ bytes: Span<UInt8>, _ summary: MessageSummary) {
    guard identifiers.count < MailScout.known else { return }
    let identifier = CorrespondenceLog.hash(bytes, summary.headers.first(.messageID), last: false)
    if identifier != 0 { identifiers.append(identifier) }
  }

  private func isToOwner(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> Bool {
    if own.isEmpty { return true }
    for mailbox in summary.mailboxes where mailbox.role == .to || mailbox.role == .cc || mailbox.role == .bcc {
      let address = mailbox.place.address
      if ownLengths &>> UInt64(address.count) & 1 == 1, own.contains(bytes.foldedHash(address, seed: seed)) { return true }
    }
    return false
  }

  private mutating func isMachine(
    _ hash: UInt64, _ bytes: Span<UInt8>, _ summary: MessageSummary, _ sender: MessageSummary.Mailbox
  ) -> Bool {
    let slot = Int(truncatingIfNeeded: hash >> 1) & (machines.count - 1)
    if machines[slot] | 1 == hash | 1, machines[slot] != 0 { return machines[slot] & 1 == 1 }
    lower.removeAll(keepingCapacity: true)
    if sender.place.isPlain {
      for i in sender.place.address { lower.append(ASCII.lower(bytes[i])) }
    } else {
      lower += summary.address(sender, in: bytes).utf8.map { ASCII.lower($0) }
    }
    let found = MailScout.isMachine(lower, recogniser, &letters)
    machines[slot] = found ? hash | 1 : hash & ~1
    return found
  }

  /// Whether an address in small letters is a program's, a service's or a mail server's.
  private static func isMachine(_ address: [UInt8], _ recogniser: ServiceRecogniser, _ letters: inout [UInt8]) -> Bool {
    let (address, all) = (address.span, 0..<address.count)
    if AddressCharacter.isRobot(address, all, &letters) { return true }
    return recogniser.knows(address, all) || BounceReader.isServer(address, all)
  }

  /// Whether a mail may carry a calendar object: its own type says so, or one of its parts'.
  private static func mayInvite(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> Bool {
    if summary.flags.contains(.calendar) { return true }
    guard let type = summary.headers.first(.contentType), type.count >= 9, summary.frame.body.count <= MailScout.searched,
      bytes.spells("multipart", in: type.lowerBound..<type.lowerBound + 9)
    else { return false }
    let body = summary.frame.body
    var i = body.lowerBound
    while let slash = bytes.find(47, from: i, to: body.upperBound) {
      if slash >= body.lowerBound + 4, slash + 9 <= body.upperBound, bytes[slash + 1] | 0x20 == 99,
        bytes.spells("calendar", in: slash + 1..<slash + 9), bytes.spells("text", in: slash - 4..<slash)
      {
        return true
      }
      i = slash + 1
    }
    return false
  }
}

extension MailScout {
  /// Looks at a place again: its mail is handed to `body`. `mail` are the bytes of the place's range in its file, and positions count from
  /// its beginning.
  public static func look<Failure: Error>(
    _ mail: Span<UInt8>, at place: Place, _ body: (Span<UInt8>, MessageSummary) throws(Failure) -> Void
  ) throws(Failure) {
    var stream = MailStream(mail, form: place.hasEnvelope ? .mbox : .message)
    var summary = MessageSummary()
    if stream.next(mail, into: &summary) { try body(mail, summary) }
  }
}

import Book
import Mail
import Scan

/// Mail: mbox of every sort, a Maildir, single mails. Encounters go out in batches; the same mail read twice has the same key.
struct Mailbox: Reader {
  let name = "mail"
  let spoken = "mailbox"
  let nature = Nature.mail
  let showsBytes = true

  /// How many mails are looked at for clues.
  private static let sample = 2000

  func claims(_ head: Head, name: String) -> Confidence {
    if head.isFolder { return .certain }
    let text = head.text.span
    if text.has("From ", at: 0) { return MessageReader.form(of: text) == .mbox ? .certain : .no }
    let headers = Mailbox.headerLines(text)
    if headers >= 3 { return .certain }
    let ending = ASCII.lower(name)
    return headers >= 1 && (ending.hasSuffix(".eml") || ending.hasSuffix(".emlx") || ending.hasSuffix(".mbox")) ? .likely : .no
  }

  /// How many of the usual headers stand in the first lines, before anything that is no header.
  private static func headerLines(_ text: Span<UInt8>) -> Int {
    let usual = [
      "from", "to", "cc", "date", "subject", "message-id", "received", "return-path", "delivered-to", "mime-version", "content-type",
      "reply-to",
      "x-gm-thrid", "x-gmail-labels", "sender",
    ]
    var position = 0
    var found: Set<String> = []
    for line in 0..<60 where position < text.count {
      let (content, next) = text.line(at: position)
      position = next
      if content.isEmpty { break }
      let first = text[content.lowerBound]
      if first == 32 || first == 9 { continue }
      if line == 0, content.count < 12, text.string(text.trimmed(content)).utf8.allSatisfy(ASCII.isDigit) { continue }  // .emlx
      guard let colon = text.find(58, from: content.lowerBound, to: content.upperBound), colon - content.lowerBound < 60 else { break }
      let name = ASCII.lower(text.string(content.lowerBound..<colon))
      if name.utf8.contains(where: { $0 <= 32 }) { break }
      if usual.contains(name) { found.insert(name) }
    }
    return found.count
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    var pass = MailPass(isSentFolder: Mailbox.isSent(source.path))
    var context = context
    context.file = source.name
    var discoveries = Discoveries(context)
    var done = 0
    try source.eachFile(seen: context.seen) { file, bytes, behind in
      let before = done
      func progress(_ offset: Int, _ tells: Bool) {
        behind.wasRead(to: offset)
        if tells { context.progress(before + offset, Int(source.size)) }
      }
      if let repaired = ReturnLines.repaired(bytes) {
        try read(repaired.span, file: (file, true), of: source, &pass, &discoveries, context, progress, into: sink)
      } else {
        try read(bytes, file: (file, false), of: source, &pass, &discoveries, context, progress, into: sink)
      }
      done += bytes.count
    }
    try pass.flush(into: sink)
    try discoveries.emit(source, into: sink)
  }

  private func read(
    _ bytes: Span<UInt8>, file: (name: String, isRepaired: Bool), of source: Source, _ pass: inout MailPass,
    _ discoveries: inout Discoveries, _ context: ReadContext, _ progress: (_ offset: Int, _ tells: Bool) -> Void,
    into sink: (Reading) throws -> Void
  ) throws {
    var form: MailForm?
    if case .folder = source.location {
      guard MailPass.isMail(bytes, name: file.name) else {
        return try sink(.rejected(Rejection(place: file.name, reason: "it is no mail")))
      }
      form = .message
    }
    let number = discoveries.begin(file.name, isRepaired: file.isRepaired)
    var stream = MailStream(bytes, form: form, limits: context.limits)
    var summary = MessageSummary()
    while stream.next(bytes, into: &summary) {
      try pass.take(bytes, summary, into: sink)
      discoveries.scout.note(bytes, summary, file: number)
      if stream.count & 63 == 0 { progress(stream.offset, stream.count & 1023 == 0) }
      if pass.count >= context.limits.records { break }
    }
    for note in stream.takeNotes() where note.reason.losesMessage {
      let place = form == nil ? "byte \(note.offset)" : "\(file.name), byte \(note.offset)"
      try sink(.rejected(Rejection(place: place, reason: note.reason.sentence)))
    }
  }

  func clues(_ source: Source, in context: ReadContext) -> Clues {
    var counter = ClueCounter()
    struct Enough: Error {}
    do {
      try source.eachFile { file, bytes, _ in
        var isFolder = false
        if case .folder = source.location { isFolder = true }
        guard !isFolder || MailPass.isMail(bytes, name: file) else { return }
        func look(_ bytes: Span<UInt8>) throws {
          var stream = MailStream(bytes, form: isFolder ? .message : nil, limits: context.limits)
          var summary = MessageSummary()
          while stream.next(bytes, into: &summary) {
            counter.add(bytes, summary)
            if counter.clues.encounters >= Mailbox.sample { throw Enough() }
          }
        }
        if let repaired = ReturnLines.repaired(bytes) { try look(repaired.span) } else { try look(bytes) }
      }
    } catch {
      // Enough was seen, or the reading will fail again and be told then.
    }
    return counter.counted
  }

  /// Whether the name of a mailbox says that it holds what was sent.
  static func isSent(_ path: String) -> Bool {
    path.split(separator: "/").suffix(2).contains { part in
      let words = Fold.words(String(part))
      return !Set(words).isDisjoint(with: ["sent", "gesendet", "envoyes", "enviados", "inviati", "verzonden", "skickat", "outbox"])
    }
  }
}

/// Counts what the mails of a sample say about their owner.
private struct ClueCounter {
  /// The clues so far, without those who take part.
  private(set) var clues = Clues()
  /// The spellings of addresses, and by their numbers whom they mean.
  private var spellings = ByteTable()
  private var people: [Int] = []
  /// The normal forms by number, with the mails that each takes part in and the last of them.
  private var numbers: [String: Int] = [:]
  private var mails: [(count: Int, last: Int)] = []

  /// Takes in one mail: to whom it was delivered, and who takes part.
  mutating func add(_ bytes: Span<UInt8>, _ summary: MessageSummary) {
    clues.encounters += 1
    for address in summary.delivered(in: bytes) { clues.delivered[Handle.normalize(.email, address), default: 0] += 1 }
    for mailbox in summary.mailboxes where mailbox.role != .replyTo {
      let person = person(bytes, mailbox.place)
      if mails[person].last != clues.encounters { mails[person] = (mails[person].count + 1, clues.encounters) }
    }
  }

  private mutating func person(_ bytes: Span<UInt8>, _ place: FoundMailbox) -> Int {
    func asked() -> String { Handle.normalize(.email, place.addressText(in: bytes)) }
    if place.address.count > Correspondents.longest { return number(of: asked()) }
    let spelling = spellings.number(of: bytes, place.address)
    if spelling == people.count { people.append(number(of: asked())) }
    return people[spelling]
  }

  private mutating func number(of normal: String) -> Int {
    if let known = numbers[normal] { return known }
    numbers[normal] = mails.count
    mails.append((0, 0))
    return mails.count - 1
  }

  /// All clues.
  var counted: Clues {
    var all = clues
    for (normal, number) in numbers where !normal.isEmpty { all.parties[normal] = mails[number].count }
    return all
  }
}

/// Takes mails in order and hands their encounters on.
struct MailPass {
  /// Mails so far.
  private(set) var count = 0
  private var batch = EncounterBatch()
  private let isSentFolder: Bool
  private var recipients: [(party: Int32, role: EncounterLog.Role)] = []
  /// The hashes of a mail's addresses, all made before the first is looked up.
  private var hashes: [ByteTable.Hashed] = []

  init(isSentFolder: Bool) { self.isSentFolder = isSentFolder }

  /// Whether a file of a mail folder is a mail: it begins with a header.
  static func isMail(_ bytes: Span<UInt8>, name: String) -> Bool {
    let (content, _) = bytes.line(at: bytes.has("\u{FEFF}", at: 0) ? 3 : 0)
    guard let colon = bytes.find(58, from: content.lowerBound, to: content.upperBound) else {
      return bytes.has("From ", at: 0) || MessageReader.form(of: bytes) == .emlx
    }
    return bytes.find(32, from: content.lowerBound, to: colon) == nil || bytes.has("From ", at: 0)
  }

  mutating func take(_ bytes: Span<UInt8>, _ summary: MessageSummary, into sink: (Reading) throws -> Void) throws {
    count += 1
    recipients.removeAll(keepingCapacity: true)
    hashes.removeAll(keepingCapacity: true)
    let mailboxes = summary.mailboxes.span
    for index in mailboxes.indices { hashes.append(batch.hashed(bytes, mailboxes[index].place.address)) }
    var sender: Int32 = -1
    if let from = summary.senderIndex { sender = party(mailboxes[from].place, hashes[from], bytes) }
    for place in mailboxes.indices {
      let mailbox = mailboxes[place]
      let role: EncounterLog.Role
      switch mailbox.role {
      case .to: role = .to
      case .cc: role = .cc
      case .bcc: role = .bcc
      default: continue
      }
      let index = party(mailbox.place, hashes[place], bytes)
      if index >= 0 { recipients.append((index, role)) }
    }
    guard sender >= 0 || !recipients.isEmpty else { return }
    var flags = EncounterFlags(summary.flags)
    if isSentFolder { flags.insert(.sentFolder) }
    if flags.isDisjoint(with: [.list, .automatic, .discard]), recipients.count <= 3, greets(bytes, summary) { flags.insert(.firstName) }
    let thread = summary.thread(in: bytes) ?? 0..<0
    try batch.append(
      moment: summary.date.moment, medium: .mail, flags: flags, sender: sender, recipients: recipients,
      key: EncounterLog.Key(high: summary.key.high, low: summary.key.low),
      conversation: thread.isEmpty ? 0 : StableKey.number(bytes, thread), subject: summary.subject(in: bytes), into: sink)
  }

  /// Whether the text greets one of those to whom it goes by the given name.
  private func greets(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> Bool {
    var given: [String] = []
    for recipient in recipients where recipient.role == .to && batch.hasName(recipient.party) {
      if let first = Greeting.givenName(batch.name(of: recipient.party)) { given.append(first) }
    }
    return !given.isEmpty && Greeting.usesFirstName(bytes, summary.headers, summary.frame, given: Set(given))
  }

  private mutating func party(_ place: FoundMailbox, _ hashed: ByteTable.Hashed, _ bytes: Span<UInt8>) -> Int32 {
    guard !place.address.isEmpty else { return -1 }
    let index: Int32
    if place.isPlain {
      index = batch.party(bytes, place.address, hashed) { Handle(.email, bytes.string(place.address)) }
    } else {
      let address = place.addressText(in: bytes)
      if address.isEmpty { return -1 }
      index = batch.party(address: address)
    }
    if !place.name.isEmpty, !batch.hasName(index) {
      let name = DisplayName.decode(bytes, place.name)
      if !name.isEmpty { batch.setName(name, of: index) }
    }
    return index
  }

  mutating func flush(into sink: (Reading) throws -> Void) rethrows { try batch.flush(into: sink) }
}

extension EncounterFlags {
  /// What a mail's marks mean for an encounter.
  init(_ mail: MailFlags) {
    self = []
    if mail.contains(.list) || mail.contains(.bulk) { insert(.list) }
    if mail.contains(.auto) || mail.contains(.bounce) { insert(.automatic) }
    if mail.contains(.reply) { insert(.reply) }
    if mail.contains(.labelledSent) { insert(.sentFolder) }
    if mail.contains(.discarded) || mail.contains(.draft) { insert(.discard) }
  }
}

extension MailNote.Reason {
  /// Whether a mail is lost by it; the others are only got over.
  fileprivate var losesMessage: Bool { self == .noHeaders || self == .truncated }
}

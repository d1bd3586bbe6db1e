import Book
import ICalendar
import Mail
import Scan

/// What a mailbox tells besides who wrote to whom: findings about people, services that write to the owner, and mail of the
/// owner's that only its answers show. All of it is read in a second look at few of the mails.
struct Discoveries {
  /// Which mails to look at again.
  var scout: MailScout
  /// The files of the source, by the numbers that the scout knows them by, and whether their line ends were repaired.
  private var files: [(name: String, isRepaired: Bool)] = []
  private let context: ReadContext
  private var findings: [String: Finding] = [:]

  init(_ context: ReadContext) {
    self.context = context
    scout = MailScout(owners: context.addresses, recovers: context.recoversSent)
  }

  /// Begins the next file; gives its number. `isRepaired`: the mails come from what `ReturnLines` made of it.
  mutating func begin(_ file: String, isRepaired: Bool) -> Int {
    files.append((file, isRepaired))
    return files.count - 1
  }

  /// Looks again, and hands out what was found.
  mutating func emit(_ source: Source, into sink: (Reading) throws -> Void) throws {
    try visit(scout.places, of: source) { place, mail, summary in read(mail, summary, place) }
    for finding in findings.values.sorted(by: { $0.key < $1.key }) { try sink(.finding(finding)) }
    for account in scout.services.all() where !account.address.isEmpty || context.addresses.isEmpty {
      try sink(
        .service(
          ServiceNote(
            domain: account.domain, name: account.name, sort: account.sort, address: Handle.normalize(.email, account.address),
            cost: account.cost, counts: Dictionary(uniqueKeysWithValues: account.counts.map { ($0.key.word, $0.value) }),
            first: account.first, last: account.last, file: source.name, place: spot(account.evidence, account.file))))
    }
    try recover(source, into: sink)
  }

  /// `byte 4711`, with the file's name in front where the source has several.
  private func spot(_ offset: Int, _ file: Int) -> String {
    files.count > 1 ? "\(files[file].name), byte \(offset)" : "byte \(offset)"
  }

  private func visit(
    _ places: [MailScout.Place], of source: Source, _ body: (MailScout.Place, Span<UInt8>, MessageSummary) throws -> Void
  ) throws {
    var from = places.startIndex
    while from < places.endIndex {
      let file = places[from].file
      let to = places[from...].firstIndex { $0.file != file } ?? places.endIndex
      let some = places[from..<to]
      try eachMail(some.map(\.range), of: files[file], in: source) { number, mail in
        try MailScout.look(mail, at: some[from + number]) { try body(some[from + number], $0, $1) }
      }
      from = to
    }
  }

  private func eachMail(
    _ ranges: [Range<Int>], of file: (name: String, isRepaired: Bool), in source: Source, _ body: (Int, Span<UInt8>) throws -> Void
  ) throws {
    guard file.isRepaired else { return try source.eachRange(ranges, of: file.name, body) }
    try source.withFile(file.name) { bytes, _ in
      guard let repaired = ReturnLines.repaired(bytes) else { return }
      for (number, range) in ranges.enumerated() where range.upperBound <= repaired.count {
        try body(number, repaired.span.extracting(range))
      }
    }
  }

  private mutating func read(_ mail: Span<UInt8>, _ summary: MessageSummary, _ place: MailScout.Place) {
    let found = MailFindings.read(mail, summary)
    let sender = summary.sender.map { Handle.normalize(.email, summary.address($0, in: mail)) } ?? ""
    let name = summary.sender.map { summary.name($0, in: mail) } ?? ""
    let seconds = summary.date.seconds
    func finding(_ kind: Finding.Kind, _ address: String, _ values: [Finding.Value], at offset: Int, _ quote: String, isFinal: Bool = false)
      -> Finding
    {
      Finding(
        kind, address: address, name: address == sender ? name : "", values: values, seconds: seconds, file: context.file,
        place: spot(place.range.lowerBound + offset, place.file), quote: quote, isFinal: isFinal)
    }
    if let signature = found.signature {
      let values = signature.facts.compactMap { Discoveries.value($0, sender) }
      if !values.isEmpty {
        note(finding(.signature, sender, values, at: signature.offset, signature.facts.map(\.value).joined(separator: " · ")))
      }
    }
    if let moved = found.moved {
      let new = moved.new.map { [Finding.Value("email", Handle.normalize(.email, $0))] } ?? []
      note(finding(.moved, Handle.normalize(.email, moved.old), new, at: moved.offset, moved.quote, isFinal: moved.hasLeft))
    }
    for bounce in found.bounces where bounce.isPermanent {
      let quote = [bounce.status, bounce.reason].filter { !$0.isEmpty }.joined(separator: " ")
      note(finding(.bounce, Handle.normalize(.email, bounce.address), [], at: bounce.offset, quote, isFinal: true))
    }
    for part in found.calendars {
      let calendar = CalendarFile.read(part.bytes.span)
      let method = part.method.isEmpty ? calendar.method : part.method
      for event in calendar.events { invite(event, method, finding(.invitation, sender, [], at: part.offset, event.summary)) }
    }
  }

  /// A fact of a signature as a value; the name and the sender's own address are known already.
  private static func value(_ fact: SignatureBlock.Fact, _ sender: String) -> Finding.Value? {
    switch fact.kind {
    case .name: nil
    case .title: .init("title", fact.value)
    case .company: .init("organisation", fact.value)
    case .phone: .init("phone", fact.value)
    case .mobile: .init("mobile", fact.value)
    case .fax: .init("fax", fact.value)
    case .mail: Handle.normalize(.email, fact.value) == sender ? nil : .init("email", Handle.normalize(.email, fact.value))
    case .web: .init("web", fact.value)
    case .street: .init("street", fact.value)
    }
  }

  private mutating func invite(_ event: CalendarEvent, _ method: String, _ blank: Finding) {
    var finding = blank
    (finding.uid, finding.start) = (event.uid, (event.replaces ?? event.start).seconds)
    if method == "CANCEL" || event.status == "CANCELLED" {
      findings[finding.key] = nil
      return
    }
    guard method.isEmpty || method == "REQUEST" || method == "PUBLISH" else { return }
    if let organiser = event.organizer, !organiser.isResource {
      finding.address = Handle.normalize(.email, organiser.address)
      finding.name = organiser.name
    }
    if let end = event.end, case .moment = event.start { finding.minutes = Int(clamping: max(0, (end.seconds - event.start.seconds) / 60)) }
    finding.values = event.summary.isEmpty ? [] : [.init("summary", event.summary)]
    for attendee in event.attendees.prefix(100) where !attendee.isResource && !attendee.address.isEmpty {
      let address = Handle.normalize(.email, attendee.address)
      if address != finding.address { finding.values.append(.init("attendee", address)) }
    }
    guard !finding.texts("attendee").isEmpty else { return }
    note(finding)
  }

  /// Keeps a finding; of two about the same the later one. What is one's own is no finding.
  private mutating func note(_ finding: Finding) {
    let isOwn = finding.kind != .invitation && context.addresses.contains(finding.address)
    guard !finding.address.isEmpty, !isOwn else { return }
    if let known = findings[finding.key], known.seconds ?? .min > finding.seconds ?? .min { return }
    findings[finding.key] = finding
  }

  /// Mail of the owner's that is lost and shown by its answers, as encounters of their own.
  private func recover(_ source: Source, into sink: (Reading) throws -> Void) throws {
    let places = scout.answersToLostMail
    guard !places.isEmpty else { return }
    var batch = EncounterBatch()
    var seen: Set<[String]> = []
    let own = Set(context.addresses)
    try visit(places, of: source) { _, mail, summary in
      guard let shown = SentRecovery.read(mail, summary, owners: context.addresses, names: context.names), let sender = summary.sender
      else {
        return
      }
      let person = Handle.normalize(.email, summary.address(sender, in: mail))
      let recipients = (summary.mailboxes(.to) + summary.mailboxes(.cc)).map { Handle.normalize(.email, summary.address($0, in: mail)) }
      let me = recipients.first(where: own.contains) ?? context.addresses.first ?? ""
      guard !person.isEmpty, !me.isEmpty, seen.insert([person, String(shown.seconds / 60)]).inserted else { return }
      try batch.append(
        moment: Moment(seconds: shown.seconds), medium: .mail, flags: .quoted, sender: batch.party(Handle(.email, me)),
        recipients: [batch.party(Handle(.email, person), name: summary.name(sender, in: mail))],
        identity: ["quoted", me, person, String(shown.seconds / 60)], into: sink)
    }
    try batch.flush(into: sink)
  }
}

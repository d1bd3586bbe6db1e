public import Book
import Mail
import Scan

/// Who had to do with whom and when, read quickly for a ranking straight from files, and what a second look can add.
public struct Correspondence: Sendable {
  /// The encounters. Subjects stay empty.
  public private(set) var log: EncounterLog
  /// For mail: the same with the places of the mails, and the files by number.
  private var mail: CorrespondenceLog?
  private var files: [UInt32: String] = [:]
  private let source: Source

  init(_ log: EncounterLog, of source: Source) {
    self.log = log
    self.source = source
  }

  init(_ mail: CorrespondenceLog, files: [UInt32: String], of source: Source) {
    log = EncounterLog(mail)
    self.mail = mail
    self.files = files
    self.source = source
  }
}

/// Who greets whom by first name.
public struct Greetings: OptionSet, Sendable, Hashable {
  /// The bits.
  public let rawValue: UInt8
  /// From the bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// The owner greets the other so.
  public static let byOwner = Greetings(rawValue: 1)
  /// The other greets the owner so.
  public static let byOther = Greetings(rawValue: 2)
}

extension Recognised {
  /// Reads the encounters and nothing else. Throws where the source cannot be read.
  public func correspondence(_ context: ReadContext = ReadContext()) throws -> Correspondence {
    guard reader is Mailbox else { return try gathered(context) }
    var log = CorrespondenceLog()
    var files: [UInt32: String] = [:]
    var isFolder = false
    if case .folder = source.location { isFolder = true }
    try source.eachFile { file, bytes, _ in
      if isFolder, !MailPass.isMail(bytes, name: file) { return }
      let before = log.count
      _ = log.read(bytes, form: isFolder ? .message : nil, limits: context.limits)
      if log.count > before { files[log.files[before]] = file }
    }
    return Correspondence(log, files: files, of: source)
  }

  /// The encounters of any other source, its batches put together.
  private func gathered(_ context: ReadContext) throws -> Correspondence {
    var whole = EncounterLog()
    var index: [Handle: Int32] = [:]
    try read(context) { reading in
      guard case .encounters(let log) = reading else { return }
      let places = log.parties.map { party -> Int32 in
        if let known = index[party.handle] { return known }
        let next = Int32(whole.parties.count)
        index[party.handle] = next
        whole.parties.append(party)
        return next
      }
      for i in 0..<log.count {
        let recipients = log.recipientRange(i).map { (party: places[Int(log.recipients[$0])], role: log.roles[$0]) }
        whole.append(
          moment: log.moment(i), medium: log.media[i], flags: log.flags[i], sender: log.senders[i] < 0 ? -1 : places[Int(log.senders[i])],
          recipients: recipients, key: log.keys[i], conversation: log.conversations[i], minutes: log.minutes[i])
      }
    }
    return Correspondence(whole, of: source)
  }
}

extension EncounterLog {
  /// The same columns with the nouns of the book; copies of one mail are left out.
  init(_ log: CorrespondenceLog) {
    self.init()
    parties = (0..<log.addresses.count).map { Party(Handle(.email, log.addresses[$0]), name: log.name($0)) }
    for index in 0..<log.count where !log.flags[index].contains(.repeated) {
      let marks: [Role] = [.to, .cc, .bcc]
      seconds.append(log.seconds[index])
      offsets.append(.min)
      media.append(.mail)
      flags.append(EncounterFlags(log.flags[index]))
      senders.append(log.senders[index] == CorrespondenceLog.nobody ? -1 : Int32(log.senders[index]))
      for place in log.recipientRange(index) {
        recipients.append(Int32(log.recipients[place]))
        let mark = Int(log.marks[place].rawValue)
        roles.append(mark < marks.count ? marks[mark] : .to)
      }
      recipientEnds.append(Int32(recipients.count))
      keys.append(Key(high: log.identifiers[index], low: UInt64(index)))
    }
    conversations = [UInt64](repeating: 0, count: count)
    subjects = [String](repeating: "", count: count)
    minutes = [UInt16](repeating: 0, count: count)
  }
}

extension Correspondence {
  /// How many letters of a person are looked at for a greeting, each way.
  private static let letters = 4

  /// Who of the owner and each of `people` (normal forms of addresses) greets the other by first name, as far as a few letters
  /// tell. `owners` are the owner's addresses in normal form.
  public func firstNames(owners: Set<String>, people: [String]) throws -> [String: Greetings] {
    guard let mail else { return [:] }
    let asked = Set(people)
    func numbers(_ wanted: Set<String>) -> Set<Int32> {
      Set(log.parties.indices.filter { wanted.contains(log.parties[$0].handle.normal) }.map { Int32($0) })
    }
    let (me, wanted) = (numbers(owners), numbers(asked.subtracting(owners)))
    guard !me.isEmpty, !wanted.isEmpty else { return [:] }
    let called = Greeting.givenNames(me.map { log.parties[Int($0)] })
    var found: [Int32: Int] = [:]
    var looks: [(encounter: Int, person: Int32, side: Greetings, names: Set<String>)] = []
    // Newest first where the file is in order; a few letters tell as well as all.
    for index in stride(from: log.count - 1, through: 0, by: -1) {
      let flags = log.flags[index]
      let range = log.recipientRange(index)
      guard range.count <= 3, flags.isDisjoint(with: [.list, .automatic, .discard, .quoted]) else { continue }
      let sender = log.senders[index]
      if wanted.contains(sender), log.recipients[range].contains(where: me.contains) {
        if found[sender, default: 0] & 0xFF < Correspondence.letters, !called.isEmpty {
          found[sender, default: 0] += 1
          looks.append((index, sender, .byOther, called))
        }
      } else if me.contains(sender), let person = log.recipients[range].first(where: wanted.contains) {
        if found[person, default: 0] >> 8 < Correspondence.letters {
          found[person, default: 0] += 256
          looks.append((index, person, .byOwner, Greeting.givenNames([log.parties[Int(person)]])))
        }
      }
    }
    var greetings: [String: Greetings] = [:]
    try visit(looks.map(\.encounter), of: mail) { number, bytes, headers, frame in
      let look = looks[number]
      let key = log.parties[Int(look.person)].handle.normal
      if greetings[key]?.contains(look.side) == true { return }
      if Greeting.usesFirstName(bytes, headers, frame, given: look.names) { greetings[key, default: []].insert(look.side) }
    }
    return greetings
  }

  /// Adds mail of the owner's that is not here and that its answers show. `owners` are the owner's addresses in normal form.
  public mutating func recoverSent(owners: Set<String>, names: [String]) throws {
    guard let mail else { return }
    let me = Set((0..<mail.addresses.count).filter { owners.contains(log.parties[$0].handle.normal) }.map { UInt32($0) })
    guard !me.isEmpty else { return }
    var search = SentRecovery.Search(mail, owners: me, names: names)
    for (file, messages) in Dictionary(grouping: search.candidates, by: { mail.files[$0] }).sorted(by: { $0.key < $1.key }) {
      let found = try source.withFile(files[file] ?? source.name) { bytes, _ in search.find(bytes, messages) }
      for recovered in found {
        log.append(
          moment: Moment(seconds: recovered.seconds), medium: .mail, flags: .quoted, sender: Int32(recovered.sender),
          recipients: [(Int32(recovered.recipient), .to)], key: EncounterLog.Key(high: 0x7175_6F74_6564, low: UInt64(recovered.answer)))
      }
    }
  }

  /// Hands the mails of encounters to `body` with the number of each in the list, one file after the other.
  private func visit(
    _ encounters: [Int], of mail: CorrespondenceLog, _ body: (Int, Span<UInt8>, HeaderBlock, MessageFrame) -> Void
  ) throws {
    let messages = encounters.enumerated().map { (look: $0.offset, message: Int(log.keys[$0.element].low)) }
    for (number, some) in Dictionary(grouping: messages, by: { mail.files[$0.message] }).sorted(by: { $0.key < $1.key }) {
      try source.withFile(files[number] ?? source.name) { bytes, _ in
        let repaired = ReturnLines.repaired(bytes)
        for (look, message) in some {
          if let repaired {
            mail.revisit(repaired.span, message) { body(look, $0, $1, $2) }
          } else {
            mail.revisit(bytes, message) { body(look, $0, $1, $2) }
          }
        }
      }
    }
  }
}

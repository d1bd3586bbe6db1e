public import Book
import Mail
import Scan

extension Recognised {
  /// Who had to do with whom and when, and nothing else: quick, for a ranking straight from files. Subjects stay empty.
  /// Throws where the source cannot be read.
  public func correspondence(_ context: ReadContext = ReadContext()) throws -> EncounterLog {
    guard reader is Mailbox else { return try gathered(context) }
    var log = CorrespondenceLog()
    var isFolder = false
    if case .folder = source.location { isFolder = true }
    try source.eachFile { file, bytes in
      if isFolder, !MailPass.isMail(bytes, name: file) { return }
      _ = log.read(bytes, form: isFolder ? .message : nil, limits: context.limits)
    }
    return EncounterLog(log)
  }

  /// The encounters of any other source, its batches put together.
  private func gathered(_ context: ReadContext) throws -> EncounterLog {
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
    return whole
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

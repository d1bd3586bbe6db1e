import Book
import Scan
import Tabular

/// A WhatsApp chat as text, as Android, iOS and phones in the United States write it.
struct WhatsAppChat: Reader {
  let name = "whatsapp"
  let spoken = "WhatsApp chat"
  let nature = Nature.chat

  func claims(_ head: Head, name: String) -> Confidence {
    let lines = WhatsAppLines.split(head.text.span).prefix(30)
    let messages = lines.count(where: { WhatsAppLines.parse($0.text) != nil })
    guard messages > 0, let first = lines.first, WhatsAppLines.parse(first.text) != nil else { return .no }
    return .certain
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try source.withBytes { bytes in
      let (decoded, _) = Table.text(bytes)
      let messages = decoded.map { WhatsAppLines.messages($0.span) } ?? WhatsAppLines.messages(bytes)
      try emit(messages, source, context, into: sink)
    }
  }

  private func emit(_ messages: [WhatsAppLines.Message], _ source: Source, _ context: ReadContext, into sink: (Reading) throws -> Void)
    throws
  {
    let order = WhatsAppLines.order(messages)
    let people = participants(messages, source, context)
    var batch = EncounterBatch()
    var seen: [String: Int] = [:]
    for (index, message) in messages.enumerated() {
      guard let sender = message.sender, !(index == 0 && message.isMarked) else { continue }
      guard let moment = ClockText.moment("\(message.date) \(message.clock)", order: order) else {
        try sink(.rejected(Rejection(place: "line \(message.line)", reason: "its date cannot be read")))
        continue
      }
      let content = "\(moment.seconds) \(sender) \(message.text)"
      seen[content, default: 0] += 1
      let others = people.filter { $0 != sender }.map { batch.speaker($0, in: context) }
      try batch.append(
        moment: moment, medium: .chat, sender: batch.speaker(sender, in: context), recipients: others,
        identity: ["whatsapp", content, String(seen[content] ?? 1)], conversation: "whatsapp " + people.sorted().joined(separator: ","),
        into: sink)
    }
    try batch.flush(into: sink)
  }

  /// Who takes part: everybody who speaks, and where only one does, the other one as the file's name or you.
  private func participants(_ messages: [WhatsAppLines.Message], _ source: Source, _ context: ReadContext) -> [String] {
    var names: [String] = []
    for message in messages { if let sender = message.sender, !names.contains(sender) { names.append(sender) } }
    guard names.count == 1 else { return names }
    if !context.isOneself(names[0]) { return names + [context.names.first ?? "me"] }
    for part in source.path.split(separator: "/").suffix(2) {
      guard let other = WhatsAppChat.title(String(part)) else { continue }
      return names + [other]
    }
    return names
  }

  /// Whom a chat's file is named after: `WhatsApp Chat with Jim.txt`, `WhatsApp Chat - Jim.zip`; nil where it names nobody.
  private static func title(_ file: String) -> String? {
    for mark in ["WhatsApp Chat with ", "WhatsApp Chat mit ", "WhatsApp Chat - ", "Chat WhatsApp avec ", "Chat de WhatsApp con "] {
      guard file.hasPrefix(mark) else { continue }
      let name = file.dropFirst(mark.count)
      let end = name.lastIndex(of: ".") ?? name.endIndex
      return name[..<end].isEmpty ? nil : String(name[..<end])
    }
    return nil
  }
}

/// The lines of a chat and the messages they make up.
enum WhatsAppLines {
  /// One message, or a note of the program (no sender).
  struct Message {
    var date: String
    var clock: String
    var sender: String?
    var text: String
    /// A mark of direction stands before the text: an attachment, or a note of the program under somebody's name.
    var isMarked: Bool
    var line: Int
  }

  /// Lines with their numbers.
  static func split(_ text: Span<UInt8>) -> [(text: String, line: Int)] {
    var lines: [(text: String, line: Int)] = []
    var position = text.has("\u{FEFF}", at: 0) ? 3 : 0
    while position < text.count {
      let end = text.find(10, from: position) ?? text.count
      lines.append((text.string(text.trimmed(position..<end)), lines.count + 1))
      position = end + 1
    }
    return lines
  }

  /// All messages; lines that begin none belong to the one before.
  static func messages(_ text: Span<UInt8>) -> [Message] {
    var messages: [Message] = []
    for (line, number) in split(text) {
      if var message = parse(line) {
        message.line = number
        messages.append(message)
      } else if !messages.isEmpty {
        messages[messages.count - 1].text += "\n" + line
      }
    }
    return messages
  }

  /// A line that begins a message: `20/09/2026, 21:15 - Name: text` or `[04/03/2026, 09:05:12] Name: text`.
  static func parse(_ line: String) -> Message? {
    var plain = String.UnicodeScalarView()
    for scalar in line.unicodeScalars where !(0x200E...0x200F).contains(scalar.value) && !(0x202A...0x202E).contains(scalar.value) {
      // Narrow and fixed blanks stand before AM and PM.
      plain.append(scalar.value == 0x202F || scalar.value == 0xA0 ? " " : scalar)
    }
    let text = String(plain)
    let bracketed = text.hasPrefix("[")
    guard let first = text.utf8.dropFirst(bracketed ? 1 : 0).first, ASCII.isDigit(first) else { return nil }
    guard let cut = bracketed ? text.firstIndex(of: "]") : dash(text) else { return nil }
    let stamp = text[text.index(text.startIndex, offsetBy: bracketed ? 1 : 0)..<cut]
    guard let comma = stamp.firstIndex(where: { $0 == "," || $0 == " " }), stamp.utf8.count < 40 else { return nil }
    let date = ASCII.trim(String(stamp[..<comma]))
    let clock = ASCII.trim(String(stamp[stamp.index(after: comma)...]))
    guard DateOrder.allCases.contains(where: { CivilDate(date, order: $0) != nil }), ClockText.seconds(clock) != nil else { return nil }
    let rest = text[text.index(after: cut)...].drop { $0 == " " || $0 == "-" }
    guard let colon = rest.range(of: ": "), rest[..<colon].count < 80 else {
      return Message(date: date, clock: clock, sender: nil, text: String(rest), isMarked: false, line: 0)
    }
    let marked = line.unicodeScalars.dropFirst(8).contains { $0.value == 0x200E }
    return Message(
      date: date, clock: clock, sender: String(rest[..<colon]), text: String(rest[rest.index(colon, offsetBy: 2)...]), isMarked: marked,
      line: 0)
  }

  private static func dash(_ text: String) -> String.Index? {
    guard let found = text.prefix(40).range(of: " - ") else { return nil }
    return text.index(found, offsetBy: 1)
  }

  /// The order of day and month: the one that all dates allow and that makes time run forward; where two do, the habit of the
  /// phones that write so (a clock of twelve hours goes with the month first).
  static func order(_ messages: [Message]) -> DateOrder {
    let fitting = DateOrder.allCases.filter { order in
      var last = Int64.min + 86_400
      for message in messages {
        guard let moment = ClockText.moment("\(message.date) \(message.clock)", order: order), moment.seconds >= last - 86_400 else {
          return false
        }
        last = moment.seconds
      }
      return true
    }
    if fitting.count == 1 { return fitting[0] }
    let twelveHours = messages.contains { $0.clock.utf8.contains(where: { ASCII.lower($0) == 109 }) }
    let candidates = fitting.isEmpty ? DateOrder.allCases : fitting
    let habit: DateOrder = twelveHours && messages.contains { $0.date.contains("/") } ? .monthFirst : .dayFirst
    return candidates.contains(habit) ? habit : candidates[0]
  }
}

extension StringProtocol {
  /// Where `mark` begins, or nil.
  fileprivate func range(of mark: String) -> Index? {
    var at = startIndex
    while at < endIndex {
      if self[at...].hasPrefix(mark) { return at }
      at = index(after: at)
    }
    return nil
  }
}

import Book
import Scan

/// Telegram's export as JSON (`result.json`): contacts, and the messages and calls of each chat, or one chat alone.
struct TelegramExport: Reader {
  let name = "telegram"
  let spoken = "Telegram export"
  let nature = Nature.chat

  func claims(_ head: Head, name: String) -> Confidence {
    guard head.firstByte == UInt8(ascii: "{") else { return .no }
    if head.contains("\"date_unixtime\"") { return .certain }
    return head.contains("\"personal_information\"") && head.contains("\"chats\"") ? .certain : .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let root = try JSONSource.parse(source, limits: context.limits)
    var people = TelegramPeople(root, context)
    if let own = people.ownPhone { try sink(.ownAddress(own, name: people.ownName, place: "personal information")) }
    for (index, contact) in (root["contacts"]?["list"]?.items ?? []).enumerated() {
      try sink(.card(TelegramExport.card(contact, place: "contact \(index + 1)")))
      people.add(contact)
    }
    var batch = EncounterBatch()
    let chats = root["chats"]?["list"]?.items ?? (root["messages"] == nil ? [] : [root])
    for chat in chats { try emit(chat, people, &batch, into: sink) }
    try batch.flush(into: sink)
  }

  private static func card(_ contact: JSON, place: String) -> Card {
    var fields = ContactFields()
    fields.name = PersonName(given: contact["first_name"]?.text ?? "", family: contact["last_name"]?.text ?? "")
    if let number = contact["phone_number"]?.text, !number.isEmpty { fields.handles.append(.init(Handle(.phone, number), label: "mobile")) }
    var bytes: [UInt8] = []
    contact.write(into: &bytes)
    let id = contact["user_id"]?.integer.map { "telegram \($0)" }
    return Card(format: .json, bytes: bytes, fields: fields, nativeID: id, place: place)
  }

  private func emit(_ chat: JSON, _ people: TelegramPeople, _ batch: inout EncounterBatch, into sink: (Reading) throws -> Void) throws {
    let type = chat["type"]?.text ?? ""
    guard type.hasPrefix("personal") || type.contains("group"), type != "saved_messages" else { return }
    let title = chat["name"]?.text ?? ""
    let id = "telegram \(chat["id"]?.integer ?? 0)"
    var members: Set<String> = type.hasPrefix("personal") ? [title] : []
    for message in chat["messages"]?.items ?? [] { members.insert(message["from"]?.text ?? message["actor"]?.text ?? title) }
    members = members.filter { !$0.isEmpty && !people.isOneself($0) }
    for message in chat["messages"]?.items ?? [] {
      let isCall = message["action"]?.text == "phone_call"
      guard isCall || message["type"]?.text == "message", let seconds = TelegramExport.seconds(message) else { continue }
      let from = message["from"]?.text ?? message["actor"]?.text ?? title
      let sender = people.party(from, in: &batch)
      var others = members.filter { $0 != from }.sorted().map { people.party($0, in: &batch) }
      if !people.isOneself(from) { others.append(people.party("", in: &batch)) }
      let missed = ["missed", "busy", "hangup"].contains(message["discard_reason"]?.text ?? "") && message["duration_seconds"] == nil
      try batch.append(
        moment: Moment(seconds: seconds, offsetMinutes: 0), medium: isCall ? .call : .chat, flags: missed ? .unanswered : [],
        sender: sender,
        recipients: others, identity: [id, String(message["id"]?.integer ?? 0)], conversation: id,
        minutes: ((message["duration_seconds"]?.integer ?? 0) + 59) / 60, into: sink)
    }
  }

  private static func seconds(_ message: JSON) -> Int64? {
    if let text = message["date_unixtime"]?.text { return Int64(text) }
    return message["date"]?.text.flatMap { Moment($0)?.seconds }
  }
}

/// Who is who in an export: names with the numbers that its contacts give.
struct TelegramPeople {
  /// Your name in the export.
  let ownName: String
  /// Your number.
  let ownPhone: Handle?
  private var phones: [String: Handle] = [:]
  private let context: ReadContext

  init(_ root: JSON, _ context: ReadContext) {
    let own = root["personal_information"]
    ownName = [own?["first_name"]?.text ?? "", own?["last_name"]?.text ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    ownPhone = own?["phone_number"]?.text.map { Handle(.phone, $0) }
    self.context = context
  }

  /// Learns a contact's number.
  mutating func add(_ contact: JSON) {
    let name = [contact["first_name"]?.text ?? "", contact["last_name"]?.text ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    if let number = contact["phone_number"]?.text, !number.isEmpty, !name.isEmpty { phones[name] = Handle(.phone, number) }
  }

  /// Whether a name is yours.
  func isOneself(_ name: String) -> Bool { name.isEmpty || name == ownName || context.isOneself(name) }

  /// The party of a name; the empty name is you.
  func party(_ name: String, in batch: inout EncounterBatch) -> Int32 {
    if isOneself(name) { return batch.party(context.oneself, name: ownName) }
    if let phone = phones[name] { return batch.party(phone, name: name) }
    return batch.party(named: name)
  }
}

/// JSON of a whole source.
enum JSONSource {
  /// How large a JSON source may be: its tree takes some ten times as much memory.
  static let limit = 256 << 20

  /// The value, or a fault that says what is wrong.
  static func parse(_ source: Source, limits: Limits) throws -> JSON {
    guard source.size <= limit else { throw Fault(.limit, "\(source.path) is larger than \(limit >> 20) MB.") }
    return try source.withBytes { bytes in
      do { return try JSON.parse(bytes, limits: limits) } catch let error as JSONError {
        throw Fault(.unreadable, "\(source.path) is damaged JSON: \(error.description).")
      }
    }
  }
}

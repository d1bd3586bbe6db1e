import Book
import Scan

/// Texts and calls as "SMS Backup & Restore" writes them: `<smses>` and `<calls>`.
struct PhoneBackup: Reader {
  let name = "sms-backup"
  let spoken = "texts and calls of a phone (SMS Backup & Restore)"
  let nature = Nature.chat

  func claims(_ head: Head, name: String) -> Confidence {
    guard head.firstByte == UInt8(ascii: "<") else { return .no }
    return head.contains("<smses") || head.contains("<calls") ? .certain : .no
  }

  /// One text or call.
  private struct Item {
    var values: [String: String]
    var medium: Medium
    var place: String
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try source.withBytes { bytes in
      var parser = XMLPull(limits: context.limits)
      var items: [Item] = []
      do {
        while items.count < context.limits.records, let event = try parser.next(bytes) {
          guard case .start(let name, let attributes, _) = event, let medium = PhoneBackup.medium(name) else { continue }
          let values = Dictionary(
            attributes.filter { $0.value != "null" }.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
          items.append(Item(values: values, medium: medium, place: "\(name) \(items.count + 1)"))
          if items.count & 1023 == 0 { context.progress(parser.position, bytes.count) }
        }
      } catch let refusal as XMLPull.Refusal {
        try sink(.rejected(Rejection(place: "byte \(refusal.offset)", reason: "the file is read no further: \(refusal.reason)")))
      }
      try emit(items, context, into: sink)
    }
  }

  private static func medium(_ name: String) -> Medium? {
    switch name {
    case "sms", "mms": .text
    case "call": .call
    default: nil
    }
  }

  private func emit(_ items: [Item], _ context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let numbers = PhoneNumbers(items.compactMap { $0.values["address"] ?? $0.values["number"] }, context)
    var batch = EncounterBatch()
    for item in items {
      let written = item.values["address"] ?? item.values["number"] ?? ""
      guard let time = item.values["date"].flatMap(Int64.init), !written.isEmpty else {
        try sink(.rejected(Rejection(place: item.place, reason: written.isEmpty ? "it has no number" : "its date cannot be read")))
        continue
      }
      let known = item.values["contact_name"] ?? ""
      // Several numbers of one message are joined by `~`.
      let parts = written.split(separator: "~").map(String.init)
      let others = parts.map { batch.party(numbers.handle($0), name: parts.count == 1 && known != "(Unknown)" ? known : "") }
      let own = batch.party(context.oneself, name: context.names.first ?? "")
      let type = item.values["type"] ?? item.values["msg_box"] ?? "1"
      let isMine = type == "2"
      let seconds = Int(item.values["duration"] ?? "") ?? 0
      let untaken = item.medium == .call && seconds == 0
      try batch.append(
        moment: Moment(seconds: time / 1000, offsetMinutes: 0), medium: item.medium, flags: untaken ? .unanswered : [],
        sender: isMine ? own : others.first ?? -1, recipients: isMine ? others : [own] + others.dropFirst(),
        identity: ["phone", String(time), numbers.handle(parts.first ?? written).normal, type], minutes: (seconds + 59) / 60, into: sink)
    }
    try batch.flush(into: sink)
  }
}

/// The numbers of one phone: a national one that ends like an international one of the same file is the same number.
struct PhoneNumbers {
  private var byTail: [String: String] = [:]
  private let context: ReadContext

  init(_ numbers: [String], _ context: ReadContext) {
    self.context = context
    for number in numbers {
      let normal = Handle(.phone, number).normal
      if normal.hasPrefix("+"), normal.utf8.count > 9 { byTail[String(normal.suffix(9))] = normal }
    }
  }

  /// The handle of a number as written.
  func handle(_ text: String) -> Handle {
    let handle = context.phone(text)
    guard handle.normal.hasPrefix("0") else { return handle }
    let significant = String(handle.normal.drop { $0 == "0" })
    guard significant.utf8.count >= 9, let whole = byTail[String(significant.suffix(9))], whole.hasSuffix(significant) else {
      return handle
    }
    return Handle(kind: .phone, raw: text, normal: whole)
  }
}

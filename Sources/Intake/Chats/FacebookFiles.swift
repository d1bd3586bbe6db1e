import Book
import Scan

/// Facebook's list of friends: names and days, no addresses.
struct FacebookFriends: Reader {
  let name = "facebook-friends"
  let spoken = "Facebook friends"
  let nature = Nature.chat

  func claims(_ head: Head, name: String) -> Confidence {
    guard head.firstByte == UInt8(ascii: "{") else { return .no }
    return head.contains("\"friends_v2\"") || (head.contains("\"friends\"") && head.contains("\"timestamp\"")) ? .certain : .no
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let root = try JSONSource.parse(source, limits: context.limits)
    for (index, friend) in (root["friends_v2"]?.items ?? root["friends"]?.items ?? []).enumerated() {
      let place = "friend \(index + 1)"
      guard let name = friend["name"]?.text, !name.isEmpty else {
        try sink(.rejected(Rejection(place: place, reason: "it has no name")))
        continue
      }
      var fields = ContactFields()
      fields.name = PersonName(full: Mojibake.repair(name))
      if let seconds = friend["timestamp"]?.integer {
        let day = Moment(seconds: Int64(seconds)).day().civil
        fields.dates.append(.init(PartialDay(year: day.year, month: day.month, day: day.day), label: "friends since"))
      }
      var bytes: [UInt8] = []
      friend.write(into: &bytes)
      try sink(.card(Card(format: .json, bytes: bytes, fields: fields, nativeID: nil, place: place)))
    }
  }
}

/// A thread of Facebook or Instagram messages (`message_1.json`).
struct FacebookMessages: Reader {
  let name = "facebook-messages"
  let spoken = "Facebook messages"
  let nature = Nature.chat

  func claims(_ head: Head, name: String) -> Confidence {
    guard head.firstByte == UInt8(ascii: "{"), head.contains("\"participants\""), head.contains("\"messages\"") else { return .no }
    return head.contains("\"sender_name\"") || head.contains("\"thread_path\"") ? .certain : .likely
  }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    let root = try JSONSource.parse(source, limits: context.limits)
    let people = (root["participants"]?.items ?? []).compactMap { $0["name"]?.text.map(Mojibake.repair) }
    let thread = "facebook " + (root["thread_path"]?.text ?? people.sorted().joined(separator: ","))
    var batch = EncounterBatch()
    for (index, message) in (root["messages"]?.items ?? []).enumerated() {
      guard let sender = message["sender_name"]?.text.map(Mojibake.repair), let time = message["timestamp_ms"]?.integer else {
        try sink(.rejected(Rejection(place: "message \(index + 1)", reason: "it has no sender or no time")))
        continue
      }
      let isCall = message["call_duration"] != nil
      let seconds = message["call_duration"]?.integer ?? 0
      try batch.append(
        moment: Moment(seconds: Int64(time / 1000), offsetMinutes: 0), medium: isCall ? .call : .chat,
        flags: isCall && seconds == 0 ? .unanswered : [], sender: batch.speaker(sender, in: context),
        recipients: people.filter { $0 != sender }.map { batch.speaker($0, in: context) },
        identity: [thread, String(time), sender], conversation: thread, minutes: (seconds + 59) / 60, into: sink)
    }
    try batch.flush(into: sink)
  }
}

/// Text whose UTF-8 bytes were each written as a letter of Latin-1, as Facebook's exports do.
enum Mojibake {
  /// The text meant, or `text` itself where it is not of that kind.
  static func repair(_ text: String) -> String {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      guard scalar.value < 256 else { return text }
      bytes.append(UInt8(scalar.value))
    }
    guard bytes.contains(where: { $0 > 127 }) else { return text }
    return bytes.span.validString(0..<bytes.count) ?? text
  }
}

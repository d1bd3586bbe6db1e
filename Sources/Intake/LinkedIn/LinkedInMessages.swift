import Book
import Scan

/// `messages.csv`: who wrote to whom on LinkedIn. Drafts are no encounters; spam is marked; in group threads the recipients
/// stand side by side, joined by commas.
struct LinkedInMessages: LinkedInTable {
  let name = "linkedin-messages"
  let spoken = "LinkedIn messages"
  let columns = ["CONVERSATION ID", "FROM", "TO", "DATE"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    var batch = EncounterBatch()
    var turns = OwnProfile()
    for row in rows.rows {
      guard ASCII.lower(rows.cell(row, "is message draft")) != "yes" else { continue }
      guard let moment = LinkedInText.moment(rows.cell(row, "date")) else {
        try sink(.rejected(Rejection(place: row.place, reason: "its date cannot be read")))
        continue
      }
      let from = Somebody(rows.cell(row, "from"), url: rows.cell(row, "sender profile url"))
      let to = LinkedInMessages.recipients(rows.cell(row, "to"), urls: rows.cell(row, "recipient profile urls"))
      let thread = rows.cell(row, "conversation id")
      turns.add([from] + to, thread: thread)
      let sender = from.isNobody ? -1 : batch.party(from.handle, name: from.name)
      try batch.append(
        moment: moment, medium: .network, flags: ASCII.lower(rows.cell(row, "folder")) == "spam" ? .discard : [], sender: sender,
        recipients: to.map { batch.party($0.handle, name: $0.name) },
        identity: ["linkedin", thread, String(moment.seconds), from.handle.normal, rows.cell(row, "content")], conversation: thread,
        subject: rows.cell(row, "subject"), into: sink)
    }
    try batch.flush(into: sink)
    if let own = turns.own { try sink(.ownAddress(own.handle, name: own.name, place: "in every conversation")) }
  }

  /// The people of a TO cell: names and profiles, side by side where both are given.
  static func recipients(_ names: String, urls: String) -> [Somebody] {
    let urls = urls.split(separator: ",").map { ASCII.trim(String($0)) }.filter { !$0.isEmpty }
    let names = names.split(separator: ",").map { ASCII.trim(String($0)) }.filter { !$0.isEmpty }
    if urls.isEmpty { return names.map { Somebody($0, url: "") } }
    if urls.count == names.count { return zip(names, urls).map { Somebody($0, url: $1) } }
    // A name with a comma in it: which name is whose cannot be told, the profile alone can.
    return urls.map { Somebody(urls.count == 1 ? names.joined(separator: ", ") : "", url: $0) }
  }

  /// Somebody named in a message.
  struct Somebody {
    var name: String
    var handle: Handle
    var isNobody: Bool { handle.normal.isEmpty }

    init(_ name: String, url: String) {
      self.name = name
      handle = LinkedInText.profile(url) ?? Handle(.chat, name)
    }
  }

  /// Finds your own profile: the one that takes part in every conversation, of several.
  private struct OwnProfile {
    private var threads: [Handle: Set<String>] = [:]
    private var names: [Handle: String] = [:]
    private var all: Set<String> = []

    mutating func add(_ people: [Somebody], thread: String) {
      all.insert(thread)
      for person in people where person.handle.kind == .profile {
        var handle = person.handle
        handle.raw = handle.normal
        threads[handle, default: []].insert(thread)
        if !person.name.isEmpty { names[handle] = person.name }
      }
    }

    var own: (handle: Handle, name: String)? {
      let everywhere = threads.filter { all.count > 2 && $0.value.count == all.count }
      guard everywhere.count == 1, let handle = everywhere.keys.first else { return nil }
      return (handle, names[handle] ?? "")
    }
  }
}

/// `Invitations.csv`: who asked whom to connect.
struct LinkedInInvitations: LinkedInTable {
  let name = "linkedin-invitations"
  let spoken = "LinkedIn invitations"
  let columns = ["From", "To", "Sent At", "Direction"]

  func read(_ rows: LinkedInRows, into sink: (Reading) throws -> Void) throws {
    var batch = EncounterBatch()
    for row in rows.rows {
      guard let moment = LinkedInText.moment(rows.cell(row, "sent at")) else {
        try sink(.rejected(Rejection(place: row.place, reason: "its date cannot be read")))
        continue
      }
      let from = LinkedInMessages.Somebody(rows.cell(row, "from"), url: rows.cell(row, "inviterprofileurl"))
      let to = LinkedInMessages.Somebody(rows.cell(row, "to"), url: rows.cell(row, "inviteeprofileurl"))
      try batch.append(
        moment: moment, medium: .invitation, sender: batch.party(from.handle, name: from.name),
        recipients: [batch.party(to.handle, name: to.name)], identity: ["linkedin-invitation", from.handle.normal, to.handle.normal],
        into: sink)
    }
    try batch.flush(into: sink)
  }
}

public import Scan

/// How an encounter came about.
public enum Medium: UInt8, Sendable, Codable, CaseIterable {
  case mail = 0
  case chat = 1
  case call = 2
  case meeting = 3
  /// A message on a professional network.
  case network = 4
  /// An invitation on a professional network.
  case invitation = 5
  /// A card or a number handed over, face to face.
  case handover = 6
  case text = 7
}

/// Marks on an encounter.
public struct EncounterFlags: OptionSet, Sendable, Hashable, Codable {
  /// The bits.
  public let rawValue: UInt16
  /// From the bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// Sent to a list or by a mailing service (List-Id, Precedence: bulk).
  public static let list = EncounterFlags(rawValue: 1)
  /// Written by a machine (Auto-Submitted, no-reply).
  public static let automatic = EncounterFlags(rawValue: 2)
  /// A reply to an earlier one.
  public static let reply = EncounterFlags(rawValue: 4)
  /// Found in a sent folder.
  public static let sentFolder = EncounterFlags(rawValue: 8)
  /// A call nobody took, a meeting declined.
  public static let unanswered = EncounterFlags(rawValue: 16)
  /// Not in the source itself: told by a reply that quotes it.
  public static let quoted = EncounterFlags(rawValue: 32)
  /// The text greets the other by first name.
  public static let firstName = EncounterFlags(rawValue: 64)
  /// The source says spam, or a draft.
  public static let discard = EncounterFlags(rawValue: 128)
}

/// Encounters as columns: who had to do with whom, when, and how. A page of a book, a mailbox, a whole archive: all are this.
///
/// `parties` names each address once; the columns speak of parties by index. Encounter `i` has the recipients
/// `recipients[recipientEnds[i - 1] ..< recipientEnds[i]]` (from 0 for the first).
public struct EncounterLog: Hashable, Sendable {
  /// Somebody who takes part: a handle, and the name used most with it.
  public struct Party: Hashable, Sendable {
    /// The handle; for sources that know only names, kind `.chat` with the name itself.
    public var handle: Handle
    /// The display name used most, or empty.
    public var name: String
    /// A party.
    public init(_ handle: Handle, name: String = "") {
      self.handle = handle
      self.name = name
    }
  }
  /// The place of a recipient.
  public enum Role: UInt8, Sendable, Codable { case to = 0, cc = 1, bcc = 2, attendee = 3 }

  /// Everybody, once.
  public var parties: [Party] = []
  /// UTC seconds; `Int64.min` where the source gives no usable date.
  public var seconds: [Int64] = []
  /// Minutes east of UTC as written; `Int16.min` where the source names no zone.
  public var offsets: [Int16] = []
  /// How.
  public var media: [Medium] = []
  /// Marks.
  public var flags: [EncounterFlags] = []
  /// Index of the sender, organiser or caller; -1 where unknown.
  public var senders: [Int32] = []
  /// Where each encounter's recipients end.
  public var recipientEnds: [Int32] = []
  /// Indexes of recipients.
  public var recipients: [Int32] = []
  /// The place of each recipient.
  public var roles: [Role] = []
  /// 16 bytes that are the same when the same encounter is read twice, as two integers.
  public var keys: [Key] = []
  /// A number shared by encounters of one conversation; 0 where unknown.
  public var conversations: [UInt64] = []
  /// Subject or title; empty where there is none.
  public var subjects: [String] = []
  /// Minutes it lasted (calls, meetings); 0 where unknown.
  public var minutes: [UInt16] = []

  /// What tells one encounter from another: 128 bits of its content.
  public struct Key: Hashable, Sendable {
    /// The first 64 bits.
    public var high: UInt64
    /// The last 64 bits.
    public var low: UInt64
    /// A key.
    public init(high: UInt64, low: UInt64) {
      self.high = high
      self.low = low
    }
  }

  /// No encounters.
  public init() {}

  /// How many encounters.
  public var count: Int { seconds.count }

  /// Where the recipients of encounter `index` lie in `recipients` and `roles`.
  public func recipientRange(_ index: Int) -> Range<Int> {
    (index == 0 ? 0 : Int(recipientEnds[index - 1]))..<Int(recipientEnds[index])
  }

  /// Makes room for so many encounters with so many recipients in all.
  public mutating func reserveCapacity(_ encounters: Int, recipients places: Int) {
    seconds.reserveCapacity(encounters)
    offsets.reserveCapacity(encounters)
    media.reserveCapacity(encounters)
    flags.reserveCapacity(encounters)
    senders.reserveCapacity(encounters)
    recipientEnds.reserveCapacity(encounters)
    recipients.reserveCapacity(places)
    roles.reserveCapacity(places)
    keys.reserveCapacity(encounters)
    conversations.reserveCapacity(encounters)
    subjects.reserveCapacity(encounters)
    minutes.reserveCapacity(encounters)
  }

  /// Appends one encounter. `sender` and `recipients` are indexes into `parties`.
  public mutating func append(
    moment: Moment?, medium: Medium, flags: EncounterFlags, sender: Int32, recipients: [(party: Int32, role: Role)], key: Key,
    conversation: UInt64 = 0, subject: consuming String = "", minutes: UInt16 = 0
  ) {
    seconds.append(moment?.seconds ?? .min)
    offsets.append(moment?.offsetMinutes ?? .min)
    media.append(medium)
    self.flags.append(flags)
    senders.append(sender)
    let places = recipients.span
    self.recipients.append(addingCapacity: places.count) { out in for place in places.indices { out.append(places[place].party) } }
    roles.append(addingCapacity: places.count) { out in for place in places.indices { out.append(places[place].role) } }
    recipientEnds.append(Int32(self.recipients.count))
    keys.append(key)
    conversations.append(conversation)
    subjects.append(subject)
    self.minutes.append(minutes)
  }

  /// Those with whom encounter `index` shows that one has had to do: nobody by spam, a draft or what a machine wrote, and not who writes to a
  /// list. Whether an invitation shows it depends on who sent it.
  @inlinable
  public func eachAcquaintance(_ index: Int, _ body: (_ party: Int32) -> Void) {
    let flags = flags[index]
    if flags.contains(.discard) || flags.contains(.automatic) { return }
    if senders[index] >= 0, !flags.contains(.list) { body(senders[index]) }
    for place in recipientRange(index) { body(recipients[place]) }
  }

  /// The moment of encounter `index`, nil where the source gave none.
  public func moment(_ index: Int) -> Moment? {
    guard seconds[index] != .min else { return nil }
    return Moment(seconds: seconds[index], offsetMinutes: offsets[index] == .min ? nil : offsets[index])
  }
}

public import Book
public import Scan

/// Something that facts hang on: the noun of `FactID`.
public struct FactNoun: Identified, Sendable {
  /// `f`
  public static let identifierPrefix = "f"
}

/// The id of a fact.
public typealias FactID = Identifier<FactNoun>

/// A small sealed document: a tenure, an account, a note.
public struct Fact<Value: Sendable>: Sendable {
  /// Its id.
  public var id: FactID
  /// 1, then one more at each change.
  public var version: Int
  /// The person it is about, if it is about one; after a merge the merged person.
  public var about: Person.ID?
  /// When this version was written.
  public var changed: Moment
  /// What it says.
  public var value: Value
}

extension Fact: Equatable where Value: Equatable {}

/// One person as lists and searches show them.
public struct DirectoryEntry: Sendable, Hashable {
  /// The stable id.
  public var id: Person.ID
  /// The name to show.
  public var name: String
  /// Every handle, own ones first.
  public var handles: [Handle]
  /// The firm, if known.
  public var organisation: String
  /// The day of the last exchange in UTC, if any.
  public var last: Day?

  /// An entry.
  public init(id: Person.ID, name: String, handles: [Handle], organisation: String, last: Day?) {
    self.id = id
    self.name = name
    self.handles = handles
    self.organisation = organisation
    self.last = last
  }

  /// The same as the noun of `Book`.
  public func person(in book: BookID) -> Person {
    Person(id: id, book: book, name: name, handles: handles, organisation: organisation, last: last)
  }
}

/// A file, or a typing hand, from which readings came.
public struct Source: Identified, Sendable, Hashable {
  /// `s-...`
  public typealias ID = Identifier<Source>
  /// `s`
  public static let identifierPrefix = "s"

  /// Its id.
  public var id: ID
  /// What was told when it was begun.
  public var draft: SourceDraft
  /// When it was read.
  public var read: Moment
  /// What came of it.
  public var tally: Tally
}

/// What is known of a source before it is read.
public struct SourceDraft: Sendable, Hashable, Codable {
  /// The reader's name for the kind of source: `vcard`, `google-csv`, `mbox`, `typed`. Not a secret.
  public var kind: String
  /// What stays the same over exports of the same thing: `google-csv:jane@example.org`. Records are known again by it.
  public var identity: String
  /// The file's name without its folder.
  public var file: String
  /// The account of yours through which it came.
  public var account: String?
  /// How it was obtained, in the words of the one who knows.
  public var obtained: String?
  /// Reader and version: `vcard/1`. The same bytes are read again by another version.
  public var reader: String
  /// SHA-256 of the bytes.
  public var digest: [UInt8]
  /// Whether it is the whole of what it is an export of: records that are not in it any more are marked absent.
  public var isComplete: Bool

  /// A source.
  public init(
    kind: String, identity: String, file: String, account: String? = nil, obtained: String? = nil, reader: String, digest: [UInt8],
    isComplete: Bool = false
  ) {
    self.kind = kind
    self.identity = identity
    self.file = file
    self.account = account
    self.obtained = obtained
    self.reader = reader
    self.digest = digest
    self.isComplete = isComplete
  }
}

/// What became of readings, counted.
public struct Tally: Sendable, Hashable, Codable {
  /// Not known before.
  public var new = 0
  /// A new version of a known record.
  public var changed = 0
  /// Known already.
  public var same = 0
  /// Could not be read.
  public var rejected = 0
  /// Of somebody who is to stay forgotten; not kept.
  public var forgotten = 0
  /// How many of `new` and `same` are encounters.
  public var encounters = 0
  /// Known records that this source no longer has.
  public var absent = 0

  /// Nothing yet.
  public init() {}

  /// Both together.
  public static func + (a: Tally, b: Tally) -> Tally {
    var sum = a
    sum.new += b.new
    sum.changed += b.changed
    sum.same += b.same
    sum.rejected += b.rejected
    sum.forgotten += b.forgotten
    sum.encounters += b.encounters
    sum.absent += b.absent
    return sum
  }

  /// Whether anything in the vault differs for it.
  public var changesNothing: Bool { new == 0 && changed == 0 && absent == 0 }
}

/// What became of one card.
public enum Outcome: String, Sendable, Hashable {
  case new, changed, same
  /// Of somebody who is to stay forgotten; not kept.
  case forgotten
}

/// One version of one contact record, without its bytes.
public struct CardRecord: Sendable, Hashable {
  /// The record's id, the same for all versions.
  public var id: Card.ID
  /// 1, then one more at each change.
  public var version: Int
  /// The form of the bytes.
  public var format: Card.Format
  /// The source's own id of the record.
  public var nativeID: String?
  /// Where in the source it stood.
  public var place: String
  /// What the record says.
  public var fields: ContactFields
  /// The source this version came from.
  public var source: Source.ID
  /// Whether a later whole export no longer had it.
  public var isAbsent: Bool
  /// The person it belongs to, if people were made of the records yet.
  public var person: Person.ID?
  /// The row of this version.
  let row: Int64
  /// The act that wrote it.
  let act: Int64
}

/// What the user, or the user's phone, says of a person; edited field by field.
public struct OwnCard: Sendable, Hashable, Codable {
  /// The fields that have a value of their own.
  public var fields = ContactFields()
  /// Values of sources that are not to be shown: normal forms of handles, or `property:value`.
  public var hidden: [String] = []
  /// When a field was last written, by name: `organisation`, `email jane@example.org`.
  public var stamps: [String: Moment] = [:]

  /// An empty one.
  public init() {}

  /// One with these fields.
  public init(fields: ContactFields) { self.fields = fields }
}

/// Somebody's fields as they are shown, with where each came from.
public struct EffectiveCard: Sendable, Hashable {
  /// Where a value came from.
  public enum Provenance: Sendable, Hashable {
    case own
    case card(Card.ID)
    /// Only from messages.
    case encounters
  }
  /// One value that is shown.
  public struct Datum: Sendable, Hashable {
    /// `name`, `organisation`, `email`, `phone`, `birthday` ...
    public var property: String
    /// As text.
    public var value: String
    /// Where from.
    public var from: Provenance
  }
  /// The fields.
  public var fields: ContactFields
  /// One for each value, in the order of the fields.
  public var data: [Datum]
}

/// What belongs to a person.
public enum Member: Hashable, Sendable {
  case card(Card.ID)
  case handle(Handle)
  /// A handle that was read from the book; see `Correspondents`.
  case row(HandleRow)
}

/// Records and handles that are one person.
public struct Cluster: Sendable, Hashable {
  /// The person's id where it is known; else it is found from the members.
  public var person: Person.ID?
  /// What belongs to the person.
  public var members: [Member]

  /// A cluster.
  public init(person: Person.ID? = nil, members: [Member]) {
    self.person = person
    self.members = members
  }
}

/// The clusters of a whole book, one behind the other: nearly all have one member, and a hundred thousand small arrays would cost more than
/// what stands in them.
public struct Clustering: Sendable, Hashable {
  /// The members of all clusters.
  private(set) var members: [Member] = []
  /// Where each cluster ends.
  private(set) var ends: [Int] = []
  /// The persons of clusters whose person is known.
  private(set) var named: [Int: Person.ID] = [:]

  /// No clusters.
  public init() {}

  /// How many clusters.
  public var count: Int { ends.count }

  /// Adds a member to the cluster that is begun.
  public mutating func append(_ member: Member) { members.append(member) }

  /// Ends the cluster that was begun; one without members is none.
  public mutating func endCluster(person: Person.ID? = nil) {
    if members.count == ends.last ?? 0 { return }
    if let person { named[ends.count] = person }
    ends.append(members.count)
  }

  /// The places of the members of cluster `index`.
  func range(_ index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }
}

/// A decision about who is who. The latest about a pair holds; "not the same" binds the engine.
public struct Decision: Sendable, Hashable, Codable {
  /// What was decided.
  public enum Kind: String, Sendable, Codable { case same, notTheSame = "not-the-same", split }
  /// What was decided.
  public var kind: Kind
  /// One of the two.
  public var a: Person.ID
  /// The other.
  public var b: Person.ID
  /// Records concerned, at the time.
  public var cards: [Card.ID]
  /// Why, in words.
  public var evidence: String
  /// When.
  public var at: Moment
}

/// A page of encounters, unopened.
public struct EncounterPage: Sendable, Hashable {
  /// Its row.
  public let id: Int64
  /// The source it came from.
  public let source: Source.ID
  /// How many encounters.
  public let count: Int
  let act: Int64
}

/// One run of a verb. Every act of that run carries it, and `undo` takes back all of them.
public struct Command: Hashable, Sendable {
  /// The verb: `import`, `edit`.
  public var verb: String
  /// Opaque.
  public var id: UInt64
  /// Its place among the commands of the vault.
  public var number: Int
}

/// One act of a book.
public struct ActSummary: Hashable, Sendable {
  /// What may be said of its state.
  public enum State: Int, Sendable { case open = 0, done, undone }
  /// The book.
  public var book: BookID
  /// Its number in the book.
  public var number: Int
  /// The word of the act: `import`, `edit`, `merge`.
  public var kind: String
  /// The command it belongs to.
  public var command: Command
  /// When it began.
  public var at: Moment
  /// Open, done or undone.
  public var state: State
  /// Whether `undo` may take it back.
  public var isUndoable: Bool
}

/// A command that `undo` would take back, or has.
public struct UndoableCommand: Hashable, Sendable {
  /// The command.
  public var command: Command
  /// When it began.
  public var at: Moment
  /// Its acts, one per book.
  public var acts: [ActSummary]
}

/// Everything of a book, in an order that is the same whenever the content is.
public struct ExportMaterial: Sendable {
  /// A fact of any kind, as its JSON.
  public struct RawFact: Sendable, Hashable {
    /// The kind.
    public var kind: String
    /// The id.
    public var id: FactID
    /// The person it is about.
    public var about: Person.ID?
    /// The JSON, as stored.
    public var json: [UInt8]
  }
  /// The people, by id.
  public var people: [DirectoryEntry]
  /// Own cards by person.
  public var ownCards: [(person: Person.ID, card: OwnCard)]
  /// Every version of every record, by id and version.
  public var cards: [CardRecord]
  /// The bytes of each of `cards`.
  public var bytes: [[UInt8]]
  /// The facts, by kind and id.
  public var facts: [RawFact]
  /// The encounters, in the order they came in.
  public var encounters: EncounterLog
  /// The sources, by id.
  public var sources: [Source]

  /// All of it as bytes, for a comparison of before and after.
  public var canonicalBytes: [UInt8] { ExportWriter.write(self) }
}

/// A witness: somebody else who saw a checkpoint.
public struct Witness: Sendable, Hashable, Codable {
  /// How: `print`, `mail`, `timestamp`.
  public var how: String
  /// When.
  public var at: Moment
  /// The signed note they saw.
  public var note: String
  /// What came back from them, where something did.
  public var answer: String?

  /// A witness.
  public init(how: String, at: Moment, note: String, answer: String? = nil) {
    self.how = how
    self.at = at
    self.note = note
    self.answer = answer
  }
}

public import Book
public import Scan

/// Encounters of one source, and whose they are.
public struct TieSource: Sendable {
  /// Whether the source holds what the owner wrote.
  public enum Folders: Sendable, Hashable {
    /// To be told from the log itself: enough mail of the owner's in it means that the sent folder was read.
    case unknown
    /// The sent folder was read.
    case sentKnown
    /// There is no sent folder; replies that quote the owner may tell of some of it.
    case sentMissing
  }

  /// Who had to do with whom.
  public var log: EncounterLog
  /// The book the source belongs to: `mine`, or an employer's.
  public var book: BookID
  /// Which folders are in it.
  public var folders: Folders
  /// What its messages are called on screen (`Facebook messages`); empty: the usual word for the medium.
  public var label: String

  /// A source.
  public init(_ log: EncounterLog, book: BookID = .mine, folders: Folders = .unknown, label: String = "") {
    self.log = log
    self.book = book
    self.folders = folders
    self.label = label
  }
}

/// How reasons speak of a person.
public enum Pronoun: String, Sendable, Hashable, Codable {
  case she, he, they
  /// `her`, `him`, `them`.
  public var object: String {
    switch self {
    case .she: "her"
    case .he: "him"
    case .they: "them"
    }
  }
}

/// What is asked of `Ties.rank`. People are named by a *key*: the normal form of a handle, or what `groups` maps it to.
public struct TieQuestion: Sendable {
  /// What was read.
  public var sources: [TieSource]
  /// The day asked about; what came later is left out.
  public var asOf: Day
  /// Normal forms of the owner's own handles; where empty, the owner is found in the logs.
  public var me: Set<String> = []
  /// Normal form of a handle to key, where several handles are one person's.
  public var groups: [String: String] = [:]
  /// Key to the name to show; without it the display name used most.
  public var names: [String: String] = [:]
  /// Key to organisation; without it the mail domain stands for it.
  public var organisations: [String: String] = [:]
  /// Key to how reasons speak of the person; without it `they`.
  public var pronouns: [String: Pronoun] = [:]
  /// Key to words added to the remark (`was Anna Schmidt`).
  public var notes: [String: String] = [:]
  /// Keys put first, in this order, whatever the mail says.
  public var pins: [String] = []
  /// Keys never ranked.
  public var drops: Set<String> = []
  /// Keys of family and friends: known, and not counted among the ranked.
  public var setAside: Set<String> = []
  /// Only sources of the book `mine`.
  public var own = false
  /// How many people are given in full at most.
  public var keep = 1000
  /// For how many of them reasons and months are made.
  public var detail = 150

  /// A question over `sources` as of a day.
  public init(_ sources: [TieSource], asOf: Day) {
    self.sources = sources
    self.asOf = asOf
  }
}

public import Book
public import Scan

/// How sure a reader is that a source is its own. By content first; a name alone is never more than `maybe`.
public enum Confidence: Int, Comparable, Sendable {
  /// It is not.
  case no
  /// The name says so, or the content might be.
  case maybe
  /// The content looks like it.
  case likely
  /// The content says so.
  case certain
  /// Less sure comes first.
  public static func < (a: Confidence, b: Confidence) -> Bool { a.rawValue < b.rawValue }
}

/// What sort of source a reader reads, as far as it bears on whose it is.
public enum Nature: Sendable, Hashable {
  /// Cards or a table of contacts from anywhere.
  case contacts
  /// An Outlook export.
  case outlook
  /// An export of a customer system (CRM).
  case customerSystem
  /// A mailbox, or a log of who wrote to whom.
  case mail
  /// A calendar.
  case calendar
  /// The archive of a professional network, personal by its terms.
  case network
  /// A private chat, call list or social account.
  case chat
}

/// What a reader may want to know while it reads.
public struct ReadContext: Sendable {
  /// How you are named in chats.
  public var names: [String] = []
  /// Your addresses.
  public var addresses: [String] = []
  /// The calling code of your country without `+`, for numbers written in the national form; nil leaves them as they are.
  public var callingCode: String?
  /// Whether mail of your own that is missing shall be told from the answers to it: where no sent folder is read.
  public var recoversSent = false
  /// The name of the file being read, for the places of findings.
  var file = ""
  /// How much is taken from one source.
  public var limits: Limits = .standard
  /// Whether what the records say is wanted; where only their number is, a reader may leave their bytes and fields empty.
  public var wantsFields = true
  /// Is shown all bytes of the file, each once and in order, where `Recognised.showsBytes`.
  public var seen: (@Sendable (Span<UInt8>) -> Void)?
  /// Called now and then with the bytes of this source that are done, and all.
  public var progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }
  /// Knows nothing.
  public init() {}
}

/// One format. Adding one is a file with a type like this and a line in `Intake.readers`. Readers never touch a vault.
public protocol Reader: Sendable {
  /// A short name for files and scripts: `google-csv`.
  var name: String { get }
  /// The name for people: `Google contacts (CSV)`.
  var spoken: String { get }
  /// What sort of source it is.
  var nature: Nature { get }
  /// Whether a reading goes through the bytes of a file once, from front to back, and shows them all to `ReadContext.seen`.
  var showsBytes: Bool { get }
  /// How sure it is that a source with this beginning and name is its own.
  func claims(_ head: Head, name: String) -> Confidence
  /// Hands out the readings of a source one by one. Bad records are `.rejected`; throws only when the whole source cannot be
  /// read, or when `sink` throws.
  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws
  /// What the source says about its owner, from a bounded sample.
  func clues(_ source: Source, in context: ReadContext) -> Clues
  /// What each column of a table is taken for; empty for what is no table.
  func mapping(_ source: Source) throws -> [(column: String, meaning: String)]
}

extension Reader {
  /// Gathers from the first readings.
  public func clues(_ source: Source, in context: ReadContext) -> Clues { Clues(sampling: self, source, in: context) }
  /// It reads as it likes.
  public var showsBytes: Bool { false }
  /// No table.
  public func mapping(_ source: Source) throws -> [(column: String, meaning: String)] { [] }
}

public import Book
public import Scan

/// Reads files, folders and zips into the vault, each with its owner found before a byte is kept.
public struct ImportFiles: Sendable {
  /// What becomes of rows and files whose owner is doubtful.
  public enum Doubtful: Sendable, Hashable {
    /// Held back, with the question.
    case hold
    /// Into your own book.
    case mine
    /// Into the book of that employer.
    case employer(String)
  }

  /// Files, folders, zips.
  public var paths: [String]
  /// A book named by the user. An employer's data never goes to `mine`, whatever stands here.
  public var book: String?
  /// The employer that employer's data belong to, where the files do not say.
  public var tenure: String?
  /// The answer to: may that employer's data be on this machine?
  public var allowed: Tenure.Permission.Answer?
  /// What becomes of the doubtful; nil: ask where somebody answers, else hold.
  public var doubtful: Doubtful?
  /// Say what would be done, and do nothing.
  public var dryRun: Bool

  /// An import of these paths.
  public init(
    paths: [String], book: String? = nil, tenure: String? = nil, allowed: Tenure.Permission.Answer? = nil, doubtful: Doubtful? = nil,
    dryRun: Bool = false
  ) {
    self.paths = paths
    self.book = book
    self.tenure = tenure
    self.allowed = allowed
    self.doubtful = doubtful
    self.dryRun = dryRun
  }

  /// What was read, file by file.
  public struct Imported: Report {
    /// Records by what became of them.
    public struct Tally: Sendable, Hashable {
      /// Not seen before.
      public var new = 0
      /// A later version of a record known already.
      public var changed = 0
      /// Known already, the same.
      public var same = 0
      /// Could not be read.
      public var rejected = 0
      /// Held back with a question.
      public var held = 0
      /// Nothing yet.
      public init() {}
    }
    /// One file.
    public struct File: Sendable {
      /// Its path, as given.
      public var path: String
      /// The reader's name for it.
      public var kind: String
      /// The same in words.
      public var spoken: String
      /// The book it went to; several where its rows were parted; empty where it was held back or not read.
      public var books: [BookID] = []
      /// Records read.
      public var records = 0
      /// How many of them are contact records; the rest are messages, meetings, calls.
      public var cards = 0
      /// What became of them.
      public var tally = Tally()
      /// Proposals that its mails make about people, and services that write to one's own addresses.
      public var findings = 0, services = 0
      /// Mails of one's own that are not in it and are known from the answers that quote them.
      public var recovered = 0
      /// The records that could not be read.
      public var rejections: [Rejection] = []
      /// Why this owner, in plain words.
      public var evidence: [String] = []
      /// Questions that hold rows back, each with how many.
      public var questions: [(text: String, rows: Int)] = []
      /// Questions that hold nothing back.
      public var openQuestions: [String] = []
      /// Why the file was not read; nil when it was.
      public var trouble: String?
    }
    /// File by file, in the order read.
    public var files: [File]
    /// Whether nothing was kept because it was a dry run.
    public var dryRun: Bool
    /// People known after it, over all books; nil for a dry run.
    public var people: Int?
    /// What its mails propose about people and asks for a decision.
    public var proposals: Int

    /// All files together.
    public var total: Tally {
      files.reduce(into: Tally()) { sum, file in
        sum.new += file.tally.new
        sum.changed += file.tally.changed
        sum.same += file.tally.same
        sum.rejected += file.tally.rejected
        sum.held += file.tally.held
      }
    }

    /// 3 with rejected or held records, else 0.
    public var exitStatus: Int32 { total.rejected + total.held > 0 ? 3 : 0 }

    /// `cardcase.import/1`
    public var json: JSON {
      let total = total
      return [
        "schema": "cardcase.import/1", "new": .int(total.new), "changed": .int(total.changed), "same": .int(total.same),
        "rejected": .int(total.rejected),
        "held": .int(total.held), "dry_run": .bool(dryRun), "people": people.map { .int($0) } ?? .null,
        "proposals": .int(proposals), "files": .array(files.map(\.json)),
      ]
    }
  }
}

extension ImportFiles.Imported.File {
  /// One element of `files`.
  var json: JSON {
    [
      "path": .string(path), "kind": .string(kind), "book": .string(books.map(\.name).joined(separator: ",")), "records": .int(records),
      "new": .int(tally.new), "changed": .int(tally.changed), "same": .int(tally.same),
      "rejected": .array(rejections.map { ["place": .string($0.place), "reason": .string($0.reason)] }), "held": .int(tally.held),
      "findings": .int(findings), "services": .int(services), "recovered": .int(recovered),
      "why": .array(evidence.map { .string($0) }),
      "questions": .array(questions.map { ["text": .string($0.text), "rows": .int($0.rows)] }),
      "trouble": .optional(trouble),
    ]
  }
}

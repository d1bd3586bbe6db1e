public import Book
public import Scan
import Vault

/// Recomputes every ledger of the vault, and compares with a checkpoint that was kept outside.
public struct CheckLedger: Sendable {
  /// A checkpoint note to compare with, as text.
  public var note: String?
  /// With or without a checkpoint from outside.
  public init(against note: String? = nil) { self.note = note }

  /// What was found.
  public struct Checked: Report {
    /// One book's ledger.
    public struct Ledger: Sendable {
      /// The book.
      public var book: BookID
      /// How many entries.
      public var entries: Int
      /// What is wrong, each naming its entry.
      public var problems: [String]
      /// Days since the last outside witness; nil when there is none.
      public var daysSinceWitness: Int?
    }
    /// Book by book.
    public var ledgers: [Ledger]
    /// Whether all is well.
    public var isClean: Bool { ledgers.allSatisfy(\.problems.isEmpty) }
    /// 0 when clean, else 1.
    public var exitStatus: Int32 { isClean ? 0 : 1 }
    /// `cardcase.ledger/1`
    public var json: JSON {
      [
        "schema": "cardcase.ledger/1", "clean": .bool(isClean),
        "books": .array(
          ledgers.map {
            [
              "book": .string($0.book.name), "entries": .int($0.entries), "problems": .array($0.problems.map { .string($0) }),
              "days_since_witness": $0.daysSinceWitness.map { .int($0) } ?? .null,
            ]
          }),
      ]
    }
  }

  /// Verifies. A book whose key is gone is passed over: there is nothing left to verify. A checkpoint is held against the ledger that its
  /// first line names. Faults: `unreadable` where the note is no checkpoint, `usage` where it is of another vault's ledger: nothing is compared.
  public func run(at desk: Desk) throws -> Checked {
    let vault = try desk.open()
    var ledgers: [Checked.Ledger] = []
    let named = try note.map { try CheckLedger.origin(of: $0, vault) }
    for registered in try vault.books where registered.isReadable {
      let book = try vault.book(registered.id)
      let note = try named == book.read { $0.ledgerOrigin } ? note : nil
      let today = desk.today
      ledgers.append(
        try book.read { reader in
          let report = try reader.verifyLedger(against: note)
          let witness = try reader.witnesses().map(\.value.at).max()
          return Checked.Ledger(
            book: registered.id, entries: report.size, problems: report.problems.map(\.description),
            daysSinceWitness: witness.map { max(0, today.days(since: $0.day())) })
        })
    }
    return Checked(ledgers: ledgers)
  }

  /// The ledger that a note names, where it is one of this vault's.
  private static func origin(of note: String, _ vault: Vault) throws -> String {
    let lines = note.split(whereSeparator: \.isNewline)
    guard let first = lines.first.map({ ASCII.trim(String($0)) }), first.hasPrefix("cardcase.local/ledger/"), lines.count >= 3 else {
      throw Fault(.unreadable, "This is no checkpoint of a Cardcase ledger.", next: "cardcase ledger checkpoint prints one.")
    }
    for registered in try vault.books where registered.isReadable {
      if try vault.book(registered.id).read({ $0.ledgerOrigin }) == first { return first }
    }
    throw Fault(
      .usage, "This is a note of another ledger, not of this vault: nothing was compared. It says nothing for or against this one.",
      next: "cardcase ledger verify")
  }
}

import Book
public import Scan
import Vault

/// Records that somebody outside saw the present state of your ledger: by a mail to yourself, on paper, with a time stamp.
public struct RecordWitness: Sendable {
  /// How they saw it: `mail`, `print`, `timestamp`.
  public var how: String
  /// What came back from them, where something did.
  public var answer: String?
  /// That somebody saw it.
  public init(how: String, answer: String? = nil) {
    self.how = how
    self.answer = answer
  }

  /// What was recorded.
  public struct Recorded: Report {
    /// The note they saw.
    public var note: String
    /// `cardcase.witness/1`
    public var json: JSON { ["schema": "cardcase.witness/1", "note": .string(note)] }
  }

  /// Records it; the checkpoints of employers' ledgers become entries of yours.
  public func run(at desk: Desk) throws -> Recorded {
    let vault = try desk.open()
    let mine = try vault.mine
    let others = try vault.books.filter { !$0.id.isMine && $0.isReadable }.map { try vault.book($0.id).read { try $0.checkpoint() } }
    let (how, answer) = (how, answer)
    let command = try vault.command("ledger witness")
    _ = try mine.act("checkpoints", command, undoable: false) { writer in
      for other in others { try writer.recordCheckpoint(other.checkpoint) }
    }
    let state = try mine.read { try $0.checkpoint() }
    _ = try mine.act("witness", command, undoable: false) {
      try $0.addWitness(Witness(how: how, at: Desk.now(), note: state.note, answer: answer))
    }
    return Recorded(note: state.note)
  }
}

import Book
public import Scan
import Vault

/// `doctor`: checks the vault, rebuilds what can be rebuilt, says what is missing on this machine.
public struct ExamineVault: Sendable {
  /// Mend what can be mended (an act left open by a crash).
  public var repair: Bool
  /// To look, or to mend too.
  public init(repair: Bool = false) { self.repair = repair }

  /// What was found.
  public struct Examined: Report {
    /// What is wrong, in sentences.
    public var problems: [String]
    /// What was mended.
    public var mended: [String]
    /// What is worth knowing: no witness for long, a program missing.
    public var notices: [String]
    /// 0 when nothing is wrong, else 1.
    public var exitStatus: Int32 { problems.isEmpty ? 0 : 1 }
    /// `cardcase.doctor/1`
    public var json: JSON {
      [
        "schema": "cardcase.doctor/1", "clean": .bool(problems.isEmpty), "problems": .array(problems.map { .string($0) }),
        "mended": .array(mended.map { .string($0) }), "notices": .array(notices.map { .string($0) }),
      ]
    }
  }

  /// Examines the vault at the desk.
  public func run(at desk: Desk) throws -> Examined {
    let vault = try desk.open()
    let report = try vault.doctor(repair: repair)
    func texts(_ weight: DoctorReport.Finding.Weight) -> [String] { report.findings.filter { $0.weight == weight }.map(\.text) }
    var notices = texts(.note)
    let today = desk.today
    let last = try vault.mine.read { try $0.witnesses().map(\.value.at).max() }
    if let last {
      let days = today.days(since: last.day())
      if days > 30 { notices.append("The last outside witness of the ledger is \(days) days old: cardcase ledger witness") }
    } else {
      notices.append("Nobody outside has seen the ledger yet: cardcase ledger checkpoint, and send the note to somebody.")
    }
    for program in ["pdftotext"] where !Programs.isInstalled(program, variables: desk.variables) {
      notices.append("\(program) is not installed: agreements in PDF cannot be read (Debian package poppler-utils).")
    }
    return Examined(problems: texts(.wrong), mended: texts(.repaired), notices: notices)
  }
}

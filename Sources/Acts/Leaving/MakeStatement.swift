import Book
public import Scan
import Vault

/// The text that says what was done with an employer's data. It says; it does not show that no copy lies elsewhere. Writes nothing.
public struct MakeStatement: Sendable {
  /// Which job; nil: the newest.
  public var tenure: String?
  /// Of that job.
  public init(tenure: String? = nil) { self.tenure = tenure }

  /// The statement.
  public struct Stated: Report {
    /// The text.
    public var text: String
    /// `cardcase.statement/1`
    public var json: JSON { ["schema": "cardcase.statement/1", "text": .string(text)] }
  }

  /// Writes it out.
  public func run(at desk: Desk) throws -> Stated {
    let vault = try desk.open()
    let mine = try vault.mine
    let (profile, tenures, endings) = try mine.read {
      (try $0.profile(), try $0.tenures(), try $0.facts(FactKind.ending, as: Ending.self).map(\.value))
    }
    let job = try Tenures.one(tenures, tenure)
    let registered = try vault.books.first { $0.id == job.book }
    var lines = ["Statement of \(profile.name.isEmpty ? "the undersigned" : profile.name), \(desk.today.spoken)", ""]
    lines.append(
      "I was with \(job.employer)\(job.lastDay.map { " until \($0.spoken)" } ?? ""). What I handled on its behalf with this program lay in a book of its own, apart from mine."
    )
    for ending in endings where ending.book == job.book {
      let said =
        switch ending.way {
        case "return": "What is \(job.employer)'s was returned"
        case "seal": "The book was sealed: nothing is written to it any more"
        case "unseal": "The seal was taken off"
        default: "The book was deleted: its key was overwritten and its file removed"
        }
      lines.append("\(ending.day.spoken): \(said).")
    }
    if let registered, let hold = registered.hold, hold.lifted == nil {
      lines.append("A hold stands since \(hold.since.spoken); the book is kept unchanged.")
    }
    let passages = try mine.read { try $0.facts(FactKind.kept, as: Passage.self).map(\.value) }
    lines.append("")
    lines.append(
      passages.isEmpty
        ? "Nothing passed from that book into mine."
        : "\(passages.count) \(passages.count == 1 ? "datum" : "data") passed from that book into mine, each on a named ground that I keep."
    )
    lines.append(
      "This says what was done with this program on this machine. It does not say that no copy lies elsewhere: in backups of the whole home, in mail programs, on other devices."
    )
    return Stated(text: lines.joined(separator: "\n") + "\n")
  }
}

import Book
public import Scan
import Vault

/// The end of an employer's book: returned, then sealed or deleted, unless a hold stands.
public struct EndBook: Sendable {
  /// What is done.
  public enum Way: String, Sendable { case returned = "return", seal, unseal, delete }
  /// What is done.
  public var way: Way
  /// Which job; nil: the newest.
  public var tenure: String?
  /// Whether the user said so twice (delete).
  public var confirmed: Bool

  /// The end of that book.
  public init(_ way: Way, tenure: String? = nil, confirmed: Bool = false) {
    self.way = way
    self.tenure = tenure
    self.confirmed = confirmed
  }

  /// What was done.
  public struct Ended: Report {
    /// The employer.
    public var employer: String
    /// What was done.
    public var way: Way
    /// The day.
    public var day: Day
    /// `cardcase.end/1`
    public var json: JSON {
      ["schema": "cardcase.end/1", "employer": .string(employer), "done": .string(way.rawValue), "day": .string(day.description)]
    }
  }

  /// Does it. Faults: `held` under a hold, `refused` for a deletion before the return or unconfirmed.
  public func run(at desk: Desk) throws -> Ended {
    let vault = try desk.open()
    let mine = try vault.mine
    let job = try Tenures.one(try mine.read { try $0.tenures() }, tenure)
    guard let registered = try vault.books.first(where: { $0.id == job.book }) else {
      throw Fault(.missing, "There is no book of \(job.employer)'s.")
    }
    if let hold = registered.hold, hold.lifted == nil, way != .unseal {
      throw Fault(
        .held, "A hold stands on \(job.employer)'s book since \(hold.since.spoken): \(hold.reason). Nothing in it changes or goes.",
        next: "cardcase leave pack")
    }
    let endings = try mine.read { try $0.facts(FactKind.ending, as: Ending.self).map(\.value) }.filter { $0.book == job.book }
    switch way {
    case .returned: break
    case .seal: try vault.sealBook(job.book)
    case .unseal: try vault.unsealBook(job.book)
    case .delete:
      guard endings.contains(where: { $0.way == EndBook.Way.returned.rawValue }) else {
        throw Fault(
          .refused, "Return comes first: what is \(job.employer)'s goes back before it goes from here.", next: "cardcase leave return")
      }
      guard confirmed else {
        throw Fault(
          .refused, "Deleting cannot be undone. If a dispute is to be expected, do not: seal instead.", next: "cardcase leave delete --yes")
      }
      try vault.deleteBook(job.book)
    }
    let (ending, today) = (Ending(book: job.book, way: way.rawValue, day: desk.today), desk.today)
    _ = try mine.act("end", try vault.command("leave \(way.rawValue)"), undoable: false) { try $0.put(FactKind.ending, ending) }
    return Ended(employer: job.employer, way: way, day: today)
  }
}

/// What was done at the end of a book.
struct Ending: Codable, Sendable, Hashable {
  /// The employer's book.
  var book: BookID
  /// `return`, `seal`, `unseal`, `delete`
  var way: String
  /// When.
  var day: Day
}

public import Book
public import Scan
import Vault

/// Keeps an employer's book as it is, or lifts that.
public struct SetHold: Sendable {
  /// Which job; nil: the newest.
  public var tenure: String?
  /// Why; nil lifts the hold.
  public var reason: String?

  /// To hold, or to lift.
  public init(tenure: String? = nil, reason: String?) {
    self.tenure = tenure
    self.reason = reason
  }

  /// The state after it.
  public struct Held: Report {
    /// The employer.
    public var employer: String
    /// The hold; nil where it was lifted.
    public var hold: Hold?
    /// `cardcase.hold/1`
    public var json: JSON {
      [
        "schema": "cardcase.hold/1", "employer": .string(employer), "held": .bool(hold != nil), "since": .optional(hold?.since.description),
        "reason": .optional(hold?.reason),
      ]
    }
  }

  /// Sets or lifts it.
  public func run(at desk: Desk) throws -> Held {
    let vault = try desk.open()
    let job = try Tenures.one(try vault.mine.read { try $0.tenures() }, tenure)
    if let reason {
      let hold = Hold(since: desk.today, reason: reason)
      try vault.setHold(hold, on: job.book)
      return Held(employer: job.employer, hold: hold)
    }
    guard var hold = try vault.books.first(where: { $0.id == job.book })?.hold, hold.lifted == nil else {
      throw Fault(.missing, "There is no hold on \(job.employer)'s book.")
    }
    hold.lifted = desk.today
    try vault.setHold(hold, on: job.book)
    return Held(employer: job.employer, hold: nil)
  }
}

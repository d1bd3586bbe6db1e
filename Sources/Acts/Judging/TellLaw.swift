import Book
import Policy
public import Scan

/// What is known of a place, as of when, from which source. Writes nothing.
public struct TellLaw: Sendable {
  /// A place by code or name.
  public var place: String
  /// Of that place.
  public init(place: String) { self.place = place }

  /// What is known.
  public struct Told: Report {
    /// Whether the place is known at all; unknown is an allowed answer.
    public var found: Bool
    /// The page.
    public var text: String
    /// `cardcase.law/1`
    public var json: JSON
  }

  /// Tells it.
  public func run(at desk: Desk) throws -> Told {
    let report = try LawReport(place: place, facts: Facts.bundled(), today: desk.today)
    return Told(found: report.found, text: report.text, json: report.json)
  }
}

import Book
public import Policy
public import Scan
import Vault

/// What a new employer may and may not be told. Uses a vault where there is one, and writes nothing.
public struct GuideNewEmployer: Sendable {
  /// The place, where no vault tells it.
  public var place: String?
  /// At that place.
  public init(place: String? = nil) { self.place = place }

  /// The guide.
  public struct Guided: Report {
    /// Its points.
    public var guide: NewEmployerGuide
    /// Whether an agreement was shown: without one the guide is general.
    public var knowsAgreement: Bool
    /// `cardcase.new-employer/1`
    public var json: JSON {
      func points(_ points: [NewEmployerGuide.Point]) -> JSON {
        .array(
          points.map { point in
            ["text": .string(point.text), "quote": .optional(point.quote), "source": .string(point.source.cited)]
          })
      }
      return [
        "schema": "cardcase.new-employer/1", "may": points(guide.may), "must": points(guide.must), "may_not": points(guide.mayNot),
        "wording": .string(guide.wording), "knows_agreement": .bool(knowsAgreement),
      ]
    }
  }

  /// Guides. Faults: `missing` for a place that is not known.
  public func run(at desk: Desk) throws -> Guided {
    var code = try place.map { try Places.code($0) }
    var clauses: [Clause] = []
    var employer: String?
    if let vault = try desk.openIfThere() {
      if let (job, confirmed) = try vault.mine.read({ try $0.newestJob() }) {
        clauses = confirmed
        employer = job.shortName
        code = code ?? job.place
      }
    }
    let facts = try Facts.bundled().loading(places: [code].compactMap { $0 })
    let held = try code.flatMap { facts.find($0) }.flatMap { try facts.place($0.code) }
    return Guided(
      guide: NewEmployerGuide(clauses: clauses, place: held, facts: facts, employer: employer), knowsAgreement: !clauses.isEmpty)
  }
}

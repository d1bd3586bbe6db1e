import Book
public import Scan
public import Ties
import Vault

/// Why a person ranks where they do.
public struct ExplainTie: Sendable {
  /// An id, a handle, a name.
  public var person: String
  /// About that person.
  public init(person: String) { self.person = person }

  /// The reasons.
  public struct Explained: Report {
    /// The tie with all its reasons.
    public var tie: Tie
    /// `cardcase.tie/1`
    public var json: JSON {
      [
        "schema": "cardcase.tie/1", "id": .string(tie.key), "name": .string(tie.name), "rank": .int(tie.rank), "score": .double(tie.score),
        "reasons": .array(tie.reasons.map { ["signal": .string($0.signal), "value": .double($0.value), "text": .string($0.text)] }),
        "timeline": .array(
          tie.months.map {
            ["year": .int($0.year), "month": .int($0.month), "sent": .int($0.sent), "received": .int($0.received), "met": .int($0.met)]
          }),
      ]
    }
  }

  /// Explains. Faults: `missing` where there was no exchange at all.
  public func run(at desk: Desk) throws -> Explained {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let human = try humans.one(person, asker: desk.asker)
    let ranked = try RankTies(limit: .max).ranking(vault, humans: humans, today: desk.today)
    guard let tie = (ranked.ties.people + ranked.ties.setAside).first(where: { $0.key == human.id.description }) else {
      throw Fault(
        .missing, "There is no exchange with \(human.name) on record, so there is nothing to rank by.",
        next: "cardcase ties pin \"\(human.name)\"")
    }
    return Explained(tie: tie)
  }
}

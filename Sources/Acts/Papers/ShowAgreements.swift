public import Book
public import Scan
import Vault

/// The papers shown and the clauses that count.
public struct ShowAgreements: Sendable {
  /// All of them.
  public init() {}

  /// The papers.
  public struct Shown: Report {
    /// A paper and its employer.
    public struct Paper: Sendable {
      /// The employer's name.
      public var employer: String
      /// The paper.
      public var agreement: Agreement
    }
    /// Oldest first.
    public var papers: [Paper]
    /// `cardcase.agreements/1`
    public var json: JSON {
      [
        "schema": "cardcase.agreements/1",
        "agreements": .array(
          papers.map { paper in
            [
              "employer": .string(paper.employer), "name": .string(paper.agreement.name), "sort": .string(paper.agreement.sort.rawValue),
              "signed": .optional(paper.agreement.signed?.description), "law": .optional(paper.agreement.law),
              "clauses": .array(
                paper.agreement.clauses.map {
                  [
                    "kind": .string($0.kind.rawValue), "section": .string($0.section), "quote": .string($0.quote),
                    "months": $0.months.map { .int($0) } ?? .null,
                  ]
                }),
            ]
          }),
      ]
    }
  }

  /// Shows them.
  public func run(at desk: Desk) throws -> Shown {
    let (tenures, papers) = try desk.open().mine.read { (try $0.tenures(), try $0.agreements()) }
    return Shown(
      papers: papers.map { paper in .init(employer: tenures.first { $0.id == paper.tenure }?.employer ?? "", agreement: paper) })
  }
}

import Book
public import Scan
import Vault

/// Counts names, addresses and numbers of every book anew. What that would change of the people shown is told, and is not done.
public struct RenewEpoch: Sendable {
  /// A new epoch.
  public init() {}

  /// What it would change.
  public struct Renewed: Report {
    /// The records counted.
    public var records: Int
    /// People shown apart that the evidence would join now: each group is asked about by `duplicates`.
    public var joins: [[Question.Side]]
    /// People shown as one that would not be put together unasked now.
    public var parts: [Question.Side]
    /// `cardcase.epoch/1`
    public var json: JSON {
      [
        "schema": "cardcase.epoch/1", "records": .int(records), "joins": .array(joins.map { .array($0.map(\.json)) }),
        "parts": .array(parts.map(\.json)),
      ]
    }
  }

  /// Makes it, one act a book. Faults: `held`, `locked`.
  public func run(at desk: Desk) throws -> Renewed {
    let vault = try desk.open()
    let builder = try PeopleBuilder(vault)
    let command = try vault.command("duplicates")
    var renewed = Renewed(records: 0, joins: [], parts: [])
    for registered in try vault.books where registered.isReadable && registered.state == .open && registered.hold == nil {
      let book = try vault.book(registered.id)
      let linkage = try book.act("epoch", command) { writer in try builder.rebuild(writer, renewing: true) }
      let sides = try book.read { reader in
        Dictionary(try reader.people().map { ($0.id, Question.Side($0, registered.id)) }, uniquingKeysWith: { first, _ in first })
      }
      renewed.records += linkage.roster.records.count
      renewed.joins += linkage.news.joins.map { $0.compactMap { sides[$0] } }.filter { $0.count > 1 }
      renewed.parts += linkage.news.parts.compactMap { sides[$0] }
    }
    return renewed
  }
}

public import Book
internal import Yams

/// A ruling: what was done, what the court said of it, and the principle. Cited as a source, never used to decide by its name.
public struct Ruling: Hashable, Sendable {
  /// Its short id in the data.
  public var id: String
  /// As it is cited.
  public var name: String
  /// The court.
  public var court: String
  /// The year.
  public var year: Int
  /// The place's code.
  public var place: String
  /// What was done, in the closed words.
  public var input: RulingInput
  /// What the court said: `ok`, `not_ok`, `undecided`, `account_is_employees`, `account_is_employers`.
  public var expected: Verdict.Likely
  /// The principle, in our words.
  public var principle: String
  /// The court's words, where published.
  public var quote: String?
  /// Whether somebody looked it up.
  public var verified: Verdict.Checked
  /// Its address.
  public var url: String

  /// As a source of a reason.
  public var source: Verdict.Source {
    Verdict.Source(.ruling, "\(name) (\(court) \(year))", date: String(year), url: url.hasPrefix("http") ? url : nil, verified: verified)
  }

  static func all(_ text: String) throws(Fault) -> [Ruling] {
    var rulings: [Ruling] = []
    for row in try Node.document(text, name: "cases").rows("cases") {
      guard let id = row.text("id"), let place = row.text("jurisdiction"),
        let expected = row.text("expected").flatMap(Verdict.Likely.init(rawValue:)),
        let node = row["input"]
      else { throw Fault(.unreadable, "A ruling of the policy data lacks id, jurisdiction, expected or input.") }
      rulings.append(
        Ruling(
          id: id, name: row.text("name") ?? id, court: row.text("court") ?? "", year: row.whole("year") ?? 0, place: place,
          input: try RulingInput(node, id: id),
          expected: expected, principle: row.text("principle") ?? "", quote: row.text("quote"),
          verified: Verdict.Checked(words: row.text("verified") ?? "unverified"), url: row.text("source") ?? ""))
    }
    return rulings
  }
}

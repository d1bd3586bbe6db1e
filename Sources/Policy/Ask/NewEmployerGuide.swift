public import Book
internal import Scan

/// What a new employer may be told, may not be told, and what to say when it asks all the same.
public struct NewEmployerGuide: Hashable, Sendable {
  /// One point.
  public struct Point: Hashable, Sendable {
    /// What it says.
    public var text: String
    /// The words of a clause, where one says so.
    public var quote: String?
    /// Where it comes from.
    public var source: Verdict.Source
  }

  /// What may be told.
  public var may: [Point] = []
  /// What has to be told, where a clause says so.
  public var must: [Point] = []
  /// What may not.
  public var mayNot: [Point] = []
  /// The answer to give when names, lists or papers are asked for: once, and in writing.
  public var wording: String

  /// The guide under these clauses (confirmed ones count), by the law of a place where one is held. `employer`: the old one's name.
  public init(clauses: [Clause], place: PlaceFacts?, facts: Facts, employer: String?) {
    let old = employer ?? "my former employer"
    wording =
      "I bring what I know of the field and what I can do. Names, lists, prices and papers of \(old) stay there; please do not ask me for them. "
      + "Should somebody ask, I will say so again."
    let held = clauses.filter(\.confirmed)
    func step(_ number: Int) -> Verdict.Source {
      let found = facts.checklist.first { $0.number == number }
      return Verdict.Source(.duty, "checklist \(number): \(found?.source ?? "common advice")", verified: .partly)
    }
    func source(_ clause: Clause) -> Verdict.Source { Verdict.Source(.clause, clause.name) }
    let secret = held.first { $0.kind == .confidentiality }
    let law = place?.tradeSecret?.source ?? step(2)
    may = [
      Point(text: "What you can do and have learned, and what is known in the trade.", quote: nil, source: law),
      Point(
        text:
          "That you know people in the field, and which firms publish that you worked for them; no details of a person without their yes.",
        quote: nil, source: step(3)),
      Point(text: "When you leave, and from when you are free.", quote: nil, source: step(5)),
    ]
    let restraints = held.filter { [.nonCompete, .nonSolicitCustomers, .noService, .nonSolicitEmployees].contains($0.kind) }
    for clause in restraints {
      may.append(
        Point(
          text: "That you are bound, and how: it keeps both of you from a claim. Tell it before you sign.", quote: clause.quote,
          source: source(clause)))
    }
    must = held.filter { $0.kind == .noticeToNewEmployer }.map {
      Point(text: "Your agreement speaks of telling the new employer what you signed.", quote: $0.quote, source: source($0))
    }
    mayNot = [
      Point(
        text:
          "Customer and contact lists, names picked from them, who decides there, prices, terms, plans: on paper, in a file or from memory.",
        quote: secret?.quote, source: secret.map(source) ?? law),
      Point(
        text: "Files, mail or exports of the old employer, into any system of the new one; your address book into its customer system.",
        quote: nil, source: place?.dataProtection?.source ?? step(2)),
      Point(text: "Which customers may follow you, or who of the staff is unhappy.", quote: nil, source: step(6)),
    ]
    if let staff = held.first(where: { $0.kind == .nonSolicitEmployees }) {
      mayNot.append(
        Point(text: "Names of colleagues worth hiring, and what they earn, while this runs.", quote: staff.quote, source: source(staff)))
    }
  }
}

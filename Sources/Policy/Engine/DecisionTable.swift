internal import Book

/// The whole decision table: every rule of the engine and every row of the court table, as they are used and as they are printed.
public enum DecisionTable {
  /// One printable row.
  public struct Row: Hashable, Sendable {
    /// The id that reasons name.
    public var id: String
    /// The acts it speaks to; `rulings` for a row of the court table.
    public var acts: String
    /// When it holds.
    public var when: String
    /// What it says.
    public var then: String
    /// On what it rests.
    public var source: String
  }

  static let rules: [Rule] = DutyRules.rows + ClauseRules.rows + DataRules.rows + AnswerRules.rows

  /// Every row, in the order in which they are asked.
  public static var rows: [Row] {
    rules.map { rule in
      let acts =
        rule.acts.count == Situation.Act.allCases.count
        ? "every act" : Situation.Act.allCases.filter(rule.acts.contains).map(\.rawValue).joined(separator: ", ")
      return Row(id: rule.id, acts: acts, when: rule.when, then: rule.then, source: rule.source)
    } + earned + CourtTable.rows.map { Row(id: $0.id, acts: "rulings", when: $0.when, then: $0.then, source: $0.rests.name) }
  }

  private static let earned: [Row] = [
    Row(
      id: "earned-papers", acts: "every act", when: "the agreement was not shown", then: "a yes becomes unclear; the handbook: with care",
      source: "not shown is not none"),
    Row(
      id: "earned-place", acts: "every act", when: "the place, or the law the agreement names, is not known", then: "a yes becomes unclear",
      source: "the law of the place decides"),
    Row(
      id: "earned-fresh", acts: "every act", when: "the facts of the place are 12 months old",
      then: "a plain yes becomes unclear; every answer warns", source: "as_of of the place"),
    Row(
      id: "earned-change", acts: "every act", when: "the law changed between the facts' day and the day asked about",
      then: "a plain yes becomes with care; it warns", source: "scheduled_changes of the place"),
    Row(
      id: "earned-verified", acts: "every act", when: "a fact used was not, or only in part, looked up",
      then: "a plain yes becomes with care; it warns", source: "verified of the fact"),
  ]

  /// The table as text: a row is four lines.
  public static var text: String {
    rows.map { "\($0.id)   [\($0.acts)]\n  when    \($0.when)\n  then    \($0.then)\n  source  \($0.source)" }.joined(separator: "\n")
      + "\n\nWhere findings differ the strongest decides: no, not before, ask first, unclear, with care, yes.\n"
  }
}

internal import Book
internal import Yams

/// One step of the right way to leave.
public struct ChecklistStep: Hashable, Sendable {
  /// Its number.
  public var number: Int
  /// What to do.
  public var text: String
  /// Where it comes from.
  public var source: String

  static func all(_ text: String) throws(Fault) -> [ChecklistStep] {
    try Node.document(text, name: "checklist").rows("steps").compactMap { row in
      guard let number = row.whole("n"), let text = row.text("do") else { return nil }
      return ChecklistStep(number: number, text: text, source: row.text("source") ?? "")
    }
  }
}

/// What the terms of one service say on who holds an account.
public struct Terms: Hashable, Sendable {
  /// One fact of them.
  public struct Section: Hashable, Sendable {
    /// The section's number.
    public var number: String
    /// What it says, in our words.
    public var fact: String
    /// Its own words.
    public var quote: String?
  }
  /// The service: `LinkedIn`.
  public var service: String
  /// The document's name.
  public var document: String
  /// Since when the text holds.
  public var effective: String
  /// The facts.
  public var sections: [Section]

  static func all(_ text: String) throws(Fault) -> [Terms] {
    try Node.document(text, name: "tos").rows("services").compactMap { row in
      guard let service = row.text("service") else { return nil }
      let sections = row.rows("facts").map {
        Section(number: $0.text("section") ?? "", fact: $0.text("fact") ?? "", quote: $0.text("quote"))
      }
      return Terms(service: service, document: row.text("document") ?? "Terms", effective: row.text("effective") ?? "", sections: sections)
    }
  }
}

public import Book
import Intake
import Policy
public import Scan

/// The sentences of a text that bear on contacts. Writes nothing.
public struct FindClauses: Sendable {
  /// A text, PDF or DOCX.
  public var path: String
  /// With every paragraph's scores.
  public var all: Bool
  /// In that file.
  public init(path: String, all: Bool = false) {
    self.path = path
    self.all = all
  }

  /// What was found.
  public struct Found: Report {
    /// One clause found.
    public struct Row: Sendable {
      /// The clause, not yet confirmed.
      public var clause: Clause
      /// 0.5 or more: the program says so.
      public var score: Double
      /// The words that show it.
      public var words: [String]
    }
    /// Paragraph by paragraph.
    public var rows: [Row]
    /// How many paragraphs were read.
    public var paragraphs: Int
    /// What is broad, and what to ask for before signing.
    public var asks: [(section: String, finding: String, ask: String, wording: String)]
    /// The law the text names, as a code of the policy data.
    public var law: String?
    /// `cardcase.clauses/1`
    public var json: JSON
  }

  /// Reads the file. Faults: `missing`, `unreadable`, `unavailable` (a PDF without pdftotext).
  public func run() async throws -> Found {
    let text = try await AgreementText.read(path).paragraphs.joined(separator: "\n\n")
    return try FindClauses.find(in: text, all: all)
  }

  /// A heading whose section holds a clause of the same kind: `17. Return of property` over 17.1.
  private static func isHeading(_ clause: Clause, of all: [Clause]) -> Bool {
    guard !clause.section.isEmpty, clause.quote.split(separator: " ").count < 8 else { return false }
    return all.contains { $0.kind == clause.kind && $0.section.hasPrefix(clause.section + ".") }
  }

  /// The same on a text.
  static func find(in text: String, all: Bool) throws -> Found {
    let reading = try ClauseFinder.standard().read(text)
    let asks = ClauseAdvice.asks(reading.clauses)
    return Found(
      rows: reading.findings.filter { !isHeading($0.clause, of: reading.clauses) }.map {
        .init(clause: $0.clause, score: $0.score, words: $0.words)
      }, paragraphs: reading.paragraphs.count,
      asks: asks.map { ($0.section, $0.finding, $0.ask, $0.wording) }, law: reading.lawCode, json: reading.json(all: all))
  }
}

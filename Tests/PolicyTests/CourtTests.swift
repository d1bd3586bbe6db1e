import Book
import Policy
import Scan
import Testing

/// Situations posed in the closed words, in one file.
enum CourtSituations {
  struct Row: Sendable, CustomTestStringConvertible {
    var posed: PosedCase
    var expected: Set<String>
    var testDescription: String { posed.id }
  }

  static let rows: [Row] = (try? read()) ?? []

  static func read() throws -> [Row] {
    try Corpus.text("court-situations.txt").split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let c = line.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
      func list(_ text: String) -> String { "[\(text)]" }
      let text =
        "{id: \(c[0]), jurisdiction: \(c[1]), input: {kind: \(c[2]), timing: \(c[3]), audience: \(c[4]), targeted: \(c[5] == "t"), "
        + "initiated_by: \(c[6]), used_employer_records: \(c[7] == "t"), covenant: \(list(c[8])), content: \(list(c[9]))}}"
      let posed = try #require(try PosedCase.read(text).first)
      return Row(posed: posed, expected: Set(c[10].split(separator: ",").map(String.init)))
    }
  }
}

@Suite struct CourtTests {
  static let engine = (try? Facts.bundled().loading(places: Set(CourtSituations.rows.map(\.posed.place)))).map(PolicyEngine.init(facts:))
  let today = Day(number: 20_778)

  @Test func `the file holds at least 60 situations of many places and kinds`() {
    #expect(CourtSituations.rows.count >= 100)
    #expect(Set(CourtSituations.rows.map(\.posed.place)).count >= 30)
    #expect(Set(CourtSituations.rows.map(\.posed.input.kind)).count == RulingInput.Kind.allCases.count)
  }

  @Test(arguments: CourtSituations.rows) func `a situation is judged as courts judged the like`(row: CourtSituations.Row) throws {
    let verdict = try #require(Self.engine).verdict(on: row.posed, today: today)
    let likely = try #require(verdict.likely?.rawValue)
    #expect(row.expected.contains(likely), "\(likely), by \(verdict.reasons.first?.rule ?? "")")
    #expect(!verdict.reasons.isEmpty && verdict.reasons.allSatisfy { !$0.source.name.isEmpty })
    #expect(verdict.answer != .open)
    let said = Fold.words(verdict.text(why: true))
    #expect(!said.contains("wrong"))
    #expect(!verdict.text(why: true).contains("legal advice") && !verdict.text(why: true).contains("court-proof"))
  }

  @Test func `every word of the vocabulary is met, alone and in pairs, and sits in an answer that fits its kind`() throws {
    let engine = try #require(Self.engine)
    let accounts: Set<Verdict.Likely> = [.accountIsEmployees, .accountIsEmployers, .undecided, .notOk, .ok]
    let others: Set<Verdict.Likely> = [.ok, .notOk, .undecided]
    for kind in RulingInput.Kind.allCases {
      let isAccount = kind == .keepAccount || kind == .handOverAccount
      for timing in RulingInput.Timing.allCases {
        for audience in RulingInput.Audience.allCases {
          for covenant in RulingInput.Covenant.allCases {
            for word in ContentWord.allCases {
              let input = RulingInput(
                kind: kind, timing: timing, audience: audience, targeted: audience != .public, initiatedBy: .employee,
                usedEmployerRecords: false,
                covenant: [covenant], content: [word])
              let verdict = try engine.verdict(on: PosedCase(id: "x", place: "US-TX", input: input), today: today)
              let likely = try #require(verdict.likely)
              #expect((isAccount ? accounts : others).contains(likely), "\(kind) \(covenant) \(word): \(likely)")
              #expect(!verdict.reasons.isEmpty)
            }
          }
        }
      }
    }
  }

  @Test func `a launch that competes is a breach while employed and under a clause that holds, and news where it is void`() throws {
    let engine = try #require(Self.engine)
    func launch(_ place: String, _ timing: RulingInput.Timing, _ covenant: [RulingInput.Covenant]) throws -> Verdict.Likely? {
      let input = RulingInput(
        kind: .publicPost, timing: timing, audience: .public, targeted: false, initiatedBy: .employee, usedEmployerRecords: false,
        covenant: covenant, content: [.competingLaunch])
      return try engine.verdict(on: PosedCase(id: "x", place: place, input: input), today: today).likely
    }
    #expect(try launch("US-TX", .before, []) == .notOk)
    #expect(try launch("US-TX", .after, [.nonCompete]) == .notOk)
    #expect(try launch("US-CA", .after, [.nonCompete]) == .ok)
    #expect(try launch("US-TX", .after, []) == .ok)
  }
}

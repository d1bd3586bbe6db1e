import Book
import Policy
import Scan
import Testing

@Suite struct EngineFactsTests {
  let day = Day(number: 20_778)

  @Test func `every place of the data is read, with a date and a source for each line`() throws {
    let facts = try Facts.bundled()
    #expect(facts.placeCodes.count == 64)
    for code in facts.placeCodes {
      let place = try #require(try facts.place(code))
      #expect(place.code == code)
      #expect(!place.lines.isEmpty)
      for line in place.lines {
        #expect(!line.text.isEmpty && !line.source.name.isEmpty, "\(code): \(line.topic)")
        #expect(!line.source.date.isEmpty, "\(code): \(line.topic)")
      }
    }
  }

  @Test func `a place is found by code, name and part, and what is not held is unknown`() throws {
    let facts = try Facts.bundled()
    #expect(facts.find("England")?.code == "GB")
    #expect(facts.find("England")?.shown == "England")
    #expect(facts.find("GB-ENG")?.shown == "England")
    #expect(facts.find("california")?.code == "US-CA")
    #expect(facts.find("DC")?.code == "US-DC")
    #expect(facts.find("DE-BY")?.code == "DE")
    #expect(facts.find("US-PR") == nil)
    #expect(facts.find("Quebec") == nil)
    #expect(facts.find("Finland") == nil)
    let report = try LawReport(place: "Finland", facts: facts, today: day)
    #expect(!report.found)
    #expect(report.text.hasPrefix("Unknown here"))
  }

  @Test func `a law report names date, source and what was not looked up`() throws {
    let facts = try Facts.bundled()
    let report = try LawReport(place: "England", facts: facts, today: day)
    #expect(report.text.contains("as of June 2026"))
    #expect(report.text.contains("gov.uk"))
    #expect(report.text.contains("unverified"))
    #expect(report.json["as_of"]?.text == "2026-06-01")
    #expect(try LawReport(place: "US-TN", facts: facts, today: day).warnings.count == 1)
    #expect(try LawReport(place: "England", facts: facts, today: day.adding(months: 13)).warnings.count == 1)
  }

  @Test func `the decision table prints every rule with its source`() {
    let rows = DecisionTable.rows
    #expect(rows.count > 45)
    #expect(Set(rows.map { $0.acts + $0.id }).count == rows.count)
    for row in rows { #expect(!row.when.isEmpty && !row.then.isEmpty && !row.source.isEmpty, "\(row.id)") }
    #expect(DecisionTable.text.contains("loyalty-tell"))
  }

  @Test func `no rule names a case or a party`() throws {
    let facts = try Facts.bundled()
    let table = Set(Fold.words(DecisionTable.text))
    for ruling in facts.rulings where ruling.id.utf8.count > 4 { #expect(!table.contains(ruling.id), "\(ruling.id)") }
  }

  @Test func `broken data are a fault, not a crash`() throws {
    let bad = "schema: x\njurisdictions:\n- code: XX\n  name: Nowhere\n  as_of: '2026-06-01'\n"
    let facts = try Facts(jurisdictions: bad, cases: "cases: []", checklist: "steps: []", tos: "services: []")
    #expect(throws: Fault.self) { try facts.place("XX") }
    #expect(throws: Fault.self) { try Facts(jurisdictions: bad, cases: "cases: [", checklist: "steps: []", tos: "services: []") }
  }

  @Test func `a question to HR is neutral: no person, no plan, no new employer`() {
    let letter = HRQuestion(
      employer: "Acme", contact: "Sam Whitlock", name: "Robin Ashford", lastDay: Day("2026-11-30"), topics: HRQuestion.Topic.allCases
    ).letter
    #expect(letter.body.contains("30 November 2026"))
    #expect(letter.body.hasPrefix("Dear Sam Whitlock,"))
    for words in ["new job", "competitor", "client list", "lawyer", "rights"] { #expect(!letter.body.contains(words)) }
    #expect(letter.body.contains("5. How is"))
  }

  @Test func `the questionnaire has the three heads, and its answers are clauses`() {
    #expect(PolicyQuestionnaire.parts.map(\.title) == ["Intellectual property", "Electronic communication", "Internet use"])
    for part in PolicyQuestionnaire.parts {
      for question in part.questions { #expect(question.kinds.allSatisfy { Clause.Kind(rawValue: $0) != nil }, "\(question.id)") }
    }
  }

  @Test func `precedents tell years, endings and outcomes, and no names`() throws {
    let acme = try #require(BookID("acme"))
    #expect(Precedent.summary(of: []).contains("nobody"))
    let told = Precedent.summary(of: [
      Precedent(employer: acme, year: 2022, ending: .resigned, asked: .nothing, outcome: .nothingFurther, firstHand: true),
      Precedent(employer: acme, year: 2024, ending: .dismissed, asked: .lawyersLetter, outcome: .gaveWay, firstHand: false),
    ])
    #expect(told.contains("Of 2 who left from 2022 to 2024, 1 were asked") && told.contains("1 came to a dispute"))
  }
}

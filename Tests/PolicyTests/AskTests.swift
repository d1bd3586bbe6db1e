import Book
import Policy
import Scan
import Testing

/// Questions to the employer, its answers, clocks, and what a new employer may be told.
@Suite struct AskTests {
  static let engine = (try? Facts.bundled().loading(places: ["GB", "US-CA", "US-WA"])).map(PolicyEngine.init(facts:))
  let day = Day("2026-12-05") ?? Day(number: 0)

  func situation(_ act: Situation.Act, today: Day? = nil) -> Situation {
    var s = Situation(act, today: today ?? day)
    (s.employer, s.person, s.place, s.relation) = ("Acme", "Sofia Rossi", "GB", .client)
    (s.lastDay, s.agreement, s.handbook) = (Day("2026-11-30"), .none, .none)
    s.datum = .init(.email, inEmployerSystems: true, inOwnSources: false)
    s.hasOwnChannel = true
    return s
  }

  func answer(_ acts: [Situation.Act], _ day: String) -> Situation.WrittenPermission {
    .init(acts, day: Day(day) ?? self.day, quote: "their words")
  }

  @Test func `a matter that says what was done or planned is kept out of the letter`() {
    let refused = [
      "the list I copied", "contacts exported last week", "the cards I took home", "numbers synced to my phone", "a job with a competitor",
      "my new employer", "leaving in May", "", "what I forwarded",
    ]
    for matter in refused { #expect(HRQuestion.objection(to: matter) != nil, "\(matter)") }
    for matter in ["the business cards given to me", "private phones", "my own address book", "profiles on networks", "personal e-mail"] {
      #expect(HRQuestion.objection(to: matter) == nil, "\(matter)")
    }
  }

  @Test func `every question of the letter is a question, and names no person and no plan`() {
    let question = HRQuestion(
      employer: "Acme", name: "Robin", topics: HRQuestion.Topic.allCases, clause: "section 14.2", keeps: ["the cards given to me"],
      policies: ["private phones"])
    #expect(question.questions.count == HRQuestion.Topic.allCases.count + 2)
    #expect(question.questions.allSatisfy { $0.hasSuffix("?") })
    #expect(question.questions[0] == "May I keep the cards given to me?")
    for words in ["last day", "new job", "competitor", "client list", "I have", "I took"] { #expect(!question.letter.body.contains(words)) }
  }

  @Test func `a written yes counts from its day, a spoken one never, and the newest answer decides`() throws {
    let tenure = Identifier<Tenure>(value: 7)
    let spoken = EmployerAnswer(tenure: tenure, asked: nil, answered: day, quote: "sure", allows: [.keep])
    #expect(spoken.permission == nil)
    let written = EmployerAnswer(
      tenure: tenure, asked: nil, answered: day, quote: "sure", digest: "00", allows: [.keep], people: ["Sofia Rossi"])
    #expect(written.permission?.day == day && written.refusal == nil)
    #expect(written.speaks(of: ["SOFIA ROSSI"]) && !written.speaks(of: ["Wei Zhang"]))
    let engine = try #require(Self.engine)
    var s = situation(.keep)
    #expect(try engine.verdict(on: s).answer == .ask)
    s.permissions = [answer([.keep], "2026-12-06")]
    #expect(try engine.verdict(on: s).answer == .ask, "a permission of tomorrow is none today")
    s.permissions = [answer([.keep], "2026-12-01")]
    #expect(try engine.verdict(on: s).isYes)
    s.refusals = [answer([.keep], "2026-12-02")]
    let refused = try engine.verdict(on: s)
    #expect(refused.answer == .shut && refused.reasons.first?.rule == "refused-keep")
    #expect(refused.reasons.first?.quote == "their words")
    s.permissions.append(answer([.keep], "2026-12-03"))
    #expect(try engine.verdict(on: s).isYes)
  }

  @Test func `their no does not reach what one has oneself, and a no to a goodbye ends with the last day`() throws {
    let engine = try #require(Self.engine)
    var s = situation(.keep)
    s.refusals = [answer([.keep, .announce], "2026-11-20")]
    s.datum = .init(.email, inEmployerSystems: true, inOwnSources: true)
    let own = try engine.verdict(on: s)
    #expect(own.isYes && own.setAside.contains { $0.reason.rule == "refused-keep" })
    var before = situation(.announce, today: Day("2026-11-25"))
    before.refusals = s.refusals
    let wait = try engine.verdict(on: before)
    #expect(wait.answer == .wait && wait.until == Day("2026-12-01"))
    var after = situation(.announce)
    after.refusals = s.refusals
    let care = try engine.verdict(on: after)
    #expect(care.answer == .care && care.reasons.contains { $0.rule == "refused-word" })
  }

  @Test func `what a policy says by one's own account is asked for by name`() throws {
    var s = situation(.announce)
    (s.handbook, s.policySays) = (.notShown, ["Must connections be deleted when you leave?"])
    let verdict = try #require(Self.engine).verdict(on: s)
    #expect(verdict.missing.contains { $0.question.contains("Must connections be deleted") })
  }

  @Test func `clocks end when the clause does, or when the place lets it, and a void clause has none to wait for`() throws {
    var tenure = Tenure(id: Identifier<Tenure>(value: 7), book: try #require(BookID("acme")), employer: "Acme")
    tenure.lastDay = Day("2026-11-30")
    tenure.place = "GB"
    let clauses = [
      Clause(.nonSolicitCustomers, section: "14.2", months: 6, confirmed: true),
      Clause(.nonCompete, section: "14.1", days: 90, confirmed: true),
      Clause(.notice, section: "3", months: 3, confirmed: true), Clause(.nonSolicitEmployees, section: "14.3", months: 12),
      Clause(.confidentiality, section: "9", confirmed: true),
    ]
    let paper = Agreement(
      id: Identifier<Agreement>(value: 9), tenure: tenure.id, sort: .contract, name: "agreement.txt", signed: Day("2021-03-01"),
      clauses: clauses)
    let engine = try #require(Self.engine)
    let clocks = try engine.clocks(of: [paper], tenure: tenure, today: day)
    #expect(clocks.map(\.clause.section) == ["14.1", "14.2"], "the first to end first; unconfirmed, timeless and notice left out")
    #expect(clocks.map { "\($0.until)" } == ["2027-02-28", "2027-05-30"])
    tenure.place = "US-CA"
    let void = try engine.clocks(of: [paper], tenure: tenure, today: day)
    #expect(void.allSatisfy(\.isVoid) && void.allSatisfy { $0.note == "void in California" })
    tenure.lastDay = nil
    #expect(try engine.clocks(of: [paper], tenure: tenure, today: day).isEmpty)
  }

  @Test func `a paper filed under three names has each clock once, and one of its own in other words`() throws {
    var tenure = Tenure(id: Identifier<Tenure>(value: 7), book: try #require(BookID("acme")), employer: "Acme")
    tenure.lastDay = Day("2026-11-30")
    tenure.place = "GB"
    func clause(_ quote: String) -> Clause { Clause(.nonSolicitCustomers, section: "14.2", quote: quote, months: 6, confirmed: true) }
    func paper(_ id: UInt64, _ name: String, _ clauses: [Clause]) -> Agreement {
      Agreement(id: Identifier<Agreement>(value: id), tenure: tenure.id, sort: .contract, name: name, clauses: clauses)
    }
    let papers = [
      paper(11, "agreement.pdf", [clause("You shall not\nsolicit any Client.")]),
      paper(9, "agreement.txt", [clause("You shall not solicit any Client.")]),
      paper(12, "signed copy.txt", [clause("You shall not solicit any Client.")]),
      paper(13, "later.txt", [clause("You shall not solicit any Customer.")]),
    ]
    let engine = try #require(Self.engine)
    let clocks = try engine.clocks(of: papers, tenure: tenure, today: day)
    #expect(clocks.map(\.paper.value) == [9, 13])
  }

  @Test func `what a new employer may be told rests on the clauses, and each point on a source`() throws {
    let facts = try #require(Self.engine).facts
    let clauses = [
      Clause(.nonSolicitEmployees, section: "14.3", quote: "shall not entice", months: 6, confirmed: true),
      Clause(.confidentiality, section: "9", quote: "customer lists", confirmed: true),
      Clause(.noticeToNewEmployer, section: "20", quote: "may notify", confirmed: true),
    ]
    let bound = NewEmployerGuide(clauses: clauses, place: try facts.place("GB"), facts: facts, employer: "Acme")
    #expect(bound.must.map(\.quote) == ["may notify"])
    #expect(bound.mayNot.contains { $0.text.contains("colleagues") && $0.quote == "shall not entice" })
    #expect(bound.may.contains { $0.text.contains("bound") })
    #expect(bound.wording.contains("Acme"))
    let free = NewEmployerGuide(clauses: [], place: nil, facts: facts, employer: nil)
    #expect(free.must.isEmpty && !free.mayNot.isEmpty)
    for point in bound.may + bound.must + bound.mayNot + free.may + free.mayNot { #expect(!point.source.name.isEmpty, "\(point.text)") }
  }
}

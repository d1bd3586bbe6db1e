import Book
import Policy
import Scan
import Testing

@Suite struct EngineTests {
  static let engine: PolicyEngine? = try? PolicyEngine(
    facts: Facts.bundled().loading(places: EngineTable.rows.compactMap(\.situation.place)))

  func verdict(_ situation: Situation) throws -> Verdict { try #require(Self.engine).verdict(on: situation) }

  /// No verdict without a source, and none in words that give or take comfort falsely.
  func checkWords(_ verdict: Verdict, _ id: String) {
    #expect(!verdict.reasons.isEmpty, "\(id) has no reason")
    for reason in verdict.reasons { #expect(!reason.source.name.isEmpty && !reason.text.isEmpty, "\(id): \(reason.rule)") }
    let text = (verdict.text(why: true) + verdict.json(id: id).write()).lowercased()
    for words in ["legal advice", "court-proof", "certificate", "proves", "burn", "purge"] {
      #expect(!text.contains(words), "\(id) says \(words)")
    }
    #expect(!Fold.words(text).contains("wrong"), "\(id) says a bare wrong")
  }

  @Test func `the table holds at least 120 situations, each of them read`() {
    #expect(EngineTable.rows.count >= 120)
    #expect(EngineTable.rows.count == EngineTable.lines)
    #expect(Set(EngineTable.rows.map(\.id)).count == EngineTable.rows.count)
  }

  @Test(arguments: EngineTable.rows) func `each posed situation has its verdict and its reason`(row: PosedRow) throws {
    let verdict = try verdict(row.situation)
    #expect(verdict.answer == row.verdict, "\(row.id): \(verdict.text(why: true))")
    if row.verdict == .wait || row.until != nil {
      #expect(verdict.until == row.until, "\(row.id): \(verdict.until?.description ?? "none")")
    }
    let rules = verdict.reasons.map(\.rule)
    switch row.rule.first {
    case "!": #expect(verdict.setAside.map(\.reason.rule).contains(String(row.rule.dropFirst())), "\(row.id): \(verdict.setAside)")
    case "~": #expect(rules.contains(String(row.rule.dropFirst())), "\(row.id): \(rules)")
    default: #expect(rules.first == row.rule, "\(row.id): \(rules)")
    }
    checkWords(verdict, row.id)
  }

  @Test(arguments: EngineTable.rows) func `with the agreement not shown no answer is a plain yes`(row: PosedRow) throws {
    var situation = row.situation
    situation.agreement = .notShown
    situation.papers = []
    let verdict = try verdict(situation)
    #expect(verdict.answer != .open, "\(row.id)")
    #expect(verdict.missing.contains { $0.name == "agreement" }, "\(row.id)")
    checkWords(verdict, row.id)
  }

  @Test(arguments: EngineTable.rows) func `thirteen months after the facts no yes comes without a warning`(row: PosedRow) throws {
    var situation = row.situation
    let asOf = try situation.place.flatMap { try Self.engine?.facts.place($0)?.asOf } ?? situation.today
    situation.today = max(asOf, situation.today).adding(months: 13)
    let verdict = try verdict(situation)
    #expect(verdict.answer != .open, "\(row.id)")
    if verdict.isYes { #expect(!verdict.warnings.isEmpty, "\(row.id)") }
    checkWords(verdict, row.id)
  }

  @Test(arguments: EngineTable.rows) func `a datum known only from the employer's systems is never better than ask first, without a ground`(
    row: PosedRow
  ) throws {
    var situation = row.situation
    situation.act = .keep
    situation.permissions = []
    situation.wish = .notAsked
    situation.datum = .init(.email, inEmployerSystems: true, inOwnSources: false)
    #expect(try verdict(situation).answer.isAtLeastAsk, "\(row.id)")
  }

  @Test func `the demo's three questions are answered as the demo shows them`() throws {
    let today = try #require(Day("2026-11-20"))
    var s = Situation(.announce, today: today)
    s.employer = "Acme"
    s.contactAtEmployer = "Sam Whitlock"
    s.successor = "Nadia Rahman"
    s.relation = .client
    s.dealtWith = Day("2026-10-12")
    s.lastDay = Day("2026-11-30")
    s.place = "England"
    s.targeted = true
    s.agreement = .shown
    let clause = Clause(
      .nonSolicitCustomers, section: "14.2", quote: "shall not canvass or solicit the business of any Client", months: 6,
      lookBackMonths: 12,
      covers: [.customersDealtWith], confirmed: true)
    let back = Clause(
      .returnOfProperty, section: "17.1", quote: "all devices, papers and business cards", items: [.businessCards], confirmed: true)
    s.papers = [
      Agreement(
        id: try #require(.init("g-000000000001")), tenure: try #require(.init("t-000000000001")), sort: .contract, name: "contract",
        signed: Day("2021-03-01"), law: "GB", clauses: [clause, back])
    ]
    s.datum = .init(.email, inEmployerSystems: true, inOwnSources: false)
    s.hasOwnChannel = true
    s.channel = .network
    let announce = try verdict(s)
    #expect(announce.headline == "Yes, with care")
    #expect(announce.until == s.lastDay)
    #expect(announce.timing == "after your last day, 30 November 2026; before it, together with Acme")
    #expect(announce.use?.from == Day("2026-12-01"))
    #expect(announce.keep?.answer == .ask)
    #expect(announce.missing.map(\.name) == ["handbook"])
    #expect(announce.setAside.contains { $0.why == "another place: California" })
    #expect(announce.factsLine.hasPrefix("Facts: England, June 2026."))
    #expect(announce.courses.count == 2)
    #expect(announce.conditions.contains { $0.contains("Nadia Rahman looks after you") })
    s.act = .keep
    let keep = try verdict(s)
    #expect(keep.headline == "Ask first: Sam Whitlock")
    #expect(keep.reasons.first?.source.name == "DPA 2018 s.170")
    s.act = .solicit
    #expect(try verdict(s).headline == "Not before 31 May 2027")
  }

  @Test func `keep and use are two permissions with two dates`() throws {
    let row = try #require(EngineTable.rows.first { $0.id == "gb-solicit" })
    var s = row.situation
    s.datum = .init(.phone, inEmployerSystems: false, inOwnSources: true)
    let verdict = try verdict(s)
    #expect(verdict.keep == .init(.open))
    #expect(verdict.use == .init(.wait, from: Day("2027-05-31")))
  }

  @Test func `the missing fact that would settle it is asked for by name`() throws {
    func missing(_ id: String) throws -> [String] {
      try verdict(try #require(EngineTable.rows.first { $0.id == id }).situation).missing.map(\.name)
    }
    #expect(try missing("wa-pay-untold") == ["yearly pay"])
    #expect(try missing("mn-unsigned") == ["day signed"])
    #expect(try missing("va-overtime-untold") == ["overtime"])
    #expect(try missing("wy-role-untold") == ["role"])
    #expect(try missing("de-paid-untold") == ["paid restriction"])
    #expect(try missing("no-place") == ["place"])
    #expect(try missing("unknown-place").contains("law of Finland"))
    #expect(try missing("hired-untold") == ["whether they compete"])
    #expect(try missing("relation-untold") == ["relation"])
    #expect(try missing("md-floor-not-held") == ["pay floor of 2026"])
  }

  @Test func `the law to come is told, and ends a clause before its own end`() throws {
    let row = try #require(EngineTable.rows.first { $0.id == "wa-above" })
    let verdict = try verdict(row.situation)
    #expect(verdict.until == Day("2027-06-30"))
    #expect(verdict.warnings.contains { $0.contains("30 June 2027") })
  }

  @Test func `an unknown word of content is named, never guessed`() throws {
    var s = try #require(EngineTable.rows.first { $0.id == "announce-none" }).situation
    s.content = ["neutral_notice", "praise"]
    let fault = #expect(throws: Fault.self) { try verdict(s) }
    #expect(fault?.message.contains("\"praise\"") == true)
  }

  @Test func `a no from the contact stops every act towards them`() throws {
    for act in Situation.Act.allCases where act != .handOver {
      var s = try #require(EngineTable.rows.first { $0.id == "announce-none" }).situation
      s.act = act
      s.wish = .no
      #expect(try verdict(s).answer == .shut, "\(act)")
    }
  }

  @Test func `a verdict survives being written and read`() throws {
    let row = try #require(EngineTable.rows.first { $0.id == "announce-clause" })
    let json = try verdict(row.situation).json(id: "x")
    #expect(json["schema"]?.text == "cardcase.verdict/1")
    #expect(json["verdict"]?.text == "care")
    #expect(json["reasons"]?[0]?["source"]?.text?.isEmpty == false)
    #expect(json["facts_of"]?["as_of"]?.text == "2026-06-01")
  }
}

extension Verdict.Answer {
  fileprivate var isAtLeastAsk: Bool { self == .ask || self == .wait || self == .shut }
}

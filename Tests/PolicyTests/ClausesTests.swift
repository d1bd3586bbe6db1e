import Book
import Policy
import Scan
import Testing

@Suite struct ClausesTests {
  let finder: ClauseFinder

  init() throws { finder = try ClauseFinder.standard() }

  func kinds(_ text: String) -> Set<Clause.Kind> { Set(finder.read(text).findings.map(\.clause.kind)) }

  func clause(_ kind: Clause.Kind, in text: String) throws -> Clause {
    try #require(finder.read(text).findings.first { $0.clause.kind == kind }?.clause)
  }

  // One invented paragraph a kind, worded apart from any sample.
  @Test(arguments: [
    (
      Clause.Kind.nonCompete,
      "For one year after leaving, the Manager shall not work for or hold shares in any business competing with the Firm."
    ),
    (.nonSolicitCustomers, "The Manager shall not, for one year thereafter, approach, canvass or entice away any customer of the Firm."),
    (.nonSolicitEmployees, "During that year the Manager will not recruit or hire any employee of the Firm."),
    (.noService, "The Manager shall not deal with or accept orders from any client, regardless of who made the first contact."),
    (.confidentiality, "The Manager shall hold in the strictest confidence and not disclose any trade secret of the Firm."),
    (.returnOfProperty, "Upon termination the Manager shall return all keys, papers and equipment in his possession."),
    (.contactsCarveOut, "The Manager may retain her personal rolodex and address book."),
    (.socialMedia, "The Manager will delete all LinkedIn connections made in the course of employment."),
    (.ipAssignment, "The Manager hereby assigns to the Firm all right, title and interest in any invention made in its service."),
    (.outsideActivities, "The Manager shall devote her full working time to the Firm and not engage in any other employment."),
    (.acceptableUse, "Staff have no expectation of privacy in mail sent over the Firm's systems."),
    (.gardenLeave, "During the notice period the Firm may place the Manager on garden leave."),
    (.notice, "Either party may terminate the employment by giving two months' written notice."),
    (.nonDisparagement, "The Manager shall not make any disparaging or derogatory statement about the Firm."),
    (.noticeToNewEmployer, "The Firm may notify any new employer of the Manager of these duties."),
    (.survival, "Sections 5 to 9 shall survive the termination of this agreement."),
    (.liquidatedDamages, "For each breach the Manager owes five thousand euros as liquidated damages and not as a penalty."),
    (.injunctiveRelief, "A breach would cause irreparable harm, and the Firm is entitled to injunctive relief without posting bond."),
    (.choiceOfLaw, "This agreement is governed by the laws of the State of Ohio."),
    (.bluePencil, "Should a court hold any provision unenforceable, it shall be reformed to the maximum extent permitted."),
    (.tolling, "The restricted period is extended by the duration of any breach."),
    (
      .whistleblowerNotice,
      "Nothing in this agreement prohibits the Manager from reporting possible violations of law to a government agency."
    ),
  ]) func `each kind is found in its own words`(_ kind: Clause.Kind, _ text: String) {
    #expect(kinds(text).contains(kind), "\(kinds(text))")
  }

  @Test(arguments: [
    "The Company shall pay the Executive an annual bonus competitive with the market.",
    "The Executive shall be entitled to four weeks of vacation in each calendar year.",
    "Any notice under this agreement shall be sent by registered mail to the address above.",
    "\u{201C}Change in Control\u{201D} means the acquisition of more than half of the shares entitled to vote in the election of directors.",
    "WHEREAS, the parties wish to amend the Employment Agreement;", "The Executive shall prepare the annual tax return of the Company.",
  ]) func `ordinary paragraphs are of no kind`(_ text: String) { #expect(kinds(text).isEmpty, "\(kinds(text))") }

  @Test func `an English agreement is read clause by clause`() throws {
    let reading = finder.read(try Corpus.text("agreement.txt"))
    func found(_ kind: Clause.Kind) -> Clause? { reading.findings.first { $0.clause.kind == kind }?.clause }
    let solicit = try #require(found(.nonSolicitCustomers))
    #expect(solicit.section == "14.2")
    #expect(solicit.months == 6)
    #expect(solicit.lookBackMonths == 12)
    #expect(solicit.covers.contains(.customersDealtWith))
    #expect(
      solicit.quote.contains("canvass or solicit the business of any Client with whom you dealt in the twelve months before that date."))
    let compete = try #require(found(.nonCompete))
    #expect(compete.months == 9)
    #expect(compete.territory?.contains("ten miles") == true)
    #expect(try #require(found(.noService)).covers.contains(.prospects))
    #expect(try #require(found(.returnOfProperty)).items.contains(.businessCards))
    #expect(try #require(found(.contactsCarveOut)).items.contains(.addressBook))
    #expect(found(.contactsCarveOut)?.section == "17.2")
    #expect(found(.gardenLeave) != nil)
    #expect(found(.notice)?.months == 3)
    #expect(found(.bluePencil) != nil)
    #expect(found(.liquidatedDamages)?.sum == "£10,000")
    #expect(reading.law == "laws of England and Wales")
    #expect(reading.lawCode == "GB")
    let staff = reading.findings.filter { $0.clause.kind == .nonSolicitEmployees }
    #expect(staff.map(\.clause.section) == ["14.4(a)", "14.4(b)"])
    #expect(staff.allSatisfy { $0.clause.months == 12 })
  }

  @Test func `return and keep are told apart`() throws {
    let back = "Upon termination the Executive shall return his rolodex, address book and all business cards."
    let keep = "The Executive may keep his rolodex, address book and all business cards."
    #expect(kinds(back).contains(.returnOfProperty))
    #expect(!kinds(back).contains(.contactsCarveOut))
    #expect(kinds(keep).contains(.contactsCarveOut))
    #expect(!kinds(keep).contains(.returnOfProperty))
    #expect(try clause(.returnOfProperty, in: back).items == [.businessCards, .rolodex, .addressBook])
  }

  @Test(
    arguments: [
      ("for a period of eighteen (18) months following termination", 18, nil), ("for two years after termination", 24, nil),
      ("during the one-year period following termination", 12, nil), ("for 6 months after the last day", 6, nil),
      ("for ninety (90) days after termination", nil, 90), ("until the first anniversary of termination", 12, nil),
      ("for twenty-four months thereafter", 24, nil), ("for a period of a year from termination", 12, nil),
    ] as [(String, Int?, Int?)]) func `durations are read in digits and words`(_ words: String, _ months: Int?, _ days: Int?) throws
  {
    let found = try clause(.nonSolicitCustomers, in: "The Manager shall not, \(words), solicit any customer of the Firm.")
    #expect(found.months == months)
    #expect(found.days == days)
  }

  @Test func `a look back is not the duration`() throws {
    let text = "The Manager shall not solicit any customer with whom she dealt during the twenty-four months prior to termination."
    let found = try clause(.nonSolicitCustomers, in: text)
    #expect(found.months == nil)
    #expect(found.lookBackMonths == 24)
  }

  /// A clause about customers as it is read beside some definitions.
  private func defined(_ clause: String, by definitions: String...) throws -> ClauseFinding {
    let reading = finder.read(paragraphs: definitions + [clause])
    return try #require(reading.findings.first { $0.clause.kind == .nonSolicitCustomers && $0.clause.paragraph == definitions.count })
  }
  private let bar = "8.1 For six months after the Termination Date you shall not solicit the custom of any Restricted Customer."

  @Test(arguments: [
    "1.1 \u{201C}Restricted Customer\u{201D} means any person with whom you dealt in the twelve months before the Termination Date.",
    "1.1 \"Restricted Customers\" shall mean clients with whom the Manager had material contact during the twelve months prior to termination.",
    "1.1 Restricted Customer means any firm with whom you dealt personally in the last twelve months of your employment.",
  ]) func `what a defined word means is carried to the clause that uses it`(_ definition: String) throws {
    let found = try defined(bar, by: definition)
    #expect(found.clause.lookBackMonths == 12 && found.clause.months == 6)
    #expect(found.clause.covers == [.customersDealtWith])
    #expect(found.why.contains("is defined in 1.1"))
  }

  @Test func `a definition behind the clause counts too, and of two the longer look back`() throws {
    let text = [
      "8.1 For six months after the Termination Date you shall not solicit any Relevant Client or Key Client.",
      "8.2 \u{201C}Relevant Client\u{201D} means a client with whom you dealt in the six months before the Termination Date; \u{201C}Key Client\u{201D} means a "
        + "client with whom you dealt in the two years before the Termination Date.",
    ]
    let found = try #require(finder.read(paragraphs: text).findings.first { $0.clause.kind == .nonSolicitCustomers })
    #expect(found.clause.lookBackMonths == 24)
  }

  @Test func `a word that is not the defined one, or customers in general beside it, are not cut down`() throws {
    let definition =
      "1.1 \u{201C}Restricted Customer\u{201D} means any person with whom you dealt in the twelve months before the Termination Date."
    let other = try defined("8.1 For six months after the Termination Date you shall not solicit any customer of the Firm.", by: definition)
    #expect(other.clause.lookBackMonths == nil && other.clause.covers.contains(.allCustomers))
    let wide = try defined(
      "8.1 For six months after the Termination Date you shall not solicit any Restricted Customer or any other client of the Firm.",
      by: definition)
    #expect(wide.clause.lookBackMonths == nil)
    let two = try defined(
      "8.1 For six months after the Termination Date you shall not solicit any Restricted Customer or Prospect.", by: definition,
      "1.2 \u{201C}Prospect\u{201D} means any prospective customer of the Firm.")
    #expect(two.clause.lookBackMonths == nil && two.clause.covers.contains(.prospects))
  }

  @Test func `a clause keeps the look back of its own`() throws {
    let found = try defined(
      "8.1 For six months after the end you shall not solicit any Customer with whom you dealt in the three months before the end.",
      by: "1.1 \u{201C}Customer\u{201D} means any person with whom you dealt in the twelve months before the Termination Date.")
    #expect(found.clause.lookBackMonths == 3)
  }

  @Test func `while employed is side work, not a bar for later`() {
    let text = "During the employment term, the Manager shall not engage in any activity competitive with the Firm."
    #expect(!kinds(text).contains(.nonCompete))
    #expect(kinds(text).contains(.outsideActivities))
  }

  @Test(arguments: ["7. Social networks", "12. Confidential information", "§ 9 Non-competition", "Return of property", "Leaving us"])
  func `a heading is no clause`(_ text: String) { #expect(kinds(text).isEmpty) }

  @Test(
    arguments: [
      ("What you learn about our guests stays with you, also after you have left.", .confidentiality),
      ("Leave the keys, the van and the phone with the foreman on your last day.", .returnOfProperty),
      ("The numbers of your friends and family in the phone's address book you may keep.", .contactsCarveOut),
      ("For six months you must send away any client of ours who comes to you unasked.", .noService),
      ("We can ask you to stay home on full pay until your notice runs out.", .gardenLeave),
      ("You may take a second job only if we agree in writing.", .outsideActivities),
      ("Followers of the shop's Instagram account belong to the shop.", .socialMedia),
    ] as [(String, Clause.Kind)])
  func `plain words are understood, and the words that show it are told`(_ text: String, _ kind: Clause.Kind) throws {
    let found = try #require(finder.read(text).findings.first { $0.clause.kind == kind })
    #expect(!found.words.isEmpty)
    #expect(found.words.allSatisfy(text.contains))
  }

  @Test func `list items take from their lead-in`() throws {
    let text =
      "7.2 For one year after termination the Manager shall not:\n\n(a) solicit any client of the Firm;\n\n(b) hire any employee of the Firm."
    let reading = finder.read(text)
    #expect(reading.paragraphs.count == 3)
    #expect(try #require(reading.findings.first { $0.clause.kind == .nonSolicitCustomers }).clause.paragraph == 1)
    #expect(reading.findings.first { $0.clause.kind == .nonSolicitCustomers }?.clause.section == "7.2(a)")
    #expect(reading.findings.first { $0.clause.kind == .nonSolicitEmployees }?.clause.months == 12)
  }

  @Test func `paragraphs are separated by blank lines and counted from nought`() {
    #expect(ClauseFinder.paragraphs("a\nb\n\n \t\nc\r\n\r\nd") == ["a\nb", "c", "d"])
    #expect(ClauseFinder.paragraphs("") == [])
  }

  @Test(
    arguments: [
      ("laws of the State of California", "US-CA"), ("the law of West Virginia", "US-WV"), ("English law", nil),
      ("the laws of Ontario", "CA-ON"),
      ("the laws of the Republic of Utopia", nil),
    ] as [(String, String?)]) func `the law named becomes a code where it is held`(_ law: String, _ code: String?)
  {
    let reading = finder.read("This agreement shall be governed by \(law).")
    if law != "English law" { #expect(reading.lawCode == code) }
    #expect(reading.findings.contains { $0.clause.kind == .choiceOfLaw })
  }

  @Test func `plain clauses in German, French and Spanish are found`() {
    #expect(kinds("Der Arbeitnehmer hat bei Beendigung alle Unterlagen herauszugeben.").contains(.returnOfProperty))
    #expect(kinds("Das Abwerben von Kunden ist untersagt; es gilt Kundenschutz für zwölf Monate.").contains(.nonSolicitCustomers))
    #expect(kinds("Es gilt deutsches Recht.").contains(.choiceOfLaw))
    #expect(kinds("En cas de manquement, la clause pénale s'applique.").contains(.liquidatedDamages))
  }

  @Test func `the document holds every paragraph with all`() throws {
    let json = finder.read("One.\n\nThe Firm shall not solicit any employee of the Agency.").json(all: true)
    #expect(json["schema"]?.text == "cardcase.clauses/1")
    #expect(json["paragraphs"]?.integer == 2)
    #expect(json["scores"]?.items?.count == 2)
    #expect(json["clauses"]?[0]?["kind"]?.text == "non_solicit_employees")
    #expect(try #require(json["clauses"]?[0]?["score"]?.real) >= 0.5)
  }

  @Test func `before signing, what is broad is asked for and the carve-out proposed`() throws {
    let reading = finder.read(
      "For two years after termination the Manager shall not solicit any customer or prospective customer of the Firm.")
    let asks = ClauseAdvice.asks(reading.clauses)
    #expect(asks.contains { $0.finding.contains("longer than a year") })
    #expect(asks.contains { $0.finding.contains("prospects") })
    #expect(asks.last?.kind == .contactsCarveOut)
    #expect(asks.allSatisfy { !$0.ask.isEmpty && !$0.wording.isEmpty })
    let kept = ClauseAdvice.asks([Clause(.contactsCarveOut)])
    #expect(kept.isEmpty)
  }

  @Test func `a hostile text ends in time`() {
    #expect(finder.read(String(repeating: "shall not solicit ", count: 1_000)).paragraphs.count == 1)
    #expect(finder.read(String(repeating: "(a) x\n\n", count: 300)).paragraphs.count == 300)
  }
}

import Book
import Policy
import Scan
import Testing

@Suite struct DemandTests {
  let reader: DemandReader

  init() throws { reader = try DemandReader.standard() }

  static func letter(_ name: String) throws -> String { try Corpus.text("letters/\(name).txt") }

  struct Letter: Sendable, CustomTestStringConvertible {
    var file: String
    var sender: DemandSender
    var kinds: [DemandKind]
    var sign: DemandSign?
    var drafts: Bool
    var testDescription: String { file }
  }

  static let letters: [Letter] = [
    Letter(file: "preserve", sender: .lawyer, kinds: [], sign: .preserve, drafts: false),
    Letter(file: "cease-and-desist", sender: .lawyer, kinds: [], sign: .ceaseAndDesist, drafts: false),
    Letter(file: "claim-form", sender: .court, kinds: [], sign: .claim, drafts: false),
    Letter(file: "subpoena", sender: .court, kinds: [], sign: .claim, drafts: false),
    Letter(file: "works-council", sender: .worksCouncil, kinds: [], sign: .inquiry, drafts: false),
    Letter(file: "works-council-english", sender: .worksCouncil, kinds: [], sign: .inquiry, drafts: false),
    Letter(file: "regulator", sender: .regulator, kinds: [], sign: .inquiry, drafts: false),
    Letter(file: "formal-deadline", sender: .employer, kinds: [.removeConnections], sign: .formalDeadline, drafts: false),
    Letter(file: "reminder-to-return", sender: .employer, kinds: [.returnProperty], sign: nil, drafts: true),
    Letter(file: "friendly-goodbye", sender: .unknown, kinds: [], sign: nil, drafts: false),
    Letter(file: "passwords", sender: .employer, kinds: [.passwords], sign: nil, drafts: true),
    Letter(file: "remove-connections", sender: .employer, kinds: [.removeConnections], sign: .formalDeadline, drafts: false),
    Letter(file: "hand-over-cards", sender: .unknown, kinds: [.handOverCards], sign: nil, drafts: true),
    Letter(file: "no-talk", sender: .unknown, kinds: [.noTalk], sign: nil, drafts: true),
    Letter(file: "hand-over-account", sender: .unknown, kinds: [.handOverAccount], sign: nil, drafts: true),
    Letter(
      file: "compte-linkedin", sender: .unknown, kinds: [.handOverAccount, .removeConnections], sign: .formalDeadline, drafts: false),
  ]

  @Test(arguments: letters) func `each letter is taken for what it is`(_ letter: Letter) throws {
    let answer = reader.answer(reader.read(try Self.letter(letter.file)), clauses: [], place: { _ in [] })
    #expect(answer.reading.sender == letter.sender)
    #expect(answer.reading.kinds == letter.kinds)
    if let sign = letter.sign { #expect(answer.reading.signs.contains(sign)) } else { #expect(answer.reading.signs.isEmpty) }
    #expect((answer.draft != nil) == letter.drafts)
  }

  static let more: [String] =
    ((try? Corpus.text("letters.txt")) ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }.map(String.init)

  @Test(arguments: more) func `letters in other words and other languages are taken for what they are`(row: String) throws {
    let c = row.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    let answer = reader.answer(reader.read(try Self.letter(c[0])), clauses: [], place: { _ in [] })
    #expect(answer.reading.sender.rawValue == c[1])
    #expect(answer.reading.kinds.map(\.rawValue).joined(separator: ",") == c[2])
    #expect(answer.reading.isGrave == (c[3] == "grave"))
    #expect((answer.draft != nil) == (c[4] == "draft"))
    #expect(!answer.reading.isGrave || answer.draft == nil)
    #expect(!answer.steps.isEmpty)
  }

  @Test func `there are at least forty of them`() { #expect(Self.more.count >= 40) }

  @Test func `a date for the laptop is a reminder, a date for one's own network is a threat`() {
    func read(_ text: String) -> DemandReading { reader.read(text) }
    let laptop = read("Please bring back the laptop by Friday 27 November.")
    #expect(laptop.deadline != nil && !laptop.isGrave)
    let network = read("Please remove our clients from your LinkedIn connections by Friday 27 November.")
    #expect(network.signs == [.formalDeadline] && network.isGrave)
    #expect(read("Would you drop by on Wednesday 2 December?").deadline == nil)
  }

  /// The decision: who asks for the firm's things alone, and sets a date, sends a reminder; a draft is right.
  @Test(arguments: [
    "A friendly reminder to bring back the laptop and to hand over the passwords of our systems by Friday 27 November 2026. Sam, HR",
    "We require you to return your laptop, badge and phone by 27 November 2026. Please confirm in writing. Dana, Human Resources",
    "Please drop off the laptop by Friday 27 November, otherwise Sam will pick it up. HR",
    "All equipment including the laptop must be returned by your last working day. Human Resources",
    "Bitte gib den Laptop bis zum 27. November 2026 zurück. Deine Personalabteilung",
    "Merci de rendre votre ordinateur portable avant le 27 novembre 2026. Service RH",
  ]) func `a date for the firm's things is a reminder with a draft`(_ text: String) {
    let answer = reader.answer(reader.read(text), clauses: [], place: { _ in [] })
    #expect(answer.reading.sender == .employer && !answer.reading.isGrave && answer.draft != nil)
    #expect(answer.deadline != nil && answer.steps.first?.contains("They ask for it") == true)
    #expect(!answer.reading.words.contains { $0.shows == DemandSign.formalDeadline.rawValue })
  }

  @Test(arguments: [
    "We act for Acme Ltd. Please return the laptop by 27 November 2026. Smith & Partners LLP, Solicitors",
    "Without prejudice: please return the laptop by 27 November 2026. HR",
    "Please return the laptop by 27 November 2026. Failing this we will take legal action. HR",
    "Return the laptop by 27 November 2026, otherwise we will consider further steps. HR",
    "Please send us the password of your LinkedIn account by Friday 27 November 2026. Sam, HR",
    "Please return the laptop by 27 November and confirm in writing that you have removed our customers from LinkedIn. HR",
    "We require you to return the laptop and to remove our clients from your LinkedIn connections by 27 November. HR",
  ]) func `a lawyer, a threat, or a date for what is one's own stays grave`(_ text: String) {
    let answer = reader.answer(reader.read(text), clauses: [], place: { _ in [] })
    #expect(answer.reading.isGrave && answer.draft == nil && answer.deadline != nil)
  }

  @Test func `a text with no known demand is not waved through`() {
    let answer = reader.answer(reader.read("Hello, hope you are well."), clauses: [], place: { _ in [] })
    #expect(answer.steps.contains { $0.contains("read it before you answer") })
  }

  @Test func `a grave letter shows its deadline and keeps everything`() throws {
    let answer = reader.answer(reader.read(try Self.letter("preserve")), clauses: [], place: { _ in [] })
    #expect(answer.deadline == "by 4 December 2026")
    #expect(answer.steps.first?.hasPrefix("DEADLINE: by 4 December 2026") == true)
    #expect(answer.steps.contains { $0.contains("hold") })
    #expect(answer.steps.contains { $0.contains("envelope") })
    #expect(answer.steps.contains { $0.contains("leave pack") })
  }

  @Test func `deadlines are read as written`() throws {
    #expect(reader.read(try Self.letter("cease-and-desist")).deadline == "within 7 days")
    #expect(reader.read(try Self.letter("claim-form")).deadline?.contains("14 days") == true)
    #expect(reader.read(try Self.letter("subpoena")).deadline == "on or before January 12, 2027")
    #expect(reader.read(try Self.letter("friendly-goodbye")).deadline == nil)
  }

  @Test(arguments: DemandKind.allCases) func `every demand has what is owed, what is not, and a draft that asks`(_ kind: DemandKind) throws
  {
    let answer = reader.answer(
      kind: kind, clauses: [], place: { _ in [] }, parties: DemandParties(employer: "Acme", contact: "Sam", name: "Robin"))
    #expect(!answer.owed.isEmpty)
    #expect(!answer.notOwed.isEmpty)
    #expect(answer.agreement.contains { $0.text.contains("No agreement was shown") })
    let draft = try #require(answer.draft)
    #expect(draft.contains("?"))
    #expect(draft.hasPrefix("Dear Sam,"))
    // It says nothing of what the person did.
    for word in ["I have copied", "I took", "I contacted", "I kept", "I deleted", "I sent"] { #expect(!draft.contains(word)) }
  }

  @Test func `the agreement is quoted and can bind`() throws {
    let clause = Clause(
      .returnOfProperty, section: "17.1", quote: "shall return all business cards", items: [.businessCards], confirmed: true)
    let answer = reader.answer(kind: .handOverCards, clauses: [clause], place: { _ in [] })
    #expect(
      answer.agreement == [DemandPoint(text: "\u{201C}shall return all business cards\u{201D}", source: "agreement 17.1", verified: true)])
    #expect(answer.draft?.contains("section 17.1") == true)
  }

  @Test func `the law of the place is taken from who knows it`() throws {
    let law = DemandPoint(text: "Bars demanding log-ins.", source: "statute", date: "2026-06-01", verified: true)
    let answer = reader.answer(kind: .passwords, clauses: [], place: { kind in kind == .passwords ? [law] : [] })
    #expect(answer.law == [law])
  }

  @Test(arguments: letters) func `no answer says what it must not`(_ letter: Letter) throws {
    let answer = reader.answer(reader.read(try Self.letter(letter.file)), clauses: [], place: { _ in [] })
    let said = Fold.string(answer.json().write() + (answer.draft ?? ""))
    for word in ["legal advice", "court-proof", "burn", "purge", "certificate", "residue"] { #expect(!said.contains(word)) }
    #expect(!Fold.words(answer.draft ?? "").contains("wrong"))
  }
}

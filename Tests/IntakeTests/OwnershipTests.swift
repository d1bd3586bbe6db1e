import Book
import Intake
import Scan
import Testing

@Suite struct OwnershipTests {
  private let tenureID = Tenure.ID(value: 1)

  private func tenure(_ employer: String, _ value: UInt64 = 1, domains: [String] = []) throws -> Tenure {
    let book = try #require(BookID("book-\(value)"))
    var tenure = Tenure(id: Tenure.ID(value: value), book: book, employer: employer)
    tenure.domains = domains
    return tenure
  }

  private func robin(_ tenures: [Tenure]) -> Ownership {
    let account = Account(id: Account.ID(value: 1), service: "mail", handle: Handle(.email, "robin@ashford.example"), payer: .mine)
    return Ownership(names: ["Robin Ashford"], accounts: [account], tenures: tenures)
  }

  @Test(arguments: ["Acme", "Acme Technical Consulting"]) func `the leaver's files are sorted as they should`(_ employer: String) throws {
    let survey = Intake.survey([Corpus.path("leaver")])
    let clues = survey.clues(Corpus.context)
    let outcome = robin([try tenure(employer)]).judge(survey.files, clues)
    let owners = Dictionary(zip(survey.files.map(\.source.name), outcome.judgements), uniquingKeysWith: { first, _ in first })
    let mine = [
      "apple_contacts_3.0.vcf", "android_2.1.vcf", "All Contacts.vcf", "All mail Including Spam and Trash.mbox", "Connections.csv",
      "messages.csv",
      "Complete_LinkedInDataExport_11-21-2026.zip", "_chat.txt", "telegram_result.json", "sms-20261120.xml", "your_friends.json",
      "message_1.json",
      "google_contacts_new.csv", "google_contacts_legacy_utf8.csv",
    ]
    for name in mine { #expect(owners[name]?.owner == .mine, "\(name)") }
    let acme = [
      "work-account.mbox", "work.ics", "outlook_desktop_en_cp1252.csv", "outlook_desktop_de_cp1252.csv",
      "outlook_desktop_de_excel_resaved_semicolon.csv", "outlook_web_utf8bom.csv", "hubspot-crm-exports-all-contacts-2026-11-20.csv",
      "salesforce_Contact.csv",
    ]
    for name in acme { #expect(owners[name]?.owner == .employer(tenureID), "\(name)") }
    for name in ["work-account.mbox", "work.ics", "salesforce_Contact.csv"] { #expect(owners[name]?.mustAsk == true) }
    #expect(outcome.learnedDomains[tenureID] == ["acme-consulting.example"])
    #expect(owners["apple_contacts_3.0.vcf"]?.questions.first?.hasPrefix("Did this phone ever sync with") == true)
  }

  @Test func `rows labelled for the employer are held back, the others go in`() throws {
    let survey = Intake.survey([Corpus.path("leaver/takeout"), Corpus.path("leaver/google_contacts_new.csv")])
    let outcome = robin([try tenure("Acme")]).judge(survey.files, survey.clues(Corpus.context))
    var held: [Int] = []
    for (file, judgement) in zip(survey.files, outcome.judgements) {
      var count = 0
      try file.read(Corpus.context) { if case .card(let card) = $0, judgement.doubt(about: card)?.tenure == tenureID { count += 1 } }
      held.append(count)
      #expect(judgement.owner == .mine)
    }
    #expect(held == [39, 0, 28])
  }

  @Test func `the order of the files does not matter`() throws {
    let ownership = robin([try tenure("Acme")])
    let files = Intake.survey([Corpus.path("leaver")]).files
    let clues = Survey(files: files).clues(Corpus.context)
    let forwards = ownership.judge(files, clues)
    let backwards = ownership.judge(files.reversed(), clues.reversed())
    #expect(forwards.judgements.map(\.owner) == backwards.judgements.reversed().map(\.owner))
  }

  @Test func `without any employer told, a customer system and a work mailbox are still an employer's`() throws {
    let survey = Intake.survey([Corpus.path("leaver/crm"), Corpus.path("leaver/mail")])
    let outcome = robin([]).judge(survey.files, survey.clues(Corpus.context))
    #expect(outcome.judgements[0].owner == .unknownEmployer("acme-consulting.example"))
    #expect(outcome.judgements.allSatisfy { $0.owner != .mine })
  }

  private func judge(_ ownership: Ownership, _ nature: Nature, _ change: (inout Clues) -> Void) -> Judgement? {
    var clues = Clues()
    change(&clues)
    return ownership.judge([.init(path: "x", reader: "x", nature: nature)], [clues]).judgements.first
  }

  @Test(arguments: [
    ("me@gmail.com", "mine"), ("robin@ashford.example", "mine"), ("robin@theashford.example", "other"),
    ("robin@ashford-family.example", "mine"),
    ("r.ashford@acme.example", "acme"), ("r.ashford@mail.acme-consulting.example", "acme"), ("r.ashford@acmeconsulting.example", "acme"),
    ("r.ashford@sub.told.example", "acme"), ("r.ashford@elsewhere.example", "other"), ("someone@yahoo.co.uk", "mine"),
  ]) func `a mailbox is of the one under whose domain its address stands`(_ address: String, _ whose: String) throws {
    let ownership = robin([try tenure("Acme", domains: ["told.example"])])
    let owner = judge(ownership, .mail) {
      $0.encounters = 10
      $0.parties = [address: 10, "friend@x.example": 3]
    }?.owner
    switch whose {
    case "mine": #expect(owner == .mine)
    case "acme": #expect(owner == .employer(tenureID))
    default: #expect(owner != .mine && owner != .employer(tenureID))
    }
  }

  @Test func `an account that the employer pays is the employer's, whatever its domain`() throws {
    let acme = try tenure("Acme")
    let account = Account(id: Account.ID(value: 2), service: "mail", handle: Handle(.email, "robin@gmail.com"), payer: acme.book)
    let ownership = Ownership(names: ["Robin Ashford"], accounts: [account], tenures: [acme])
    let owner = judge(ownership, .mail) {
      $0.encounters = 4
      $0.parties = ["robin@gmail.com": 4]
    }?.owner
    #expect(owner == .employer(acme.id))
  }

  @Test func `much work mail in a private mailbox makes it doubtful`() throws {
    let owner = judge(robin([try tenure("Acme")]), .mail) {
      $0.encounters = 100
      $0.parties = ["robin@ashford.example": 100, "robin.ashford@acme.example": 40]
    }?.owner
    guard case .doubtful = owner else {
      Issue.record("not doubtful")
      return
    }
  }

  @Test func `of two employers the one whose domain the owner column names has the customer system`() throws {
    let ownership = robin([try tenure("Acme", 1), try tenure("Northbridge Systems", 2)])
    let named = judge(ownership, .customerSystem) { $0.owners = ["r.ashford@northbridge.example": 9] }
    #expect(named?.owner == .employer(Tenure.ID(value: 2)))
    guard case .doubtful = judge(ownership, .customerSystem, { _ in })?.owner else {
      Issue.record("an ownerless one should be asked about")
      return
    }
  }

  @Test func `an address book of strangers is yours, one of the employer's people is asked about`() throws {
    let acme = try tenure("Acme")
    let ownership = Ownership(names: [], accounts: [], tenures: [acme]) {
      $0.emails.contains { $0.hasSuffix("@client.example") } ? acme.id : nil
    }
    func people(_ domain: String) -> [(print: Fingerprint, labels: [String])] {
      (1...5).map { (Fingerprint(email: "p\($0)@\(domain)"), []) }
    }
    #expect(judge(ownership, .contacts) { $0.people = people("other.example") }?.owner == .mine)
    guard case .doubtful = judge(ownership, .contacts, { $0.people = people("client.example") })?.owner else {
      Issue.record("should be asked about")
      return
    }
    #expect(judge(ownership, .outlook) { $0.people = people("client.example") }?.owner == .employer(acme.id))
  }

  @Test func `a label names an employer by its own words only`() throws {
    let ownership = robin([try tenure("Acme Technical Consulting")])
    let judgement = try #require(judge(ownership, .contacts) { $0.labels = ["Acme clients": 3, "Technical": 2, "Pharmacme": 1] })
    func card(_ label: String) -> Card {
      var fields = ContactFields()
      fields.categories = [label]
      return Card(format: .row, bytes: [], fields: fields, nativeID: nil, place: "row 1")
    }
    #expect(judgement.doubt(about: card("Acme clients")) != nil)
    #expect(judgement.doubt(about: card("ACME")) != nil)
    #expect(judgement.doubt(about: card("Technical")) == nil)
    #expect(judgement.doubt(about: card("Pharmacme")) == nil)
  }

  @Test func `a refusal says whose it is and what to do`() throws {
    let judgement = try #require(judge(robin([try tenure("Acme")]), .customerSystem) { $0.owners = ["r@acme.example": 2] })
    let fault = judgement.refusal(path: "a b.csv", employer: "Acme")
    #expect(fault.exitStatus == 3)
    #expect(fault.message.hasPrefix("a b.csv is Acme's"))
    #expect(fault.next == "cardcase import \"a b.csv\" --tenure Acme --allowed writing|policy|no|unknown")
  }
}

import Book
import Intake
import Scan
import Testing

/// The made-up leaver's exports, against their answer key.
@Suite struct LeaverTests {
  private static let truth: JSON = {
    guard let bytes = try? Corpus.bytes("leaver/truth.json"), let truth = try? JSON.parse(bytes.span) else { return .null }
    return truth
  }()

  /// The tables and cards that the key lists, file by file.
  static let files: [String] = (truth["records"]?.members ?? []).map(\.name)

  private static func person(_ id: String) -> JSON? { truth["people"]?.items?.first { $0["id"]?.text == id } }

  @Test(arguments: files) func `records match the key one to one`(_ file: String) throws {
    let (readings, _) = try Corpus.read("leaver/" + file)
    let expected = (Self.truth["records"]?[file]?.items ?? []).map(\.text)
    #expect(readings.cards.count == expected.count)
    #expect(readings.rejected.isEmpty)
    for (card, id) in zip(readings.cards, expected) {
      guard let id, let person = Self.person(id) else { continue }
      #expect(Self.isSame(card.fields, person), "\(card.place) should be \(id)")
    }
  }

  /// Whether a record is of that person: an address or a number is theirs, or the family name is.
  private static func isSame(_ fields: ContactFields, _ person: JSON) -> Bool {
    let addresses = ["work", "home"].compactMap { person[$0]?.text?.lowercased() }.filter { !$0.isEmpty }
    if !Set(addresses).isDisjoint(with: fields.emails) { return true }
    let numbers = ["tel", "mob"].compactMap { person[$0]?.text }.filter { !$0.isEmpty }.map { Handle(.phone, $0).normal }
    if fields.handles.contains(where: { $0.value.kind == .phone && numbers.contains($0.value.normal) }) { return true }
    let family = Fold.words(person["last"]?.text ?? "?")
    return Set(family).isSubset(of: Set(Fold.words(fields.name.shown))) || fields.name.shown == "Anna Schmidt"
  }

  @Test func `every file is taken for what it is, and the answer key for nothing`() {
    let survey = Intake.survey([Corpus.path("leaver")])
    let kinds = Dictionary(survey.files.map { ($0.source.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
    let expected = [
      "google_contacts_new.csv": "google-csv", "google_contacts_legacy_utf8.csv": "google-csv-legacy",
      "google_contacts_legacy_utf16le.csv": "google-csv-legacy", "outlook_desktop_en_cp1252.csv": "outlook-csv",
      "outlook_desktop_de_cp1252.csv": "outlook-csv", "outlook_desktop_de_excel_resaved_semicolon.csv": "outlook-csv",
      "outlook_web_utf8bom.csv": "outlook-web-csv", "thunderbird_us.csv": "thunderbird-csv", "thunderbird_uk.csv": "thunderbird-csv",
      "thunderbird.ldif": "ldif", "apple_contacts_3.0.vcf": "vcard", "android_2.1.vcf": "vcard", "vcard_4.0.vcf": "vcard",
      "contacts.jcard.json": "jcard", "contacts.jscontact.json": "jscontact", "All Contacts.vcf": "vcard",
      "All mail Including Spam and Trash.mbox": "mail", "work-account.mbox": "mail", "work.ics": "ics",
      "hubspot-crm-exports-all-contacts-2026-11-20.csv": "hubspot-csv", "salesforce_Contact.csv": "salesforce-csv",
      "Connections.csv": "linkedin-connections", "messages.csv": "linkedin-messages", "_chat.txt": "whatsapp",
      "whatsapp_us_12h.txt": "whatsapp",
      "telegram_result.json": "telegram", "sms-20261120.xml": "sms-backup", "calls-20261120.xml": "sms-backup",
      "your_friends.json": "facebook-friends", "message_1.json": "facebook-messages",
      "Complete_LinkedInDataExport_11-21-2026.zip": "linkedin-zip", "truth.json": "json",
    ]
    for (name, kind) in expected { #expect(kinds[name] == kind, "\(name)") }
    #expect(survey.files.filter { $0.trouble != nil }.map(\.source.name) == ["truth.json"])
    #expect(survey.files.map(\.source.path) == survey.files.map(\.source.path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }

  @Test func `mails, meetings and messages are counted right`() throws {
    #expect(try Corpus.read("leaver/mail/work-account.mbox").readings.encounters == 535)
    #expect(try Corpus.read("leaver/takeout/Takeout/Mail/All mail Including Spam and Trash.mbox").readings.encounters == 32)
    #expect(try Corpus.read("leaver/calendar/work.ics").readings.encounters == 12)
    #expect(try Corpus.read("leaver/linkedin/messages.csv").readings.encounters == 98)
    let archive = try Corpus.read("leaver/linkedin/Complete_LinkedInDataExport_11-21-2026.zip").readings
    #expect(archive.cards.count == 44)
    #expect(archive.encounters == 100)
    #expect(archive.own.contains("robin.ashford@acme-consulting.example"))
    #expect(archive.own.contains("linkedin.com/in/robin-ashford-example"))
  }

  @Test func `the same mail read twice has the same key`() throws {
    let first = try Corpus.read("leaver/mail/work-account.mbox").readings.keys
    let second = try Corpus.read("leaver/mail/work-account.mbox").readings.keys
    #expect(first == second)
    #expect(Set(first).count == 535)
  }

  @Test func `German and English Outlook say the same of the same people`() throws {
    let english = try Corpus.read("leaver/outlook_desktop_en_cp1252.csv").readings.cards.prefix(20).map(\.fields)
    let german = try Corpus.read("leaver/outlook_desktop_de_cp1252.csv").readings.cards.map(\.fields)
    let resaved = try Corpus.read("leaver/outlook_desktop_de_excel_resaved_semicolon.csv").readings.cards.map(\.fields)
    for (a, b) in zip(english, german) {
      #expect(a.name == b.name && a.birthday == b.birthday && a.addresses == b.addresses)
      #expect(Set(a.handles) == Set(b.handles) && a.notes == b.notes)
    }
    #expect(german == resaved)
  }

  @Test func `an Exchange address gives way to the address in the display name`() throws {
    let cards = try Corpus.read("leaver/outlook_desktop_en_cp1252.csv").readings.cards
    let helen = cards.first { $0.fields.name.shown == "Helen Dawson" }
    #expect(helen?.fields.emails == ["helen.dawson@acme-consulting.example"])
    #expect(helen?.fields.others.contains { $0.label == "Exchange address" } == true)
  }

  @Test func `opt-outs of customer systems are honoured`() throws {
    let cards = try Corpus.read("leaver/crm/salesforce_Contact.csv").readings.cards
    let raw = cards.filter { String(decoding: $0.bytes, as: UTF8.self).contains("\"HasOptedOutOfEmail\",\"1\"") }
    #expect(!raw.isEmpty)
    #expect(cards.filter { $0.fields.doNotContact.contains("HasOptedOutOfEmail") }.map(\.nativeID) == raw.map(\.nativeID))
  }

  @Test func `a later export with one more column changes no record`() throws {
    let text = try String(decoding: Corpus.bytes("leaver/linkedin/Connections_old_no_url_no_preamble.csv"), as: UTF8.self)
    let widened = text.split(whereSeparator: \.isNewline).enumerated().map { $0 == 0 ? $1 + ",New" : $1 + "," }.joined(separator: "\n")
    let before = try Corpus.read(text: text, name: "Connections.csv").cards
    let after = try Corpus.read(text: widened, name: "Connections.csv").cards
    #expect(before == after)
  }
}

import Book
import Intake
import Scan
import Testing

@Suite struct TableReaderTests {
  @Test func `a table of other programs is read by the names of its columns, and the mapping shown`() throws {
    let text =
      "Nom;Prénom;Société;Adresse de messagerie;Tél. mobile;Ville (bureau)\nLefèvre;François;Contoso;f@contoso.example;+33 6 39 98 12 07;Lyon\n"
    let card = try #require(try Corpus.read(text: text, name: "export.csv").cards.first)
    #expect(card.fields.name.full == "François Lefèvre")
    #expect(card.fields.organisation == "Contoso")
    #expect(card.fields.emails == ["f@contoso.example"])
    #expect(card.fields.handles.last == .init(Handle(.phone, "+33 6 39 98 12 07"), label: "mobile"))
    #expect(card.fields.addresses.first?.value.locality == "Lyon")
    let mapping = try Corpus.temporary(["x.csv": Array(text.utf8)]) { try Intake.survey([$0 + "/x.csv"]).files[0].mapping() }
    #expect(mapping.map(\.meaning) == ["family name", "given name", "company", "mail address", "phone (mobile)", "town (work)"])
  }

  @Test(arguments: [
    "Titel,Voornaam,Achternaam,Bedrijf,Straat (werk),Plaats (werk),Postcode (werk),E-mailadres,E-mailtype,Mobiele telefoon",
    "Nombre,Apellidos,Organización,Calle del trabajo,Ciudad de trabajo,Teléfono móvil,Dirección de correo electrónico,Tipo de correo electrónico",
    "Nome,Cognome,Società,Via (uff.),Città (ufficio),Cellulare,Indirizzo posta elettronica,Tipo posta elettronica",
    "Förnamn,Efternamn,Företag,Gatuadress arbete,Ort arbete,Mobiltelefon,E-postadress,E-posttyp",
    "Фамилия,Имя,Организация,Рабочий телефон,Город (раб. адрес),Адрес эл. почты,Тип эл. почты",
    "姓,名,会社名,会社電話,電子メール アドレス",
    "姓氏,名字,公司,商務電話,電子郵件地址",
    "Meno,Priezvisko,Spoločnosť,Telefón do práce,E-mailová adresa",
    "Etunimi,Sukunimi,Järjestö,Työpuhelin,Ensisijainen sähköposti",
    "Ad,Soyad,Şirket,İş Telefonu,E-posta Adresi",
    "Primeiro nome,Sobrenome,Empresa,Fone comercial,Endereço de E-mail",
    "Imię,Nazwisko,Firma,Adres służbowy - ulica,Adres służbowy - miejscowość,Telefon komórkowy,Adres e-mail,Typ e-mail",
  ]) func `contacts of Outlook in other languages have name, firm and reach`(_ header: String) throws {
    let columns = header.split(separator: ",").map(String.init)
    let row = columns.map { column in
      let folded = Fold.string(column)
      if folded.contains("typ") || folded.contains("tipo") || column.hasPrefix("Тип") { return "SMTP" }
      return folded.contains("mail") || folded.contains("correo") || folded.contains("posta")
        || folded.contains("post") && folded.contains("adres") || column.contains("почты") || column.contains("アドレス")
        || column.contains("郵件")
        || folded.contains("sahkoposti") ? "a@b.example" : "X"
    }
    let card = try #require(try Corpus.read(text: header + "\n" + row.joined(separator: ",") + "\n", name: "kontakte.csv").cards.first)
    #expect(card.fields.emails == ["a@b.example"])
    #expect(!card.fields.name.given.isEmpty && !card.fields.name.family.isEmpty && card.fields.organisation == "X")
  }

  @Test func `records for linkage keep their id`() throws {
    let text =
      "record_id,name,email,street_number,address_1,suburb,postcode,state,birth_date,cluster\nr7,Ann Lee,ann@x.example,12,High St,Perth,6000,wa,19791102,c1\n"
    let card = try #require(try Corpus.read(text: text, name: "people.csv").cards.first)
    #expect(card.nativeID == "r7")
    #expect(card.fields.name.full == "Ann Lee")
    #expect(card.fields.birthday == PartialDay(year: 1979, month: 11, day: 2))
    #expect(card.fields.addresses.first?.value.locality == "Perth")
  }

  @Test func `a table without a header is understood by its cells`() throws {
    let cards = try Corpus.read(text: "Ann Lee,ann@x.example,+44 20 7946 0001\nBob Ray,bob@x.example,+44 20 7946 0002\n", name: "x.csv")
      .cards
    #expect(cards.map(\.fields.name.full) == ["Ann Lee", "Bob Ray"])
    #expect(cards.first?.fields.handles.count == 2)
  }

  @Test func `a date whose order cannot be told is kept and not guessed`() throws {
    let fields = try #require(try Corpus.read(text: "Name,Email,Birthday\nAnn,a@x.example,3/4/1979\n", name: "x.csv").cards.first?.fields)
    #expect(fields.birthday == nil)
    #expect(fields.others.contains { $0.value == "3/4/1979" })
  }

  @Test func `a bad row is told with its place and the good ones are kept`() throws {
    let readings = try Corpus.read(text: "Name,Email\nAnn,a@x.example\nBob,b@x.example,one,too many\nCy,c@x.example\n", name: "x.csv")
    #expect(readings.cards.map(\.fields.name.full) == ["Ann", "Cy"])
    #expect(readings.rejected == [Rejection(place: "row 2, line 3", reason: "the row has 4 cells, the header 2")])
  }

  @Test func `prose and code are no tables of contacts`() throws {
    for text in ["Dear Ann, thank you.\nI write, as agreed, to Bob.\n", "let name = 1, email = 2\nfoo(a, b)\n"] {
      #expect(throws: (any Error).self) { try Corpus.read(text: text, name: "letter.txt") }
    }
  }

  @Test func `encounters are read with ISO and Unix times, bad rows told`() throws {
    let readings = try Corpus.read(
      text: "time,from,to\n2026-01-02T10:00:00Z,a@x,b@x;c@x\n1767348000,b@x,a@x\nyesterday,a@x,b@x\n", name: "log.csv")
    #expect(readings.encounters == 2)
    #expect(readings.logs.first?.recipientRange(0).count == 2)
    #expect(readings.rejected.count == 1)
  }

  @Test func `more than a batch of encounters comes in several logs`() throws {
    let rows = (0..<5000).map { "\(1_700_000_000 + $0),a@x.example,b\($0 % 7)@x.example" }.joined(separator: "\n")
    let readings = try Corpus.read(text: "time,from,to\n" + rows, name: "log.csv")
    #expect(readings.logs.map(\.count) == [4096, 904])
    #expect(readings.logs.allSatisfy { $0.parties.count == 8 })
    #expect(Set(readings.keys).count == 5000)
  }
}

@Suite struct ContactTableTests {
  @Test func `what goes beyond fifty columns of a kind stands in the notes, and the table is read again`() throws {
    var many = ContactFields()
    many.name.given = "Ann"
    many.others = (0..<9_000).map { .init("v\($0)", label: "f\($0)") }
    var one = ContactFields()
    one.name.given = "Bob"
    let bytes = ContactTable.csv([many, one])
    #expect(bytes.count < 200_000)
    let source = Source(path: "again.csv", size: Int64(bytes.count), location: .memory(bytes))
    var names: [String] = []
    var notes = ""
    let reader = try #require(Intake.readers.first { $0.name == "google-csv" })
    try reader.read(source, in: ReadContext()) {
      guard case .card(let card) = $0 else { return }
      names.append(card.fields.name.shown)
      notes += card.fields.notes.joined()
    }
    #expect(names == ["Ann", "Bob"])
    #expect(notes.contains("f8999: v8999") && notes.contains("f50: v50") && !notes.contains("f49: v49"))
  }

  private func sample() throws -> [ContactFields] {
    try Corpus.read("leaver/google_contacts_new.csv").readings.cards.map(\.fields)
  }

  @Test(arguments: [true, false]) func `what is written as Google's CSV reads back the same`(_ safe: Bool) throws {
    var contacts = try sample()
    contacts[0].name.nickname = "=cmd"
    contacts[0].notes = ["-1+1", "'=x"]
    let bytes = ContactTable.csv(contacts, safe: safe)
    let (readings, kind) = try Corpus.read(bytes: bytes, name: "out.csv")
    #expect(kind == "google-csv")
    let back = readings.cards.map(\.fields)
    #expect(back.count == contacts.count)
    for (a, b) in zip(contacts, back) {
      #expect(a.name == b.name && a.organisation == b.organisation && a.birthday == b.birthday)
      #expect(Set(a.handles) == Set(b.handles) && a.categories == b.categories && a.addresses == b.addresses)
      #expect(a.notes.joined(separator: "\n") == b.notes.joined(separator: "\n"))
    }
    if safe { #expect(!String(decoding: bytes, as: UTF8.self).contains(",=cmd")) }
  }

  /// What both Outlook and Thunderbird have a column for.
  private static let common: ContactFields = {
    var fields = ContactFields()
    fields.name = PersonName(given: "Ada", family: "Quill")
    fields.handles = [
      .init(Handle(.email, "ada@quill.example")), .init(Handle(.email, "quill@home.example")),
      .init(Handle(.phone, "+44 1632 960001"), label: "work"), .init(Handle(.phone, "+44 1632 960002"), label: "home"),
      .init(Handle(.phone, "+44 1632 960003"), label: "mobile"), .init(Handle(.phone, "+44 1632 960004"), label: "fax"),
      .init(Handle(.phone, "+44 1632 960005"), label: "pager"),
    ]
    (fields.organisation, fields.department, fields.title) = ("=Quill, \"Sons\" & Co", "-Ink", "@Head")
    for label in ["work", "home"] {
      var address = PostalAddress()
      (address.street, address.locality, address.region) = ("\(label) street 1", "Whitby", "Yorkshire")
      (address.code, address.country) = ("YO1 1AA", "United Kingdom")
      fields.addresses.append(.init(address, label: label))
    }
    fields.birthday = PartialDay(year: 1979, month: 4, day: 5)
    fields.urls = [.init("https://quill.example")]
    fields.notes = ["Line one\nline two"]
    return fields
  }()

  @Test(arguments: [ContactTable.Layout.outlook, .thunderbird], [true, false])
  func `what is written for Outlook and Thunderbird is taken for theirs and reads back the same`(
    _ layout: ContactTable.Layout, _ safe: Bool
  ) throws {
    let contact = ContactTableTests.common
    #expect(ContactTable.lost(contact, layout: layout).isEmpty)
    let bytes = ContactTable.csv([contact], layout: layout, safe: safe)
    let (readings, kind) = try Corpus.read(bytes: bytes, name: "out.csv")
    #expect(kind == (layout == .outlook ? "outlook-csv" : "thunderbird-csv"))
    let back = try #require(readings.cards.first).fields
    #expect(Set(back.handles) == Set(contact.handles) && back.emails == contact.emails)
    var (a, b) = (contact, back)
    (a.handles, b.handles) = ([], [])
    (a.addresses, b.addresses) = (a.addresses.sorted { $0.label < $1.label }, b.addresses.sorted { $0.label < $1.label })
    #expect(a == b)
    #expect(safe != String(decoding: bytes, as: UTF8.self).contains(",-Ink"))
  }

  @Test func `the cards of the leaver keep name, reach, firm and birthday in either layout`() throws {
    let contacts = try sample()
    for layout in [ContactTable.Layout.outlook, .thunderbird] {
      let back = try Corpus.read(bytes: ContactTable.csv(contacts, layout: layout), name: "out.csv").readings.cards.map(\.fields)
      #expect(back.count == contacts.count)
      for (a, b) in zip(contacts, back) where ContactTable.lost(a, layout: layout).allSatisfy({ $0.property == "EMAIL" }) {
        #expect(a.name.shown == b.name.shown && a.organisation == b.organisation && a.birthday == b.birthday)
        #expect(Set(a.handles.map(\.value)).isSuperset(of: b.handles.map(\.value)))
      }
    }
  }

  @Test func `what a layout has no column for is told, and what can stand in a column of anybody's stands there`() throws {
    var contact = ContactTableTests.common
    contact.name.nickname = "Addie"
    contact.name.prefix = "Dr."
    contact.handles.append(.init(Handle(.email, "third@quill.example"), label: "work"))
    contact.handles.append(.init(Handle(.chat, "ada.chat"), label: "Jabber"))
    contact.doNotContact = ["Email Opt Out"]
    contact.others = [.init("Chess", label: "Hobby"), .init("Ben", label: "manager")]
    contact.dates = [.init(PartialDay(year: 2001, month: 9, day: 1), label: "Met")]
    let outlook = ContactTable.lost(contact, layout: .outlook)
    #expect(outlook.map(\.property) == ["NICKNAME", "EMAIL", "IMPP"])
    let thunderbird = ContactTable.lost(contact, layout: .thunderbird)
    #expect(thunderbird.map(\.property) == ["N", "EMAIL", "EMAIL"])
    let text = String(decoding: ContactTable.csv([contact], layout: .outlook), as: UTF8.self)
    #expect(text.contains("Do not contact: Email Opt Out") && text.contains("Met: 2001-09-01"))
    let back = try #require(try Corpus.read(bytes: Array(text.utf8), name: "out.csv").readings.cards.first).fields
    #expect(back.others.contains(.init("Chess", label: "Hobby")) && back.others.contains(.init("Ben", label: "Manager's Name")))
    #expect(back.emails.count == 3)
  }

  @Test func `what is written as LDIF reads back with names, reach and firm`() throws {
    let contacts = try sample()
    let (readings, kind) = try Corpus.read(bytes: ContactTable.ldif(contacts), name: "out.ldif")
    #expect(kind == "ldif")
    for (a, b) in zip(contacts, readings.cards.map(\.fields)) {
      #expect(a.emails == b.emails && a.organisation == b.organisation && a.title == b.title)
      if !a.name.full.isEmpty { #expect(a.name.full == b.name.full && a.name.family == b.name.family) }
    }
  }
}

@Suite struct ChatReaderTests {
  @Test func `the order of day and month is found from the dates of the chat`() throws {
    let american = try Corpus.read(
      text: "3/9/26, 9:41\u{202F}AM - Ann: a\n3/14/26, 9:55 PM - Robin Ashford: b\n", name: "WhatsApp Chat with Ann.txt")
    #expect(american.logs.first?.moment(0)?.description == "2026-03-09T09:41:00Z")
    #expect(american.logs.first?.moment(1)?.description == "2026-03-14T21:55:00Z")
    let running = try Corpus.read(
      text: "05/03/2026, 10:00 - Ann: a\n05/03/2026, 11:00 - Bob: b\n02/04/2026, 09:00 - Ann: c\n", name: "x.txt")
    #expect(running.logs.first?.moment(2)?.day().description == "2026-04-02")
  }

  @Test func `lines that begin no message belong to the one before, and notes of the program are none`() throws {
    let text =
      "20/09/2026, 21:15 - Messages are encrypted.\n20/09/2026, 21:15 - Ann: one\ntwo: three\n20/09/2026, 21:16 - Robin Ashford: four\n"
    let log = try #require(try Corpus.read(text: text, name: "x.txt").logs.first)
    #expect(log.count == 2)
    #expect(log.parties.map(\.handle.normal).sorted() == ["ann", "robin@ashford.example"])
  }

  @Test func `a chat in which only you speak names the other from its file`() throws {
    let log = try #require(
      try Corpus.read(text: "20/09/2026, 21:16 - Robin Ashford: hello?\n", name: "WhatsApp Chat with Jim Miller.txt").logs.first)
    #expect(log.parties.map(\.handle.normal).sorted() == ["jim miller", "robin@ashford.example"])
  }

  @Test func `a document type in a phone's backup is refused, what came before is kept`() throws {
    let text =
      "<smses count=\"1\"><sms address=\"+441\" date=\"1760000000000\" type=\"1\" body=\"a &amp; b\"/><!DOCTYPE x [<!ENTITY e \"e\">]></smses>"
    let readings = try Corpus.read(text: text, name: "sms.xml")
    #expect(readings.encounters == 1)
    #expect(readings.rejected.first?.reason.contains("document type") == true)
  }

  @Test func `a national number that ends like an international one is the same`() throws {
    let text =
      "<smses><sms address=\"+447700900111\" date=\"1760000000000\" type=\"1\"/><sms address=\"07700 900111\" date=\"1760000300000\" type=\"2\"/></smses>"
    let log = try #require(try Corpus.read(text: text, name: "sms.xml").logs.first)
    #expect(log.parties.count(where: { $0.handle.kind == .phone }) == 1)
  }

  @Test func `Facebook's broken letters are repaired and whole ones left alone`() throws {
    let text = #"{"friends_v2":[{"name":"Bj\u00c3\u00b6rn \u00c3\u0085kesson","timestamp":1},{"name":"Zo\u00eb"},{"timestamp":2}]}"#
    let readings = try Corpus.read(text: text, name: "friends.json")
    #expect(readings.cards.map(\.fields.name.full) == ["Björn Åkesson", "Zoë"])
    #expect(readings.rejected.map(\.place) == ["friend 3"])
  }
}

@Suite struct MailboxReaderTests {
  private func mail(_ from: String, _ id: String) -> [UInt8] {
    Array("From: \(from)\nTo: me@x.example\nDate: Mon, 2 Mar 2026 10:00:00 +0100\nMessage-ID: <\(id)>\nSubject: hi\n\ntext\n".utf8)
  }

  @Test func `a Maildir is one source, what is no mail in it is told`() throws {
    let files = [
      "box/cur/1": mail("a@x.example", "1"), "box/new/2": mail("b@x.example", "2"), "box/tmp/3": mail("c@x.example", "3"),
      "box/cur/list.csv": Array("a,b\n1,2\n".utf8),
    ]
    try Corpus.temporary(files) { folder in
      var readings = Corpus.Readings()
      let survey = Intake.survey([folder])
      for file in survey.files { try file.read(Corpus.context) { readings.add($0) } }
      #expect(survey.files.map(\.kind) == ["mail"])
      #expect(readings.encounters == 2)
      #expect(readings.rejected.map(\.place) == ["cur/list.csv"])
    }
  }

  @Test func `single mails of a folder are one mailbox, a mail alone is one too`() throws {
    try Corpus.temporary([
      "m/a.eml": mail("a@x.example", "1"), "m/b.eml": mail("b@x.example", "2"),
      "m/c.vcf": Array("BEGIN:VCARD\nVERSION:3.0\nFN:C\nEND:VCARD\n".utf8),
    ]) {
      let survey = Intake.survey([$0])
      #expect(survey.files.map(\.kind).sorted() == ["mail", "vcard"])
    }
    #expect(try Corpus.read(bytes: mail("a@x.example", "1"), name: "one.eml").readings.encounters == 1)
  }

  @Test func `rooms are left out, who declined is marked`() throws {
    func event(_ lines: String) -> String {
      "BEGIN:VEVENT\nUID:1\nDTSTART:20260302T090000Z\nDTEND:20260302T093000Z\nORGANIZER:mailto:me@x.example\n\(lines)END:VEVENT\n"
    }
    let room = "ATTENDEE;CUTYPE=ROOM:mailto:room@x.example\n"
    let yes = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:a@x.example\n"
    let no = "ATTENDEE;PARTSTAT=DECLINED:mailto:b@x.example\n"
    let text = "BEGIN:VCALENDAR\n" + event(room) + event(room + yes + no) + event(no) + "END:VCALENDAR\n"
    let log = try #require(try Corpus.read(text: text, name: "x.ics").logs.first)
    #expect(log.count == 2)
    #expect(log.parties.map(\.handle.normal) == ["me@x.example", "a@x.example", "b@x.example"])
    #expect(log.flags == [[], .unanswered])
    #expect(log.minutes == [30, 30])
  }
}

@Suite struct GreetingTests {
  private func flags(to: String, body: String, headers: String = "") throws -> EncounterFlags {
    let mail = "From: me@x.example\nTo: \(to)\nDate: Mon, 2 Mar 2026 10:00:00 +0000\nMessage-ID: <1@x>\n\(headers)Subject: s\n\n\(body)\n"
    return try #require(try Corpus.read(text: mail, name: "a.eml").logs.first?.flags.first)
  }

  @Test func `a greeting by the first name is marked, by the family name it is not`() throws {
    #expect(try flags(to: "Maria Keller <m@x.example>", body: "Hi Maria,\n\nsee you.").contains(.firstName))
    #expect(try flags(to: "\"Keller, Maria\" <m@x.example>", body: "\nliebe Maria").contains(.firstName))
    #expect(try !flags(to: "Maria Keller <m@x.example>", body: "Dear Ms Keller,").contains(.firstName))
    #expect(try !flags(to: "Maria Keller <m@x.example>", body: "I saw that the person called Maria was here today.").contains(.firstName))
    #expect(try !flags(to: "m@x.example", body: "Hi Maria,").contains(.firstName))
    #expect(try !flags(to: "Maria Keller <m@x.example>", body: "Hi Maria,", headers: "List-Id: <l.x>\n").contains(.firstName))
  }
}

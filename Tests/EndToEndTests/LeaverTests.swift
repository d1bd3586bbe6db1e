import Foundation
import Testing

@Suite struct LeaverTests {
  @Test func `every file of the leaver goes to whom it belongs, twice changes nothing, and undo takes it back`() throws {
    let program = try Program()
    defer { program.end() }
    try program.cardcase("init", "--name", "Robin Ashford", "--address", "robin@ashford.example", "--no-witness")
    let before = try program.cardcase("export", "-").output
    let arguments = ["import", Program.leaverFiles, "--tenure", "Acme", "--allowed", "policy", "--doubtful", "hold", "--json"]
    let first = try program.run(arguments)
    #expect(first.status == 3)
    let report = JSONDocument(first.output)
    let wanted = [
      "apple_contacts_3.0.vcf": "mine", "android_2.1.vcf": "mine", "Connections.csv": "mine", "messages.csv": "mine", "_chat.txt": "mine",
      "telegram_result.json": "mine", "calls-20261120.xml": "mine", "sms-20261120.xml": "mine", "your_friends.json": "mine",
      "All mail Including Spam and Trash.mbox": "mine", "work-account.mbox": "acme", "outlook_desktop_en_cp1252.csv": "acme",
      "outlook_desktop_de_cp1252.csv": "acme", "outlook_desktop_de_excel_resaved_semicolon.csv": "acme", "outlook_web_utf8bom.csv": "acme",
      "hubspot-crm-exports-all-contacts-2026-11-20.csv": "acme", "salesforce_Contact.csv": "acme", "work.ics": "acme",
    ]
    var books: [String: String] = [:]
    for file in report["files"].items { books[(file["path"].text as NSString).lastPathComponent] = file["book"].text }
    for (file, book) in wanted { #expect(books[file] == book, "\(file)") }
    let google = report["files"].items.first { $0["path"].text.hasSuffix("google_contacts_new.csv") }
    #expect((google?["held"].int ?? 0) > 20)
    let again = JSONDocument(try program.run(arguments).output)
    #expect(again["new"].int == 0)
    #expect(again["changed"].int == 0)
    try program.cardcase("undo")
    try program.cardcase("undo")
    #expect(try program.cardcase("export", "-").output == before)
  }

  @Test func `the twelve of the answer key are the twelve closest, and nobody is welded to anybody`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    let ties = JSONDocument(try program.cardcase("ties", "--json").output)
    #expect(Set(ties["people"].items.map { $0["name"].text }) == Truth.dozen)
    let people = JSONDocument(try program.cardcase("people", "--json").output)["people"].items
    #expect(people.filter { $0["name"].text == "James Miller" }.count == 2)
    #expect(people.filter { $0["name"].text.hasPrefix("John Carter") || $0["name"].text.hasPrefix("Johnny Carter") }.count == 2)
  }

  @Test func `a move is two jobs, and a firm in several writings is one`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    let moved = JSONDocument(try program.cardcase("show", "Olivia Brown", "--json").output)["jobs"].items
    #expect(moved.map { $0["organisation"].text } == ["Litware Ltd", "Proseware Inc."])
    #expect(moved.map { $0["role"].text } == ["Category Manager", "Procurement Analyst"])
    // When she left is known from the last mail through the old firm's address.
    #expect(moved.last?["from"].text.hasPrefix("2024-") == true && moved.last?["to"].text.hasPrefix("2026-04-") == true)
    let stayed = JSONDocument(try program.cardcase("show", "k.wisniewska@baltyk.example", "--json").output)["jobs"].items
    #expect(stayed.map { $0["role"].text } == ["CTO"])
    #expect(stayed.first?["domains"].items.map(\.text) == ["baltyk.example"])
  }

  @Test func `no name, address, phone or subject is found in the vault's bytes`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    try program.cardcase("note", "james.miller@southgate.example", "prefers tea")
    var needles: [String] = ["prefers tea", "Acceptance test", "robin@ashford.example", "Acme", "work-account", "Nadia"]
    for person in Truth.document["people"].items {
      for field in ["first", "last", "work", "home", "org"] { needles.append(person[field].text) }
      for field in ["tel", "mob"] { needles.append(String(person[field].text.filter(\.isNumber).suffix(8))) }
    }
    let folder = program.home + "/v.cardcase"
    for (file, data) in Program.snapshot(folder) {
      for needle in needles where needle.utf8.count >= 5 {
        #expect(data.range(of: Data(needle.utf8)) == nil, "\(needle) stands in \(file)")
        #expect(!file.lowercased().contains(needle.lowercased()), "\(needle) names \(file)")
      }
    }
  }

  @Test func `asking leaves the folder byte for byte as it was`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    try program.cardcase("agreement", "read", Program.leaverFiles + "/papers/agreement.txt", "--yes")
    let folder = program.home + "/v.cardcase"
    let before = Program.snapshot(folder)
    #expect(!before.isEmpty)
    let questions = [
      ["may", "announce", "Sofia Rossi"], ["may", "keep", "Sofia Rossi", "--why"], ["may", "--table"],
      ["check-message", Program.leaverFiles + "/letters/hr-reminder.txt"], ["clauses", Program.leaverFiles + "/papers/agreement.txt"],
      ["demand", Program.leaverFiles + "/letters/lawyer-preserve.txt"], ["ready"], ["law", "England"],
      ["import", Program.leaverFiles + "/chats", "--look"],
      ["addresses", Program.leaverFiles + "/mail"], ["ties"], ["people"], ["leave", "plan"], ["ledger", "verify"],
    ]
    for question in questions {
      let outcome = try program.run(question)
      #expect(outcome.status == 0 || outcome.status == 4, "\(question): \(outcome.complaint)")
      #expect(Program.snapshot(folder) == before, "\(question) changed the folder")
    }
  }

  @Test func `somebody whom only the employer's systems reach stays behind the door until a ground opens it`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    let refused = try program.cardcase("keep", "viktor.ivanov@client34.example", "--take", "viktor.ivanov@client34.example")
    #expect(refused.status == 4)
    let kept = try program.cardcase(
      "keep", "viktor.ivanov@client34.example", "--take", "viktor.ivanov@client34.example", "--ground", "given", "--words",
      "he wrote it on a card, Leeds 2026")
    #expect(kept.status == 0, "\(kept.complaint)")
    #expect(kept.output.contains("he wrote it on a card, Leeds 2026"))
    let people = JSONDocument(try program.cardcase("people", "Ivanov", "--json").output)["people"].items
    #expect(people.first?["book"].text == "mine")
  }

  @Test func `what was kept is still there when the employer's book is gone, and nothing else of it`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    try program.cardcase(
      "keep", "viktor.ivanov@client34.example", "--take", "viktor.ivanov@client34.example", "--ground", "given", "--words",
      "he gave me his card")
    #expect(try program.cardcase("leave", "delete", "--yes").status == 4)
    #expect(try program.cardcase("leave", "return").status == 0)
    #expect(try program.cardcase("leave", "delete").status == 4)
    #expect(try program.cardcase("leave", "delete", "--yes").status == 0)
    #expect(try program.cardcase("show", "viktor.ivanov@client34.example").output.contains("Viktor Ivanov"))
    #expect(try program.cardcase("show", "sarah.oneill@client33.example").status == 1)
    #expect(try program.cardcase("leave", "statement").output.contains("passed from that book into mine"))
    #expect(try program.cardcase("ledger", "verify").status == 0)
  }
}

import Book
import Policy
import Scan
import Testing

@Suite struct MessageTests {
  let checker: MessageChecker

  init() throws { checker = try MessageChecker.standard() }

  /// Lines of our own: a label and a text, quoted where it holds a comma. The weights were fitted on them too: they guard what ships.
  static func table() throws -> [(label: MessageLabel, text: String)] {
    try Corpus.text("messages.csv").split(separator: "\n").dropFirst().compactMap { line in
      guard let comma = line.firstIndex(of: ","), let label = MessageLabel(rawValue: String(line[..<comma])) else { return nil }
      var text = String(line[line.index(after: comma)...])
      if text.hasPrefix("\"") {
        text = String(text.dropFirst().dropLast()).split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\"")
      }
      return (label, text)
    }
  }

  @Test func `the table of our own lines is judged as labelled`() throws {
    let table = try Self.table()
    #expect(table.count >= 250)
    var differing: [String] = []
    for (label, text) in table where checker.check(text).label != label { differing.append("\(label): \(text)") }
    // A rule may lose a line when it gains others; more than one in thirty is a step back.
    #expect(differing.count * 30 <= table.count, "\(differing)")
  }

  @Test func `no solicitation of the table passes as an announcement, and no announcement is blocked`() throws {
    for (label, text) in try Self.table() {
      let said = checker.check(text).label
      if label == .solicitation { #expect(said != .announcement, "\(text)") }
      if label == .announcement { #expect(said != .solicitation, "\(text)") }
    }
  }

  @Test func `findings mark the words they name`() throws {
    let text = "Grüße! 👋 I have left Northwind. We can offer you better rates at the new firm."
    let report = checker.check(text)
    #expect(report.label == .solicitation)
    #expect(!report.findings.isEmpty)
    let scalars = Array(text.unicodeScalars)
    for finding in report.findings {
      var words = String.UnicodeScalarView()
      words.append(contentsOf: scalars[finding.start..<finding.end])
      #expect(String(words) == finding.words)
      #expect(!finding.why.isEmpty)
      #expect(!finding.rule.isEmpty)
    }
  }

  @Test(arguments: [
    "I am not asking for your business.", "Please do not move your account because of me.", "I may not offer you anything.",
    "This is not a solicitation.", "I will not ask you to follow me.",
  ]) func `a negation takes the force away`(_ text: String) { #expect(checker.check(text).label == .announcement) }

  @Test(arguments: [
    "I am not asking for your business, but call me for a better quote.",
    "I am not allowed to ask, but nothing stops you from calling.", "We are not only cheaper, we are better.",
  ]) func `a negation that turns does not`(_ text: String) { #expect(checker.check(text).label == .solicitation) }

  @Test(arguments: [
    "Thank you, that means a lot.\n\nOn 3 Nov 2026 Tom wrote:\nCome with me to the new firm!\n",
    "Thank you.\n> Move your account to us, we offer better rates.\n",
    "Danke!\n\nAm 3. Nov. 2026 schrieb Tom:\nWechseln Sie zu uns!\n", "Merci !\n\nLe 3 nov. 2026, Tom a écrit :\nSuivez-moi !\n",
    "Gracias.\n\nEl 3 nov 2026, Tom escribió:\nVenga conmigo.\n",
    "Thanks.\n\n-----Original Message-----\nFrom: Tom\nJoin us, we are cheaper.\n",
    "Thanks.\n\nOn Tue, 3 Nov 2026 at 09:12, Tom Smith <tom@contoso.example>\nwrote:\n\nJoin us, we are cheaper.\n",
    "Thanks.\n\nFrom: Tom Smith\nSent: Tuesday, 3 November 2026\nTo: Robin\nSubject: New firm\n\nJoin us, we are cheaper.\n",
    "Danke.\n\nVon: Tom\nGesendet: Dienstag\nAn: Robin\n\nWechseln Sie zu uns!\n",
  ]) func `what an earlier mail said is not judged`(_ text: String) { #expect(checker.check(text).label == .announcement) }

  @Test func `own words after a quoted line are judged and keep their place`() throws {
    let text = "> how are you?\nCome with me, we are cheaper.\n"
    let report = checker.check(text)
    #expect(report.label == .solicitation)
    let scalars = Array(text.unicodeScalars)
    for finding in report.findings { #expect(scalars[finding.start..<finding.end].count == finding.words.unicodeScalars.count) }
    #expect(try #require(report.findings.first).start >= 15)
  }

  @Test func `context makes stricter, never milder`() throws {
    let clause = Clause(.nonSolicitCustomers, section: "14.2", confirmed: true)
    let contexts = [
      MessageContext(isClient: true, clauses: [clause], afterLastDay: true), MessageContext(isClient: true, afterLastDay: false),
      MessageContext(isColleague: true, clauses: [Clause(.nonSolicitEmployees)]), MessageContext(fromWorkAccount: true),
    ]
    for (_, text) in try Self.table() {
      let plain = checker.check(text).label
      for context in contexts { #expect(checker.check(text, context: context).label >= plain) }
    }
    let coffee = "Happy to catch up over coffee."
    #expect(checker.check(coffee).label == .borderline)
    #expect(checker.check(coffee, context: contexts[0]).label == .solicitation)
  }

  @Test func `the gentler text passes as an announcement`() throws {
    let text =
      "Friday is my last day at Northwind. Thank you for six years. We can offer you better rates at the new firm. Priya Shah will look after your account."
    let report = checker.check(text)
    #expect(report.label == .solicitation)
    #expect(checker.check(report.gentle).label == .announcement)
    #expect(report.gentle.contains("Priya Shah"))
    #expect(!report.gentle.contains("rates"))
  }

  @Test func `one offer in a long letter is found, and its sentence marked`() throws {
    let before =
      "Dear Ms Novak. Friday is my last day at Northwind. It has been a pleasure to work with you. Priya Shah will look after your account. "
    let offer = "Before you renew, give me a call and I will beat their price. "
    let after = "I wish you and your team all the best."
    let report = checker.check(before + offer + after)
    #expect(report.label == .solicitation)
    let place = before.unicodeScalars.count..<(before + offer).unicodeScalars.count
    #expect(report.findings.contains { place.contains($0.start) })
    #expect(checker.check(before + after).label == .announcement)
  }

  @Test func `a judgement above announcement always marks words`() throws {
    for (_, text) in try Self.table() {
      let report = checker.check(text)
      #expect((report.label == .announcement) == report.findings.isEmpty, "\(text)")
      #expect(report.findings.allSatisfy { $0.weight <= report.label })
      #expect(abs(report.shares.values.reduce(0, +) - 1) < 0.001)
    }
  }

  @Test func `what was counted is told when asked`() {
    let json = checker.check("Come with me!").json(all: true)
    #expect(json["features"]?.items?.isEmpty == false)
    #expect(json["shares"]?["solicitation"]?.real ?? 0 > 0.5)
    #expect(checker.check("Come with me!").json()["features"] == nil)
  }

  @Test func `read aloud quotes each marked sentence`() {
    let report = checker.check("I have left. Call me for a better price.")
    #expect(report.readAloud.contains("\u{201C}Call me for a better price.\u{201D}"))
    #expect(checker.check("I have left Northwind.").readAloud.contains("Nothing here to quote"))
  }

  @Test func `lines are judged one by one and keep their number`() {
    let reports = checker.lines("I have left Northwind.\r\n\r\nCome with me!\n")
    #expect(reports.map(\.label) == [.announcement, .announcement, .solicitation])
    #expect(reports[2].findings.first?.start == 0)
  }

  @Test func `a long or strange text is judged without harm`() {
    #expect(checker.check("").label == .announcement)
    #expect(checker.check(String(repeating: "thank you ", count: 2_000)).label == .announcement)
    #expect(checker.check("\u{FEFF}\u{0}\u{202E}").label == .announcement)
  }

  @Test func `the document names its schema`() {
    let json = checker.check("Come with me!").json()
    #expect(json["schema"]?.text == "cardcase.message/1")
    #expect(json["label"]?.text == "solicitation")
    #expect(json["findings"]?[0]?["start"]?.integer == 0)
  }
}

import Foundation
import Testing

/// What asking does and does not do, on a vault of the made-up leaver.
@Suite struct AskingTests {
  static let acts = [
    "keep", "announce", "ask-consent", "be-hired", "connect", "write-about-work", "solicit", "accept", "hire-colleague", "hand-over",
    "share",
  ]

  @Test func `every act is answered with sources, facts of a place and a day, and writes nothing`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    try program.cardcase("agreement", "read", Program.leaverFiles + "/papers/agreement.txt", "--yes")
    let before = Program.snapshot(program.home + "/v.cardcase")
    for act in AskingTests.acts {
      for day in ["2026-11-20", "2027-08-01"] {
        let outcome = try program.cardcase("may", act, "Sofia Rossi", "--json", "--today", day)
        #expect(outcome.status == 0 || outcome.status == 4, "\(act): \(outcome.complaint)")
        let verdict = JSONDocument(outcome.output)
        #expect(!verdict["reasons"].items.isEmpty, "\(act)")
        for reason in verdict["reasons"].items { #expect(!reason["source"].text.isEmpty, "\(act)") }
        #expect(verdict["facts_of"]["as_of"].text == "2026-06-01" && verdict["facts_of"]["code"].text == "GB", "\(act)")
        // Thirteen months after the facts no yes comes without a warning.
        if day > "2027-07", ["open", "care"].contains(verdict["verdict"].text) { #expect(!verdict["warnings"].items.isEmpty, "\(act)") }
        for words in ["legal advice", "court-proof", "is wrong"] { #expect(!outcome.output.contains(words), "\(act)") }
      }
    }
    #expect(Program.snapshot(program.home + "/v.cardcase") == before)
  }

  @Test func `finding out writes nothing until it is told to keep, and says what keeping means`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    try program.cardcase("precedent", "add", "--year", "2024", "--asked", "nothing")
    let folder = program.home + "/v.cardcase"
    let before = Program.snapshot(folder)
    let questions = [
      ["ask"], ["ask", "hr"], ["ask", "hr", "cards", "--may-keep", "the cards given to me"], ["ask", "policy"],
      ["ask", "policy", "ip-cards=yes"], ["ask", "new-employer"], ["precedent"], ["due"], ["due", "--calendar", "-"], ["leave", "pack"],
      ["demand", "account"], ["help", "all"],
    ]
    for question in questions {
      let outcome = try program.run(question)
      #expect(outcome.status == 0, "\(question): \(outcome.complaint)")
      #expect(Program.snapshot(folder) == before, "\(question) changed the folder")
    }
    let kept = try program.cardcase("may", "announce", "Sofia Rossi", "--keep")
    #expect(kept.output.contains("It may have to be shown to the other side."))
    #expect(Program.snapshot(folder) != before)
  }

  @Test func `their written yes opens the door on its ground, for those it speaks of, until a later no`() throws {
    let program = try Program.leaver()
    defer { program.end() }
    let letter = program.home + "/reply.eml"
    try "From: Sam Whitlock\n\nYou may keep the details of\nViktor Ivanov. Please leave the others.\n".write(
      toFile: letter, atomically: true, encoding: .utf8)
    func verdict(_ name: String) throws -> JSONDocument {
      JSONDocument(try program.cardcase("may", "keep", name, "--json").output)
    }
    #expect(try verdict("viktor.ivanov@client34.example")["verdict"].text == "ask")
    let viktor = "viktor.ivanov@client34.example"
    let filed = try program.cardcase(
      "ask", "answer", letter, "--allows", "keep", "--words", "You may keep the details of Viktor Ivanov", "--about", viktor, "--given",
      "2026-11-18")
    #expect(filed.status == 0, "\(filed.complaint)")
    let allowed = try verdict(viktor)
    #expect(["open", "care", "unclear"].contains(allowed["verdict"].text))
    #expect(allowed["reasons"].items.contains { $0["source"].text.contains("written answer of 18 November 2026") })
    #expect(allowed["reasons"].items.contains { $0["quote"].text.contains("You may keep the details") })
    #expect(!(try program.cardcase("may", "keep", "Sarah O’Neill", "--json")).output.contains("written answer"))
    // The same letter on all the others: what it says of one by name stands beside it.
    try program.cardcase("ask", "answer", letter, "--refuses", "keep", "--words", "Please leave the others", "--given", "2026-11-18")
    #expect(["open", "care", "unclear"].contains(try verdict(viktor)["verdict"].text))
    try program.cardcase(
      "ask", "answer", letter, "--refuses", "keep", "--words", "Please leave the others", "--about", viktor, "--given", "2026-11-19")
    let refused = try program.cardcase("may", "keep", viktor, "--json")
    #expect(refused.status == 4 && JSONDocument(refused.output)["verdict"].text == "shut")
  }
}

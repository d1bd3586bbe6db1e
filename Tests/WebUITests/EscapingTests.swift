import Scan
import Testing
import WebUI

/// Every field of every page, filled with a text; the rest of the page is always the same.
private func pages(with text: String) -> [(name: String, page: Page)] {
  let day = Day(number: 20_000)
  let step = StepLine(
    day: day, until: day.adding(days: 3), isNow: false, text: "x" + text, how: "x" + text, source: "x" + text, isRefrain: false)
  var refrain = step
  refrain.isRefrain = true
  refrain.isNow = true
  let row = PeoplePage.Row(id: "p-" + text, name: "x" + text, organisation: text, books: [text, text], last: day)
  func fact(_ property: String, yours: Bool) -> PersonPage.Fact {
    .init(property: property, value: "x" + text, book: text, isYours: yours, origin: text)
  }
  let facts = [fact("name", yours: true), fact(text, yours: true), fact("email", yours: false), fact("note " + text, yours: true)]
  return [
    ("today", TodayPage(today: day, steps: [step, refrain], clocks: [.init(name: text, until: day)]).page()),
    ("people", PeoplePage(query: "x" + text, people: [row, row], total: 1_000, offset: 200).page()),
    (
      "person",
      PersonPage(
        id: "p-" + text, name: "x" + text, organisation: "x" + text, last: day, facts: facts,
        remarks: [.init(day: day, kind: text, words: text)],
        exchanges: [.init(book: text, count: 3)]
      ).page()
    ),
    (
      "leave",
      LeavePage(
        employer: "x" + text, lastDay: day, ending: "x" + text, place: "x" + text, sections: ["x" + text, text], today: day,
        steps: [step, refrain],
        staying: [text]
      ).page()
    ),
    (
      "ready",
      ReadyPage(
        employer: "x" + text, ways: [.init(words: text, people: ["x" + text])], doubts: [text],
        acts: [.init(effort: text, text: text, command: "x" + text)], next: day
      ).page()
    ),
    ("notice", NoticePage(heading: text, sentence: text, next: "x" + text, place: .today).page()),
  ]
}

@Suite struct EscapingTests {
  @Test(arguments: NaughtyTexts.all)
  func `no text changes the structure of a page`(_ text: String) {
    for (plain, filled) in zip(pages(with: "plain"), pages(with: text)) {
      let expected = Structure(plain.page.bytes())
      let found = Structure(filled.page.bytes())
      #expect(found.oddities == [], "\(filled.name)")
      #expect(found.tags == expected.tags, "\(filled.name)")
    }
  }

  @Test(arguments: NaughtyTexts.all)
  func `what was said is what is read`(_ text: String) {
    let allowed = text.unicodeScalars.filter { scalar in
      let value = scalar.value
      let control =
        value < 32 && value != 9 && value != 10 && value != 13 || (127...159).contains(value) || (0xFDD0...0xFDEF).contains(value)
      return !control && value != 0xFFFE && value != 0xFFFF
    }
    guard allowed.count == text.unicodeScalars.count else { return }
    for (name, page) in pages(with: text) {
      #expect(Structure(page.bytes()).says(text), "\(name)")
    }
  }

  @Test(arguments: NaughtyTexts.all)
  func `every link leads to this program or by an allowed scheme`(_ text: String) {
    var made = pages(with: text).map(\.page)
    for property in ["email", "phone", "web", "profile", "url"] {
      let fact = PersonPage.Fact(property: property, value: text, book: "yours", isYours: true, origin: "typed")
      made.append(PersonPage(id: "p-1", name: "N", facts: [fact]).page())
    }
    for page in made {
      let found = Structure(page.bytes())
      for (name, value) in found.values where ["href", "action", "src"].contains(name) {
        let own = value.hasPrefix("/") && !value.hasPrefix("//") || value == "#content"
        #expect(own || ["mailto:", "tel:", "https://", "http://"].contains { value.hasPrefix($0) }, "\(value)")
        #expect(value.unicodeScalars.allSatisfy { $0.value > 32 && $0.value < 127 }, "\(value)")
        #expect(!value.contains("bcc="))
      }
      #expect(!found.tags.contains { $0.contains(" on") || $0.contains(" style") || $0.hasPrefix("script") })
    }
  }

  @Test func `a path's dots and slashes are one segment`() {
    #expect(Address.page(["people", "../../x"]).written == "/people/..%2F..%2Fx")
    #expect(Address.page(["people"], query: [("q", "a&b=c#d é")]).written == "/people?q=a%26b%3Dc%23d%20%C3%A9")
  }

  @Test func `addresses of no allowed kind cannot be made`() {
    for text in [
      "javascript:x", "data:x", "//h.example", "ftp://h.example", "https://", "https://a b.example", "https://u:p@h.example/",
      "HTTPS:h.example",
    ] {
      #expect(Address.web(text) == nil, "\(text)")
    }
    #expect(Address.web("HTTPS://h.example/ü?x=1")?.written == "https://h.example/%C3%BC?x=1")
    #expect(Address.mail("no at sign") == nil)
    #expect(Address.mail("a@b@c.example") == nil)
    #expect(Address.mail("a?bcc=x@b.example")?.written == "mailto:a%3Fbcc%3Dx@b.example")
    #expect(Address.phone("+44 (20) 7946-0958")?.written == "tel:+442079460958")
    #expect(Address.phone("ring twice") == nil)
  }

  @Test func `a bidirectional trick stays within its name`() {
    let page = NoticePage(heading: "H", sentence: "\u{202E}txet", next: nil).page()
    #expect(String(decoding: page.bytes(), as: UTF8.self).contains("<bdi>\u{202E}txet</bdi>"))
  }
}

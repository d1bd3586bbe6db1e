import Scan
import Testing
import WebUI

private let day = Day(year: 2026, month: 11, day: 20) ?? Day(number: 0)

private let samples: [Page] = [
  TodayPage(
    today: day, steps: [StepLine(day: day, isNow: true, text: "Read 14.2", how: "5 min")], clocks: [.init(name: "14.2", until: day)]
  ).page(),
  TodayPage(today: day, steps: [], clocks: []).page(),
  PeoplePage(people: []).page(),
  PeoplePage(query: "mil", people: [.init(id: "p-1", name: "James Miller", organisation: "Northfield", books: ["yours"], last: day)])
    .page(),
  PersonPage(
    id: "p-1", name: "James Miller",
    facts: [.init(property: "email", value: "j@m.example", book: "yours", isYours: true, origin: "typed by you")]
  ).page(),
  LeavePage(employer: "Acme", lastDay: day.adding(days: 10), sections: ["14.2", "17.1"], today: day, steps: []).page(),
  ReadyPage(employer: nil, ways: [], next: day).page(),
  NoticePage(heading: "Come in by the link", sentence: "It was printed where the program was started.").page(),
]

@Suite struct PageTests {
  @Test(arguments: samples)
  func `every page has one h1, one main and a language`(_ page: Page) {
    let found = Structure(page.bytes())
    #expect(found.oddities == [])
    #expect(found.tags.filter { $0.hasPrefix("h1") }.count == 1)
    #expect(found.tags.filter { $0.hasPrefix("main") }.count == 1)
    #expect(found.tags[0] == "!DOCTYPE html")
    #expect(found.tags[1] == "html lang")
    #expect(found.tags.filter { $0.hasPrefix("title") }.count == 1)
  }

  @Test(arguments: samples)
  func `every element that is opened is closed in order`(_ page: Page) {
    var open: [String] = []
    for tag in Structure(page.bytes()).tags.dropFirst() {
      let name = String(tag.split(separator: " ")[0])
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()))
      } else if !["meta", "link", "br", "input"].contains(name) {
        open.append(name)
      }
    }
    #expect(open == [])
  }

  @Test(arguments: samples)
  func `every field has a label and every id stands once`(_ page: Page) {
    let values = Structure(page.bytes()).values
    let ids = values.filter { $0.name == "id" }.map(\.value)
    #expect(Set(ids).count == ids.count)
    for field in ids where field != "content" { #expect(values.contains { $0.name == "for" && $0.value == field }) }
  }

  @Test func `the page one is on is marked`() {
    let found = Structure(LeavePage(employer: "Acme", lastDay: nil, sections: nil, today: day, steps: []).page().bytes())
    #expect(found.tags.filter { $0.contains("aria-current") }.count == 1)
    #expect(found.text.contains("Your agreement decides; I have not seen it."))
  }

  @Test func `an address of an employer's book is shown and never offered`() {
    let fact = PersonPage.Fact(property: "email (work)", value: "j@acme.example", book: "acme", isYours: false, origin: "mbox")
    let found = Structure(PersonPage(id: "p-1", name: "N", facts: [fact]).page().bytes())
    #expect(found.text.contains("j@acme.example"))
    #expect(!found.values.contains { $0.value.hasPrefix("mailto:") })
  }

  @Test func `the plan goes by days, and the last day parts it`() {
    let last = day.adding(days: 10)
    let steps = [
      StepLine(day: day, isNow: true, text: "Read 14.2"),
      StepLine(day: day.adding(days: 3), until: day.adding(days: 6), text: "One note to all"),
      StepLine(day: last, text: "Return"), StepLine(day: last.adding(days: 1), text: "Write"),
      StepLine(day: last.adding(days: 20), text: "No answer is a no", isRefrain: true),
      StepLine(day: last.adding(days: 182), text: "14.2 ends"),
    ]
    let text = Structure(LeavePage(employer: "Acme", lastDay: last, sections: ["14.2"], today: day, steps: steps).page().bytes()).text
    let order = ["Today", "Mon 23 to Thu 26 Nov", "Mon 30 Nov", "Last day behind you", "Tue 1 Dec", "Not: ", "31 May 2027"]
    var rest = Substring(text)
    for word in order {
      let at = rest.firstRange(of: word)
      #expect(at != nil, "\(word)")
      if let at { rest = rest[at.upperBound...] }
    }
  }

  @Test func `a long list is turned in parts`() {
    let rows = (0..<PeoplePage.size).map { PeoplePage.Row(id: "p-\($0)", name: "N\($0)") }
    let found = Structure(PeoplePage(query: "n", people: rows, total: 1_000, offset: 200).page().bytes())
    let links = found.values.filter { $0.name == "href" }.map(\.value)
    #expect(links.contains("/people?q=n"))
    #expect(links.contains("/people?q=n&from=400"))
    #expect(found.text.contains("201 to 400 of 1000"))
  }

  @Test func `the style sheet travels with the program and loads nothing`() {
    let sheet = String(decoding: StyleSheet.bytes, as: UTF8.self)
    #expect(sheet.contains("prefers-color-scheme: dark"))
    #expect(sheet.contains("@media print"))
    #expect(!sheet.contains("url(") && !sheet.contains("@import") && !sheet.contains("<"))
  }
}

import Book
import Scan
import Testing
import Ties

struct ReportTests {
  @Test func `calls, meetings and cards count, and are told`() throws {
    var letters = Letters()
    letters.exchange("maria@nordwind.example", ago: stride(from: 56, to: 500, by: 60))
    letters.add(Letters.me, ["+4930555"], ago: 44, .call, minutes: 30)
    letters.add("+4930555", [Letters.me], ago: 9, .call, .unanswered)
    letters.exchange("ben@a.example", ago: stride(from: 56, to: 500, by: 60))
    let report = letters.ranked {
      $0.groups = ["maria@nordwind.example": "maria", "+4930555": "maria"]
      $0.pronouns = ["maria": .she]
    }
    let maria = try #require(report.tie("maria"))
    #expect(maria.rank == 1)
    #expect(maria.remark == "you called her, 30 minutes")
    #expect(maria.reasons.contains(TieReason(signal: "calls", value: 1, text: "you called her, 30 minutes")))
    #expect(maria.counts == "8 + 8")
    #expect(maria.months.last == TieMonth(year: 2026, month: 11, sent: 0, received: 1, met: 0))
  }

  @Test func `somebody met and never written to ranks`() {
    var letters = Letters()
    letters.add(Letters.me, ["+44 7700 900111"], ago: 20, .handover)
    letters.add("carl@a.example", [Letters.me], ago: 300)
    let report = letters.ranked { $0.sources[0].folders = .sentKnown }
    #expect(report.keys == ["+447700900111", "carl@a.example"])
    #expect(report.people[0].remark == "you gave them your card")
  }

  @Test func `whose data a rank rests on`() throws {
    var work = Letters()
    work.exchange("ann@a.example", ago: [20, 40, 60])
    work.exchange("ben@a.example", ago: [30, 50])
    var home = Letters()
    home.add(Letters.me, ["ann@a.example"], ago: 15)
    home.log.keys[0] = EncounterLog.Key(high: 9, low: 9)
    let acme = try #require(BookID("acme"))
    var question = work.question { $0.sources[0].book = acme }
    question.sources.append(TieSource(home.log))
    let report = Ties.rank(question)
    #expect(report.restsOn(first: 12).map(\.people) == [1])
    #expect(report.restsOn(first: 12).first?.book == acme)
    #expect(report.tie("ann@a.example")?.remark == "private mail")
    question.own = true
    let own = Ties.rank(question)
    #expect(own.keys == ["ann@a.example"])
    #expect(own.people[0].counts == "1 + 0")
  }

  @Test func `current, fading and past are told apart`() {
    var letters = Letters()
    letters.exchange("current@a.example", ago: stride(from: 80, to: 900, by: 40))
    letters.exchange("fading@a.example", ago: stride(from: 130, to: 900, by: 40))
    letters.exchange("past@a.example", ago: [700, 705])
    let report = letters.ranked()
    #expect(report.tie("current@a.example")?.state == .current)
    #expect(report.tie("fading@a.example")?.state == .fading)
    #expect(report.tie("past@a.example")?.state == .past)
    #expect(report.fading.map(\.key) == ["fading@a.example"])
    #expect(report.tie("fading@a.example")?.remark == "quiet since")
    #expect(report.tie("fading@a.example")?.reasons.last?.text == "quiet since 13 Jul")
  }

  @Test func `who wrote first, and first names both ways`() throws {
    var letters = Letters()
    letters.add("ann@a.example", [Letters.me], ago: 99, .mail, .firstName)
    letters.add(Letters.me, ["ann@a.example"], ago: 98, .mail, .firstName)
    letters.add(Letters.me, ["ben@a.example"], ago: 99)
    letters.add("ben@a.example", [Letters.me], ago: 98, .mail, .firstName)
    let report = letters.ranked { $0.pronouns = ["ann@a.example": .she] }
    let ann = try #require(report.tie("ann@a.example"))
    #expect(ann.wroteFirst == .other && ann.firstNames == .both)
    #expect(ann.reasons.map(\.text).contains("she wrote first"))
    #expect(ann.reasons.map(\.text).contains("first names both ways"))
    #expect(report.tie("ben@a.example")?.reasons.map(\.text).contains("you wrote first") == true)
    #expect(report.tie("ben@a.example")?.reasons.map(\.text).contains("they use your first name") == true)
  }

  @Test func `circles need an exchange both ways`() {
    var letters = Letters()
    for person in 1...20 { letters.exchange("p\(person)@a.example", ago: [person * 3, person * 5]) }
    letters.add("once@a.example", [Letters.me], ago: 2)
    let report = letters.ranked()
    #expect(report.circle(5).count == 5)
    #expect(report.circle(15).count == 15)
    #expect(report.circle(50).count == 20)
    #expect(report.tie("once@a.example")?.circle == nil)
  }

  @Test func `firms rank by their people, the owner's own and free mail are none`() throws {
    var letters = Letters()
    letters.exchange("a1@alpha.example", ago: [10, 40])
    letters.exchange("a2@alpha.example", ago: [20, 60])
    letters.exchange("b@beta.example", ago: [10, 40])
    letters.exchange("c@own.example", ago: [10, 40])
    letters.exchange("d@gmail.com", ago: [10, 40])
    let report = letters.ranked { $0.organisations = ["b@beta.example": "Beta Ltd"] }
    #expect(report.companies.map(\.name) == ["alpha.example", "Beta Ltd"])
    let alpha = try #require(report.companies.first)
    #expect(alpha.people.count == 2 && alpha.sent == 4)
    #expect(alpha.score > (report.people.map(\.score).max() ?? 1))
  }

  @Test func `months are counted one by one`() throws {
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [1, 2, 25, 400])
    let tie = try #require(letters.ranked().people.first)
    #expect(
      tie.months == [
        TieMonth(year: 2025, month: 10, sent: 1, received: 1, met: 0), TieMonth(year: 2026, month: 10, sent: 1, received: 1, met: 0),
        TieMonth(year: 2026, month: 11, sent: 2, received: 2, met: 0),
      ])
  }

  @Test func `the owner's second address is found, a namesake's is not`() {
    var letters = Letters()
    for (address, name) in [
      ("r@own.example", "Robin Ashford"), ("robin@alias.example", "Robin Ashford"), ("robin@else.example", "Robin Ashford"),
    ] {
      _ = letters.party(address, name)
    }
    for day in 1...30 {
      letters.add("p\(day % 5)@a.example", ["r@own.example"], ago: day)
      letters.add("r@own.example", ["p\(day % 5)@a.example"], ago: day)
    }
    for day in 1...6 { letters.add("p1@a.example", ["robin@alias.example"], ago: day) }
    for day in 1...6 { letters.add("robin@else.example", ["r@own.example"], ago: day) }
    #expect(Ties.owner(of: letters.log).map(\.handle.raw) == ["r@own.example", "robin@alias.example"])
  }

  @Test func `the document has the contract's shape`() throws {
    var letters = Letters()
    _ = letters.party("ann@a.example", "Ann Ä")
    letters.exchange("ann@a.example", ago: [1, 2])
    let document = try JSON.parse(Array(letters.ranked().json(limit: 1).write().utf8).span)
    #expect(document["schema"]?.text == "cardcase.ties/1")
    #expect(document["as_of"]?.text == "2026-11-20")
    let person = try #require(document["people"]?[0])
    #expect(person["rank"]?.integer == 1)
    #expect(person["name"]?.text == "Ann Ä")
    #expect(person["addresses"]?[0]?.text == "ann@a.example")
    #expect((person["score"]?.real ?? 2) < 1)
    #expect(person["first"]?.text == "2026-11-18")
    #expect(person["last"]?.text == "2026-11-19")
    #expect(person["reasons"]?[0]?["text"]?.text == "2 + 2 mails")
  }

  @Test func `a hundred thousand mails take no noticeable time`() {
    var letters = Letters()
    for index in 0..<100_000 {
      let other = "p\(index % 5_000)@x.example"
      if index % 3 == 0 { letters.add(Letters.me, [other], ago: index / 40) } else { letters.add(other, [Letters.me], ago: index / 40) }
    }
    let question = letters.question()
    let clock = ContinuousClock()
    var report = TieReport(asOf: Letters.today)
    let time = clock.measure { report = Ties.rank(question) }
    #expect(report.people.count == 1000)
    #expect(time < .seconds(5), "far above what a busy machine and a debug build need")
  }

  @Test func `lost mail told by answers counts where the sent folder is missing, and only there`() throws {
    var letters = Letters()
    for day in [5, 10, 15] { letters.add("ann@n.example", [Letters.me], ago: day) }
    for day in [6, 11] { letters.add(Letters.me, ["ann@n.example"], ago: day, .mail, .quoted) }
    let missing = letters.ranked { $0.sources[0].folders = .sentMissing }
    #expect(missing.recovered == 2 && !missing.sentKnown)
    #expect(try #require(missing.tie("ann@n.example")).counts == "2 + 3")
    let known = letters.ranked { $0.sources[0].folders = .sentKnown }
    #expect(known.recovered == 0)
    #expect(try #require(known.tie("ann@n.example")).counts == "0 + 3")
  }

  @Test func `one's own firm is none of the firms, under whatever name colleagues stand`() {
    var letters = Letters()
    letters.exchange("ann@own.example", ago: [3, 30, 60])
    letters.exchange("ben@old-mill.example", ago: [3, 30, 60])
    let report = letters.ranked { $0.organisations = ["ann@own.example": "Own Consulting Ltd", "ben@old-mill.example": "Old Mill"] }
    #expect(report.companies.map(\.name) == ["Old Mill"])
  }
}

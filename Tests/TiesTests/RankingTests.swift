import Book
import Scan
import Testing
import Ties

struct RankingTests {
  @Test func `volume without answers is not closeness`() {
    var letters = Letters()
    letters.exchange("close@a.example", ago: stride(from: 20, to: 600, by: 45))
    for day in stride(from: 5, to: 900, by: 9) { letters.add("loud@b.example", [Letters.me], ago: day) }
    letters.add(Letters.me, ["loud@b.example"], ago: 100)
    let report = letters.ranked()
    #expect(report.keys == ["close@a.example", "loud@b.example"])
    #expect(report.loud.map(\.text) == ["100 mails, you wrote 1"])
    #expect(report.tie("loud@b.example")?.reasons.contains { $0.signal == "unanswered" } == true)
  }

  @Test func `a mail to dozens counts little`() {
    var letters = Letters()
    let crowd = (1...60).map { "c\($0)@crowd.example" }
    for day in [3, 10, 17, 24] { letters.add(Letters.me, crowd, ago: day) }
    letters.exchange("friend@a.example", ago: [40, 90, 150])
    let report = letters.ranked()
    #expect(report.keys.first == "friend@a.example")
    #expect((report.tie("c1@crowd.example")?.score ?? 1) < (report.tie("friend@a.example")?.score ?? 0) / 3)
  }

  @Test func `lists, machines, spam and desks never rank`() {
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [5, 30])
    for day in 1...40 {
      letters.add("list@a.example", [Letters.me], ago: day, .mail, .list)
      letters.add("robot@a.example", [Letters.me], ago: day, .mail, .automatic)
      letters.add("spam@a.example", [Letters.me], ago: day, .mail, .discard)
      letters.exchange("orders@a.example", ago: [day])
      letters.exchange("No-Reply@a.example", ago: [day])
    }
    #expect(letters.ranked().keys == ["ann@a.example"])
  }

  @Test(arguments: [
    "acme_update@concur.example", "travel.newsletter@x.example",
    "noreply@a.example", "no.reply@a.example", "NO_REPLY@a.example", "sales+uk@a.example", "info@a.example", "bounce-77@a.example",
    "staff-request@a.example", "hikers@googlegroups.com", "ann@lists.a.example", "Mailer-Daemon@a.example", "notifications@github.com",
  ])
  func `a desk, a robot or a list`(address: String) { #expect(Ties.isRole(address)) }

  @Test(arguments: [
    "ann@a.example", "list.maria@a.example", "salesman@a.example", "maria.info@a.example", "replyn@a.example", "ann@listsmith.example",
    "12@graph.example", "infantino@a.example", "no address",
  ])
  func `a person`(address: String) { #expect(!Ties.isRole(address)) }

  @Test func `what came later is left out`() {
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [10])
    letters.exchange("ben@a.example", ago: [-1, -2, -3])
    let report = letters.ranked()
    #expect(report.keys == ["ann@a.example"])
    #expect(report.last == Letters.today.adding(days: -10))
  }

  @Test func `an encounter without a date counts and has no age`() {
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [10])
    letters.add("ann@a.example", [Letters.me], ago: nil)
    letters.add("old@a.example", [Letters.me], ago: nil)
    let report = letters.ranked()
    #expect(report.tie("ann@a.example")?.counts == "1 + 2")
    #expect(report.tie("old@a.example")?.last == nil)
    #expect(report.keys == ["ann@a.example", "old@a.example"])
  }

  @Test func `the order in which a mailbox lies does not matter`() {
    var forward = Letters()
    for day in stride(from: 400, to: 0, by: -7) { forward.exchange("p\(day % 9)@a.example", ago: [day]) }
    var backward = Letters()
    for day in stride(from: 400, to: 0, by: -7).reversed() { backward.exchange("p\(day % 9)@a.example", ago: [day]) }
    let (a, b) = (forward.ranked(), backward.ranked())
    #expect(a.keys == b.keys)
    #expect(a.people.map(\.score) == b.people.map(\.score))
    #expect(a.people.map(\.months) == b.people.map(\.months))
  }

  @Test func `what two sources both hold counts once`() {
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [10, 50])
    let twice = letters.question { $0.sources.append($0.sources[0]) }
    #expect(Ties.rank(twice).people == letters.ranked().people)
  }

  @Test func `mail of others among themselves does not count`() {
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [10])
    for day in 1...30 { letters.add("x@a.example", ["y@a.example"], ago: day) }
    #expect(letters.ranked().keys == ["ann@a.example"])
  }

  @Test func `several addresses of a person are one`() {
    var letters = Letters()
    letters.exchange("ann@work.example", ago: [40])
    letters.exchange("ann@home.example", ago: [10, 20])
    let report = letters.ranked { $0.groups = ["ann@work.example": "p-1", "ann@home.example": "p-1"] }
    #expect(report.keys == ["p-1"])
    #expect(report.people[0].handles.map(\.normal) == ["ann@home.example", "ann@work.example"])
    #expect(report.people[0].counts == "3 + 3")
  }

  @Test func `pinned first, dropped never, family apart`() {
    var letters = Letters()
    for (count, who) in ["a", "b", "c", "d"].enumerated() {
      letters.exchange("\(who)@x.example", ago: stride(from: 10 + count, to: 200, by: 10 + 5 * count))
    }
    let report = letters.ranked {
      $0.pins = ["d@x.example"]
      $0.drops = ["b@x.example"]
      $0.setAside = ["a@x.example"]
    }
    #expect(report.keys == ["d@x.example", "c@x.example"])
    #expect(report.people[0].pinned && report.people[0].reasons[0].text == "you pinned them")
    #expect(report.setAside.map(\.key) == ["a@x.example"])
  }

  @Test func `without the sent folder the other weights are used, and quotations count`() {
    var letters = Letters()
    for day in stride(from: 3, to: 300, by: 3) { letters.add("ann@a.example", [Letters.me], ago: day) }
    for day in stride(from: 30, to: 300, by: 30) { letters.add(Letters.me, ["ann@a.example"], ago: day, .mail, .quoted) }
    let missing = letters.ranked()
    #expect(!missing.sentKnown)
    #expect(missing.people[0].counts == "9 + 99")
    #expect(missing.people[0].wroteFirst == nil && missing.loud.isEmpty)
    let known = letters.ranked { $0.sources[0].folders = .sentKnown }
    #expect(known.sentKnown)
    #expect(known.people[0].counts == "0 + 99")
  }

  @Test func `the formula is the one written down`() throws {
    // One mail each way, both 90 days ago, to one recipient each.
    var letters = Letters()
    letters.exchange("ann@a.example", ago: [90])
    let tie = try #require(letters.ranked { $0.sources[0].folders = .sentKnown }.people.first)
    let values = Dictionary(uniqueKeysWithValues: tie.numbers.map { ($0.feature, $0.value) })
    let expected: [TieFeature: Double] = [
      .sent90: 0.916_290_731_874_155, .received90: 0.916_290_731_874_155, .together30: 0, .togetherRecent90: 0, .days30: 0,
      .recent365: 0.842_894_899_250_724, .sentRecent365: 0.842_894_899_250_724, .mutualWeeks: 0.693_147_180_559_945, .oneSided: 0,
      .unanswered: 0,
    ]
    for (feature, value) in expected { #expect(abs((values[feature] ?? -1) - value) < 1e-9, "\(feature)") }
    let full = TieWeights.shipped.full
    let logit = zip(TieFeature.allCases, full.weights).reduce(full.intercept) { $0 + (expected[$1.0] ?? 0) * $1.1 }
    #expect(abs(tie.numbers.reduce(full.intercept) { $0 + $1.adds } - logit) < 1e-9)
  }

  @Test func `nobody wrote: an empty report`() {
    let report = Ties.rank(TieQuestion([], asOf: Letters.today))
    #expect(report.people.isEmpty && report.companies.isEmpty && report.first == nil)
    #expect(Ties.owner(of: EncounterLog()).isEmpty)
  }
}

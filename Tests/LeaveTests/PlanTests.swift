import Book
import Leave
import Scan
import Testing

private func day(_ text: String) throws -> Day { try #require(Day(text)) }

private func someone(_ name: String, _ number: UInt64, _ change: (inout Reach) -> Void) -> LeaveCase.Someone {
  var reach = Reach(person: Person.ID(value: number), name: name)
  change(&reach)
  return LeaveCase.Someone(reach: reach, book: .mine, isCustomer: true)
}

private func robin() throws -> LeaveCase {
  let acme = try #require(BookID("acme"))
  var leave = LeaveCase(employer: "Acme", book: acme, today: try day("2026-11-20"))
  leave.lastDay = try day("2026-11-30")
  leave.clauses = [
    Clause(.nonSolicitCustomers, section: "14.2", months: 6, confirmed: true),
    Clause(.returnOfProperty, section: "17.1", items: [.businessCards], confirmed: true),
  ]
  leave.agreementKnown = true
  leave.contact = "Sam Whitlock, HR"
  leave.successor = "Nadia Rahman"
  leave.customers = 39
  leave.people = [
    someone("James Miller", 1) { $0.exchangesPrivately = true },
    someone("Björn Åkesson", 2) { $0.mobile = true },
    someone("Sofia Rossi", 3) { $0.network = true },
  ]
  return leave
}

@Suite struct PlanTests {
  @Test func `a note to all comes before a letter to the few, and letters come after the last day`() throws {
    let plan = PlanBuilder.plan(try robin())
    let note = try #require(plan.steps.first { $0.text.contains("all 39 customers") })
    let letters = plan.steps.filter { $0.phase == .after }
    #expect(!letters.isEmpty)
    for letter in letters {
      #expect(note.day < letter.day)
      #expect(try letter.day > day("2026-11-30"))
    }
  }

  @Test func `the clause's end is a step, the day after it runs out`() throws {
    let plan = PlanBuilder.plan(try robin())
    let end = try #require(plan.steps.first { $0.text.hasPrefix("14.2 ends") })
    #expect(end.day.description == "2027-05-31")
  }

  @Test func `who said no gets nothing`() throws {
    var leave = try robin()
    leave.people[0].consent = false
    let plan = PlanBuilder.plan(leave)
    let about = plan.steps.filter { $0.ids.contains(Person.ID(value: 1)) }
    #expect(!about.isEmpty)
    #expect(about.allSatisfy { $0.isRefrain })
  }

  @Test func `steps stand in the order of their days`() throws {
    let days = PlanBuilder.plan(try robin()).steps.map(\.day)
    #expect(days == days.sorted())
  }

  @Test func `who was let go today gets no steps before the last day`() throws {
    var leave = try robin()
    leave.lastDay = leave.today
    leave.ending = .dismissed
    let plan = PlanBuilder.plan(leave)
    #expect(plan.steps.allSatisfy { $0.day >= leave.today })
  }

  @Test func `without any answer there is still a plan`() throws {
    let mine = BookID.mine
    let plan = PlanBuilder.plan(LeaveCase(employer: "your employer", book: mine, today: try day("2026-11-20")))
    #expect(plan.steps.count >= 4)
    #expect(plan.steps.contains { $0.text.contains("agreement") })
  }

  @Test func `a hold comes first and keeps the book as it is`() throws {
    var leave = try robin()
    leave.held = true
    let plan = PlanBuilder.plan(leave)
    #expect(plan.steps.first?.text.hasPrefix("A hold stands") == true)
    #expect(!plan.steps.contains { $0.text.contains("seal or delete") })
  }
}

@Suite struct ReachTests {
  @Test func `a synced phone's numbers fall away when asked not to count them`() {
    let reach = Reach(person: Person.ID(value: 1), name: "Zoë Ní Bhriain", mobile: true, mobileInDoubt: true, network: true)
    #expect(reach.way == .mobile)
    #expect(reach.way(countingMobiles: false) == .network)
    #expect(reach.surname == "Ní Bhriain")
  }

  @Test func `who has no way of your own is lost, and is counted`() {
    let readiness = Readiness([Reach(person: Person.ID(value: 1), name: "A B", officeAddresses: 1)])
    #expect(readiness.lost == 1)
    #expect(readiness.groups().map(\.way) == [.none])
  }
}

@Suite struct LetterTests {
  @Test(arguments: [Goodbye.Channel.mail, .text, .network])
  func `a goodbye says who, when, who follows and how to be found, and offers nothing`(channel: Goodbye.Channel) throws {
    let letter = Goodbye(
      sender: "Robin Ashford", senderAddress: "robin@ashford.example", recipient: "James Miller", greeting: "James", recipientAddress: nil,
      channel: channel, employer: "Acme", lastDay: try day("2026-11-30"), left: true, successor: "Nadia Rahman", thanks: nil,
      underClause: true)
    for part in ["Acme", "30 November 2026", "Nadia Rahman", "robin@ashford.example", "James"] { #expect(letter.body.contains(part)) }
    for word in ["project", "offer you", "business", "price"] { #expect(!letter.body.contains(word)) }
  }
}

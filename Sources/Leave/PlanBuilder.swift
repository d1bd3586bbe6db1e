public import Book
import Scan

/// Makes the plan of a leave, in the order that harms least: read and mend today, ask, tell all before the few, return,
/// and only after the last day write to people, by one's own ways.
public enum PlanBuilder {
  /// The plan of a case.
  public static func plan(_ leave: LeaveCase) -> Plan {
    var steps = today(leave)
    if let lastDay = leave.lastDay {
      if lastDay >= leave.today {
        steps += before(leave, lastDay: lastDay)
        steps.append(handBack(leave, on: lastDay))
      } else {
        steps.append(handBack(leave, on: leave.today))
      }
      steps += goodbyes(leave, from: max(lastDay, leave.today))
      steps += afterwards(leave, lastDay: lastDay)
    } else {
      steps += undated(leave)
    }
    // A stable order: by day, and within a day as written above.
    let ordered = steps.enumerated().sorted { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }.map(\.element)
    return Plan(employer: leave.employer, lastDay: leave.lastDay, steps: ordered)
  }

  static func today(_ leave: LeaveCase) -> [Step] {
    var steps: [Step] = []
    if leave.held {
      steps.append(
        Step(
          .now, day: leave.today, text: "A hold stands on \(leave.employer)'s book: change and delete nothing of it, talk to a lawyer",
          how: "leave pack"))
    }
    let sections = readingList(leave)
    if !sections.isEmpty {
      steps.append(Step(.now, day: leave.today, text: "Read \(list(sections)) of your agreement", how: "5 min   agreement show"))
    } else if !leave.agreementKnown {
      steps.append(
        Step(
          .now, day: leave.today, text: "Find your agreement and the handbook, and read what they say of customers and contacts",
          how: "agreement read FILE"))
    }
    for account in leave.accountSteps { steps.append(Step(.now, day: leave.today, text: account.text, how: account.how)) }
    return steps
  }

  /// The sections worth reading: what binds after the job, and what to give back.
  static func readingList(_ leave: LeaveCase) -> [String] {
    let kinds: [Clause.Kind] = [.nonSolicitCustomers, .noService, .nonCompete, .returnOfProperty, .contactsCarveOut, .socialMedia]
    var sections: [String] = []
    for kind in kinds {
      for clause in leave.clauses where clause.kind == kind && !clause.section.isEmpty && !sections.contains(clause.section) {
        sections.append(clause.section)
      }
    }
    return sections
  }

  static func before(_ leave: LeaveCase, lastDay: Day) -> [Step] {
    var steps: [Step] = []
    let ask = min(leave.today.nextWorkday, lastDay)
    let contact = leave.contact ?? "\(leave.employer)'s HR"
    steps.append(
      Step(
        .before, day: ask, text: "\(contact): a joint goodbye? may I keep my own contacts?", how: "letter: ask hr", book: .mine,
        source: "Asking is safer. It also tells them. Not asking: see --other-way"))
    let tell = min(ask.nextWorkday, lastDay)
    let tellEnd = max(tell, min(tell.adding(days: 4 - tell.weekday), lastDay.previousWorkday))
    let successor = leave.successor.map { "I leave, \($0) follows" } ?? "I leave, and who follows"
    if let customers = leave.customers, customers > 0 {
      steps.append(
        Step(
          .before, day: tell, until: tellEnd, text: "One note to all \(customers) customers: \(successor)",
          how: "\(leave.employer)'s mail and words",
          source: "A letter to a chosen few, before a note to all, looks like a plan."))
    } else if leave.people.contains(where: \.isCustomer) {
      steps.append(
        Step(
          .before, day: tell, until: tellEnd, text: "One joint note to all customers you look after: \(successor)",
          how: "\(leave.employer)'s mail and words",
          source: "A letter to a chosen few, before a note to all, looks like a plan."))
    }
    let met = leave.people.filter { $0.meets && $0.consent != false }
    if !met.isEmpty {
      let with = leave.successor.map { " with \(first($0))" } ?? ""
      steps.append(
        Step(
          .before, day: tell, until: tellEnd, text: "Where you meet anyway, say goodbye\(with)", how: "no offers",
          people: met.map(\.reach.surname),
          ids: met.map(\.reach.person), book: book(of: met, leave)))
    }
    return steps
  }

  static func handBack(_ leave: LeaveCase, on day: Day) -> Step {
    let named = leave.returnClause.map { clause in
      clause.items.contains(.businessCards)
        ? ", the cards named in \(clause.section)" : (clause.section.isEmpty ? "" : ", what \(clause.section) names")
    }
    return Step(
      .lastDay, day: day, text: "Return laptop, files\(named ?? ""); get a receipt", how: leave.held ? "ask your lawyer first" : "",
      source: leave.returnClause?.quote ?? "")
  }

  static func goodbyes(_ leave: LeaveCase, from day: Day) -> [Step] {
    let willing = leave.people.filter { $0.consent != false && $0.goodbye == .go }
    let waves: [(ways: [Reach.Way], text: String, how: String)] = [
      ([.privateMail], "mail", "drafts, checked: announcement"),
      ([.mobile], "text", "written, so it can be shown"),
      ([.addressAndMobile, .address], "mail", "drafts, checked: announcement"),
      ([.network], "LinkedIn", "one line, no offer"),
    ]
    var steps: [Step] = []
    var day = day
    for wave in waves {
      let people = willing.filter { wave.ways.contains($0.reach.way) }
      if people.isEmpty { continue }
      if wave.ways != [.network] || steps.isEmpty { day = day.nextWorkday }
      let count = wave.text == "mail" ? "\(spelled(people.count)) " : ""
      steps.append(
        Step(
          .after, day: day, text: wave.text,
          how: count + (people.count == 1 && wave.text == "mail" ? "draft, checked: announcement" : wave.how),
          people: people.map(\.reach.surname), ids: people.map(\.reach.person), book: book(of: people, leave)))
    }
    for someone in leave.people {
      if someone.consent == false {
        steps.append(
          Step(
            .after, day: day, text: "said no: nothing is sent, their details go", people: [someone.reach.surname],
            ids: [someone.reach.person],
            book: someone.book, isRefrain: true, source: "Their wish counts."))
      } else if case .wait(let until) = someone.goodbye {
        steps.append(
          Step(
            .later, day: until, text: "a goodbye, not earlier", people: [someone.reach.surname], ids: [someone.reach.person],
            book: someone.book,
            source: "The clause or the law says so: may announce, for the reason"))
      } else if someone.goodbye == .no {
        steps.append(
          Step(
            .after, day: day, text: "nothing is sent", people: [someone.reach.surname], ids: [someone.reach.person], book: someone.book,
            isRefrain: true))
      }
    }
    return steps
  }

  static func afterwards(_ leave: LeaveCase, lastDay: Day) -> [Step] {
    var steps: [Step] = []
    let silent = leave.people.contains { $0.asked && $0.consent == nil }
    let consent = silent ? "No answer is a no: leave them out. " : ""
    let end = leave.held ? "It stays as it is while the hold stands" : "seal or delete"
    steps.append(
      Step(
        .later, day: max(lastDay, leave.today).adding(days: 14), text: "\(consent)\(leave.employer)'s book: return confirmed? \(end)",
        book: leave.book))
    if let clause = leave.customerClause, let last = clause.lastDay(after: lastDay), last >= leave.today {
      let name = clause.section.isEmpty ? "The clause on customers" : clause.section
      steps.append(
        Step(
          .later, day: last.adding(days: 1), text: "\(name) ends. You may offer your work again.", how: "I will remind you.",
          source: clause.quote))
    }
    return steps
  }

  /// Without a last day: what is worth doing anyway.
  static func undated(_ leave: LeaveCase) -> [Step] {
    let week = leave.today.adding(days: 7)
    var steps = [
      Step(.before, day: leave.today.nextWorkday, until: week, text: "Type the people you would hate to lose", how: "ties pin NAME"),
      Step(
        .before, day: leave.today.nextWorkday, until: week, text: "Give each of them your own card when you meet anyway",
        how: "cards print"),
      Step(.before, day: week, text: "Ask for your LinkedIn archive", how: "import --how linkedin"),
    ]
    steps.append(
      Step(
        .later, day: leave.today.adding(days: 30), text: "Look again at whom you could still reach", how: "ready",
        source: "A month is soon enough."))
    return steps
  }

  private static func book(of people: [LeaveCase.Someone], _ leave: LeaveCase) -> BookID {
    // A step about someone known only to the employer's book lives and dies in that book.
    people.contains { $0.book != .mine } ? leave.book : .mine
  }

  static func first(_ name: String) -> String { String(name.split(separator: " ").first ?? "") }

  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  static func spelled(_ count: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
    return words.indices.contains(count) ? words[count] : String(count)
  }
}

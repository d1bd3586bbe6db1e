public import Acts
import Book
import Leave
import Scan
public import WebUI

/// The pages of a vault: each calls one act and turns its report into what a page shows.
public struct DeskPages: PageSource {
  private let desk: @Sendable () throws -> Desk

  /// Of the vault at a desk; asked for anew at each page, so that a day that ends is not shown for ever.
  public init(_ desk: @escaping @Sendable () throws -> Desk) { self.desk = desk }

  /// `TellDue`
  public func today() throws -> TodayPage {
    let due = try TellDue().run(at: desk())
    return TodayPage(
      today: due.today, steps: due.steps.map { StepLine($0) }, clocks: due.clocks.map { .init(name: $0.name, until: $0.until) })
  }

  /// `ListPeople`
  public func people(query: String, from start: Int) throws -> PeoplePage {
    let listed = try ListPeople(query: query).run(at: desk()).people
    let part = listed.dropFirst(start).prefix(PeoplePage.size)
    let rows = part.map { person in
      PeoplePage.Row(
        id: person.id.description, name: person.name, organisation: person.organisation, books: person.books.map(\.spoken),
        last: person.last)
    }
    return PeoplePage(query: query, people: rows, total: listed.count, offset: start)
  }

  /// `ShowPerson`
  public func person(_ id: String) throws -> PersonPage {
    let shown = try ShowPerson(person: id).run(at: desk())
    return PersonPage(
      id: shown.id.description, name: shown.name, organisation: shown.organisation, last: shown.last,
      facts: shown.data.map { datum in
        .init(property: datum.property, value: datum.value, book: datum.book.spoken, isYours: datum.book.isMine, origin: datum.origin)
      },
      remarks: shown.remarks.map { .init(day: $0.day, kind: $0.kind, words: $0.words) },
      exchanges: shown.encounters.map { .init(book: $0.book.spoken, count: $0.count) })
  }

  /// `PlanLeave`
  public func leave() throws -> LeavePage {
    let planned = try PlanLeave().run(at: desk())
    return LeavePage(
      employer: planned.plan.employer, lastDay: planned.plan.lastDay,
      ending: planned.ending == .unknown ? "" : planned.ending.rawValue.replacing("-", with: " "), place: planned.place ?? "",
      sections: planned.sections, today: planned.today, steps: planned.plan.steps.map { StepLine($0) }, staying: planned.behindTheDoor)
  }

  /// `TellReadiness`
  public func ready() throws -> ReadyPage {
    let told = try TellReadiness().run(at: desk())
    return ReadyPage(
      employer: told.employer, ways: told.readiness.groups().map { .init(words: $0.way.spoken, people: $0.people.map(\.name)) },
      doubts: told.doubts,
      acts: told.acts.map { .init(effort: $0.effort, text: $0.text, command: $0.command.isEmpty ? "" : "cardcase " + $0.command) },
      next: told.next)
  }
}

extension BookID {
  /// As a page says it.
  fileprivate var spoken: String { isMine ? "yours" : name }
}

extension StepLine {
  /// A step of a plan.
  fileprivate init(_ step: Step) {
    self.init(
      day: step.day, until: step.until, isNow: step.phase == .now || step.phase == .before, text: step.spoken, how: step.how,
      source: step.phase == .before ? step.source : "", isRefrain: step.isRefrain)
  }
}

extension TellReadiness.Told {
  /// What one answer or a change of theirs would alter, in sentences.
  fileprivate var doubts: [String] {
    var sentences: [String] = []
    let employer = employer ?? "the employer"
    let inDoubt = readiness.inDoubt.count
    if inDoubt > 0 {
      let without = readiness.people.filter { $0.way(countingMobiles: false) < .network }.count
      sentences.append(
        phoneSynced == true
          ? "That phone synced with \(employer)'s account: \(inDoubt) of these numbers may be theirs. Without them you keep \(without) people, and LinkedIn."
          : "Did that phone ever sync with \(employer)'s account? If so, \(inDoubt) of these numbers may be theirs, and you keep \(without) people and LinkedIn."
      )
    }
    return sentences + [officeWarning].compactMap { $0 }
  }
}

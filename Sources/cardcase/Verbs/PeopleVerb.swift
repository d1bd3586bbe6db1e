import Acts
import Scan
import Book
import ArgumentParser

/// `people`: lists and searches.
struct PeopleVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "people", abstract: "Whom you know; with words, a search.")
  @OptionGroup var common: Common
  @Argument(help: "Words of a name, a firm, an address.")
  var query: [String] = []
  @Flag(help: "The cards that are no person's: firms, groups, places, your own.") var others = false

  func run() throws {
    let listed = try ListPeople(query: query.joined(separator: " ")).run(at: common.desk())
    try common.show(listed) { _ in
      if others { return listed.others.isEmpty ? ["Every card is some person's."] : PeopleVerb.table(listed.others) }
      let people = PeopleVerb.table(listed.people)
      let further = query.isEmpty ? PeopleVerb.pointer(listed.others.count) : PeopleVerb.table(listed.others)
      if people.isEmpty, query.isEmpty { return ["Nobody yet.    cardcase import PATH"] + further }
      if people.isEmpty, further.isEmpty { return ["Nobody of that name."] }
      return people + (people.isEmpty || further.isEmpty ? [] : [""]) + further
    }
  }

  /// Where the cards of no person are found.
  private static func pointer(_ count: Int) -> [String] {
    count == 0 ? [] : ["\(count) \(count == 1 ? "card is" : "cards are") no person's.    cardcase people --others"]
  }

  private static func table(_ cards: [ListPeople.Listed.Other]) -> [String] {
    let rows = cards.map { [$0.id.description, $0.name, $0.spoken, $0.book.name, $0.handles.prefix(2).joined(separator: ", ")] }
    return Columns.table(rows, limits: [14, 30, 16, 12, 40])
  }

  private static func table(_ people: [ListPeople.Listed.Row]) -> [String] {
    let rows = people.map { person in
      [
        person.id.description, person.name, person.organisation, person.books.map(\.name).joined(separator: ", "),
        person.last.map(\.short) ?? "",
      ]
    }
    return Columns.table(rows, limits: [14, 30, 28, 12])
  }
}

/// `show`: one person with every datum's origin.
struct ShowVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "One person, every datum with its origin and owner.")
  @OptionGroup var common: Common
  @Argument(help: "An id, a handle, a name.")
  var person: String
  @Flag(help: "The page a person may ask for: what is held on them.")
  var forThem = false

  func run() throws {
    let shown = try ShowPerson(person: person, forThem: forThem).run(at: common.desk())
    try common.show(shown) { width in
      var lines = [[shown.name, shown.organisation].filter { !$0.isEmpty }.joined(separator: ", ") + "    " + shown.id.description, ""]
      lines += Columns.table(
        shown.data.map { [$0.property, $0.value, $0.book.name, [$0.dead, $0.origin].compactMap { $0 }.joined(separator: "; ")] },
        limits: [18, 34, 10, max(20, width - 70)], indent: "  ")
      if !shown.jobs.isEmpty { lines += [""] + Columns.table(shown.jobs.map(\.row), limits: [4, 30, 34], indent: "  ", fit: width) + [""] }
      for (book, count) in shown.encounters where count > 0 {
        lines.append("  \(count) messages, meetings and calls in \(book.isMine ? "your book" : book.name)")
      }
      for proposal in shown.proposals {
        lines += Columns.labelled(
          "  mail", "\(proposal.spoken)    \(proposal.file), \(proposal.place)    proposals take \(proposal.id)", margin: 8, width: width)
      }
      for remark in shown.remarks {
        lines += Columns.labelled("  \(remark.kind)", "\(remark.day.short)  \(remark.words)", margin: 8, width: width)
      }
      return lines
    }
  }
}

extension Job {
  /// Firm, role, and when that is known.
  fileprivate var row: [String] {
    let when =
      switch (affiliation.from, affiliation.to) {
      case (let from?, let to?): from == to ? "mail \(from.short)" : "mail \(from.short) to \(to.short)"
      default: told.map { "told \($0.short)" } ?? ""
      }
    let known = sources.filter { $0 != "messages" }
    let said = known.count > 2 ? "\(known.count) sources" : known.joined(separator: "; ")
    return ["job", affiliation.organisation, affiliation.role, [when, said].filter { !$0.isEmpty }.joined(separator: "; ")]
  }
}

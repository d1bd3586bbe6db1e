import Acts
import ArgumentParser
import Book
import Scan

/// `add NAME FIELD=VALUE...`
struct AddVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "A person of your own, typed by you.")
  @OptionGroup var common: Common
  @Argument(help: "The name.") var name: String
  @Argument(help: "email=..., phone=..., organisation=...") var fields: [String] = []
  func run() throws { try edit(name, fields, adds: true, common) }
}

/// `edit PERSON FIELD=VALUE...`
struct EditVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "Change a field in your own card of a person.")
  @OptionGroup var common: Common
  @Argument(help: "An id, a handle, a name.") var person: String
  @Argument(help: "email=..., phone=..., organisation=...") var fields: [String]
  func run() throws { try edit(person, fields, adds: false, common) }
}

private func edit(_ person: String, _ fields: [String], adds: Bool, _ common: Common) throws {
  let changes = try fields.map { field -> (field: String, value: String) in
    guard let equals = field.firstIndex(of: "=") else {
      throw Fault(.usage, "\(field) is not FIELD=VALUE.", next: "cardcase edit \"NAME\" phone=+44...")
    }
    return (String(field[..<equals]), String(field[field.index(after: equals)...]))
  }
  let edited = try EditPerson(person: person, changes: changes, adds: adds).run(at: common.desk())
  try common.show(edited) { width in
    ["\(edited.name)    \(edited.id)    in your own card"] + (edited.warning.map { Columns.labelled("Note", $0, width: width) } ?? [])
  }
}

/// `note PERSON WORDS`
struct NoteVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "note", abstract: "A note on a person.")
  @OptionGroup var common: Common
  @Argument var person: String
  @Argument var words: [String]
  func run() throws { try remember(.note, person, words, nil, common) }
}

/// `tag PERSON WORD`
struct TagVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "tag", abstract: "A tag on a person.")
  @OptionGroup var common: Common
  @Argument var person: String
  @Argument var words: [String]
  func run() throws { try remember(.tag, person, words, nil, common) }
}

/// `log met|called|card PERSON`
struct LogVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "log", abstract: "Something that happened: met, called, card (handed over).")
  @OptionGroup var common: Common
  @Argument(help: "met, called, card.") var what: String
  @Argument(help: "An id, a handle, a name.") var person: String
  @Argument var words: [String] = []
  @Option(help: "The day, if not today.") var on: String?
  func run() throws { try remember(.log, person, [what] + words, on.map { try Days.read($0) }, common) }
}

private func remember(_ sort: Remember.Sort, _ person: String, _ words: [String], _ day: Day?, _ common: Common) throws {
  let remembered = try Remember(sort, person: person, words: words.joined(separator: " "), day: day).run(at: common.desk())
  try common.show(remembered) { _ in
    ["Written, for \(remembered.name), in \(remembered.book.isMine ? "your book" : "the book \(remembered.book.name)")."]
  }
}

/// `consent PERSON --asked|--yes|--no`
struct ConsentVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consent", abstract: "Whether they agreed that you keep their details; silence is a no.")
  @OptionGroup var common: Common
  @Argument(help: "An id, a handle, a name.") var person: String
  @Flag(help: "Asked, no answer yet.") var asked = false
  @Flag(help: "They said yes.") var yes = false
  @Flag(help: "They said no.") var no = false
  @Option(help: "Their words.") var words = ""

  func run() throws {
    guard [asked, yes, no].filter({ $0 }).count == 1 else { throw Fault(.usage, "Say one of --asked, --yes, --no.") }
    let recorded = try RecordConsent(person: person, yes: yes ? true : no ? false : nil, words: words).run(at: common.desk())
    try common.show(recorded) { _ in
      [
        recorded.consent.yes.map { $0 ? "\(recorded.name) said yes." : "\(recorded.name) said no: nothing is sent, their details go." }
          ?? "\(recorded.name) was asked. No answer is a no."
      ]
    }
  }
}

/// `hold REASON`, `hold --lift`
struct HoldVerb: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "hold", abstract: "Keep an employer's book as it is, until it is lifted.")
  @OptionGroup var common: Common
  @Argument(help: "Why: a letter, an order, a dispute to be expected.") var reason: [String] = []
  @Option(help: "Which job.") var tenure: String?
  @Flag(help: "Lift it.") var lift = false

  func run() throws {
    guard lift || !reason.isEmpty else { throw Fault(.usage, "Why shall it be held?", next: "cardcase hold \"letter of 19 November\"") }
    let held = try SetHold(tenure: tenure, reason: lift ? nil : reason.joined(separator: " ")).run(at: common.desk())
    try common.show(held) { _ in
      [
        held.hold == nil
          ? "The hold on \(held.employer)'s book is lifted."
          : "\(held.employer)'s book is held: nothing in it changes or goes until you lift it."
      ]
    }
  }
}

/// `due`
struct DueVerb: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "due", abstract: "What the plan asks today and this week, and how long clauses run.",
    discussion: "For a calendar: cardcase due --calendar clauses.ics")
  @OptionGroup var common: Common
  @Option(help: "Write the days on which clauses end to a calendar file (.ics), without names; - prints it.") var calendar: String?

  func run() throws {
    if let calendar {
      let written = try WriteCalendar(file: calendar).run(at: common.desk())
      if let bytes = written.bytes { return print(String(decoding: bytes, as: UTF8.self), terminator: "") }
      return try common.show(written) { _ in
        ["\(written.entries.count) \(written.entries.count == 1 ? "day" : "days") in \(written.file), without names."]
          + written.entries.map { "  \($0.day.spoken)  \($0.summary)" }
      }
    }
    let due = try TellDue().run(at: common.desk())
    try common.show(due) { width in
      var lines = due.steps.isEmpty ? ["Nothing is due this week."] : ["Due by \(due.today.adding(days: 7).short)", ""]
      for step in due.steps {
        lines += step.lines(step.day <= due.today ? "TODAY" : "\(step.day.weekdayShort.uppercased()) \(step.day.day)", width)
      }
      if !due.clocks.isEmpty { lines.append("") }
      for clock in due.clocks {
        let name = clock.name.prefix(1).uppercased() + clock.name.dropFirst()
        let text = "\(name) \(clock.isVoid ? "would run" : "runs") until \(clock.until.spoken)"
        lines += Columns.wrap(text + (clock.note.isEmpty ? "" : "; \(clock.note)"), width)
      }
      return lines
    }
  }
}

import Book
import Intake
import Scan

/// Where one file goes, decided before a byte of it is kept.
struct Destination: Sendable {
  /// The book its records go to; nil: all of it is held back.
  var book: BookID?
  /// The book that doubtful rows go to; nil: they are held back.
  var doubtfulBook: BookID?
  /// The question asked where the whole file is held back.
  var question: String?

  /// Whether anything of the file goes to `book`.
  func feeds(_ book: BookID) -> Bool { self.book == book || doubtfulBook == book }
}

/// Settles where each file goes: from the judgement, the flags, and the answers given.
struct DestinationRule {
  let options: ImportFiles
  let tenures: [Tenure]
  let asker: (any Asker)?
  let today: Day
  /// Answers to "may it be on this machine?", by tenure; asked once per employer.
  private(set) var permissions: [Tenure.ID: Tenure.Permission]
  /// Answers given in this run, to be kept with their date.
  private(set) var answered: [Tenure.ID] = []

  init(options: ImportFiles, tenures: [Tenure], asker: (any Asker)?, today: Day) {
    self.options = options
    self.tenures = tenures
    self.asker = asker
    self.today = today
    permissions = Dictionary(tenures.compactMap { tenure in tenure.permission.map { (tenure.id, $0) } }, uniquingKeysWith: { $1 })
  }

  /// Where the file goes. Throws the refusal when an employer's data were sent to `mine`.
  mutating func destination(of file: Recognised, _ judgement: Judgement) throws -> Destination {
    switch judgement.owner {
    case .mine:
      return Destination(book: try named() ?? .mine, doubtfulBook: doubtfulBook())
    case .employer(let id):
      let tenure = tenures.first { $0.id == id }
      try refuseMine(file, judgement, employer: tenure?.employer)
      guard let tenure else { return Destination(question: "Whose is it?") }
      return try employers(tenure, file: file, judgement)
    case .unknownEmployer(let guess):
      try refuseMine(file, judgement, employer: guess.isEmpty ? nil : guess)
      if let tenure = wanted() { return try employers(tenure, file: file, judgement) }
      let whose = guess.isEmpty ? "an employer" : guess
      return Destination(question: "It looks like data of \(whose). Which job is that? cardcase import \(file.source.path) --tenure NAME")
    case .doubtful(let question):
      if let book = doubtfulBook() { return Destination(book: book, doubtfulBook: book) }
      if let asker,
        let choice = asker.choose(
          question, from: ["It is mine"] + tenures.map { "It is \($0.shortName)'s" } + ["I do not know: hold it back"])
      {
        if choice == 0 { return Destination(book: .mine, doubtfulBook: .mine) }
        if choice <= tenures.count { return try employers(tenures[choice - 1], file: file, judgement) }
      }
      return Destination(question: question)
    }
  }

  /// The employer that `--tenure` or `--book` names, or the only one there is.
  private func wanted() -> Tenure? {
    if let name = options.tenure ?? options.book { return tenures.first { $0.answers(to: name) } }
    return tenures.count == 1 ? tenures[0] : nil
  }

  private func named() throws -> BookID? {
    guard let name = options.book, name != "mine" else { return nil }
    guard let tenure = tenures.first(where: { $0.answers(to: name) }) else {
      throw Fault(.missing, "There is no book called \(name).", next: "cardcase tenure add \"EMPLOYER\"")
    }
    return tenure.book
  }

  private func refuseMine(_ file: Recognised, _ judgement: Judgement, employer: String?) throws {
    if options.book == "mine" { throw judgement.refusal(path: file.source.path, employer: employer) }
  }

  private func doubtfulBook() -> BookID? {
    switch options.doubtful {
    case .mine?: .mine
    case .employer(let name)?: tenures.first { $0.answers(to: name) }?.book
    case .hold?, nil: nil
    }
  }

  private mutating func employers(_ tenure: Tenure, file: Recognised, _ judgement: Judgement) throws -> Destination {
    guard judgement.mustAsk else { return Destination(book: tenure.book, doubtfulBook: tenure.book) }
    if let answer = permission(for: tenure) {
      return answer.allows
        ? Destination(book: tenure.book, doubtfulBook: tenure.book)
        : Destination(question: DestinationRule.withoutACopy(tenure))
    }
    return Destination(
      question: "May \(tenure.employer)'s data be on this machine? --allowed writing|policy|no|unknown")
  }

  private mutating func permission(for tenure: Tenure) -> Tenure.Permission? {
    if let answer = options.allowed {
      keep(Tenure.Permission(answer, day: today), for: tenure)
    } else if permissions[tenure.id] == nil, let asker {
      let question = "This comes from \(tenure.employer)'s systems. May their data be on this machine?"
      let options = ["Yes, I have it in writing", "Yes, their policy allows it", "No", "I don't know"]
      if let choice = asker.choose(question, from: options) {
        keep(Tenure.Permission([.writing, .policy, .no, .unknown][choice], day: today), for: tenure)
      }
    }
    return permissions[tenure.id]
  }

  private mutating func keep(_ permission: Tenure.Permission, for tenure: Tenure) {
    if permissions[tenure.id]?.answer == permission.answer { return }
    permissions[tenure.id] = permission
    answered.append(tenure.id)
  }

  /// What needs no copy, offered on *no* and *don't know*.
  static func withoutACopy(_ tenure: Tenure) -> String {
    "You said that \(tenure.employer)'s data may not, or you do not know that they may, be on this machine: nothing of this file was kept. "
      + "What needs no copy: names you type (ties pin NAME), your phone, your private mail, your LinkedIn archive, and import --look."
  }
}

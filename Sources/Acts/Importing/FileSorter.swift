import Book
import Intake
import Vault

/// Parts one file's readings: what goes to the book being written, what is held back with a question, what could not be read.
struct FileSorter {
  /// Data that are handed on at once: as many as one log of encounters holds, so that its memory serves the next log.
  static let batch = EncounterBatch.size

  let destination: Destination
  let judgement: Judgement
  /// The book being written; nil where all is only counted.
  let book: BookID?
  /// What the report says of the file.
  var file: ImportFiles.Imported.File
  /// Handles that the file calls one's own.
  var own: [Handle] = []
  /// The name it calls one by.
  var ownName: String?
  /// Whether readings are gathered to be handed on; where nothing is kept they are only counted.
  var gathers = true
  /// What the file proposes about people, and the services it shows, for the book being written.
  private(set) var findings: [Finding] = []
  private(set) var services: [ServiceNote] = []
  /// Mail of one's own that only answers show; filed as a source of its own.
  private(set) var recovered: [EncounterLog] = []
  private(set) var waiting: [Reading] = []
  private var weight = 0

  init(_ destination: Destination, _ judgement: Judgement, for book: BookID?, file: ImportFiles.Imported.File) {
    self.destination = destination
    self.judgement = judgement
    self.book = book
    self.file = file
  }

  /// Whether a batch is full.
  var isFull: Bool { weight >= FileSorter.batch }

  /// Hands out what waits.
  mutating func takeBatch() -> [Reading] {
    defer {
      waiting = []
      weight = 0
    }
    return waiting
  }

  /// What is held back or could not be read is counted once, with the book that the rest of the file goes to.
  private var counts: Bool { book == destination.book || book == nil }

  mutating func take(_ reading: Reading) {
    switch reading {
    case .card(let card): take(card, reading)
    case .encounters(let log): take(log, reading)
    case .ownAddress(let handle, let name, _):
      guard let book, destination.book == book else { return }
      own.append(handle)
      if ownName == nil, !name.isEmpty { ownName = name }
    case .finding(let finding): if destination.book == book { findings.append(finding) }
    case .service(let note): if destination.book == book { services.append(note) }
    case .rejected(let rejection):
      guard counts else { return }
      file.rejections.append(rejection)
      file.tally.rejected += 1
      if book != nil { keep(reading, weighing: 1) }
    }
  }

  private mutating func take(_ card: Card, _ reading: Reading) {
    let isWhole = destination.book == nil || destination.book == destination.doubtfulBook
    let doubt = isWhole ? nil : judgement.doubt(about: card)
    guard let target = doubt == nil ? destination.book : destination.doubtfulBook else {
      guard counts else { return }
      file.records += 1
      file.cards += 1
      return hold(doubt?.question ?? destination.question ?? "Whose is it?", rows: 1)
    }
    guard target == book else { return }
    file.records += 1
    file.cards += 1
    keep(reading, weighing: 1)
  }

  private mutating func take(_ log: EncounterLog, _ reading: Reading) {
    if let first = log.flags.first, first.contains(.quoted) {
      if destination.book == book { recovered.append(log) }
      return
    }
    guard let target = destination.book else {
      file.records += log.count
      return hold(destination.question ?? "Whose is it?", rows: log.count)
    }
    guard target == book else { return }
    file.records += log.count
    keep(reading, weighing: log.count)
  }

  private mutating func keep(_ reading: Reading, weighing count: Int) {
    guard gathers else { return }
    waiting.append(reading)
    weight += count
  }

  private mutating func hold(_ question: String, rows: Int) {
    if let at = file.questions.firstIndex(where: { $0.text == question }) {
      file.questions[at].rows += rows
    } else {
      file.questions.append((question, rows))
    }
    file.tally.held += rows
  }
}

import Book
import Scan
import Tabular

/// A log of who wrote to whom: the columns `time,from,to`, several recipients joined by semicolons.
struct EncounterTable: Reader {
  let name = "encounters-csv"
  let spoken = "log of who wrote to whom (CSV)"
  let nature = Nature.mail

  func claims(_ head: Head, name: String) -> Confidence {
    head.rows.first.map { EncounterTable.isHeader($0) } == true ? .certain : .no
  }

  private static func isHeader(_ cells: [String]) -> Bool { Array(cells.map(ASCII.lower).prefix(3)) == ["time", "from", "to"] }

  func read(_ source: Source, in context: ReadContext, into sink: (Reading) throws -> Void) throws {
    try TableRun.open(source, isHeader: EncounterTable.isHeader) { text, table in
      var batch = EncounterBatch()
      var repeats = Repeats()
      try table.rows(text, limits: context.limits) { row, number, reached in
        if number & 1023 == 0 { context.progress(reached, text.count) }
        let cells = row.cells.map(EncounterTable.trimmed)
        guard cells.count >= 3, let moment = Moment(cells[0]), !cells[1].isEmpty else {
          try sink(.rejected(Rejection(place: "row \(number), line \(row.line)", reason: EncounterTable.reason(cells))))
          return true
        }
        let sender = EncounterTable.party(cells[1], &batch)
        let to =
          cells[2].utf8.contains(59)
          ? cells[2].split(separator: ";").map { EncounterTable.trimmed(String($0)) }.filter { !$0.isEmpty }
          : cells[2].isEmpty ? [] : [cells[2]]
        let recipients = to.map { EncounterTable.party($0, &batch) }
        let identity = ["log", String(moment.seconds), batch.normal(of: sender)] + recipients.map { batch.normal(of: $0) }.sorted()
        try batch.append(
          moment: moment, medium: .mail, sender: sender, recipients: recipients.map { ($0, .to) },
          key: repeats.key(of: identity, at: moment.seconds), into: sink)
        return true
      }
      try batch.flush(into: sink)
    }
  }

  private static func reason(_ cells: [String]) -> String {
    if cells.count < 3 { return "the row has \(cells.count) cells, three are needed" }
    return Moment(cells[0]) == nil ? "the time is neither ISO 8601 nor Unix seconds" : "there is no sender"
  }

  private static func party(_ text: String, _ batch: inout EncounterBatch) -> Int32 { batch.party(written: text) { handle(text) } }

  /// The text without blanks at its ends; most have none, and are not copied.
  private static func trimmed(_ text: String) -> String {
    guard let first = text.utf8.first, let last = text.utf8.last, ASCII.isSpace(first) || ASCII.isSpace(last) else { return text }
    return ASCII.trim(text)
  }

  /// A mail address where it has the form of one, else a number or a name.
  static func handle(_ text: String) -> Handle {
    if AddressText.isAddress(text) { return Handle(.email, text) }
    let digits = text.utf8.count(where: ASCII.isDigit)
    return digits >= 6 && digits * 2 > text.utf8.count ? Handle(.phone, text) : Handle(.chat, text)
  }
}

/// Two rows of one log that say the same are two encounters, and still the same two when the log is read again: each further
/// one of a second has its number in the key.
private struct Repeats {
  private var second = Int64.min
  private var counts: [EncounterLog.Key: Int] = [:]

  mutating func key(of identity: [String], at seconds: Int64) -> EncounterLog.Key {
    if seconds != second {
      second = seconds
      counts.removeAll(keepingCapacity: true)
    }
    let key = StableKey.key(identity)
    let count = counts[key, default: 0]
    counts[key] = count + 1
    return count == 0 ? key : StableKey.key(identity + [String(count)])
  }
}

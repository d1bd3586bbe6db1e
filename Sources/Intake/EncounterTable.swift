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
      var recipients: [Int32] = []
      try table.rows(text, limits: context.limits) { cells, number, reached in
        guard cells.count >= 3 else { return false }
        let sender = text.trimmed(cells[1])
        guard let moment = Moment(text, text.trimmed(cells[0])), !sender.isEmpty else { return false }
        if number & 1023 == 0 { context.progress(reached, text.count) }
        let from = EncounterTable.party(text, sender, &batch)
        recipients.removeAll(keepingCapacity: true)
        EncounterTable.eachAddress(text, cells[2]) { recipients.append(EncounterTable.party(text, $0, &batch)) }
        try batch.append(moment: moment, sender: from, recipients: recipients, into: sink)
        return true
      } _: { row, number, reached in
        let cells = row.cells.map(EncounterTable.trimmed)
        guard cells.count >= 3, let moment = Moment(cells[0]), !cells[1].isEmpty else {
          try sink(.rejected(Rejection(place: "row \(number), line \(row.line)", reason: EncounterTable.reason(cells))))
          return true
        }
        let (sender, written) = (Array(cells[1].utf8), Array(cells[2].utf8))
        let from = EncounterTable.party(sender.span, 0..<sender.count, &batch)
        recipients.removeAll(keepingCapacity: true)
        EncounterTable.eachAddress(written.span, 0..<written.count) { recipients.append(EncounterTable.party(written.span, $0, &batch)) }
        try batch.append(moment: moment, sender: from, recipients: recipients, into: sink)
        return true
      }
      try batch.flush(into: sink)
    }
  }

  private static func reason(_ cells: [String]) -> String {
    if cells.count < 3 { return "the row has \(cells.count) cells, three are needed" }
    return Moment(cells[0]) == nil ? "the time is neither ISO 8601 nor Unix seconds" : "there is no sender"
  }

  /// The ranges between semicolons, without blanks at their ends; those of nothing are left out.
  private static func eachAddress(_ text: Span<UInt8>, _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    while start <= range.upperBound {
      let end = text.find(59, from: start, to: range.upperBound) ?? range.upperBound
      let address = text.trimmed(start..<end)
      if !address.isEmpty { body(address) }
      start = end + 1
    }
  }

  private static func party(_ text: Span<UInt8>, _ range: Range<Int>, _ batch: inout EncounterBatch) -> Int32 {
    batch.party(text, range, batch.hashed(text, range)) { handle(text.string(range)) }
  }

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

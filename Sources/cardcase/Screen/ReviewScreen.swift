import Acts
import Book
import Scan

/// Two people side by side, what they share marked, and what speaks for it.
struct ReviewScreen {
  private let question: Question
  private let width: Int

  init(_ question: Question, width: Int) {
    self.question = question
    self.width = width
  }

  /// The lines.
  var lines: [String] {
    let (a, b) = (question.a, question.b)
    let half = max(20, (width - 14) / 2)
    func row(_ label: String, _ left: String, _ right: String) -> String {
      let mark = !left.isEmpty && left == right ? "=" : " "
      return Columns.trimmed(
        Columns.pad(label, 8) + Columns.pad(Columns.cut(left, half), half) + " \(mark) " + Columns.cut(right, half))
    }
    var lines = [row("", a.id.description, b.id.description), row("Name", a.name, b.name)]
    if !(a.organisation + b.organisation).isEmpty { lines.append(row("Firm", a.organisation, b.organisation)) }
    // What both have stands first and on one line.
    let shared = a.handles.filter { b.handles.contains($0) }
    let left = shared + a.handles.filter { !shared.contains($0) }
    let right = shared + b.handles.filter { !shared.contains($0) }
    for index in 0..<min(8, max(left.count, right.count)) {
      lines.append(row(index == 0 ? "Reach" : "", index < left.count ? left[index] : "", index < right.count ? right[index] : ""))
    }
    if a.last != nil || b.last != nil { lines.append(row("Last", a.last?.short ?? "", b.last?.short ?? "")) }
    if a.book != b.book { lines.append(row("Book", a.book.name, b.book.name)) }
    return lines + Columns.labelled("Why", question.evidence.spoken, width: width)
  }
}

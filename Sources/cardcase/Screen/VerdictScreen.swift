import Acts
import Book

/// A verdict as screens say it; the words are Policy's.
enum VerdictScreen {
  static func lines(_ verdict: Verdict, why: Bool) -> [String] { broken(VerdictText.of(verdict, why: why), Console.width) }

  /// Lines broken to `width`, what goes on standing under the text of its own line.
  static func broken(_ text: String, _ width: Int) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).flatMap { line -> [String] in
      let line = String(line)
      if Columns.width(line) <= width { return [line] }
      let label = line.prefix { $0 == " " }.isEmpty ? String(line.prefix(11)) : String(line.prefix { $0 == " " })
      return Columns.labelled(label, String(line.dropFirst(label.count)), margin: label.count, width: width)
    }
  }
}

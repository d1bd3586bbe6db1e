import Acts
import Book

/// A verdict as screens say it; the words are Policy's.
enum VerdictScreen {
  static func lines(_ verdict: Verdict, why: Bool) -> [String] {
    VerdictText.of(verdict, why: why).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}

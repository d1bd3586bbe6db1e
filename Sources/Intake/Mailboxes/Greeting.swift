import Mail
import Scan

/// Whether a mail greets somebody by their first name: a sign of closeness that needs no look at what is written.
enum Greeting {
  /// Texts longer than this are no personal mails, or are read no further.
  private static let limit = 1 << 16

  /// Whether the first line of the text greets one of `names` (display names) by the given name.
  static func usesFirstName(_ bytes: Span<UInt8>, _ summary: MessageSummary, names: [String]) -> Bool {
    let given = Set(names.compactMap(givenName))
    guard !given.isEmpty, summary.frame.body.count <= limit else { return false }
    let text = BodyText.read(bytes, headers: summary.headers, frame: summary.frame).text
    for line in text.split(whereSeparator: \.isNewline).prefix(3) {
      let words = Fold.words(String(line))
      guard !words.isEmpty else { continue }
      return words.count <= 6 && words.contains(where: given.contains)
    }
    return false
  }

  /// The given name of a display name: `Maria Keller` and `Keller, Maria` both give `maria`.
  static func givenName(_ name: String) -> String? {
    let parts = name.split(separator: ",", maxSplits: 1)
    let words = Fold.words(String(parts.count == 2 ? parts[1] : Substring(name)))
    guard let first = words.first, first.utf8.count > 1, !name.contains("@") else { return nil }
    return first
  }
}

import Book
import Mail
import Scan

/// Whether a mail greets somebody by their first name: a sign of closeness that needs no look at what is written.
enum Greeting {
  /// Texts longer than this are no personal mails, or are read no further.
  private static let limit = 1 << 16
  /// A greeting stands at the beginning of a text: so many bytes of it are looked at.
  private static let beginning = 1 << 13

  /// Whether the first line of the text greets one of `names` (display names) by the given name.
  static func usesFirstName(_ bytes: Span<UInt8>, _ summary: MessageSummary, names: [String]) -> Bool {
    usesFirstName(bytes, summary.headers, summary.frame, given: Set(names.compactMap(givenName)))
  }

  /// The same for given names that are known.
  static func usesFirstName(_ bytes: Span<UInt8>, _ headers: HeaderBlock, _ frame: MessageFrame, given: Set<String>) -> Bool {
    guard !given.isEmpty, frame.body.count <= limit else { return false }
    let text = BodyText.read(bytes, headers: headers, frame: frame, most: beginning).text
    for line in text.utf8.split(maxSplits: 3, whereSeparator: { $0 == 10 || $0 == 13 }).prefix(3) {
      let words = Fold.words(String(Substring(line)))
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

  /// The given names of people; where no name is known, the first word of an address like `maria.keller@`.
  static func givenNames(_ parties: [EncounterLog.Party]) -> Set<String> {
    Set(
      parties.compactMap { party in
        if let name = givenName(party.name) { return name }
        let words = Fold.words(String(party.handle.normal.prefix { $0 != "@" }))
        return words.count > 1 && words[0].utf8.count > 1 ? words[0] : nil
      })
  }
}

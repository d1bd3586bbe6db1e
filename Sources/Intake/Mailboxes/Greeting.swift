import Book
import Mail
import Scan

/// Whether a mail greets somebody by their first name: a sign of closeness that needs no look at what is written.
enum Greeting {
  /// Texts longer than this are no personal mails, or are read no further.
  private static let limit = 1 << 16
  /// A greeting stands at the beginning of a text: so many bytes of it are looked at.
  private static let beginning = 1 << 13

  /// Whether the first line of the text greets somebody by one of these given names.
  static func usesFirstName(_ bytes: Span<UInt8>, _ headers: HeaderBlock, _ frame: MessageFrame, given: Set<String>) -> Bool {
    guard !given.isEmpty, frame.body.count <= limit else { return false }
    if let body = BodyText.asItStands(bytes, headers: headers, frame: frame),
      let found = usesFirstName(bytes, body.prefix(beginning), given: given)
    {
      return found
    }
    let text = BodyText.read(bytes, headers: headers, frame: frame, most: beginning).text
    for line in text.utf8.split(maxSplits: 3, whereSeparator: { $0 == 10 || $0 == 13 }).prefix(3) {
      let words = Fold.words(String(Substring(line)))
      guard !words.isEmpty else { continue }
      return words.count <= 6 && words.contains(where: given.contains)
    }
    return false
  }

  /// The same for a text that stands in the file as it is; nil where that takes more than a look at ASCII letters.
  private static func usesFirstName(_ bytes: Span<UInt8>, _ text: Range<Int>, given: Set<String>) -> Bool? {
    var start = text.lowerBound
    var lines = 0
    while start < text.upperBound, lines < 3 {
      var end = start
      while end < text.upperBound, bytes[end] != 10, bytes[end] != 13 { end += 1 }
      if end > start {
        lines += 1
        // An apostrophe joins words, and other letters have to be folded.
        guard bytes.find(39, from: start, to: end) == nil, bytes.isASCII(start..<end) else { return nil }
        var (words, isMet) = (0, false)
        eachWord(bytes, start..<end) { word in
          words += 1
          if words <= 6, !isMet { isMet = given.contains { isSame(bytes, word, $0) } }
        }
        if words > 0 { return words <= 6 && isMet }
      }
      start = end + 1
    }
    return false
  }

  /// Hands out the runs of letters and digits in ASCII text.
  private static func eachWord(_ bytes: Span<UInt8>, _ line: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = line.lowerBound
    for i in line where !ASCII.isLetter(bytes[i]) && !ASCII.isDigit(bytes[i]) {
      if i > start { body(start..<i) }
      start = i + 1
    }
    if start < line.upperBound { body(start..<line.upperBound) }
  }

  /// Whether bytes are a folded word, in either case.
  private static func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>, _ word: String) -> Bool {
    let word = word.utf8.span
    return word.count == range.count && bytes.sameFolded(range, as: word, at: 0)
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

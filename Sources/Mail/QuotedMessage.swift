public import Scan

/// The message that a reply quotes, as far as the reply names it: an attribution line (`On ... Ann Lee wrote:`), a header
/// block (`From: ... Sent: ... To: ...`) or the block that Lotus Notes writes.
public struct QuotedMessage: Hashable, Sendable {
  /// Who wrote it, as named there; may be empty where only the address stands.
  public var author: String
  /// The author's address, if it stands there.
  public var address: String?
  /// When it was written, if that stands there; without a zone mostly.
  public var moment: Moment?
  /// The line of the text, from 0, in which it is named.
  public var line: Int

  /// How many lines of a text are looked at.
  static let most = 4_000

  /// The topmost quoted message in `text`: what the writer answered directly. Nil where none is named.
  public static func first(in text: String) -> QuotedMessage? { first(in: TextLines(text, most: most)) }

  /// The same in a text that is cut into lines.
  static func first(in lines: TextLines) -> QuotedMessage? {
    for number in 0..<min(lines.count, most) {
      // Nearly every line can be passed by after a look at its ends.
      let bare = lines.bare(number)
      guard mayName(lines.bytes.span, bare) else { continue }
      if let found = attribution(lines, number) ?? headerBlock(lines, number) ?? notesBlock(lines, number) { return found }
    }
    return nil
  }

  /// Whether a line ends as an attribution does, begins as a header block does, or ends with a clock as Notes writes it.
  private static func mayName(_ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    guard line.count >= 2 else { return false }
    let (first, last) = (bytes[line.lowerBound], bytes[line.upperBound - 1])
    if last == 58 || last == 77 && (bytes[line.upperBound - 2] == 65 || bytes[line.upperBound - 2] == 80) { return true }
    // `from:`, `von:`, `de:` and their like, also behind accents that folding takes away.
    guard first >= 128 || first | 0x20 == 102 || first | 0x20 == 118 || first | 0x20 == 100 else { return false }
    return bytes.find(58, from: line.lowerBound, to: min(line.upperBound, line.lowerBound + 8)) != nil
  }

  // MARK: attribution lines

  /// What an attribution line ends with, folded; and what German ones have in the middle.
  private static let endings = [
    "wrote:", "writes:", "schrieb:", "a ecrit :", "a ecrit:", "escribio:", "ha scritto:", "schreef:", "escreveu:", "skrev:",
    "skrev folgende:",
  ]

  private static func attribution(_ lines: TextLines, _ number: Int) -> QuotedMessage? {
    let line = lines.bareText(number)
    guard line.utf8.last == 58, line.utf8.count < 300 else { return nil }
    let folded = Fold.string(line)
    let isEnding = endings.contains { folded.hasSuffix($0) }
    guard isEnding || folded.contains(" schrieb ") || folded.hasPrefix("schrieb ") else { return nil }
    // Programs break long attributions; the beginning is one or two lines above.
    var text = line
    var start = number
    if !beginsAttribution(text) {
      for above in 1...2 where number - above >= 0 && !lines.bare(number - above).isEmpty {
        let joined = lines.bareText(number - above) + " " + text
        if beginsAttribution(joined) || above == 1 && !isWholeAttribution(text) {
          text = joined
          start = number - above
          if beginsAttribution(joined) { break }
        }
      }
    }
    return parse(attribution: text, line: start)
  }

  private static func beginsAttribution(_ text: String) -> Bool {
    ["On ", "Am ", "Le ", "El ", "Il ", "Op ", "Em ", "Den ", "Em "].contains { text.hasPrefix($0) }
  }

  /// `Ann Lee wrote:` stands alone; `<ann@lee.example> wrote:` is the end of a longer one.
  private static func isWholeAttribution(_ text: String) -> Bool { text.utf8.first.map { ASCII.isLetter($0) || $0 == 34 } ?? false }

  private static func parse(attribution text: String, line: Int) -> QuotedMessage? {
    let bytes = Array(text.utf8)
    var address: String?
    var found: [FoundMailbox] = []
    let angle = bytes.span.find(60, from: 0, to: bytes.count) ?? bytes.span.find(91, from: 0, to: bytes.count)
    if let angle, bytes.span.find(64, from: angle, to: bytes.count) != nil {
      let close = bytes.span.find(bytes[angle] == 60 ? 62 : 93, from: angle, to: bytes.count) ?? bytes.count - 1
      AddressList.read(bytes.span, angle..<min(close + 1, bytes.count), limit: 1, into: &found)
      address = found.first?.addressText(in: bytes.span)
    }
    var words = text.split { $0 == " " || $0 == "\t" }.map(String.init)
    words = words.filter { !$0.contains("@") && !verbs.contains(Fold.string($0)) }
    // The name stands behind the last word with a digit: the date or the clock; zones and halves of the day belong to these.
    var from = words.lastIndex { $0.utf8.contains(where: ASCII.isDigit) }.map { $0 + 1 } ?? 0
    while from < words.count, clockWords.contains(Fold.string(words[from].filter { $0.isLetter })) { from += 1 }
    let name = DisplayName.tidy(words[from...].joined(separator: " ").filter { !"<>[]()\":*".contains($0) })
    let moment = MailDate.read(bytes.span, 0..<(angle ?? bytes.count))
    if name.isEmpty, address == nil { return nil }
    guard name.utf8.count <= 100, words.count - from <= 6 else { return nil }
    return QuotedMessage(author: trimComma(name), address: address, moment: moment, line: line)
  }

  private static let verbs: Set<String> = [
    "wrote:", "writes:", "schrieb:", "schrieb", "ecrit", "ecrit:", "escribio:", "scritto:", "schreef:", "escreveu:", "skrev:", "a", "ha",
    ":",
    "on", "am", "le", "el", "il", "op", "em", "den",
  ]
  private static let clockWords: Set<String> = [
    "am", "pm", "gmt", "utc", "cet", "cest", "est", "edt", "pst", "pdt", "uhr", "at", "um", "h", "kl", "",
  ]

  // MARK: header blocks

  private static let fromWords = ["from:", "von:", "de:", "da:", "van:", "fran:", "de :"]
  private static let otherWords = [
    "sent:", "date:", "to:", "subject:", "gesendet:", "datum:", "an:", "betreff:", "envoye :", "envoye:", "a :", "objet :", "enviado:",
    "para:",
    "asunto:", "inviato:", "verzonden:", "aan:", "onderwerp:", "skickat:", "till:", "amne:",
  ]

  private static func headerBlock(_ lines: TextLines, _ number: Int) -> QuotedMessage? {
    let line = lines.bareText(number)
    guard line.utf8.count > 4, line.utf8.count < 500, line.utf8.prefix(8).contains(58) else { return nil }
    let folded = Fold.string(line)
    guard let word = fromWords.first(where: { folded.hasPrefix($0) }) else { return nil }
    var others = 0
    var moment: Moment?
    for below in lines.below(number, 8) {
      let line = lines.bareText(below)
      let text = Fold.string(String(line.prefix(12)))
      guard otherWords.contains(where: { text.hasPrefix($0) }) else { continue }
      others += 1
      if moment == nil, text.hasPrefix("sent") || text.hasPrefix("dat") || text.hasPrefix("gesendet") || text.hasPrefix("env") {
        let bytes = Array(line.utf8)
        moment = MailDate.read(bytes.span, 0..<bytes.count)
      }
    }
    guard others >= 2 else { return nil }
    let value = ASCII.trim(String(line.dropFirst(word.count)))
    return author(value, moment, number)
  }

  /// An author as header blocks name them: `Lee, Ann [mailto:ann@lee.example]`, `"Ann" <a@b>@ORG`, `Ann Lee`.
  private static func author(_ value: String, _ moment: Moment?, _ line: Int) -> QuotedMessage? {
    var name = value
    if let cut = value.firstIndex(where: { $0 == "[" || $0 == "<" }) { name = String(value[..<cut]) }
    name = withoutOnDate(name)
    var address: String?
    if value.contains("@") {
      let bytes = Array(value.utf8)
      var low = bytes.firstIndex { $0 == 91 || $0 == 60 } ?? 0
      if bytes[low...].firstIndex(of: 64) == nil { low = 0 }
      let high = bytes[low...].firstIndex { $0 == 93 || $0 == 62 }.map { $0 + 1 } ?? bytes.count
      var found: [FoundMailbox] = []
      AddressList.read(bytes.span, low..<high, limit: 1, into: &found)
      address = found.first?.addressText(in: bytes.span)
      if let known = address, known.hasPrefix("IMCEA") || known.split(separator: "@").count > 2 { address = nil }
      if name.contains("@"), let at = name.firstIndex(of: "@"), !name.contains(" ") { name = address == nil ? String(name[..<at]) : "" }
    }
    let tidy = trimComma(DisplayName.tidy(name.filter { !"\"*".contains($0) }))
    if tidy.isEmpty, address == nil { return nil }
    return QuotedMessage(author: tidy, address: address, moment: moment, line: line)
  }

  // MARK: Lotus Notes

  /// `Ann Lee@ORG` / `03/27/2001 07:20 AM` / `To: ...`
  private static func notesBlock(_ lines: TextLines, _ number: Int) -> QuotedMessage? {
    let line = lines.bareText(number)
    guard line.utf8.count < 200, line.hasSuffix("AM") || line.hasSuffix("PM"), line.utf8.contains(47), line.utf8.contains(58) else {
      return nil
    }
    let below = lines.below(number, 5).map { lines.bareText($0) }
    guard below.contains(where: { $0.hasPrefix("To:") || $0.hasPrefix("An:") }) else { return nil }
    let bytes = Array(line.utf8)
    guard let digit = bytes.firstIndex(where: ASCII.isDigit), let moment = MailDate.read(bytes.span, digit..<bytes.count) else {
      return nil
    }
    var name = ASCII.trim(bytes.span.string(0..<digit))
    if name.isEmpty, number > 0 { name = lines.bareText(number - 1) }
    if name.isEmpty || name.utf8.count > 120 || name.hasPrefix("---") { return nil }
    if !name.contains("<"), let cut = name.firstIndex(where: { $0 == "/" || $0 == "@" }) {
      if !name[cut...].contains(".") { name = String(name[..<cut]) }
    }
    return author(name, moment, number)
  }

  /// `Ann Lee/ORG@ORG on 04/25/2001 01:46 PM` without the date and the Notes path.
  private static func withoutOnDate(_ text: String) -> String {
    let bytes = Array(text.utf8)
    guard let on = bytes.span.find(" on ", from: 0, to: bytes.count), on + 4 < bytes.count, ASCII.isDigit(bytes[on + 4]) else {
      return text
    }
    let name = bytes.span.string(0..<on)
    return name.firstIndex { $0 == "/" || $0 == "@" }.map { String(name[..<$0]) } ?? name
  }

  private static func trimComma(_ name: String) -> String {
    var name = Substring(name)
    while let last = name.utf8.last, last == 44 || last == 32 { name = name.dropLast() }
    while let first = name.utf8.first, first == 44 || first == 32 || first == 45 { name = name.dropFirst() }
    return String(name)
  }
}

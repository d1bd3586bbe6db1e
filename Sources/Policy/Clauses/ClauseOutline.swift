import Book
import Scan

/// Where a paragraph stands: its section number, and the lead-in whose list it belongs to.
struct ClauseOutline {
  /// The paragraph that a list item continues.
  struct LeadIn: Sendable {
    var words: PhraseText
    var hits: ClauseHits
    var scores: [Clause.Kind: Double]
  }

  /// The place of one paragraph.
  struct Place: Sendable {
    var section: String
    var leadIn: LeadIn?
  }

  private let leadInPatterns: [Int]
  private var section = ""
  private var leadIn: LeadIn?
  private var leadInSection = ""
  private var items = 0

  /// `leadIn`: the patterns that end a lead-in without a colon (`shall not, directly or indirectly`).
  init(leadIn: [Int]) { leadInPatterns = leadIn }

  /// The place of the next paragraph; to be asked before `add`.
  mutating func place(of text: String, _ words: PhraseText, _ hits: ClauseHits) -> Place {
    let label = ClauseOutline.label(text)
    if !label.isEmpty, ClauseOutline.isItem(label) || label.contains(".") == false && label.hasPrefix("(") {
      let own = ClauseOutline.isItem(label) ? (section.isEmpty ? label : section + label) : label
      return Place(section: own, leadIn: continues(text, label) ? leadIn : nil)
    }
    if !label.isEmpty {
      section = label
      return Place(section: label, leadIn: continues(text, label) ? leadIn : nil)
    }
    return Place(section: section, leadIn: continues(text, label) ? leadIn : nil)
  }

  /// Takes note of a paragraph that was judged.
  mutating func add(text: String, words: PhraseText, scores: [Clause.Kind: Double], hits: ClauseHits) {
    if opens(words, hits) {
      leadIn = LeadIn(words: words, hits: hits, scores: scores)
      leadInSection = section
      items = 0
    } else {
      items += 1
      let label = ClauseOutline.label(text)
      if items > 30 || !(ClauseOutline.isItem(label) || label.hasPrefix(leadInSection)) || label.isEmpty && closes(words) { leadIn = nil }
    }
  }

  // A list item continues its lead-in: it has a list label, a deeper number, or begins with a small letter.
  private func continues(_ text: String, _ label: String) -> Bool {
    guard leadIn != nil else { return false }
    if ClauseOutline.isItem(label) { return true }
    if !label.isEmpty { return !leadInSection.isEmpty && label.hasPrefix(leadInSection) && label != leadInSection }
    return items == 0 || text.unicodeScalars.first.map { $0.properties.isLowercase } ?? false
  }

  private func opens(_ words: PhraseText, _ hits: ClauseHits) -> Bool {
    guard let last = words.scalars.last(where: { !$0.properties.isWhitespace }), let end = words.tokens.last else { return false }
    if last == ":" { return true }
    if last == "." || last == ";" { return false }
    return leadInPatterns.contains { pattern in hits.words(pattern).contains { $0.upperBound >= words.tokens.count - 1 } } && end.end > 0
  }

  private func closes(_ words: PhraseText) -> Bool { words.scalars.last { !$0.properties.isWhitespace } == "." }

  /// The label that begins a paragraph: `14.2`, `Section 5`, `(b)`, `(iv)`, `§ 7`, `a)`; empty where there is none.
  static func label(_ text: String) -> String {
    let bytes = Array(text.utf8.prefix(40))
    var position = 0
    while position < bytes.count, ASCII.isSpace(bytes[position]) || bytes[position] == 42 { position += 1 }
    for word in ["section ", "clause ", "article ", "§ ", "§"]
    where bytes[position...].starts(with: Array(word.utf8)) || startsFolded(bytes, position, word) {
      let rest = String(decoding: bytes[(position + word.utf8.count)...], as: UTF8.self)
      let number = numbered(Array(rest.utf8), 0)
      return number.isEmpty ? "" : number
    }
    if position < bytes.count, bytes[position] == UInt8(ascii: "(") { return parenthesised(bytes, position) }
    let number = numbered(bytes, position)
    if !number.isEmpty { return number }
    if position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: ")"), ASCII.isLetter(bytes[position]) {
      return "(" + String(decoding: bytes[position...position], as: UTF8.self) + ")"
    }
    return ""
  }

  private static func startsFolded(_ bytes: [UInt8], _ position: Int, _ word: String) -> Bool {
    let letters = Array(word.utf8)
    guard position + letters.count <= bytes.count else { return false }
    return bytes[position..<position + letters.count].map(ASCII.lower) == letters
  }

  // `14`, `14.2`, `8.2.3`, `14.2(a)`: digits, followed by a stop, a blank or a parenthesis.
  private static func numbered(_ bytes: [UInt8], _ start: Int) -> String {
    var end = start
    while end < bytes.count,
      ASCII.isDigit(bytes[end]) || (bytes[end] == 46 && end > start && end + 1 < bytes.count && ASCII.isDigit(bytes[end + 1]))
    {
      end += 1
    }
    guard end > start, end - start <= 9, end < bytes.count, bytes[end] != 44 else { return "" }
    let dotted = bytes[start..<end].contains(46)
    let digits = bytes[start..<end].prefix { $0 != 46 }.count
    guard digits <= 3, dotted || [46, 41, 58, 9].contains(bytes[end]) || bytes[end] == 40 else { return "" }
    var label = String(decoding: bytes[start..<end], as: UTF8.self)
    if bytes[end] == 40 { label += parenthesised(bytes, end) }
    return label
  }

  private static func parenthesised(_ bytes: [UInt8], _ start: Int) -> String {
    guard let close = bytes[start...].firstIndex(of: UInt8(ascii: ")")), close - start <= 6, close - start >= 2 else { return "" }
    guard bytes[(start + 1)..<close].allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) }) else { return "" }
    return String(decoding: bytes[start...close], as: UTF8.self)
  }

  static func isItem(_ label: String) -> Bool { label.hasPrefix("(") }
}

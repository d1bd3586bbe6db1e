import Book
import Scan

/// The words that an agreement defines for itself, as far as a definition says whom a clause about customers covers: `"Customer" means
/// anybody with whom you dealt in the twelve months before the last day`. The definition may stand before the clause or behind it.
struct ClauseDefinitions: Sendable {
  /// One defined word.
  struct Definition: Sendable {
    /// The word or words as written.
    var term: [String]
    /// The section or paragraph it stands in.
    var section: String
    /// Whom it means.
    var covers: [Clause.Covered]
    /// It means dealings of the last so many months.
    var lookBackMonths: Int?
  }

  /// What the defined words of one clause say together.
  struct Meaning: Sendable {
    /// Whom they mean.
    var covers: [Clause.Covered]
    /// How far back; nil where one of them does not look back, or the clause speaks of customers in its own words too.
    var lookBackMonths: Int?
    /// Whether the clause speaks of customers in the defined words alone.
    var isWhole: Bool
    /// The definitions, in the order in which the agreement gives them.
    var definitions: [Definition]
  }

  private(set) var all: [Definition] = []

  private static let verbs: Set<String> = ["mean", "means", "refers", "bedeutet", "bezeichnet", "designe", "signifie", "significa"]
  private static let auxiliary: Set<String> = [
    "shall", "will", "when", "as", "used", "herein", "here", "in", "this", "agreement", "hereinafter",
  ]
  private static let opening: Set<Unicode.Scalar> = ["\"", "\u{201C}", "\u{201E}", "\u{AB}", "\u{2018}", "\u{201D}"]
  private static let closing: Set<Unicode.Scalar> = ["\"", "\u{201D}", "\u{201C}", "\u{BB}", "\u{2019}"]
  private static let general: Set<String> = [
    "customer", "customers", "client", "clients", "patient", "patients", "kunde", "kunden", "cliente", "clientes",
  ]

  /// Takes the definitions of one paragraph.
  mutating func add(_ text: PhraseText, _ hits: ClauseHits, _ phrases: ClausePhrases, label: String, number: Int) {
    let found = ClauseDefinitions.find(text)
    for (index, one) in found.enumerated() {
      let end = index + 1 < found.count ? found[index + 1].term.lowerBound : text.tokens.count
      let body = one.body..<max(one.body, end)
      func holds(_ patterns: [Int]) -> Bool { patterns.contains { hits.words($0).contains { $0.overlaps(body) } } }
      var covers = phrases.covers.filter { $0.0 != .staff && $0.0 != .suppliers && holds($0.1) }.map(\.0)
      if covers.contains(.customersDealtWith) { covers.removeAll { $0 == .allCustomers } }
      if covers.isEmpty { continue }
      let lookBack = Lengths.find(text, in: body).first { $0.looksBack && $0.months != nil }?.months
      let section = label.isEmpty || ClauseOutline.isItem(label) ? "paragraph \(number)" : label
      all.append(
        Definition(term: one.term.map { ClauseDefinitions.written(text, $0) }, section: section, covers: covers, lookBackMonths: lookBack))
    }
  }

  /// Where words are defined: the words, and where the definition begins.
  private static func find(_ text: PhraseText) -> [(term: Range<Int>, body: Int)] {
    var found: [(term: Range<Int>, body: Int)] = []
    var position = 0
    while position < text.tokens.count {
      if let term = quoted(text, position) ?? (found.isEmpty ? leading(text, position) : nil), let body = defined(text, term.upperBound) {
        found.append((term, body))
        position = body
      } else {
        position += 1
      }
    }
    return found
  }

  /// At most five words between quotation marks.
  private static func quoted(_ text: PhraseText, _ start: Int) -> Range<Int>? {
    let first = text.tokens[start].start
    guard first > 0, opening.contains(text.scalars[first - 1]) else { return nil }
    for end in start..<min(start + 5, text.tokens.count) {
      let after = text.tokens[end].end
      if after < text.scalars.count, closing.contains(text.scalars[after]) { return start..<end + 1 }
    }
    return nil
  }

  /// At most four words in capitals at the beginning of the paragraph, behind its number.
  private static func leading(_ text: PhraseText, _ start: Int) -> Range<Int>? {
    guard text.tokens[..<start].allSatisfy({ $0.isNumber || $0.end - $0.start == 1 }), !text.tokens[start].isNumber else { return nil }
    var end = start
    while end < text.tokens.count, end - start < 4, text.scalars[text.tokens[end].start].properties.isUppercase { end += 1 }
    return end == start ? nil : start..<end
  }

  /// Where the definition begins: behind `means`, or `shall mean`.
  private static func defined(_ text: PhraseText, _ start: Int) -> Int? {
    for position in start..<min(start + 6, text.tokens.count) {
      if verbs.contains(text.tokens[position].word) { return position + 1 }
      if !auxiliary.contains(text.tokens[position].word) { return nil }
    }
    return nil
  }

  /// A word as it stands, without a possessive.
  private static func written(_ text: PhraseText, _ index: Int) -> String {
    let word = text.string(text.tokens[index].start..<text.tokens[index].end)
    return word.hasSuffix("'s") || word.hasSuffix("\u{2019}s") ? String(word.dropLast(2)) : word
  }

  /// What the defined words in a clause and its lead-in mean; nil where it uses none.
  func meaning(of clause: PhraseText, leadIn: PhraseText?) -> Meaning? {
    let texts = [clause] + (leadIn.map { [$0] } ?? [])
    if all.isEmpty { return nil }
    var used: [Int: [Range<Int>]] = [:]
    var isGeneral = false
    for text in texts {
      let words = text.tokens.indices.map { ClauseDefinitions.written(text, $0) }
      var taken: Set<Int> = []
      // The longest first: a `Restricted Customer` is no `Customer`.
      for (number, one) in all.enumerated().sorted(by: { $0.element.term.count > $1.element.term.count }) {
        for start in words.indices where start + one.term.count <= words.count && !taken.contains(start) {
          let range = start..<start + one.term.count
          guard ClauseDefinitions.isSame(Array(words[range]), one.term), taken.isDisjoint(with: range) else { continue }
          taken.formUnion(range)
          used[number, default: []].append(range)
        }
      }
      isGeneral =
        isGeneral || text.tokens.indices.contains { !taken.contains($0) && ClauseDefinitions.general.contains(text.tokens[$0].word) }
    }
    if used.isEmpty { return nil }
    let definitions = used.keys.sorted().map { all[$0] }
    let covers = Clause.Covered.allCases.filter { covered in definitions.contains { $0.covers.contains(covered) } }
    // The longest look back: who is in one of them is covered.
    let months = definitions.map(\.lookBackMonths)
    let lookBack = isGeneral || months.contains(nil) ? nil : months.compactMap { $0 }.max()
    return Meaning(covers: covers, lookBackMonths: lookBack, isWhole: !isGeneral, definitions: definitions)
  }

  /// Whether words are a term, to the letter but for the plural of its last word.
  private static func isSame(_ words: [String], _ term: [String]) -> Bool {
    guard words.dropLast().elementsEqual(term.dropLast()), let word = words.last, let last = term.last else { return false }
    return word == last || word == last + "s" || word + "s" == last || word == last + "es" || word == last + "n"
  }
}

extension ClauseFinding {
  /// Takes what the words that the agreement defines say of whom a clause about customers covers, and where they do.
  mutating func take(_ meaning: ClauseDefinitions.Meaning) {
    guard clause.kind == .nonSolicitCustomers || clause.kind == .noService else { return }
    let before = clause
    clause.covers += meaning.covers.filter { !clause.covers.contains($0) }
    if meaning.isWhole, meaning.covers.contains(.customersDealtWith) { clause.covers.removeAll { $0 == .allCustomers } }
    clause.lookBackMonths = clause.lookBackMonths ?? meaning.lookBackMonths
    if clause == before { return }
    let places = meaning.definitions.map { "\u{201C}\($0.term.joined(separator: " "))\u{201D} is defined in \($0.section)." }
    why += " " + places.joined(separator: " ")
  }
}

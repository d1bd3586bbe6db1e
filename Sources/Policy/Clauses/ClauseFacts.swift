import Book
import Scan

/// The facts a clause states: how long, how far back, whom, what, where.
struct ClauseFacts {
  var months: Int?
  var days: Int?
  var lookBackMonths: Int?
  var covers: [Clause.Covered] = []
  var items: [Clause.Item] = []
  var territory: String?
  var law: String?
  var sum: String?

  // Kinds that run for a time after the end.
  private static let timed: Set<Clause.Kind> = [
    .nonCompete, .nonSolicitCustomers, .nonSolicitEmployees, .noService, .confidentiality, .nonDisparagement, .gardenLeave, .notice,
    .socialMedia,
  ]
  private static let aboutCustomers: Set<Clause.Kind> = [.nonSolicitCustomers, .noService, .nonSolicitEmployees, .nonCompete]
  private static let aboutThings: Set<Clause.Kind> = [.returnOfProperty, .contactsCarveOut, .confidentiality, .socialMedia, .ipAssignment]

  init(kind: Clause.Kind, sentence: Int, text: PhraseText, hits: ClauseHits, phrases: ClausePhrases, leadIn: ClauseOutline.LeadIn?) {
    if ClauseFacts.timed.contains(kind) { takeTimes(kind, sentence, text, leadIn) }
    if ClauseFacts.aboutCustomers.contains(kind) {
      covers = phrases.covers.filter { pair in pair.1.contains { hits.any([$0]) } }.map(\.0)
      if kind == .nonSolicitCustomers || kind == .noService { covers.removeAll { $0 == .staff } }
      if kind == .nonSolicitEmployees { covers = covers.filter { $0 == .staff } }
      if kind == .nonCompete { covers = [] }
      if covers.contains(.customersDealtWith) { covers.removeAll { $0 == .allCustomers } }
    }
    if ClauseFacts.aboutThings.contains(kind) { items = phrases.items.filter { hits.any($0.1) }.map(\.0) }
    if kind == .nonCompete || kind == .nonSolicitCustomers || kind == .noService {
      territory = ClauseFacts.quote(phrases.named["territory"] ?? [], hits, text)
    }
    if kind == .choiceOfLaw { law = ClauseFacts.quote(phrases.named["law"] ?? [], hits, text).map(LawNames.trimmed) }
    if kind == .liquidatedDamages { sum = ClauseFacts.money(text) }
  }

  /// The sentence that most of the words shown stand in; the longer hit decides between two.
  static func sentence(for shown: [Range<Int>], in text: PhraseText) -> Int {
    var weight: [Int: Int] = [:]
    for range in shown { weight[text.tokens[range.lowerBound].sentence, default: 0] += 10 + range.count }
    return weight.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key ?? 0
  }

  private mutating func takeTimes(_ kind: Clause.Kind, _ sentence: Int, _ text: PhraseText, _ leadIn: ClauseOutline.LeadIn?) {
    var found = Lengths.find(text, in: text.words(ofSentence: sentence))
    if !found.contains(where: { !$0.looksBack }) { found += Lengths.find(text, in: text.tokens.indices) }
    if !found.contains(where: { !$0.looksBack }), let leadIn { found += Lengths.find(leadIn.words, in: leadIn.words.tokens.indices) }
    let forward = found.filter { !$0.looksBack }
    let chosen = kind == .notice || kind == .gardenLeave ? forward.first : forward.first { $0.runsOn } ?? forward.first
    months = chosen?.months
    days = chosen?.days
    lookBackMonths = found.first { $0.looksBack && $0.months != nil }?.months
  }

  private static func quote(_ patterns: [Int], _ hits: ClauseHits, _ text: PhraseText) -> String? {
    let found = patterns.flatMap { hits.words($0) }.min { ($0.lowerBound, -$0.count) < ($1.lowerBound, -$1.count) }
    return found.map { text.string(text.span(extended($0, text))) }
  }

  // A match is the shortest there is; the name of a place goes on to the next mark, at most nine words.
  private static func extended(_ range: Range<Int>, _ text: PhraseText) -> Range<Int> {
    var end = range.upperBound
    while end < text.tokens.count, end - range.upperBound < 9, text.tokens[end].sentence == text.tokens[end - 1].sentence {
      let between = text.scalars[text.tokens[end - 1].end..<text.tokens[end].start]
      if between.contains(where: { ",;:()\u{201C}\u{201D}\"".unicodeScalars.contains($0) }) { break }
      end += 1
    }
    return range.lowerBound..<end
  }

  // A sum as written: a currency sign or code, digits with their separators.
  private static func money(_ text: PhraseText) -> String? {
    for (index, token) in text.tokens.enumerated() where token.isNumber && token.start > 0 {
      let sign = text.scalars[token.start - 1]
      let code = index > 0 ? text.tokens[index - 1].word : ""
      guard "$£€¥".unicodeScalars.contains(sign) || ["usd", "gbp", "eur", "chf", "cad", "aud"].contains(code) else { continue }
      var end = token.end
      var last = index
      while last + 1 < text.tokens.count, text.tokens[last + 1].isNumber, text.tokens[last + 1].start == end + 1,
        ".,".unicodeScalars.contains(text.scalars[end])
      {
        last += 1
        end = text.tokens[last].end
      }
      let start = "$£€¥".unicodeScalars.contains(sign) ? token.start - 1 : text.tokens[index - 1].start
      return text.string(start..<end)
    }
    return nil
  }
}

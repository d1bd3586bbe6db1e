public import Book
import Scan

/// Finds the paragraphs of an agreement that bear on contacts: rules per kind, and two small linear models over words beside them, one for
/// the formal wording that agreements share, one for what plain words mean.
public struct ClauseFinder: Sendable {
  let phrases: ClausePhrases
  let weights: ClauseWeights?
  let sense: ClauseSense?

  /// A finder with the rules, weights, classes of words and their weights of four data files; the models may be left out. Throws
  /// `Fault(.system)` where one cannot be read.
  public init(phrases: String, weights: [UInt8]? = nil, signs: String? = nil, sense: [UInt8]? = nil) throws(Fault) {
    self.phrases = try ClausePhrases(yaml: phrases)
    if let weights { self.weights = try ClauseWeights(json: weights) } else { self.weights = nil }
    if let signs, let sense { self.sense = try ClauseSense(signs: signs, weights: sense) } else { self.sense = nil }
  }

  private static let shipped = Result<ClauseFinder, Fault>(catching: ClauseFinder.load)

  private static func load() throws(Fault) -> ClauseFinder {
    guard let phrases = Resource.text("policy/clause-phrases.yaml"), let weights = Resource.bytes("policy/clause-weights.json"),
      let signs = Resource.text("policy/clause-signs.yaml"), let sense = Resource.bytes("policy/clause-sense.json")
    else {
      throw PhraseFile.broken("clause phrases are not in this program")
    }
    return try ClauseFinder(phrases: phrases, weights: weights, signs: signs, sense: sense)
  }

  /// The finder that ships with the program.
  public static func standard() throws(Fault) -> ClauseFinder { try shipped.get() }

  /// Judges a text whose paragraphs are separated by blank lines.
  public func read(_ text: String) -> ClauseReading { read(paragraphs: ClauseFinder.paragraphs(text)) }

  /// Judges paragraphs in their order.
  public func read(paragraphs: [String]) -> ClauseReading {
    var outline = ClauseOutline(leadIn: phrases.named["lead_in"] ?? [])
    var judged: [ClauseParagraph] = []
    var findings: [ClauseFinding] = []
    var definitions = ClauseDefinitions()
    let texts = paragraphs.map { text in
      let words = PhraseText(text)
      return (words: words, hits: ClauseHits(phrases.matcher.hits(words)))
    }
    for (number, text) in texts.enumerated() {
      definitions.add(text.words, text.hits, phrases, label: ClauseOutline.label(paragraphs[number]), number: number)
    }
    for (number, text) in paragraphs.enumerated() {
      let (words, hits) = texts[number]
      let place = outline.place(of: text, words, hits)
      let rules = score(words, hits, leadIn: place.leadIn)
      let meant = sense.map { self.meant($0, words, hits, place) }
      let scores = ClauseFinder.weigh(ClauseFinder.blend(rules: rules.scores, words: weights?.scores(words)), meant?.scores)
      let isHeading = place.leadIn == nil && ClauseFinder.isHeading(words)
      outline.add(text: text, words: words, scores: rules.scores, hits: hits)
      judged.append(
        ClauseParagraph(
          number: number, text: text, section: place.section, scores: isHeading ? scores.mapValues { min($0, 0.49) } : scores,
          rules: rules.scores, meant: meant?.scores ?? [:],
          words: rules.shown.mapValues { shown in shown.map { words.string(words.span($0)) } }))
      for kind in Clause.Kind.allCases {
        guard let score = scores[kind], score >= 0.5, !isHeading else { continue }
        var shown = rules.shown[kind] ?? []
        if shown.isEmpty, let meant, let sense { shown = sense.shown(kind, words, meant) }
        var found = finding(kind, score, number, words, hits, shown, place)
        if let meaning = definitions.meaning(of: words, leadIn: place.leadIn?.words) { found.take(meaning) }
        findings.append(found)
      }
    }
    return ClauseReading(paragraphs: judged, findings: findings)
  }

  /// The rules' score per kind: each rule that holds takes its share of the doubt that is left; what speaks against a kind lowers it.
  private func score(_ text: PhraseText, _ hits: ClauseHits, leadIn: ClauseOutline.LeadIn?) -> (
    scores: [Clause.Kind: Double], shown: [Clause.Kind: [Range<Int>]]
  ) {
    var doubt: [Clause.Kind: Double] = [:]
    var against: [Clause.Kind: Double] = [:]
    var shown: [Clause.Kind: [Range<Int>]] = [:]
    for rule in phrases.rules {
      if !rule.with.isEmpty, !hits.any(rule.with), !(leadIn.map { $0.hits.any(rule.with) } ?? false) { continue }
      if hits.any(rule.never) { continue }
      var found = rule.find.flatMap { hits.words($0) }
      if !rule.unless.isEmpty {
        let barred = Set(rule.unless.flatMap { hits.words($0) }.map { text.tokens[$0.lowerBound].sentence })
        found.removeAll { barred.contains(text.tokens[$0.lowerBound].sentence) }
      }
      if rule.lasting { found.removeAll { whileEmployedOnly(text.tokens[$0.lowerBound].sentence, text, hits) } }
      guard !found.isEmpty else { continue }
      if rule.weight < 0 {
        against[rule.kind] = min(against[rule.kind] ?? 1, 1 + rule.weight)
      } else {
        doubt[rule.kind, default: 1] *= 1 - rule.weight
        shown[rule.kind, default: []] += found
      }
    }
    var scores: [Clause.Kind: Double] = [:]
    // A recital or a definition that names a clause is not that clause.
    let mention = hits.any(phrases.named["mention"] ?? []) ? 0.55 : 1
    for (kind, rest) in doubt { scores[kind] = (1 - rest) * (against[kind] ?? 1) * mention }
    return (scores, shown)
  }

  /// Whether a sentence speaks of the time of employment and of no time after it.
  private func whileEmployedOnly(_ sentence: Int, _ text: PhraseText, _ hits: ClauseHits) -> Bool {
    func any(_ name: String) -> Bool {
      (phrases.named[name] ?? []).contains { hits.words($0).contains { text.tokens[$0.lowerBound].sentence == sentence } }
    }
    return any("while_employed") && !any("after_end")
  }

  /// Rules decide, words rank: where the rules say nothing the words alone never say that a paragraph is of a kind, but where the rules
  /// half say so they settle it. Measured: the blend ranks better than either (`evals/clauses`).
  private static func blend(rules: [Clause.Kind: Double], words: [Clause.Kind: Double]?) -> [Clause.Kind: Double] {
    guard let words else { return rules }
    var scores: [Clause.Kind: Double] = [:]
    for kind in Clause.Kind.allCases {
      let rule = rules[kind] ?? 0
      guard let word = words[kind] else {
        scores[kind] = rule
        continue
      }
      let mean = 0.65 * rule + 0.35 * word
      let says = rule >= 0.5 ? word >= 0.01 || rule >= 0.6 : rule >= 0.3 && word >= 0.8
      scores[kind] = says ? 0.5 + 0.5 * mean : 0.499 * mean
    }
    return scores
  }

  // `7. Social networks` names a clause and says nothing: few words, no mark at their end, and nobody who shall or may.
  private static func isHeading(_ words: PhraseText) -> Bool {
    guard words.tokens.count <= 8, let last = words.scalars.last(where: { !$0.properties.isWhitespace }) else { return false }
    guard !".;:,!?".unicodeScalars.contains(last) else { return false }
    let acts: Set<String> = ["shall", "must", "will", "may", "can", "not", "is", "are", "agrees", "darf", "muss", "doit", "podra"]
    return !words.tokens.contains { acts.contains($0.word) }
  }

  /// What a paragraph means by itself; an item of a list also read on from its lead-in, where it hints at a kind by itself.
  private func meant(_ sense: ClauseSense, _ words: PhraseText, _ hits: ClauseHits, _ place: ClauseOutline.Place) -> ClauseSense.Reading {
    var reading = sense.read(words)
    if let leadIn = place.leadIn {
      let joined = sense.read(PhraseText(leadIn.words.string(leadIn.words.scalars.indices) + " " + words.string(words.scalars.indices)))
      for (kind, score) in reading.scores where score >= 0.1 { reading.scores[kind] = max(score, joined.scores[kind] ?? 0) }
    }
    // A bar that holds only while employed is side work, not a bar for later.
    if hits.any(phrases.named["while_employed"] ?? []), !hits.any(phrases.named["after_end"] ?? []) {
      reading.scores[.nonCompete] = min(reading.scores[.nonCompete] ?? 0, 0.4)
    }
    return reading
  }

  /// Either says it: rules and formal words where what is meant does not speak against it, or what is meant where it is clear or the
  /// formal words hint at it. Formal words rank better among the paragraphs of one agreement (measured: `evals/clauses`).
  private static func weigh(_ formal: [Clause.Kind: Double], _ meant: [Clause.Kind: Double]?) -> [Clause.Kind: Double] {
    guard let meant else { return formal }
    var scores: [Clause.Kind: Double] = [:]
    for kind in Clause.Kind.allCases {
      let one = formal[kind] ?? 0
      let other = meant[kind] ?? 0
      let mean = 0.88 * one + 0.12 * other
      let says = other >= 0.6 || one >= 0.5 && other >= 0.1 || one >= 0.72 || other >= 0.5 && one >= 0.05
      scores[kind] = says ? 0.5 + 0.5 * mean : 0.499 * mean
    }
    return scores
  }

  private func finding(
    _ kind: Clause.Kind, _ score: Double, _ number: Int, _ text: PhraseText, _ hits: ClauseHits, _ shown: [Range<Int>],
    _ place: ClauseOutline.Place
  ) -> ClauseFinding {
    let sentence = ClauseFacts.sentence(for: shown, in: text)
    let facts = ClauseFacts(kind: kind, sentence: sentence, text: text, hits: hits, phrases: phrases, leadIn: place.leadIn)
    let clause = Clause(
      kind, section: place.section,
      quote: text.sentences.indices.contains(sentence) ? text.string(text.sentences[sentence]) : text.string(0..<text.scalars.count),
      paragraph: number, months: facts.months, days: facts.days, lookBackMonths: facts.lookBackMonths, covers: facts.covers,
      items: facts.items,
      territory: facts.territory, law: facts.law, sum: facts.sum)
    var words: [String] = []
    for range in shown {
      let piece = text.string(text.span(range))
      if !words.contains(piece) { words.append(piece) }
    }
    let why = words.isEmpty ? "Its words are those of \(kind.spoken)." : "It says \u{201C}\(words[0])\u{201D}: \(kind.spoken)."
    return ClauseFinding(clause: clause, score: score, words: words, why: why)
  }

  /// The paragraphs of a text: runs of lines that are not blank.
  public static func paragraphs(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let span = bytes.span
    var paragraphs: [String] = []
    var start: Int?
    var end = 0
    var position = 0
    while position < bytes.count {
      let (content, next) = span.line(at: position)
      if span.trimmed(content).isEmpty {
        if let from = start { paragraphs.append(span.string(from..<end)) }
        start = nil
      } else {
        if start == nil { start = content.lowerBound }
        end = content.upperBound
      }
      position = next
    }
    if let from = start { paragraphs.append(span.string(from..<end)) }
    return paragraphs
  }
}

/// The hits of one paragraph, by pattern.
struct ClauseHits: Sendable {
  private var byPattern: [Int: [Range<Int>]] = [:]
  init(_ hits: [PhraseMatcher.Hit]) { for hit in hits { byPattern[hit.pattern, default: []].append(hit.words) } }
  /// The words at which a pattern matched.
  func words(_ pattern: Int) -> [Range<Int>] { byPattern[pattern] ?? [] }
  /// Whether any of the patterns matched.
  func any(_ patterns: [Int]) -> Bool { patterns.contains { byPattern[$0] != nil } }
}

public import Book
import Scan

/// Tells an announcement from a solicitation: written rules mark words, each with its reason; a linear model over the words, their classes
/// and the rules decides what the whole makes.
public struct MessageChecker: Sendable {
  let phrases: MessagePhrases
  let signs: MessageSigns
  let weights: MessageWeights

  /// A checker with the rules, the classes of words and the weights of three data files. Throws `Fault(.system)` where one cannot be read.
  public init(phrases: String, signs: String, weights: [UInt8]) throws(Fault) {
    self.phrases = try MessagePhrases(yaml: phrases)
    self.signs = try MessageSigns(yaml: signs)
    self.weights = try MessageWeights(json: weights)
  }

  private static let shipped = Result<MessageChecker, Fault>(catching: MessageChecker.load)

  private static func load() throws(Fault) -> MessageChecker {
    guard let phrases = Resource.text("policy/message-phrases.yaml"), let signs = Resource.text("policy/message-signs.yaml"),
      let weights = Resource.bytes("policy/message-weights.json")
    else { throw PhraseFile.broken("message phrases are not in this program") }
    return try MessageChecker(phrases: phrases, signs: signs, weights: weights)
  }

  /// The checker that ships with the program.
  public static func standard() throws(Fault) -> MessageChecker { try shipped.get() }

  /// Judges each line of a text by itself; empty lines are judged as announcements of nothing, so that line numbers stay true.
  public func lines(_ text: String, context: MessageContext = MessageContext()) -> [MessageReport] {
    QuotedMail.lines(text).map { line in
      var scalars = line
      while let last = scalars.last, last == "\n" || last == "\r" { scalars.removeLast() }
      return judge(String(scalars), own: String(scalars), context: context)
    }
  }

  /// Judges a message. What it quotes from earlier mails is left out.
  public func check(_ text: String, context: MessageContext = MessageContext()) -> MessageReport {
    judge(text, own: QuotedMail.own(text), context: context)
  }

  private func judge(_ text: String, own: String, context: MessageContext) -> MessageReport {
    let words = PhraseText(own, lines: false)
    var report = read(words, context: context)
    report.gentle = gentle(words, report.findings)
    report.readAloud = MessageRewrite.readAloud(words, report.findings, label: report.label)
    return report
  }

  // The judgement without the rewritten texts.
  private func read(_ words: PhraseText, context: MessageContext) -> MessageReport {
    let hits = ClauseHits(phrases.matcher.hits(words))
    let denied = negations(words, hits)
    let marked = findings(words, hits, denied)
    let parts = phrases.parts.filter { hits.any($0.1) }.map(\.0)
    let reading = MessageReading(words, signs: signs, weights: weights, findings: marked, parts: parts, denied: denied)
    var findings = MessageChecker.fitting(marked, to: reading.label)
    if reading.label > .announcement, !findings.contains(where: { $0.weight == reading.label }),
      let finding = reading.finding(words, weights)
    {
      findings.append(finding)
    }
    var notes: [String] = []
    MessageStrictness.apply(context, parts: parts, findings: &findings, notes: &notes, text: words)
    findings.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    return MessageReport(
      label: max(reading.label, findings.map(\.weight).max() ?? .announcement), findings: findings, parts: parts, notes: notes, gentle: "",
      readAloud: "", shares: reading.shares, features: reading.counted)
  }

  // What the rules marked, weighed as the whole is: nothing in an announcement, nothing above borderline on the border.
  private static func fitting(_ findings: [MessageFinding], to label: MessageLabel) -> [MessageFinding] {
    guard label > .announcement else { return [] }
    return findings.map { finding in
      var finding = finding
      finding.weight = min(finding.weight, label)
      return finding
    }
  }

  // What is left when the marked sentences are said more gently, marked anew until it announces; at the last only sentences that do.
  private func gentle(_ words: PhraseText, _ findings: [MessageFinding]) -> String {
    var text = MessageRewrite.gentle(words, findings)
    for _ in 0..<4 where !text.isEmpty {
      let again = PhraseText(text)
      let report = read(again, context: MessageContext())
      if report.label == .announcement { return text }
      text = MessageRewrite.gentle(again, report.findings)
    }
    let left = PhraseText(text)
    return left.sentences.map(left.string).filter { read(PhraseText($0), context: MessageContext()).label == .announcement }
      .joined(separator: " ")
  }

  private func findings(_ text: PhraseText, _ hits: ClauseHits, _ denied: [(sentence: Int, reach: Range<Int>)]) -> [MessageFinding] {
    var findings: [MessageFinding] = []
    for rule in phrases.rules {
      if !rule.with.isEmpty, !hits.any(rule.with) { continue }
      let barred = Set(rule.unless.flatMap { hits.words($0) }.map { text.tokens[$0.lowerBound].sentence })
      for range in rule.find.flatMap({ hits.words($0) }) {
        let sentence = text.tokens[range.lowerBound].sentence
        if barred.contains(sentence) { continue }
        if rule.negatable,
          denied.contains(where: {
            $0.sentence == sentence && ($0.reach.contains(range.lowerBound) || $0.reach.contains(range.upperBound - 1))
          })
        {
          continue
        }
        let span = text.span(range)
        findings.append(
          MessageFinding(
            start: span.lowerBound, end: span.upperBound, words: text.string(span), rule: rule.name, weight: rule.weight, why: rule.why,
            gentler: rule.gentler))
      }
    }
    return MessageChecker.pruned(findings)
  }

  /// Where a negation reaches: from its words to the end of its clause (a `but`, `however`, `although` or `yet` ends it).
  private func negations(_ text: PhraseText, _ hits: ClauseHits) -> [(sentence: Int, reach: Range<Int>)] {
    let turns = Set((phrases.named["turn"] ?? []).flatMap { hits.words($0) }.map(\.lowerBound))
    return phrases.negation.flatMap { hits.words($0) }.map { range in
      let sentence = text.tokens[range.lowerBound].sentence
      var end = range.lowerBound
      while end < text.tokens.count, text.tokens[end].sentence == sentence, !(turns.contains(end) && end >= range.upperBound) { end += 1 }
      return (sentence, range.lowerBound..<end)
    }
  }

  /// Of findings of one rule over the same words only the longest stays.
  private static func pruned(_ findings: [MessageFinding]) -> [MessageFinding] {
    var kept: [MessageFinding] = []
    for finding in findings.sorted(by: { ($0.end - $0.start, $1.start) > ($1.end - $1.start, $0.start) })
    where !kept.contains(where: { $0.rule == finding.rule && $0.start <= finding.start && finding.end <= $0.end }) {
      kept.append(finding)
    }
    return kept
  }
}

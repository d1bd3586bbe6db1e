public import Book
import Scan

/// Tells an announcement from a solicitation by written rules, each with its reason.
public struct MessageChecker: Sendable {
  let phrases: MessagePhrases

  /// A checker with the rules of a data file. Throws `Fault(.system)` where it cannot be read.
  public init(phrases: String) throws(Fault) { self.phrases = try MessagePhrases(yaml: phrases) }

  private static let shipped = Result<MessageChecker, Fault>(catching: MessageChecker.load)

  private static func load() throws(Fault) -> MessageChecker {
    guard let text = Resource.text("policy/message-phrases.yaml") else {
      throw PhraseFile.broken("message phrases are not in this program")
    }
    return try MessageChecker(phrases: text)
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
    let hits = ClauseHits(phrases.matcher.hits(words))
    var findings = self.findings(words, hits)
    let parts = phrases.parts.filter { hits.any($0.1) }.map(\.0)
    var notes: [String] = []
    MessageStrictness.apply(context, parts: parts, findings: &findings, notes: &notes, text: words)
    if findings.isEmpty, parts.isEmpty, let finding = unplaced(words, hits) { findings.append(finding) }
    findings.sort { ($0.start, $0.end) < ($1.start, $1.end) }
    var label = findings.map(\.weight).max() ?? .announcement
    // One borderline phrase is borderline; many together draw a picture that no court reads as a goodbye.
    if label == .borderline, Set(findings.map(\.rule)).count >= 4 { label = .solicitation }
    let gentle = MessageRewrite.gentle(words, findings)
    return MessageReport(
      label: label, findings: findings, parts: parts, notes: notes, gentle: gentle,
      readAloud: MessageRewrite.readAloud(words, findings, label: label))
  }

  /// A text that speaks to the reader and holds nothing that an announcement holds: not known to be harmless, so borderline.
  private func unplaced(_ text: PhraseText, _ hits: ClauseHits) -> MessageFinding? {
    guard let sentence = text.sentences.first else { return nil }
    guard hits.any(phrases.named["to_reader"] ?? []) || text.scalars.contains("?") else { return nil }
    return MessageFinding(
      start: sentence.lowerBound, end: sentence.upperBound, words: text.string(sentence), rule: "unplaced", weight: .borderline,
      why: "It speaks to the reader, and no part of it is one that an announcement has.", gentler: "")
  }

  private func findings(_ text: PhraseText, _ hits: ClauseHits) -> [MessageFinding] {
    var findings: [MessageFinding] = []
    let denied = negations(text, hits)
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

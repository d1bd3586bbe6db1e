import Book
import Scan

/// What the linear model says of a message: a label, its share, and the words that speak most for it.
struct MessageReading: Sendable {
  var label: MessageLabel
  var shares: [MessageLabel: Double]
  /// The features of the part that decided.
  var features: [MessageFeature]
  /// The features of the whole.
  let counted: [String]
  /// The sentences that decided, as a range of sentence numbers.
  var sentences: Range<Int>

  /// So many sentences are judged as a whole; in a longer text one sentence among many would be lost, so neighbours are judged by themselves too.
  private static let whole = 3

  /// Reads a message with the findings of the written rules.
  init(
    _ text: PhraseText, signs: MessageSigns, weights: MessageWeights, findings: [MessageFinding], parts: [MessagePart],
    denied: [(sentence: Int, reach: Range<Int>)]
  ) {
    let classes = signs.classes(text)
    func read(_ range: Range<Int>, parts: [MessagePart]) -> ([MessageFeature], [MessageLabel: Double]) {
      let features = MessageFeatures.all(text, signs, classes, sentences: range, findings: findings, parts: parts, denied: denied)
      return (features, weights.shares(features))
    }
    sentences = text.sentences.indices
    (features, shares) = read(sentences, parts: parts)
    counted = features.map(\.name)
    label = text.tokens.isEmpty ? .announcement : MessageReading.strongest(shares)
    guard sentences.count > MessageReading.whole else { return }
    // Many sentences are many chances to err: the longer the text, the surer a part of it must be.
    let sure = min(0.95, 0.75 + 0.04 * Double(sentences.count))
    for start in sentences.dropLast() {
      let window = start..<(start + 2)
      let (own, said) = read(window, parts: [])
      for stricter in [MessageLabel.borderline, .solicitation] where stricter > label {
        guard (said[stricter] ?? 0) >= sure else { continue }
        (label, features, shares, sentences) = (stricter, own, said, window)
      }
    }
  }

  private static func strongest(_ shares: [MessageLabel: Double]) -> MessageLabel {
    MessageLabel.allCases.max { (shares[$0] ?? 0) < (shares[$1] ?? 0) } ?? .announcement
  }

  /// The words that speak most for the label, as a finding: of the sentence that says most of them, from the first to the last strong one.
  func finding(_ text: PhraseText, _ weights: MessageWeights) -> MessageFinding? {
    var pulls: [Int: Double] = [:]
    var strong: [(pull: Double, words: Range<Int>)] = []
    for feature in features where !feature.words.isEmpty {
      let pull = weights.pull(feature, towards: label)
      pulls[text.tokens[feature.words.lowerBound].sentence, default: 0] += pull
      if pull > 0 { strong.append((pull, feature.words)) }
    }
    guard let best = pulls.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key else { return nil }
    let own = strong.filter { text.tokens[$0.words.lowerBound].sentence == best }.sorted {
      ($0.pull, -$0.words.lowerBound, -$0.words.count) > ($1.pull, -$1.words.lowerBound, -$1.words.count)
    }
    let shown = own.prefix(3).map(\.words)
    let words =
      shown.isEmpty ? text.words(ofSentence: best) : (shown.map(\.lowerBound).min() ?? 0)..<(shown.map(\.upperBound).max() ?? 0)
    guard !words.isEmpty else { return nil }
    let span = text.span(words)
    return MessageFinding(
      start: span.lowerBound, end: span.upperBound, words: text.string(span), rule: "wording", weight: label, why: why, gentler: "")
  }

  private var why: String {
    label == .solicitation
      ? "Taken together, its words are those of somebody who asks for business." : "Taken together, its words leave a door open."
  }
}

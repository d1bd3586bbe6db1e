internal import Scan

/// Phrases looked for all at once in folded text (small letters, no accents), byte by byte.
struct PhraseSet: Sendable {
  private var phrases: [[UInt8]] = []
  /// The phrases that begin with a byte, by number.
  private var byFirst: [[Int]] = Array(repeating: [], count: 256)

  /// The phrases, folded already.
  init(_ texts: [String]) {
    for text in texts {
      let bytes = Array(text.utf8)
      guard let first = bytes.first else { continue }
      byFirst[Int(first)].append(phrases.count)
      phrases.append(bytes)
    }
  }

  /// The number of the first phrase that stands in `text`, or nil.
  func match(_ text: [UInt8]) -> Int? {
    let span = text.span
    for i in 0..<span.count {
      let candidates = byFirst[Int(span[i])]
      if candidates.isEmpty { continue }
      for number in candidates {
        let phrase = phrases[number]
        if i + phrase.count <= span.count, span.same(i..<i + phrase.count, as: phrase.span, at: 0) { return number }
      }
    }
    return nil
  }

  /// Whether one of the phrases stands in `text`.
  func stands(in text: [UInt8]) -> Bool { match(text) != nil }
  /// Whether one of the phrases stands in `text`, which is folded.
  func stands(in text: String) -> Bool { match(Array(text.utf8)) != nil }
}

internal import Scan

/// Phrases looked for all at once in folded text (small letters, no accents), byte by byte. A place where none of them begins, as nearly
/// every one, costs one look into a small table.
struct PhraseSet: Sendable {
  private static let bits: UInt64 = 12

  private var phrases: [[UInt8]] = []
  /// By hash of their first bytes: the first phrase that begins so, and for each phrase the next such; -1 where there is none.
  private var heads = [Int16](repeating: -1, count: 1 << Int(PhraseSet.bits))
  private var next: [Int16] = []
  /// How many bytes are hashed, as a mask over a word: four, or fewer where a phrase has fewer.
  private let mask: UInt64
  private let shortest: Int

  /// The phrases, folded already.
  init(_ texts: [String]) {
    phrases = texts.map { Array($0.utf8) }.filter { !$0.isEmpty }
    shortest = phrases.map(\.count).min() ?? 1
    mask = UInt64.max >> UInt64(64 - 8 * min(4, shortest))
    next = [Int16](repeating: -1, count: phrases.count)
    for number in phrases.indices.reversed() {
      let phrase = phrases[number]
      let slot = PhraseSet.slot(phrase.span.word(at: 0) & mask)
      next[number] = heads[slot]
      heads[slot] = Int16(number)
    }
  }

  /// All phrases of some sets.
  init(_ sets: PhraseSet...) { self.init(sets.flatMap(\.phrases).map { String(decoding: $0, as: UTF8.self) }) }

  @inline(__always)
  private static func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> (64 &- bits)) }

  /// Whether one of the phrases stands in `range` of `text`.
  func stands(in text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    let heads = heads.span
    var i = range.lowerBound
    while i &+ shortest <= range.upperBound {
      var number = heads[PhraseSet.slot(text.word(at: i) & mask)]
      while number >= 0 {
        let phrase = phrases[Int(number)]
        if i + phrase.count <= range.upperBound, text.same(i..<i + phrase.count, as: phrase.span, at: 0) { return true }
        number = next[Int(number)]
      }
      i &+= 1
    }
    return false
  }

  /// Whether one of the phrases stands in `text`.
  func stands(in text: [UInt8]) -> Bool { stands(in: text.span, 0..<text.count) }
  /// Whether one of the phrases stands in `text`, which is folded.
  func stands(in text: String) -> Bool { stands(in: text.utf8.span, 0..<text.utf8.count) }
}

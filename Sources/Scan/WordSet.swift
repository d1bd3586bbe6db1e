/// Words known beforehand, for questions that are mostly answered no: the first byte and the length tell before anything is hashed. The empty
/// word is never among them.
public struct WordSet: Sendable {
  private let words: ByteTable
  /// For each first byte a bit for each length of a word that begins with it, from 63 on one for all.
  private let lengths: [UInt64]

  /// A set of these words.
  public init(_ words: [String]) {
    self.words = ByteTable(words)
    var lengths = [UInt64](repeating: 0, count: 256)
    for word in words { if let first = word.utf8.first { lengths[Int(first)] |= WordSet.bit(word.utf8.count) } }
    self.lengths = lengths
  }

  private static func bit(_ length: Int) -> UInt64 { 1 &<< UInt64(min(length, 63)) }

  /// Whether the bytes in `range` of `text` are one of the words.
  public func contains(_ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    if range.isEmpty || lengths[Int(text[range.lowerBound])] & WordSet.bit(range.count) == 0 { return false }
    return words.contains(text, range)
  }
}

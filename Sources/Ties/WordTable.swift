import Scan

/// A few words in bytes that are looked for in many addresses, without making a value of each part of an address.
struct WordTable: Sendable {
  /// Each word stands at its hash, or behind it where that place was taken; an empty one is a free place.
  private var slots: [[UInt8]]
  private var longest = 0

  init(_ words: [[UInt8]]) {
    var size = 16
    while size < words.count * 4 { size *= 2 }
    slots = Array(repeating: [], count: size)
    for word in words where !word.isEmpty {
      longest = max(longest, word.count)
      var slot = Int(truncatingIfNeeded: word.reduce(WordTable.basis, WordTable.step)) & (size - 1)
      while !slots[slot].isEmpty { slot = (slot + 1) & (size - 1) }
      slots[slot] = word
    }
  }

  /// Whether `range` of `text` is one of the words. Where it is `joined`, the signs that part words are passed over: `no-reply` is `noreply`.
  func contains(_ text: Span<UInt8>, _ range: Range<Int>, joined: Bool = false) -> Bool {
    var (hash, length) = (WordTable.basis, 0)
    for index in range where !(joined && WordTable.parts(text[index])) {
      hash = WordTable.step(hash, text[index])
      length += 1
      if length > longest { return false }
    }
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while !slots[slot].isEmpty {
      let word = slots[slot]
      if word.count == length, same(word.span, text, range, joined) { return true }
      slot = (slot + 1) & (slots.count - 1)
    }
    return false
  }

  /// Whether a byte parts the words of an address: `-`, `.`, `_`.
  @inline(__always) static func parts(_ byte: UInt8) -> Bool { byte == 45 || byte == 46 || byte == 95 }

  private func same(_ word: Span<UInt8>, _ text: Span<UInt8>, _ range: Range<Int>, _ joined: Bool) -> Bool {
    var place = 0
    for index in range where !(joined && WordTable.parts(text[index])) {
      if word[place] != text[index] { return false }
      place += 1
    }
    return true
  }

  // FNV-1a: the words are ours, and few.
  private static let basis: UInt64 = 0xCBF2_9CE4_8422_2325
  @inline(__always) private static func step(_ hash: UInt64, _ byte: UInt8) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
}

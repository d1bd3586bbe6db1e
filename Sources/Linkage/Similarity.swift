internal import Scan

/// How far two short folded words are apart. Works on bytes; both are cut at 31.
enum Similarity {
  /// Edits (insert, drop, change, swap of neighbours) between `a` and `b`, at most `limit + 1`.
  static func edits(_ a: String, _ b: String, limit: Int) -> Int {
    abs(a.utf8.count - b.utf8.count) > limit ? limit + 1 : edits(Letters(a.utf8Span.span), Letters(b.utf8Span.span), limit: limit)
  }

  /// The same of two words of a name.
  static func edits(_ a: Word, _ b: Word, limit: Int) -> Int {
    abs(a.count - b.count) > limit ? limit + 1 : edits(a.letters, b.letters, limit: limit)
  }

  private static func edits(_ x: Letters, _ y: Letters, limit: Int) -> Int {
    // What both begin and end with needs no edit.
    var (start, endX, endY) = (0, x.count, y.count)
    while start < endX, start < endY, x.bytes[start] == y.bytes[start] { start += 1 }
    while endX > start, endY > start, x.bytes[endX - 1] == y.bytes[endY - 1] { (endX, endY) = (endX - 1, endY - 1) }
    if endX == start || endY == start { return min(max(endX, endY) - start, limit + 1) }
    var before = InlineArray<32, Int8>(repeating: 0)
    var last = InlineArray<32, Int8>(repeating: 0)
    var row = InlineArray<32, Int8>(repeating: 0)
    for j in 0...(endY - start) { last[j] = Int8(j) }
    for i in 1...(endX - start) {
      let letter = x.bytes[start + i - 1]
      row[0] = Int8(i)
      var best = Int8(i)
      for j in 1...(endY - start) {
        let other = y.bytes[start + j - 1]
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter == other ? 0 : 1))
        if i > 1, j > 1, letter == y.bytes[start + j - 2], x.bytes[start + i - 2] == other { cost = min(cost, before[j - 2] + 1) }
        row[j] = cost
        best = min(best, cost)
      }
      if best > limit { return limit + 1 }
      before = last
      last = row
    }
    return min(Int(last[endY - start]), limit + 1)
  }

  /// Whether the two look like one word mistyped: one edit from four letters on, two from eight on, three from fourteen on.
  static func alike(_ a: String, _ b: String) -> Bool {
    let limit = allowed(min(a.utf8.count, b.utf8.count))
    return limit > 0 && edits(a, b, limit: limit) <= limit
  }

  /// The same of two runs of letters.
  static func alike(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
    let limit = allowed(min(a.count, b.count))
    guard limit > 0, abs(a.count - b.count) <= limit else { return false }
    return edits(Letters(a), Letters(b), limit: limit) <= limit
  }

  /// The same of two words of a name.
  static func alike(_ a: Word, _ b: Word) -> Bool {
    let limit = allowed(min(a.count, b.count))
    return limit > 0 && edits(a, b, limit: limit) <= limit
  }

  private static func allowed(_ shorter: Int) -> Int { shorter >= 14 ? 3 : shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0 }

  /// The hash of a word as it sounds across spellings and transliterations: `mueller`, `muller` and `müller` meet, so do `aleksei` and
  /// `alexey`.
  static func sound(_ s: Span<UInt8>) -> UInt64 {
    var run = Mix.Run(.skeleton)
    var last: UInt8 = 0
    var i = 0
    while i < s.count {
      let (first, second, step) = sound(s, i, isFirst: last == 0)
      if first != 0, last != first {
        run.add(first)
        last = first
      }
      if second != 0 {
        run.add(second)
        last = second
      }
      i += step
    }
    return run.hash
  }

  /// The one or two letters that stand for what is at `i`, 0 for none, and how many bytes that was.
  private static func sound(_ s: Span<UInt8>, _ i: Int, isFirst: Bool) -> (UInt8, UInt8, Int) {
    let c = s[i]
    let next = i + 1 < s.count ? s[i + 1] : 0
    switch (c, next) {
    case (97, 101), (111, 101), (117, 101): return (c, 0, 2)  // ae, oe, ue
    case (112, 104): return (102, 0, 2)  // ph
    case (107, 104), (103, 104): return (104, 0, 2)  // kh, gh
    case (116, 104): return (c, 0, 2)  // th
    case (99, 107): return (107, 0, 2)  // ck
    case (99, 104): return (99, 0, 2)  // ch
    case (115, 99) where i + 2 < s.count && s[i + 2] == 104: return (115, 0, 3)  // sch
    case (115, 104), (115, 122), (122, 104): return (115, 0, 2)  // sh, sz, zh
    case (111, 117): return (117, 0, 2)  // ou
    case (111, 111): return (117, 0, 2)  // oo
    case (101, 101): return (105, 0, 2)  // ee
    case (99, _), (113, _): return (107, 0, 1)  // c, q
    case (119, _): return (118, 0, 1)  // w
    case (121, _): return (105, 0, 1)  // y
    case (106, _) where !isFirst: return (105, 0, 1)  // j inside
    case (120, _): return (107, 115, 1)  // x
    case (122, _): return (115, 0, 1)  // z
    case (104, _) where !isFirst && i + 1 == s.count: return (0, 0, 1)  // last h
    default: return (c, 0, 1)
    }
  }
}

/// The first 31 bytes of a word, held in place.
struct Letters: Sendable {
  fileprivate(set) var bytes = InlineArray<31, UInt8>(repeating: 0)
  private(set) var count: Int

  init(_ all: Span<UInt8>) {
    count = min(31, all.count)
    for i in 0..<count { bytes[i] = all[i] }
  }

  /// The same as a string.
  var text: String {
    let all = bytes.span
    return all.string(0..<count)
  }

  /// Whether these begin with `other`.
  func begin(with other: Letters) -> Bool {
    if other.count > count { return false }
    for i in 0..<other.count where bytes[i] != other.bytes[i] { return false }
    return true
  }

  /// How many bytes these and `text` begin with in common.
  func shared(with text: Span<UInt8>) -> Int {
    var shared = 0
    while shared < min(count, text.count), bytes[shared] == text[shared] { shared += 1 }
    return shared
  }

  static func == (a: Letters, b: Letters) -> Bool { a.count == b.count && a.begin(with: b) }
}

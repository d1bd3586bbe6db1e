/// How far two short folded words are apart. Works on bytes; both are cut at 31.
enum Similarity {
  /// Edits (insert, drop, change, swap of neighbours) between `a` and `b`, at most `limit + 1`.
  static func edits(_ a: String, _ b: String, limit: Int) -> Int {
    if a == b { return 0 }
    if abs(a.utf8.count - b.utf8.count) > limit { return limit + 1 }
    let x = Letters(a)
    let y = Letters(b)
    var before = InlineArray<32, Int8>(repeating: 0)
    var last = InlineArray<32, Int8>(repeating: 0)
    var row = InlineArray<32, Int8>(repeating: 0)
    for j in 0...y.count { last[j] = Int8(j) }
    guard x.count > 0, y.count > 0 else { return min(max(x.count, y.count), limit + 1) }
    for i in 1...x.count {
      row[0] = Int8(i)
      var best = Int8(i)
      for j in 1...y.count {
        var cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (x.bytes[i - 1] == y.bytes[j - 1] ? 0 : 1))
        if i > 1, j > 1, x.bytes[i - 1] == y.bytes[j - 2], x.bytes[i - 2] == y.bytes[j - 1] { cost = min(cost, before[j - 2] + 1) }
        row[j] = cost
        best = min(best, cost)
      }
      if best > limit { return limit + 1 }
      before = last
      last = row
    }
    return min(Int(last[y.count]), limit + 1)
  }

  /// The first 31 bytes of a word, without an allocation.
  private struct Letters {
    var bytes = InlineArray<31, UInt8>(repeating: 0)
    var count = 0
    init(_ text: String) {
      for byte in text.utf8 {
        if count == 31 { break }
        bytes[count] = byte
        count += 1
      }
    }
  }

  /// Whether the two look like one word mistyped: one edit from four letters on, two from eight on, three from fourteen on.
  static func alike(_ a: String, _ b: String) -> Bool {
    let shorter = min(a.utf8.count, b.utf8.count)
    let limit = shorter >= 14 ? 3 : shorter >= 8 ? 2 : shorter >= 4 ? 1 : 0
    return limit > 0 && edits(a, b, limit: limit) <= limit
  }

  /// A word as it sounds across spellings and transliterations: `mueller`, `muller` and `müller` meet, so do `aleksei` and `alexey`.
  static func skeleton(_ text: String) -> String {
    let s = Array(text.utf8)
    var out: [UInt8] = []
    var i = 0
    func at(_ k: Int) -> UInt8 { i + k < s.count ? s[i + k] : 0 }
    while i < s.count {
      let c = s[i]
      var put: [UInt8] = [c]
      var step = 1
      switch (c, at(1)) {
      case (97, 101), (111, 101), (117, 101): step = 2  // ae, oe, ue
      case (112, 104): (put, step) = ([102], 2)  // ph
      case (107, 104), (103, 104): (put, step) = ([104], 2)  // kh, gh
      case (116, 104): step = 2  // th
      case (99, 107): (put, step) = ([107], 2)  // ck
      case (99, 104): (put, step) = ([99], 2)  // ch
      case (115, 99) where at(2) == 104: (put, step) = ([115], 3)  // sch
      case (115, 104), (115, 122), (122, 104): (put, step) = ([115], 2)  // sh, sz, zh
      case (111, 117): (put, step) = ([117], 2)  // ou
      case (111, 111): (put, step) = ([117], 2)  // oo
      case (101, 101): (put, step) = ([105], 2)  // ee
      case (99, _), (113, _): put = [107]  // c, q
      case (119, _): put = [118]  // w
      case (121, _): put = [105]  // y
      case (106, _) where !out.isEmpty: put = [105]  // j inside
      case (120, _): put = [107, 115]  // x
      case (122, _): put = [115]  // z
      case (104, _) where !out.isEmpty && i + 1 == s.count: put = []  // last h
      default: break
      }
      for byte in put where out.last != byte { out.append(byte) }
      i += step
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// An item with one piece of it repeated in its place, as it is or with a number that counts up: what a hostile file does to a
/// reader that looks back.
struct Growth {
  let seed: [UInt8]
  /// The piece that is repeated.
  let piece: Range<Int>
  /// Each repetition holds its number, so that no two are alike.
  let isCounted: Bool

  /// The whole, its lines, and what stands between commas, semicolons and the like; at most some thirty pieces.
  static func all(of item: [UInt8]) -> [Growth] {
    var pieces: [Range<Int>] = item.isEmpty ? [] : [0..<item.count]
    for marks in [[10, 13], [44, 59, 62, 125]] as [[UInt8]] {
      var start = 0
      var found: [Range<Int>] = []
      for place in item.indices where marks.contains(item[place]) {
        found.append(start..<place + 1)
        start = place + 1
      }
      pieces += stride(from: 0, to: found.count, by: max(1, found.count / 16)).map { found[$0] }
    }
    // One byte over and over: open brackets, quotes, blanks.
    pieces += Set(item).compactMap { byte in item.firstIndex(of: byte).map { $0..<$0 + 1 } }.sorted { $0.lowerBound < $1.lowerBound }
    return pieces.flatMap { piece in
      piece.count > 2
        ? [false, true].map { Growth(seed: item, piece: piece, isCounted: $0) } : [Growth(seed: item, piece: piece, isCounted: false)]
    }
  }

  /// The item grown to about `size` bytes.
  func item(of size: Int) -> [UInt8] {
    var out = Array(seed[..<piece.lowerBound])
    out.reserveCapacity(size + seed.count + 64)
    let body = Array(seed[piece])
    // The number stands in place of the first digit, or behind the first letter.
    let digit = body.firstIndex { $0 >= 48 && $0 <= 57 }
    let cut = digit ?? min(1, body.count)
    var count = 0
    while out.count < size {
      if isCounted {
        out += body[..<cut]
        out += String(count).utf8
        out += body[(cut + (digit == nil ? 0 : 1))...]
      } else {
        out += body
      }
      count += 1
    }
    return out + seed[piece.upperBound...]
  }
}

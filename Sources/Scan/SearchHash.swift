// Hashing and comparing of byte ranges for tables keyed by what stands in a file. Not for secrets: the seed only keeps a
// hostile file from choosing its collisions beforehand.

/// Hashing of short byte strings, eight bytes at a time.
public enum RangeHash {
  /// Mixes two words to one: both halves of their 128-bit product.
  @inlinable @inline(__always)
  public static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = (a ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: b ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

extension Span where Element == UInt8 {
  /// A hash of the bytes of `range` in which the case of ASCII letters does not count.
  @inlinable @inline(__always)
  public func foldedHash(_ range: Range<Int>, seed: UInt64) -> UInt64 { hash(range, seed: seed, fold: 0x2020_2020_2020_2020) }

  /// A hash of the bytes of `range`.
  @inlinable @inline(__always)
  public func exactHash(_ range: Range<Int>, seed: UInt64) -> UInt64 { hash(range, seed: seed, fold: 0) }

  /// The hash of the bytes of `range` with `closing` behind them, as `exactHash` gives it where all of them stand together.
  @inlinable @inline(__always)
  public func exactHash(_ range: Range<Int>, closing: UInt8, seed: UInt64) -> UInt64 {
    guard range.lowerBound >= 0, range.upperBound <= count else { return seed }
    var state = RangeHash.mix(seed, UInt64(truncatingIfNeeded: range.count &+ 1))
    var i = range.lowerBound
    while i &+ 8 <= range.upperBound {
      state = RangeHash.mix(state, word(at: i))
      i = i &+ 8
    }
    let shift = UInt64(truncatingIfNeeded: (range.upperBound &- i) &* 8)
    let rest = shift == 0 ? 0 : word(at: i) & (UInt64.max &>> (64 &- shift))
    return RangeHash.mix(state, rest | UInt64(closing) &<< shift)
  }

  /// Whether every byte of `range` is below 128.
  @inlinable
  public func isASCII(_ range: Range<Int>) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count else { return false }
    var all: UInt64 = 0
    var i = range.lowerBound
    while i &+ 8 <= range.upperBound {
      all |= word(at: i)
      i = i &+ 8
    }
    while i < range.upperBound {
      all |= UInt64(self[i])
      i = i &+ 1
    }
    return all & 0x8080_8080_8080_8080 == 0
  }

  @inlinable @inline(__always)
  func hash(_ range: Range<Int>, seed: UInt64, fold: UInt64) -> UInt64 {
    guard range.lowerBound >= 0, range.upperBound <= count else { return seed }
    var state = RangeHash.mix(seed, UInt64(truncatingIfNeeded: range.count))
    var i = range.lowerBound
    while i &+ 8 <= range.upperBound {
      state = RangeHash.mix(state, word(at: i) | fold)
      i = i &+ 8
    }
    let left = range.upperBound &- i
    if left > 0 {
      let mask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- left &* 8)
      state = RangeHash.mix(state, (word(at: i) | fold) & mask)
    }
    return state
  }

  /// Whether the bytes of `range` are those of `other` from `start` on.
  @inlinable @inline(__always)
  public func same(_ range: Range<Int>, as other: Span<UInt8>, at start: Int) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count, start >= 0, start <= other.count, range.count <= other.count &- start else {
      return false
    }
    var i = range.lowerBound
    var j = start
    while i &+ 8 <= range.upperBound {
      if word(at: i) != other.word(at: j) { return false }
      i = i &+ 8
      j = j &+ 8
    }
    let left = range.upperBound &- i
    if left == 0 { return true }
    let mask = UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- left &* 8)
    return (word(at: i) ^ other.word(at: j)) & mask == 0
  }

  /// Whether the bytes of `range` are those of `other` from `start` on, ASCII letters in either case.
  @inlinable
  public func sameFolded(_ range: Range<Int>, as other: Span<UInt8>, at start: Int) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count, start >= 0, start <= other.count, range.count <= other.count &- start else {
      return false
    }
    for k in 0..<range.count where ASCII.lower(self[range.lowerBound + k]) != ASCII.lower(other[start + k]) { return false }
    return true
  }
}

// Hashing and comparing of byte ranges for tables keyed by what stands in a file. Not for secrets: the seed only keeps a
// hostile file from choosing its collisions beforehand.

/// Hashing of short byte strings, eight bytes at a time.
public enum RangeHash {
  /// Another one in each run, so that nobody can make a file whose texts all fall on one place of a table.
  public static let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

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
    if range.isEmpty { return state }
    // Fewer than eight bytes: what stands behind them is cut off.
    if range.count < 8 {
      return RangeHash.mix(state, (word(at: range.lowerBound) | fold) & UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- range.count &* 8))
    }
    return unsafe withUnsafeBytes { raw -> UInt64 in
      var i = range.lowerBound
      while i &+ 8 <= range.upperBound {
        state = RangeHash.mix(state, unsafe Span.word(raw, i) | fold)
        i = i &+ 8
      }
      let left = range.upperBound &- i
      if left == 0 { return state }
      // The last bytes, taken with some of those before them, which are shifted out.
      let word = unsafe Span.word(raw, range.upperBound &- 8) | fold
      return RangeHash.mix(state, word &>> UInt64(truncatingIfNeeded: 64 &- left &* 8))
    }
  }

  /// The eight bytes from `position` on, which are there.
  @inlinable @inline(__always)
  static func word(_ raw: UnsafeRawBufferPointer, _ position: Int) -> UInt64 {
    unsafe UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: position, as: UInt64.self))
  }

  /// Whether the bytes of `range` are those of `other` from `start` on.
  @inlinable @inline(__always)
  public func same(_ range: Range<Int>, as other: Span<UInt8>, at start: Int) -> Bool {
    guard range.lowerBound >= 0, range.upperBound <= count, start >= 0, start <= other.count, range.count <= other.count &- start else {
      return false
    }
    if range.isEmpty { return true }
    if range.count < 8 {
      let different = word(at: range.lowerBound) ^ other.word(at: start)
      return different & UInt64.max &>> UInt64(truncatingIfNeeded: 64 &- range.count &* 8) == 0
    }
    return unsafe withUnsafeBytes { mine -> Bool in
      unsafe other.withUnsafeBytes { theirs -> Bool in
        // Eight bytes at a time; the last eight may overlap those before them.
        let last = range.count &- 8
        var i = 0
        while i < last {
          if unsafe Span.word(mine, range.lowerBound &+ i) != Span.word(theirs, start &+ i) { return false }
          i = i &+ 8
        }
        return unsafe Span.word(mine, range.lowerBound &+ last) == Span.word(theirs, start &+ last)
      }
    }
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

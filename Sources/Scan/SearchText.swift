// Looks at short texts, sixteen bytes at a time, that tell whether there is anything to tidy: mostly there is not.

extension Span where Element == UInt8 {
  /// Whether no byte of `range` is a control, and no blank has another blank or a control behind it.
  public func isSingleSpaced(_ range: Range<Int>) -> Bool {
    !holds(range) { here, next in
      let blanks: SIMDMask<SIMD16<Int8>> = here .== SIMD16<UInt8>(repeating: 32)
      let wide: SIMDMask<SIMD16<Int8>> = blanks .& (next .<= SIMD16<UInt8>(repeating: 32))
      return wide .| (here .< SIMD16<UInt8>(repeating: 32))
    }
  }

  /// Whether every byte of `range` is visible ASCII or a single blank, and no encoded word (`=?`, RFC 2047) begins there.
  public func isPlainText(_ range: Range<Int>) -> Bool {
    !holds(range) { here, next in
      let blank = SIMD16<UInt8>(repeating: 32)
      let wide: SIMDMask<SIMD16<Int8>> = (here .== blank) .& (next .== blank)
      let word: SIMDMask<SIMD16<Int8>> = (here .== SIMD16<UInt8>(repeating: 61)) .& (next .== SIMD16<UInt8>(repeating: 63))
      let past: SIMD16<UInt8> = here &- blank
      return wide .| word .| (past .>= SIMD16<UInt8>(repeating: 95))
    }
  }

  /// Whether a byte of `range`, with the one behind it, is one that `marks` marks. What lies behind the range counts as a visible byte.
  @inline(__always)
  private func holds(_ range: Range<Int>, _ marks: (SIMD16<UInt8>, SIMD16<UInt8>) -> SIMDMask<SIMD16<Int8>>) -> Bool {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return false }
    return unsafe withUnsafeBytes { raw -> Bool in
      func isMarked(_ here: SIMD16<UInt8>, _ next: SIMD16<UInt8>) -> Bool {
        let halves = unsafe unsafeBitCast(marks(here, next), to: SIMD2<UInt64>.self)
        return halves.x | halves.y != 0
      }
      let visible = SIMD16<UInt8>(repeating: 33)
      // The last byte has none behind it.
      if isMarked(SIMD16<UInt8>(repeating: unsafe raw[range.upperBound &- 1]), visible) { return true }
      if range.count >= 17 {
        var i = range.lowerBound
        while true {
          let here = unsafe raw.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
          let next = unsafe raw.loadUnaligned(fromByteOffset: i &+ 1, as: SIMD16<UInt8>.self)
          if isMarked(here, next) { return true }
          if i &+ 17 == range.upperBound { return false }
          i = Swift.min(i &+ 16, range.upperBound &- 17)  // the last sixteen may overlap those before them
        }
      }
      var (here, next) = (visible, visible)
      for k in 0..<range.count &- 1 {
        here[k] = unsafe raw[range.lowerBound &+ k]
        next[k] = unsafe raw[range.lowerBound &+ k &+ 1]
      }
      return isMarked(here, next)
    }
  }
}

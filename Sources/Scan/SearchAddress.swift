// The two scans that address lists are read with, sixteen bytes at a time.

extension Span where Element == UInt8 {
  /// The first byte in `from ..< to` that has a meaning in an address list (`"`, `(`, `,`, `:`, `;`, `<`, `@`, `[`, backslash),
  /// or `to` where there is none.
  @inlinable @inline(__always)
  public func addressSpecial(from: Int, to: Int) -> Int {
    guard from >= 0, to <= count else { return to }
    return unsafe withUnsafeBytes { raw -> Int in
      var i = from
      // Sixteen bytes may reach past `to`: what is found there is not there.
      while i < to, i &+ 16 <= count {
        let block = unsafe raw.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
        var marks: SIMDMask<SIMD16<Int8>> = block .== SIMD16<UInt8>(repeating: 44)
        marks = marks .| (block .== SIMD16<UInt8>(repeating: 64))
        marks = marks .| (block .== SIMD16<UInt8>(repeating: 34))
        marks = marks .| (block .== SIMD16<UInt8>(repeating: 40))
        let colons: SIMD16<UInt8> = block &- SIMD16<UInt8>(repeating: 58)
        marks = marks .| (colons .<= SIMD16<UInt8>(repeating: 2))
        let brackets: SIMD16<UInt8> = block &- SIMD16<UInt8>(repeating: 91)
        marks = marks .| (brackets .<= SIMD16<UInt8>(repeating: 1))
        let place = unsafe Span.firstSet(unsafeBitCast(marks, to: SIMD2<UInt64>.self))
        if place < 16 { return Swift.min(i &+ place, to) }
        i = i &+ 16
      }
      while i < to {
        let byte = unsafe raw[i]
        if byte == 44 || byte == 64 || byte &- 58 <= 2 || byte &- 91 <= 1 || byte == 34 || byte == 40 { return i }
        i = i &+ 1
      }
      return Swift.max(from, to)
    }
  }

  /// Whether every byte in `from ..< to` is visible: above the blank and no DEL.
  @inlinable @inline(__always)
  public func isVisible(from: Int, to: Int) -> Bool {
    guard from >= 0, to <= count else { return false }
    return unsafe withUnsafeBytes { raw -> Bool in
      var i = from
      while i < to, i &+ 16 <= count {
        let block = unsafe raw.loadUnaligned(fromByteOffset: i, as: SIMD16<UInt8>.self)
        let blanks: SIMDMask<SIMD16<Int8>> = block .<= SIMD16<UInt8>(repeating: 32)
        let marks = blanks .| (block .== SIMD16<UInt8>(repeating: 127))
        let place = unsafe Span.firstSet(unsafeBitCast(marks, to: SIMD2<UInt64>.self))
        if place < 16 { return i &+ place >= to }
        i = i &+ 16
      }
      while i < to {
        if unsafe raw[i] <= 32 || raw[i] == 127 { return false }
        i = i &+ 1
      }
      return true
    }
  }
}

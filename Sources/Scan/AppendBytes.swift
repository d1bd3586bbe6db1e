// Appending to byte arrays in one piece: one look at the room there is, one copy, nothing retained.

extension [UInt8] {
  /// Appends the bytes of `range` of a text; a range that does not lie within it adds nothing.
  @inlinable @inline(__always)
  public mutating func append(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    append(addingCapacity: range.count) { $0.append(text, range) }
  }

  /// Appends a text as UTF-8.
  @inlinable @inline(__always)
  public mutating func append(utf8Of text: String) {
    let bytes = text.utf8.span
    append(bytes, 0..<bytes.count)
  }
}

extension OutputSpan where Element == UInt8 {
  /// Appends the bytes of `range` of a text, for which there is room; a range that does not lie within it adds nothing.
  @inlinable @inline(__always)
  public mutating func append(_ text: borrowing Span<UInt8>, _ range: Range<Int>) {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= text.count else { return }
    precondition(range.count <= freeCapacity, "no room")
    unsafe withUnsafeMutableBufferPointer { target, filled in
      unsafe text.withUnsafeBufferPointer { source in
        guard let from = source.baseAddress, let to = target.baseAddress else { return }
        unsafe (to + filled).initialize(from: from + range.lowerBound, count: range.count)
        filled += range.count
      }
    }
  }
}

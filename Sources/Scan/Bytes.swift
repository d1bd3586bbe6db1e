#if canImport(Glibc)
  public import Glibc
#else
  public import Darwin
#endif

internal import CPlatform

// The vocabulary in which every parser here speaks of bytes: a borrowed span, positions in it, half-open ranges.
// A reader keeps ranges and makes a String only of what it hands out.

extension Span where Element == UInt8 {
  /// The first position in `from ..< to` that holds `byte`, or nil.
  @inlinable
  public func find(_ byte: UInt8, from: Int, to: Int) -> Int? {
    guard from < to, from >= 0, to <= count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      guard let hit = unsafe memchr(base + from, Int32(byte), to - from) else { return nil }
      return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }
  }

  /// The first position from `from` on that holds `byte`, or nil.
  @inlinable
  public func find(_ byte: UInt8, from: Int = 0) -> Int? { find(byte, from: from, to: count) }

  /// The first position in `from ..< to` where the bytes of `pattern` begin, or nil.
  public func find(_ pattern: StaticString, from: Int, to: Int) -> Int? {
    let length = pattern.utf8CodeUnitCount
    guard from >= 0, to <= count, to - from >= length, length > 0 else { return nil }
    return unsafe withUnsafeBufferPointer { buffer -> Int? in
      guard let base = buffer.baseAddress else { return nil }
      guard let hit = unsafe cardcase_find(base + from, to - from, pattern.utf8Start, length) else { return nil }
      return unsafe UnsafeRawPointer(hit) - UnsafeRawPointer(base)
    }
  }

  /// Whether every byte is one of US-ASCII.
  @inlinable
  public var isASCII: Bool { isASCII(0..<count) }

  /// Whether the bytes at `position` are those of `word`, to the letter.
  @inlinable
  public func has(_ word: StaticString, at position: Int) -> Bool {
    let length = word.utf8CodeUnitCount
    guard position >= 0, position + length <= count else { return false }
    return unsafe withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return length == 0 }
      return unsafe memcmp(base + position, word.utf8Start, length) == 0
    }
  }

  /// Whether `range` spells `word`, letters A to Z in either case.
  @inlinable
  public func spells(_ word: StaticString, in range: Range<Int>) -> Bool {
    let length = word.utf8CodeUnitCount
    guard range.count == length, range.lowerBound >= 0, range.upperBound <= count else { return false }
    // Eight bytes at a time; the last eight may overlap those before them.
    if length >= 8 {
      let pattern = unsafe UnsafeRawPointer(word.utf8Start)
      var i = 0
      while true {
        let wanted = unsafe UInt64(littleEndian: pattern.loadUnaligned(fromByteOffset: i, as: UInt64.self))
        if ASCII.lower(self.word(at: range.lowerBound &+ i)) != ASCII.lower(wanted) { return false }
        if i &+ 8 == length { return true }
        i = Swift.min(i &+ 8, length &- 8)
      }
    }
    for i in 0..<length where ASCII.lower(self[range.lowerBound + i]) != ASCII.lower(unsafe word.utf8Start[i]) { return false }
    return true
  }

  /// The bytes of `range` with A to Z made small.
  public func lowered(_ range: Range<Int>) -> [UInt8] {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return [] }
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe Array(unsafeUninitializedCapacity: range.count) { out, filled in
        for i in 0..<range.count { unsafe out[i] = ASCII.lower(buffer[range.lowerBound &+ i]) }
        filled = range.count
      }
    }
  }

  /// The bytes of `range` as a string; what is not UTF-8 becomes U+FFFD.
  @inlinable
  public func string(_ range: Range<Int>) -> String {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return "" }
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe String(decoding: UnsafeBufferPointer(rebasing: buffer[range]), as: UTF8.self)
    }
  }

  /// The bytes of `range` as a string if they are UTF-8, else nil.
  @inlinable
  public func validString(_ range: Range<Int>) -> String? {
    guard !range.isEmpty else { return "" }
    guard range.lowerBound >= 0, range.upperBound <= count else { return nil }
    return unsafe withUnsafeBufferPointer { buffer in
      unsafe String(validating: UnsafeBufferPointer(rebasing: buffer[range]), as: UTF8.self)
    }
  }

  /// Whether all bytes are UTF-8; nothing is copied. Where the first wrong byte is does not matter here.
  public var isUTF8: Bool { (try? UTF8Span(validating: self)) != nil }

  /// A copy of the bytes of `range`.
  @inlinable
  public func array(_ range: Range<Int>) -> [UInt8] {
    guard !range.isEmpty, range.lowerBound >= 0, range.upperBound <= count else { return [] }
    return unsafe withUnsafeBufferPointer { buffer in unsafe Array(buffer[range]) }
  }

  /// `range` without blanks, tabs, CR and LF at its ends.
  @inlinable
  public func trimmed(_ range: Range<Int>) -> Range<Int> {
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, ASCII.isSpace(self[low]) { low += 1 }
    while high > low, ASCII.isSpace(self[high - 1]) { high -= 1 }
    return low..<high
  }

  /// The line that begins at `start`: its content without the line end, and where the next begins.
  /// CRLF, CR CR LF, LF and a bare CR each end a line.
  @inlinable
  public func line(at start: Int) -> (content: Range<Int>, next: Int) {
    var end = start
    if let lf = find(UInt8(ascii: "\n"), from: start) { end = lf } else { end = count }
    if let cr = find(UInt8(ascii: "\r"), from: start, to: end) {
      var next = cr + 1
      while next < count, self[next] == UInt8(ascii: "\r") { next += 1 }
      if next < count, self[next] == UInt8(ascii: "\n") { return (start..<cr, next + 1) }
      return (start..<cr, cr + 1)
    }
    return (start..<end, Swift.min(end + 1, count))
  }
}

/// Letters, digits and blanks of US-ASCII, on bytes.
public enum ASCII {
  /// `byte` with A to Z made small.
  @inlinable public static func lower(_ byte: UInt8) -> UInt8 { byte &- 65 < 26 ? byte | 0x20 : byte }
  /// Eight bytes with A to Z made small in each.
  @inlinable public static func lower(_ word: UInt64) -> UInt64 {
    let low = word & 0x7F7F_7F7F_7F7F_7F7F
    let fromA = low &+ 0x3F3F_3F3F_3F3F_3F3F  // the high bit is set from A on
    let pastZ = low &+ 0x2525_2525_2525_2525  // and here behind Z
    return word | ((fromA & ~pastZ & ~word & 0x8080_8080_8080_8080) &>> 2)
  }
  /// `byte` with a to z made large.
  @inlinable public static func upper(_ byte: UInt8) -> UInt8 { byte &- 97 < 26 ? byte & 0xDF : byte }
  /// Blank, tab, CR, LF, vertical tab or form feed.
  @inlinable public static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }
  /// 0 to 9.
  @inlinable public static func isDigit(_ byte: UInt8) -> Bool { byte &- 48 < 10 }
  /// A to Z or a to z.
  @inlinable public static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 97 < 26 }
  /// The value of a hexadecimal digit, or nil.
  @inlinable public static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
  /// `text` with A to Z made small and nothing else touched.
  public static func lower(_ text: String) -> String { String(decoding: text.utf8.map(lower), as: UTF8.self) }
  /// `text` without ASCII blanks at its ends.
  public static func trim(_ text: String) -> String {
    let bytes = Array(text.utf8)
    let range = bytes.span.trimmed(0..<bytes.count)
    return range.count == bytes.count ? text : bytes.span.string(range)
  }
}

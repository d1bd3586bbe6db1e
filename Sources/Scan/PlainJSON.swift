extension Span where Element == UInt8 {
  /// Whether a text stands within the quotes of a JSON string as it is: no control, quote, backslash or DEL. Eight bytes at a time.
  public var isPlainJSON: Bool {
    var i = 0
    while i &+ 8 <= count {
      if JSONBytes.needEscape(word(at: i)) { return false }
      i = i &+ 8
    }
    while i < count {
      if JSONBytes.needsEscape(self[i]) { return false }
      i = i &+ 1
    }
    return true
  }
}

private enum JSONBytes {
  /// The same byte eight times.
  private static func all(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

  static func needsEscape(_ byte: UInt8) -> Bool { byte < 32 || byte == 34 || byte == 92 || byte == 127 }

  /// Whether one of eight bytes does. A byte below 128 has its high bit set by adding 128 less n where it is n or more; those from 128 on
  /// are left out by their own high bit.
  @inline(__always)
  static func needEscape(_ word: UInt64) -> Bool {
    let (high, low) = (all(0x80), word & all(0x7F))
    let (quote, slash) = (low ^ all(34), low ^ all(92))
    // The high bit of each is set where the byte is neither control, nor quote, nor backslash, nor DEL.
    let plain = (low &+ all(96)) & (quote &+ all(0x7F)) & (slash &+ all(0x7F)) & ~(low &+ all(1))
    return (plain | word) & high != high
  }
}

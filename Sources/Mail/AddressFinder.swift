internal import Scan

/// Mail addresses in running text.
public enum AddressFinder {
  /// The addresses in `text` in their order, without the punctuation around them.
  public static func addresses(in text: String) -> [String] {
    let bytes = Array(text.utf8)
    var found: [String] = []
    var from = 0
    while let at = bytes.span.find(64, from: from, to: bytes.count) {
      from = at + 1
      var low = at
      while low > 0, isLocal(bytes[low - 1]) { low -= 1 }
      while low < at, bytes[low] == 46 || bytes[low] == 39 || bytes[low] == 45 { low += 1 }
      var high = at + 1
      while high < bytes.count, isDomain(bytes[high]) { high += 1 }
      while high > at + 1, bytes[high - 1] == 46 || bytes[high - 1] == 45 { high -= 1 }
      guard low < at, bytes[(at + 1)..<high].contains(46) else { continue }
      found.append(bytes.span.string(low..<high))
      from = high
    }
    return found
  }

  @inline(__always)
  private static func isLocal(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 128 || "!#$%&'*+-/=?^_{|}~.".utf8.contains(byte)
  }

  @inline(__always)
  private static func isDomain(_ byte: UInt8) -> Bool {
    ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 128 || byte == 45 || byte == 46
  }
}

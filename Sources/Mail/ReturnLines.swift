internal import Scan

/// Files of the old Macintosh end lines with CR alone. They are rare, so they are made readable first: the only copy that a
/// reader here makes of a file.
public enum ReturnLines {
  /// `bytes` with LF for CR where no LF is among the first 64 KB but CRs are; nil for every other file. Offsets stay the same.
  public static func repaired(_ bytes: Span<UInt8>) -> [UInt8]? {
    let head = min(bytes.count, 65_536)
    if bytes.find(10, from: 0, to: head) != nil || bytes.find(13, from: 0, to: head) == nil { return nil }
    var copy = bytes.array(0..<bytes.count)
    for i in copy.indices where copy[i] == 13 && (i + 1 == copy.count || copy[i + 1] != 10) { copy[i] = 10 }
    return copy
  }
}

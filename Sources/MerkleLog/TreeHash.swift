internal import Crypto
internal import Scan

/// A SHA-256 value: a leaf, a node or a root of a log, a salt or a commitment. 32 bytes.
public struct TreeHash: Hashable, Sendable {
  let a: UInt64
  let b: UInt64
  let c: UInt64
  let d: UInt64

  /// 32 bytes as they stand; nil for any other count.
  public init?(_ bytes: some Collection<UInt8>) {
    guard bytes.count == 32 else { return nil }
    var words: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
    for (index, byte) in bytes.enumerated() {
      switch index >> 3 {
      case 0: words.0 = words.0 << 8 | UInt64(byte)
      case 1: words.1 = words.1 << 8 | UInt64(byte)
      case 2: words.2 = words.2 << 8 | UInt64(byte)
      default: words.3 = words.3 << 8 | UInt64(byte)
      }
    }
    (a, b, c, d) = words
  }

  /// The 32 bytes from `start` on, which are there.
  init(_ bytes: Span<UInt8>, at start: Int) {
    func word(_ place: Int) -> UInt64 { bytes.word(at: start + place * 8).byteSwapped }
    (a, b, c, d) = (word(0), word(1), word(2), word(3))
  }

  /// 64 hexadecimal digits; nil for anything else.
  public init?(hex: String) {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: 64, by: 2) {
      guard let high = ASCII.hex(digits[index]), let low = ASCII.hex(digits[index + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    self.init(bytes)
  }

  init(_ digest: SHA256.Digest) {
    (a, b, c, d) = unsafe digest.withUnsafeBytes { raw in
      unsafe (
        UInt64(bigEndian: raw.loadUnaligned(as: UInt64.self)), UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 16, as: UInt64.self)),
        UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
      )
    }
  }

  /// SHA-256 of `bytes`.
  public init(hashing bytes: [UInt8]) {
    var hasher = SHA256()
    unsafe bytes.withUnsafeBytes { raw in unsafe hasher.update(bufferPointer: raw) }
    self.init(hasher.finalize())
  }

  /// The 32 bytes.
  public var bytes: [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(32)
    append(to: &out)
    return out
  }

  /// Appends the 32 bytes to `out`.
  public func append(to out: inout [UInt8]) {
    for word in [a, b, c, d] {
      for shift in stride(from: UInt64(56), through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
  }

  /// 64 small hexadecimal digits.
  public var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    var out: [UInt8] = []
    for byte in bytes {
      out.append(digits[Int(byte >> 4)])
      out.append(digits[Int(byte & 15)])
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// The two hashes of RFC 9162 section 2.1.1.
extension TreeHash {
  /// The root of a log without entries: SHA-256 of nothing.
  public static let empty = TreeHash(hashing: [])

  /// What has read the first byte of every leaf, and of every node.
  private static let leafState = state(after: 0)
  private static let nodeState = state(after: 1)

  private static func state(after byte: UInt8) -> SHA256 {
    var hasher = SHA256()
    hasher.update(data: [byte])
    return hasher
  }

  /// The hash of a leaf: SHA-256(00 || entry).
  public static func leaf(_ entry: [UInt8]) -> TreeHash {
    var hasher = leafState
    unsafe entry.withUnsafeBytes { raw in unsafe hasher.update(bufferPointer: raw) }
    return TreeHash(hasher.finalize())
  }

  /// The hash of a node: SHA-256(01 || left || right).
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    let block = (
      left.a.bigEndian, left.b.bigEndian, left.c.bigEndian, left.d.bigEndian, right.a.bigEndian, right.b.bigEndian, right.c.bigEndian,
      right.d.bigEndian
    )
    var hasher = nodeState
    unsafe withUnsafeBytes(of: block) { raw in unsafe hasher.update(bufferPointer: raw) }
    return TreeHash(hasher.finalize())
  }

  /// The hash of a leaf that hides its datum: SHA-256(00 || salt || datum).
  public static func leaf(salt: TreeHash, _ datum: [UInt8]) -> TreeHash {
    let block = (salt.a.bigEndian, salt.b.bigEndian, salt.c.bigEndian, salt.d.bigEndian)
    var hasher = leafState
    unsafe withUnsafeBytes(of: block) { raw in unsafe hasher.update(bufferPointer: raw) }
    unsafe datum.withUnsafeBytes { raw in unsafe hasher.update(bufferPointer: raw) }
    return TreeHash(hasher.finalize())
  }

  /// A commitment to a single datum: SHA-256(salt || datum).
  public static func commitment(salt: TreeHash, _ datum: [UInt8]) -> TreeHash {
    let block = (salt.a.bigEndian, salt.b.bigEndian, salt.c.bigEndian, salt.d.bigEndian)
    var hasher = SHA256()
    unsafe withUnsafeBytes(of: block) { raw in unsafe hasher.update(bufferPointer: raw) }
    unsafe datum.withUnsafeBytes { raw in unsafe hasher.update(bufferPointer: raw) }
    return TreeHash(hasher.finalize())
  }
}

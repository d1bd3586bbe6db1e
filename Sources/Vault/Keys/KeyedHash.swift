internal import Crypto
internal import Scan

/// HMAC-SHA256 (RFC 2104) under one key, for very many short messages: the two states that the key alone makes are kept and copied, so that
/// a message costs two blocks of SHA-256 and nothing else.
struct KeyedHash: Sendable {
  private let inner: SHA256
  private let outer: SHA256

  /// `key` has at most 64 bytes, the block of SHA-256.
  init(key: SymmetricKey) {
    let block = unsafe key.withUnsafeBytes { unsafe Array($0) } + [UInt8](repeating: 0, count: max(0, 64 - key.bitCount / 8))
    precondition(block.count == 64)
    inner = KeyedHash.state(after: block.map { $0 ^ 0x36 })
    outer = KeyedHash.state(after: block.map { $0 ^ 0x5C })
  }

  private static func state(after block: [UInt8]) -> SHA256 {
    var state = SHA256()
    state.update(data: block)
    return state
  }

  /// The authenticator of a message.
  func code(of message: Span<UInt8>) -> SHA256.Digest {
    var (first, second) = (inner, outer)
    unsafe message.withUnsafeBytes { unsafe first.update(bufferPointer: $0) }
    unsafe first.finalize().withUnsafeBytes { unsafe second.update(bufferPointer: $0) }
    return second.finalize()
  }

  /// The first eight bytes of it, as a number.
  func number(of message: Span<UInt8>) -> UInt64 {
    unsafe code(of: message).withUnsafeBytes { unsafe UInt64(bigEndian: $0.loadUnaligned(as: UInt64.self)) }
  }
}

internal import Crypto

extension TreeHash {
  /// SHA-256 of bytes that are lent, however many: nothing is copied.
  public init(hashing bytes: borrowing Span<UInt8>) {
    var hasher = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    self.init(hasher.finalize())
  }
}

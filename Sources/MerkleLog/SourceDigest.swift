internal import Crypto
public import Scan

extension TreeHash {
  /// SHA-256 of bytes that are lent, however many: nothing is copied.
  public init(hashing bytes: borrowing Span<UInt8>) {
    var hasher = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    self.init(hasher.finalize())
  }

  /// The same in pieces of 16 MB, giving back the memory of what was hashed.
  public init(hashing bytes: borrowing Span<UInt8>, behind: ReadBehind) {
    let piece = 16 << 20
    var hasher = SHA256()
    var done = 0
    while done < bytes.count {
      let end = min(done + piece, bytes.count)
      unsafe bytes.extracting(done..<end).withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
      done = end
      behind.wasRead(to: done)
    }
    self.init(hasher.finalize())
  }

  /// The digest of a set of files by the digests of each: the same however the files are called and in whatever order they come.
  public init(ofFiles digests: [TreeHash]) {
    self.init(hashing: digests.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
  }
}

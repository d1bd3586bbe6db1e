internal import Crypto
internal import Synchronization

/// SHA-256 of bytes as they come.
public final class RunningDigest: Sendable {
  private let hasher = Mutex(SHA256())

  /// Of no bytes yet.
  public init() {}

  /// Takes in what comes next.
  public func append(_ bytes: Span<UInt8>) {
    hasher.withLock { hasher in unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) } }
  }

  /// The digest of all that came so far.
  public var digest: TreeHash { TreeHash(hasher.withLock { $0 }.finalize()) }
}

extension TreeHash {
  /// SHA-256 of bytes that are lent, however many: nothing is copied.
  public init(hashing bytes: borrowing Span<UInt8>) {
    var hasher = SHA256()
    unsafe bytes.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) }
    self.init(hasher.finalize())
  }

  /// The same of bytes that come in pieces, one behind the other: `pieces` hands each to the function that it is given.
  public init(hashing pieces: ((Span<UInt8>) -> Void) throws -> Void) rethrows {
    var hasher = SHA256()
    try pieces { piece in unsafe piece.withUnsafeBytes { unsafe hasher.update(bufferPointer: $0) } }
    self.init(hasher.finalize())
  }

  /// The digest of a set of files by the digests of each: the same however the files are called and in whatever order they come.
  public init(ofFiles digests: [TreeHash]) {
    self.init(hashing: digests.map(\.bytes).sorted { $0.lexicographicallyPrecedes($1) }.flatMap { $0 })
  }
}

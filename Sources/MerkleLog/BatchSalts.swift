internal import Crypto
internal import Foundation
internal import Scan

/// The salts of one batch, all from one secret seed of 32 bytes: the key stream of ChaCha20, 32 bytes each.
///
/// Salts come 64 at a time: chunk `c` is the ChaCha20-Poly1305 cipher text, without its tag, of 2,048 zero bytes under the seed as key and
/// `c` as the nonce (12 bytes, big endian). One pass of a stream cipher costs a tenth of a hash for each salt.
public struct BatchSalts: Sendable {
  /// The seed.
  public let seed: TreeHash
  private var chunk = -1
  private var salts: [TreeHash] = []

  private static let chunkSize = 64

  /// The salts of a batch.
  public init(_ seed: TreeHash) { self.seed = seed }

  /// The salt of datum `index`; nil only where the machine's cryptography fails.
  public mutating func salt(_ index: Int) -> TreeHash? {
    if index / BatchSalts.chunkSize != chunk {
      chunk = index / BatchSalts.chunkSize
      salts = BatchSalts.chunk(chunk, seed)
    }
    let place = index % BatchSalts.chunkSize
    return salts.indices.contains(place) ? salts[place] : nil
  }

  private static func chunk(_ number: Int, _ seed: TreeHash) -> [TreeHash] {
    let count = UInt64(number)
    let nonce = [0, 0, 0, 0] + stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: count >> $0) }
    do {
      let box = try ChaChaPoly.seal(
        [UInt8](repeating: 0, count: chunkSize * 32), using: SymmetricKey(data: seed.bytes), nonce: ChaChaPoly.Nonce(data: nonce))
      let stream = Array(box.ciphertext)
      guard stream.count == chunkSize * 32 else { return [] }
      var salts: [TreeHash] = []
      salts.reserveCapacity(chunkSize)
      for index in 0..<chunkSize { salts.append(TreeHash(stream.span, at: index * 32)) }
      return salts
    } catch {
      return []
    }
  }
}

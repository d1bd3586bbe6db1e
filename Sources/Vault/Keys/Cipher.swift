internal import Book
internal import Crypto
internal import Foundation
internal import MerkleLog
internal import Scan
internal import Synchronization

/// The place of a sealed value, to which it is bound: it opens nowhere else.
struct Place {
  let table: String
  let column: String
  let row: Int64
  let version: Int64
}

/// Seals and opens the cells of one book, and makes its look-up hashes. See docs/formats/vault.md, "Sealed cells".
struct Cipher: Sendable {
  private let sealing: SymmetricKey
  /// Keyed already: a copy costs less than keying anew.
  private let lookup: KeyedHash
  private let ledger: KeyedHash
  private let prefix: [UInt8]
  private let nonces: NoncePool
  private let random: @Sendable (Int) -> [UInt8]

  /// The cipher of the book whose file is called `store` in the vault `vaultID`.
  init(key: [UInt8], vaultID: String, store: String, random: @escaping @Sendable (Int) -> [UInt8]) {
    let root = SymmetricKey(data: key)
    let salt = Bytes.fromHex(vaultID) ?? []
    func derive(_ purpose: String) -> SymmetricKey {
      HKDF<SHA256>.deriveKey(inputKeyMaterial: root, salt: salt, info: Array("cardcase \(purpose)".utf8), outputByteCount: 32)
    }
    sealing = derive("seal")
    lookup = KeyedHash(key: derive("look-up"))
    ledger = KeyedHash(key: derive("ledger"))
    let name = Array(store.utf8)
    prefix = Array("cardcase/1".utf8) + [0] + salt + [UInt8(truncatingIfNeeded: name.count)] + name
    self.random = random
    nonces = NoncePool(random: random)
  }

  private func bound(to place: Place) -> [UInt8] {
    var out = prefix
    out.reserveCapacity(prefix.count + place.table.utf8.count + place.column.utf8.count + 18)
    out.append(UInt8(truncatingIfNeeded: place.table.utf8.count))
    out.append(contentsOf: place.table.utf8)
    out.append(UInt8(truncatingIfNeeded: place.column.utf8.count))
    out.append(contentsOf: place.column.utf8)
    for number in [place.row, place.version] {
      for shift in stride(from: Int64(56), through: 0, by: -8) { out.append(UInt8(truncatingIfNeeded: number >> shift)) }
    }
    return out
  }

  /// Seals `plain`, whose first byte is the version of its encoding, into the cell at `place`.
  func seal(_ plain: [UInt8], at place: Place) throws -> Data {
    do {
      let nonce = try ChaChaPoly.Nonce(data: nonces.next())
      return try ChaChaPoly.seal(plain, using: sealing, nonce: nonce, authenticating: bound(to: place)).combined
    } catch {
      throw Fault(.system, "A value could not be sealed.", underlying: "\(error)")
    }
  }

  /// Opens the cell at `place`; `tampered` when it was sealed elsewhere, or changed.
  func open(_ cell: Data, at place: Place) throws -> [UInt8] {
    do {
      return try Array(ChaChaPoly.open(ChaChaPoly.SealedBox(combined: cell), using: sealing, authenticating: bound(to: place)))
    } catch {
      throw Fault(
        .tampered, "A sealed value of the vault was changed or moved by something other than Cardcase.",
        next: "cardcase doctor says what is left; a backup has the value as it was.",
        underlying: "\(place.table).\(place.column) row \(place.row) version \(place.version)")
    }
  }

  /// What a look-up hash is for; equal values of different purposes have different hashes.
  enum Purpose: UInt8 {
    case handle = 1
    case content, record, identity, digest, token, factKey, forgotten
  }

  /// The keyed hash of a value, 16 bytes.
  func hash(_ purpose: Purpose, _ parts: [UInt8]...) -> [UInt8] {
    var message = [purpose.rawValue]
    for (index, part) in parts.enumerated() {
      // The length in front keeps "ab" + "c" apart from "a" + "bc".
      if index < parts.count - 1 { message += Bytes.big(UInt64(part.count)) }
      message += part
    }
    return Array(lookup.code(of: message.span).prefix(16))
  }

  /// The keyed hash of a handle as a row number: 61 bits of it, with the bit above set, so that it is never a record's.
  func row(of handle: Handle, _ purpose: Purpose = .handle) -> Int64 {
    var message: [UInt8] = []
    return row(of: handle.kind, handle.normal, purpose, writing: &message)
  }

  /// The same with an array that is used again: an import asks for the row of every address there is.
  func row(of kind: Handle.Kind, _ normal: String, _ purpose: Purpose = .handle, writing message: inout [UInt8]) -> Int64 {
    // What `hash` makes of kind and value: the purpose, the kind with its length in front, the value.
    let (kind, value) = (kind.rawValue, normal.utf8.span)
    message.removeAll(keepingCapacity: true)
    message.append(addingCapacity: 9 + kind.utf8.count + value.count) { out in
      out.append(purpose.rawValue)
      for _ in 0..<7 { out.append(0) }
      out.append(UInt8(kind.utf8.count))
      out.append(kind.utf8.span, 0..<kind.utf8.count)
      out.append(value, 0..<value.count)
    }
    return Cipher.row(lookup.number(of: message.span))
  }

  /// The row number of a handle's hash.
  static func row(_ hash: [UInt8]) -> Int64 { row(Bytes.number(hash.prefix(8))) }

  private static func row(_ hash: UInt64) -> Int64 { Int64(hash & (1 << 61 - 1) | 1 << 61) }

  /// Whether a member of a person is a handle rather than a record: what `row` sets says so.
  static func isHandle(_ member: Int64) -> Bool { member >> 61 & 1 == 1 }

  /// A number that rises with members, which are below 2^62, and has what differs in its top bits.
  static func sortKey(ofMember member: Int64) -> UInt64 { UInt64(bitPattern: member) << 2 }

  /// The same for ids, which are below 2^60.
  static func sortKey(ofID id: Int64) -> UInt64 { UInt64(bitPattern: id) << 4 }

  /// The authenticator of a ledger entry.
  func ledgerMac(_ number: Int, _ entry: [UInt8]) -> Data {
    Data(ledger.code(of: (Bytes.big(UInt64(number)) + entry).span))
  }

  /// Fresh random identifiers, many at a time, in rising order: the key stream of ChaCha20 under a fresh random key, as for nonces.
  func identifiers(_ count: Int) throws -> [Int64] {
    if count == 0 { return [] }
    let stream = try Cipher.stream(random(32), count: count * 8)
    let fresh = (0..<count).map { Int64(max(1, stream.span.word(at: $0 * 8).byteSwapped & (1 << 60 - 1))) }
    return Buckets.sorted(fresh, by: Cipher.sortKey(ofID:), <)
  }

  /// So many bytes of the key stream of ChaCha20 under a key of 32 bytes that is used once.
  fileprivate static func stream(_ key: [UInt8], count: Int) throws -> [UInt8] {
    do {
      let nonce = try ChaChaPoly.Nonce(data: [UInt8](repeating: 0, count: 12))
      let zeros = [UInt8](repeating: 0, count: count)
      return Array(try ChaChaPoly.seal(zeros, using: SymmetricKey(data: key), nonce: nonce).ciphertext)
    } catch {
      throw Fault(.system, "There is no randomness on this machine.", underlying: "\(error)")
    }
  }

  /// A fresh seed for a batch.
  func seed() throws -> TreeHash {
    guard let seed = TreeHash(random(32)) else { throw Fault(.system, "There is no randomness on this machine.") }
    return seed
  }
}

/// Random nonces, many at a time: the key stream of ChaCha20 under a fresh random key for every 256 of them. A nonce from the system for
/// each cell costs more than sealing a short one.
final class NoncePool: Sendable {
  private static let refill = 256
  private let random: @Sendable (Int) -> [UInt8]
  private let waiting = Mutex<[UInt8]>([])

  init(random: @escaping @Sendable (Int) -> [UInt8]) { self.random = random }

  /// Twelve bytes that were not given out before.
  func next() throws -> [UInt8] {
    try waiting.withLock { waiting in
      if waiting.isEmpty { waiting = try Cipher.stream(random(32), count: 12 * NoncePool.refill) }
      let nonce = Array(waiting.suffix(12))
      waiting.removeLast(12)
      return nonce
    }
  }
}

/// Wrapping a key by another: ChaCha20-Poly1305, bound to what the key is of.
enum KeyWrap {
  /// A key for wrapping, derived from secret bytes.
  static func derived(_ secret: [UInt8], _ purpose: String, vaultID: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: secret), salt: Bytes.fromHex(vaultID) ?? [], info: Array("cardcase wrap \(purpose)".utf8),
      outputByteCount: 32)
  }

  static func seal(_ key: [UInt8], by wrapping: SymmetricKey, of name: String, random: (Int) -> [UInt8]) throws -> [UInt8] {
    do {
      let nonce = try ChaChaPoly.Nonce(data: random(12))
      return Array(try ChaChaPoly.seal(key, using: wrapping, nonce: nonce, authenticating: Array("cardcase key \(name)".utf8)).combined)
    } catch {
      throw Fault(.system, "A key could not be wrapped.", underlying: "\(error)")
    }
  }

  /// The key, or nil when `wrapping` is not the one it was wrapped by.
  static func open(_ box: [UInt8], by wrapping: SymmetricKey, of name: String) -> [UInt8]? {
    do {
      return Array(
        try ChaChaPoly.open(ChaChaPoly.SealedBox(combined: box), using: wrapping, authenticating: Array("cardcase key \(name)".utf8)))
    } catch {
      return nil
    }
  }
}

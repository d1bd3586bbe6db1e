internal import Crypto
internal import Foundation

/// The payload of an age file: chunks of 64 KiB, each sealed, the last one marked (STREAM).
struct Chunks {
  static let size = 64 * 1024
  private let key: SymmetricKey
  private var counter: UInt64 = 0

  init(fileKey: [UInt8], nonce: [UInt8]) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: fileKey), salt: nonce, info: Array("payload".utf8), outputByteCount: 32)
  }

  private func nonce(last: Bool) -> [UInt8] {
    [0, 0, 0] + stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: counter >> $0) } + [last ? 1 : 0]
  }

  mutating func seal(_ plain: ArraySlice<UInt8>, last: Bool) throws(AgeError) -> [UInt8] {
    let nonce = nonce(last: last)
    counter += 1
    return try FileKey.system {
      let box = try ChaChaPoly.seal(plain, using: key, nonce: ChaChaPoly.Nonce(data: nonce))
      return Array(box.ciphertext) + Array(box.tag)
    }
  }

  mutating func open(_ sealed: ArraySlice<UInt8>, last: Bool) throws(AgeError) -> [UInt8] {
    let nonce = nonce(last: last)
    counter += 1
    do { return Array(try ChaChaPoly.open(ChaChaPoly.SealedBox(combined: nonce + sealed), using: key)) } catch { throw .payload }
  }
}

/// Encrypts a stream piece by piece, in the format of age v1.
public struct AgeEncryptor: Sendable {
  /// The bytes that come first: header and nonce.
  public let head: [UInt8]
  private var chunks: Chunks
  private var waiting: [UInt8] = []

  /// For these recipients; a passphrase must be the only one. `random` gives so many random bytes.
  public init(recipients: [AgeRecipient], random: (Int) -> [UInt8]) throws(AgeError) {
    guard !recipients.isEmpty else { throw .key }
    for case .passphrase in recipients where recipients.count > 1 { throw .key }
    let key = random(FileKey.size)
    var stanzas: [Stanza] = []
    for recipient in recipients { stanzas.append(try FileKey.wrap(key, for: recipient, random: random)) }
    let nonce = random(16)
    head = Header.write(stanzas, fileKey: key) + nonce
    chunks = Chunks(fileKey: key, nonce: nonce)
  }

  /// What can be written of the plain text so far. The last chunk waits for `finish`.
  public mutating func add(_ plain: [UInt8]) throws(AgeError) -> [UInt8] {
    waiting += plain
    var (out, start): ([UInt8], Int) = ([], 0)
    while waiting.count - start > Chunks.size {
      out += try chunks.seal(waiting[start..<start + Chunks.size], last: false)
      start += Chunks.size
    }
    waiting.removeFirst(start)
    return out
  }

  /// The last chunk.
  public mutating func finish() throws(AgeError) -> [UInt8] {
    defer { waiting = [] }
    return try chunks.seal(waiting[...], last: true)
  }
}

/// Decrypts a stream piece by piece. What it gives out is authentic, but whole only when `finish` has not thrown.
public struct AgeDecryptor: Sendable {
  private let identities: [AgeIdentity]
  private let limits: AgeLimits
  private var waiting: [UInt8] = []
  private var chunks: Chunks?
  private var hasOutput = false

  /// With these identities.
  public init(identities: [AgeIdentity], limits: AgeLimits = AgeLimits()) {
    self.identities = identities
    self.limits = limits
  }

  /// Takes more of the file; gives what could be opened.
  public mutating func add(_ bytes: [UInt8]) throws(AgeError) -> [UInt8] {
    waiting += bytes
    if chunks == nil { try readHead() }
    guard var stream = chunks else { return [] }
    defer { chunks = stream }
    var (out, start): ([UInt8], Int) = ([], 0)
    // A whole chunk is the last one only when nothing follows it.
    while waiting.count - start > Chunks.size + 16 {
      out += try stream.open(waiting[start..<start + Chunks.size + 16], last: false)
      start += Chunks.size + 16
      hasOutput = true
    }
    waiting.removeFirst(start)
    return out
  }

  /// The end of the file: the last chunk.
  public mutating func finish() throws(AgeError) -> [UInt8] {
    guard var stream = chunks else { throw .header }
    // Only an empty file has an empty last chunk.
    guard waiting.count >= 16, waiting.count > 16 || !hasOutput else { throw .payload }
    defer { waiting = [] }
    return try stream.open(waiting[...], last: true)
  }

  private mutating func readHead() throws(AgeError) {
    guard let (header, end) = try Header.read(waiting, limits), waiting.count >= end + 16 else { return }
    let key = try fileKey(header)
    guard header.isAuthentic(key) else { throw .headerMAC }
    chunks = Chunks(fileKey: key, nonce: Array(waiting[end..<end + 16]))
    waiting.removeFirst(end + 16)
  }

  private func fileKey(_ header: Header) throws(AgeError) -> [UInt8] {
    for stanza in header.stanzas { try FileKey.check(stanza) }
    let hasPassphrase = header.stanzas.contains { $0.arguments.first == "scrypt" }
    // A passphrase stands alone, so that who knows it knows that nobody else was given the file.
    if hasPassphrase, header.stanzas.count > 1 { throw .header }
    for stanza in header.stanzas {
      for identity in identities {
        if let key = try FileKey.open(stanza, identity, limits) {
          guard key.count == FileKey.size else { throw .header }
          return key
        }
      }
    }
    throw .noMatch
  }
}

/// Whole files in memory.
public enum Age {
  /// `plain` encrypted.
  public static func encrypt(_ plain: [UInt8], to recipients: [AgeRecipient], random: (Int) -> [UInt8]) throws(AgeError) -> [UInt8] {
    var encryptor = try AgeEncryptor(recipients: recipients, random: random)
    return try encryptor.head + encryptor.add(plain) + encryptor.finish()
  }

  /// The plain text of `file`.
  public static func decrypt(_ file: [UInt8], with identities: [AgeIdentity], limits: AgeLimits = AgeLimits()) throws(AgeError) -> [UInt8] {
    var decryptor = AgeDecryptor(identities: identities, limits: limits)
    let first = try decryptor.add(file)
    return try first + decryptor.finish()
  }
}

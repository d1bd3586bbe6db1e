internal import Crypto
internal import CryptoExtras
internal import Foundation

/// For whom a file is encrypted.
public enum AgeRecipient: Hashable, Sendable {
  /// An X25519 public key, 32 bytes: `age1...`.
  case x25519([UInt8])
  /// A passphrase, and the work factor of scrypt as a power of two (18 is age's own). It must be the only recipient.
  case passphrase(String, workFactor: Int)

  /// Reads `age1...`; nil for anything else.
  public init?(_ text: String) {
    guard let bytes = Bech32.decode("age", text), bytes.count == 32 else { return nil }
    self = .x25519(bytes)
  }
}

/// Who can open a file.
public enum AgeIdentity: Hashable, Sendable {
  /// An X25519 secret key, 32 bytes: `AGE-SECRET-KEY-1...`.
  case x25519([UInt8])
  /// A passphrase.
  case passphrase(String)

  /// Reads `AGE-SECRET-KEY-1...`; nil for anything else.
  public init?(_ text: String) {
    guard let bytes = Bech32.decode("age-secret-key-", text), bytes.count == 32 else { return nil }
    self = .x25519(bytes)
  }

  /// The identity as age writes it into a file; nil for a passphrase.
  public var text: String? {
    guard case .x25519(let secret) = self else { return nil }
    return Bech32.encode("age-secret-key-", secret).uppercased()
  }

  /// The recipient `age1...` that belongs to an X25519 identity; nil for a passphrase, or where the bytes are no key.
  public var recipient: String? {
    guard case .x25519(let secret) = self else { return nil }
    do {
      let key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret)
      return Bech32.encode("age", Array(key.publicKey.rawRepresentation))
    } catch {
      return nil
    }
  }
}

/// One recipient's part of a header: what it takes to get at the file key.
struct Stanza {
  var arguments: [String]
  var body: [UInt8]
}

/// Wrapping the file key for a recipient, and opening it again.
enum FileKey {
  static let size = 16
  private static let zeroNonce = [UInt8](repeating: 0, count: 12)

  static func wrap(_ key: [UInt8], for recipient: AgeRecipient, random: (Int) -> [UInt8]) throws(AgeError) -> Stanza {
    switch recipient {
    case .x25519(let bytes):
      let ephemeral = try system { try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: random(32)) }
      let share = Array(ephemeral.publicKey.rawRepresentation)
      guard let wrapping = try x25519Key(ephemeral, bytes, share: share, recipient: bytes) else { throw .key }
      return Stanza(arguments: ["X25519", Unpadded.encode(share)], body: try seal(key, wrapping))
    case .passphrase(let text, let factor):
      guard (1...30).contains(factor) else { throw .limit }
      let salt = random(16)
      return Stanza(arguments: ["scrypt", Unpadded.encode(salt), String(factor)], body: try seal(key, scrypt(text, salt, factor)))
    }
  }

  /// The file key, or nil when the stanza is not for this identity. A stanza of a known kind that is malformed makes the header bad.
  static func open(_ stanza: Stanza, _ identity: AgeIdentity, _ limits: AgeLimits) throws(AgeError) -> [UInt8]? {
    switch (stanza.arguments.first, identity) {
    case ("X25519", .x25519(let secret)):
      let share = try checkX25519(stanza)
      let key: Curve25519.KeyAgreement.PrivateKey
      do { key = try Curve25519.KeyAgreement.PrivateKey(rawRepresentation: secret) } catch { throw .key }
      let recipient = Array(key.publicKey.rawRepresentation)
      guard let wrapping = try x25519Key(key, share, share: share, recipient: recipient) else { throw .header }
      return unseal(stanza.body, wrapping)
    case ("scrypt", .passphrase(let text)):
      let (salt, factor) = try checkScrypt(stanza)
      if factor > limits.workFactor { throw .limit }
      return unseal(stanza.body, try scrypt(text, salt, factor))
    default: return nil
    }
  }

  /// Every stanza of a kind we know must be well formed, whoever it is for.
  static func check(_ stanza: Stanza) throws(AgeError) {
    if stanza.arguments.first == "X25519" { _ = try checkX25519(stanza) }
    if stanza.arguments.first == "scrypt" { _ = try checkScrypt(stanza) }
  }

  private static func checkX25519(_ stanza: Stanza) throws(AgeError) -> [UInt8] {
    guard stanza.arguments.count == 2, let share = Unpadded.decode(Array(stanza.arguments[1].utf8)), share.count == 32,
      stanza.body.count == 32
    else {
      throw .header
    }
    return share
  }

  private static func checkScrypt(_ stanza: Stanza) throws(AgeError) -> (salt: [UInt8], factor: Int) {
    guard stanza.arguments.count == 3, let salt = Unpadded.decode(Array(stanza.arguments[1].utf8)), salt.count == 16,
      stanza.body.count == 32
    else {
      throw .header
    }
    let digits = stanza.arguments[2]
    guard !digits.isEmpty, digits.utf8.count <= 3, digits.utf8.allSatisfy({ (48...57).contains($0) }), digits.first != "0",
      let factor = Int(digits)
    else { throw .header }
    return (salt, factor)
  }

  private static func x25519Key(
    _ secret: Curve25519.KeyAgreement.PrivateKey, _ other: [UInt8], share: [UInt8], recipient: [UInt8]
  ) throws(AgeError) -> SymmetricKey? {
    do {
      let shared = try secret.sharedSecretFromKeyAgreement(with: Curve25519.KeyAgreement.PublicKey(rawRepresentation: other))
      let bytes = Array(SymmetricKey(data: shared).bytes)
      // A point of low order gives a secret of zeros.
      if bytes.allSatisfy({ $0 == 0 }) { return nil }
      return HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: bytes), salt: share + recipient, info: Array("age-encryption.org/v1/X25519".utf8),
        outputByteCount: 32)
    } catch {
      return nil
    }
  }

  private static func scrypt(_ text: String, _ salt: [UInt8], _ factor: Int) throws(AgeError) -> SymmetricKey {
    try system {
      try KDF.Scrypt.deriveKey(
        from: Array(text.utf8), salt: Array("age-encryption.org/v1/scrypt".utf8) + salt, outputByteCount: 32, rounds: 1 << factor,
        blockSize: 8,
        parallelism: 1)
    }
  }

  private static func seal(_ key: [UInt8], _ wrapping: SymmetricKey) throws(AgeError) -> [UInt8] {
    try system {
      let box = try ChaChaPoly.seal(key, using: wrapping, nonce: ChaChaPoly.Nonce(data: zeroNonce))
      return Array(box.ciphertext) + Array(box.tag)
    }
  }

  private static func unseal(_ body: [UInt8], _ wrapping: SymmetricKey) -> [UInt8]? {
    do {
      return Array(try ChaChaPoly.open(ChaChaPoly.SealedBox(combined: zeroNonce + body), using: wrapping))
    } catch {
      return nil
    }
  }

  static func system<Result>(_ body: () throws -> Result) throws(AgeError) -> Result {
    do { return try body() } catch { throw .system }
  }
}

extension SymmetricKey {
  /// The key's bytes.
  var bytes: [UInt8] { unsafe withUnsafeBytes { unsafe Array($0) } }
}

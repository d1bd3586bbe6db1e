internal import Crypto
internal import Foundation
internal import Scan

/// The state of a log at one time: who, how many entries, which root. The text of a C2SP tlog-checkpoint.
public struct Checkpoint: Hashable, Sendable {
  /// Which log: `cardcase.local/ledger/4f1c...`.
  public var origin: String
  /// How many entries.
  public var size: Int
  /// The root over them.
  public var root: TreeHash

  /// A state.
  public init(origin: String, size: Int, root: TreeHash) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The three lines that are signed, each ended by a line feed.
  public var text: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes.span))\n" }

  /// Reads the three lines; extension lines behind them are allowed and passed over.
  public init?(text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.last == "", !lines[0].isEmpty, let size = Int(lines[1]), size >= 0, String(size) == lines[1] else {
      return nil
    }
    guard let bytes = Base64.decode(Array(lines[2].utf8).span), let root = TreeHash(bytes) else { return nil }
    self.init(origin: String(lines[0]), size: size, root: root)
  }
}

/// The key that signs checkpoints, in the forms that outside tools read.
public struct CheckpointSigner: Sendable {
  /// The name in front of a signature.
  public static let name = "cardcase"
  private let key: Curve25519.Signing.PrivateKey

  /// A signer from its 32 secret bytes; nil where they are no key.
  public init?(secret: [UInt8]) {
    do { key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret) } catch { return nil }
  }

  /// The public key, 32 bytes.
  public var publicKey: [UInt8] { Array(key.publicKey.rawRepresentation) }

  /// The bare Ed25519 signature over the checkpoint's text, 64 bytes, for `openssl pkeyutl -rawin`.
  public func signature(_ checkpoint: Checkpoint) throws -> [UInt8] { try Array(key.signature(for: Array(checkpoint.text.utf8))) }

  /// The C2SP signed note.
  public func note(_ checkpoint: Checkpoint) throws -> String {
    let signed = try SignedNote.keyID(publicKey) + signature(checkpoint)
    return "\(checkpoint.text)\n\u{2014} \(CheckpointSigner.name) \(Base64.encode(signed.span))\n"
  }

  /// An SSH signature (PROTOCOL.sshsig) over the checkpoint's text, namespace `cardcase-checkpoint`, armoured.
  public func sshSignature(_ checkpoint: Checkpoint) throws -> String {
    let namespace = Array("cardcase-checkpoint".utf8)
    let digest = Array(SHA512.hash(data: Array(checkpoint.text.utf8)))
    let body = SSH.string(namespace) + SSH.string([]) + SSH.string(Array("sha512".utf8))
    let signed = try Array(key.signature(for: Array("SSHSIG".utf8) + body + SSH.string(digest)))
    let blob =
      Array("SSHSIG".utf8) + [0, 0, 0, 1] + SSH.string(SSH.publicKey(publicKey)) + body
      + SSH.string(SSH.string(SSH.algorithm) + SSH.string(signed))
    return SSH.armour(blob)
  }

  /// The public key as a line of an SSH `allowed_signers` file.
  public var allowedSigner: String {
    "\(CheckpointSigner.name) namespaces=\"cardcase-checkpoint\" ssh-ed25519 \(Base64.encode(SSH.publicKey(publicKey).span))\n"
  }

  /// The public key as PEM (SubjectPublicKeyInfo, RFC 8410), for openssl.
  public var publicKeyPEM: String {
    let info: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00] + publicKey
    return "-----BEGIN PUBLIC KEY-----\n\(Base64.encode(info.span))\n-----END PUBLIC KEY-----\n"
  }
}

/// Reading signed notes.
public enum SignedNote {
  /// The first four bytes of SHA-256(name || 0A || 01 || public key).
  public static func keyID(_ publicKey: [UInt8]) -> [UInt8] {
    Array(TreeHash(hashing: Array(CheckpointSigner.name.utf8) + [0x0A, 0x01] + publicKey).bytes.prefix(4))
  }

  /// The checkpoint in `note`, where it carries a good signature of `publicKey`; nil otherwise.
  public static func open(_ note: String, publicKey: [UInt8]) -> Checkpoint? {
    guard let gap = note.range(of: "\n\n") else { return nil }
    let text = String(note[..<gap.lowerBound]) + "\n"
    guard let checkpoint = Checkpoint(text: text) else { return nil }
    let key: Curve25519.Signing.PublicKey
    do { key = try Curve25519.Signing.PublicKey(rawRepresentation: publicKey) } catch { return nil }
    for line in note[gap.upperBound...].split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard parts.count == 3, parts[0] == "\u{2014}", parts[1] == CheckpointSigner.name else { continue }
      guard let bytes = Base64.decode(Array(parts[2].utf8).span), bytes.count == 68, Array(bytes.prefix(4)) == keyID(publicKey) else {
        continue
      }
      if key.isValidSignature(Array(bytes.dropFirst(4)), for: Array(text.utf8)) { return checkpoint }
    }
    return nil
  }
}

/// The wire forms of SSH that a signature needs.
enum SSH {
  static let algorithm = Array("ssh-ed25519".utf8)

  static func string(_ bytes: [UInt8]) -> [UInt8] {
    let count = UInt32(bytes.count)
    return [
      UInt8(truncatingIfNeeded: count >> 24), UInt8(truncatingIfNeeded: count >> 16), UInt8(truncatingIfNeeded: count >> 8),
      UInt8(truncatingIfNeeded: count),
    ] + bytes
  }

  static func publicKey(_ key: [UInt8]) -> [UInt8] { string(algorithm) + string(key) }

  static func armour(_ blob: [UInt8]) -> String {
    var (out, rest) = ("-----BEGIN SSH SIGNATURE-----\n", Base64.encode(blob.span)[...])
    while !rest.isEmpty {
      out += rest.prefix(70) + "\n"
      rest = rest.dropFirst(70)
    }
    return out + "-----END SSH SIGNATURE-----\n"
  }
}

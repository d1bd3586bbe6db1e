internal import Book
internal import Crypto
internal import CryptoExtras
internal import Foundation
internal import Scan

/// The key files of a vault: `keys/vault` and one per book. See docs/formats/vault.md, "Keys".
struct KeyFiles {
  let folder: String
  let vaultID: String
  let environment: Environment

  /// One wrapping of a key: by what, and the box.
  struct Wrap {
    var by: String
    var box: [UInt8]
    var salt: [UInt8] = []
    var cost = 0
  }

  /// The cost of scrypt for a passphrase: N; r is 8 and p is 1.
  static let scryptCost = 1 << 17
  private static let largestCost = 1 << 20

  func path(_ name: String) -> String { "\(folder)/keys/\(name)" }

  // MARK: The file's form

  func write(_ name: String, _ wraps: [Wrap]) throws {
    let items = wraps.map { wrap -> JSON in
      var members: [JSON.Member] = [.init("by", .string(wrap.by)), .init("box", .string(Base64.encode(wrap.box.span)))]
      if wrap.cost > 0 {
        members += [.init("n", .int(wrap.cost)), .init("r", 8), .init("p", 1), .init("salt", .string(Base64.encode(wrap.salt.span)))]
      }
      return .object(members)
    }
    var bytes: [UInt8] = []
    JSON.object([.init("cardcase-key", 1), .init("wraps", .array(items))]).write(into: &bytes)
    try environment.trap(.beforeReplacing(name))
    try Files.replace(path(name), with: bytes + [10])
    try environment.trap(.replaced(name))
  }

  func wraps(_ name: String) throws -> [Wrap] {
    let bytes = try Files.read(path(name), "The key file of a book")
    let json: JSON
    do { json = try JSON.parse(bytes.span) } catch { throw damaged(name) }
    guard let version = json["cardcase-key"]?.integer, let items = json["wraps"]?.items else { throw damaged(name) }
    guard version == 1 else {
      throw Fault(.newer, "This vault's keys were written by a newer Cardcase.", next: "Install the newer program.")
    }
    return try items.map { item in
      guard let by = item["by"]?.text, let box = item["box"]?.text, let bytes = Base64.decode(Array(box.utf8).span) else {
        throw damaged(name)
      }
      let salt = item["salt"]?.text.flatMap { Base64.decode(Array($0.utf8).span) } ?? []
      return Wrap(by: by, box: bytes, salt: salt, cost: item["n"]?.integer ?? 0)
    }
  }

  private func damaged(_ name: String) -> Fault {
    Fault(.tampered, "A key file of the vault is damaged.", next: "Put it back from a backup.", underlying: "keys/\(name)")
  }

  // MARK: The vault key

  func writeVaultKey(_ key: [UInt8], passphrase: String?) throws {
    guard let passphrase else { return try write("vault", [Wrap(by: "none", box: key)]) }
    let salt = environment.random(16)
    let wrapping = try scrypt(passphrase, salt: salt, cost: KeyFiles.scryptCost)
    let box = try KeyWrap.seal(key, by: wrapping, of: "vault", random: environment.random)
    try write("vault", [Wrap(by: "scrypt", box: box, salt: salt, cost: KeyFiles.scryptCost)])
  }

  func needsPassphrase() throws -> Bool { try wraps("vault").allSatisfy { $0.by != "none" } }

  func vaultKey(passphrase: String?) throws -> [UInt8] {
    let wraps = try wraps("vault")
    if let open = wraps.first(where: { $0.by == "none" }) {
      guard open.box.count == 32 else { throw damaged("vault") }
      return open.box
    }
    if let passphrase {
      for wrap in wraps where wrap.by == "scrypt" {
        guard wrap.cost.nonzeroBitCount == 1, wrap.cost <= KeyFiles.largestCost else { throw damaged("vault") }
        if let key = KeyWrap.open(wrap.box, by: try scrypt(passphrase, salt: wrap.salt, cost: wrap.cost), of: "vault") { return key }
      }
      throw Fault(.locked, "That is not the passphrase of this vault.", next: "Try again; nothing was changed.")
    }
    if let key = try Unlocking(vaultID: vaultID, environment: environment).find() { return key }
    throw Fault(.locked, "The vault is locked.", next: "cardcase unlock")
  }

  private func scrypt(_ passphrase: String, salt: [UInt8], cost: Int) throws -> SymmetricKey {
    do {
      return try KDF.Scrypt.deriveKey(
        from: Array(passphrase.utf8), salt: salt, outputByteCount: 32, rounds: cost, blockSize: 8, parallelism: 1)
    } catch {
      throw Fault(.system, "The passphrase could not be turned into a key: there may be too little memory.", underlying: "\(error)")
    }
  }

  // MARK: The keys of books

  func writeBookKey(_ key: [UInt8], store: String, vaultKey: [UInt8], secret: [UInt8]?, recovery: RecoveryKey?) throws {
    var inner = key
    if let secret {
      inner = try KeyWrap.seal(
        inner, by: KeyWrap.derived(secret, "shred", vaultID: vaultID), of: "shred \(store)", random: environment.random)
    }
    let outer = KeyWrap.derived(vaultKey, "book", vaultID: vaultID)
    var wraps = [
      Wrap(by: secret == nil ? "vault" : "vault+shred", box: try KeyWrap.seal(inner, by: outer, of: store, random: environment.random))
    ]
    if let recovery {
      let wrapping = KeyWrap.derived(recovery.bytes, "recovery", vaultID: vaultID)
      wraps.append(Wrap(by: "recovery", box: try KeyWrap.seal(key, by: wrapping, of: store, random: environment.random)))
    }
    try write(store, wraps)
  }

  /// The key of the book called `store`; nil where its shred secret is gone or of another machine.
  func bookKey(store: String, vaultKey: [UInt8], secret: [UInt8]?) throws -> [UInt8]? {
    for wrap in try wraps(store) where wrap.by == "vault" || wrap.by == "vault+shred" {
      guard let inner = KeyWrap.open(wrap.box, by: KeyWrap.derived(vaultKey, "book", vaultID: vaultID), of: store) else {
        throw damaged(store)
      }
      if wrap.by == "vault" { return inner }
      guard let secret else { return nil }
      return KeyWrap.open(inner, by: KeyWrap.derived(secret, "shred", vaultID: vaultID), of: "shred \(store)")
    }
    throw damaged(store)
  }

  /// The key of `mine` by the recovery key.
  func recoveredKey(_ recovery: RecoveryKey) throws -> [UInt8] {
    for wrap in try wraps("mine") where wrap.by == "recovery" {
      if let key = KeyWrap.open(wrap.box, by: KeyWrap.derived(recovery.bytes, "recovery", vaultID: vaultID), of: "mine") { return key }
    }
    throw Fault(.locked, "That is not the recovery key of this vault.", next: "Compare it with the sheet, sign by sign.")
  }
}

/// The key that opens your own book when passphrase and machine are lost: 32 bytes, written as 13 groups of four signs.
public struct RecoveryKey: Sendable, Hashable {
  let bytes: [UInt8]

  init(bytes: [UInt8]) { self.bytes = bytes }

  private static let digits = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

  /// Reads the 13 groups; blanks and hyphens do not matter, nor does case. Nil where it is no recovery key.
  public init?(_ text: String) {
    var (bits, count, out): (UInt32, Int, [UInt8]) = (0, 0, [])
    for byte in text.utf8 where byte != 45 && !ASCII.isSpace(byte) {
      var sign = ASCII.lower(byte)
      if sign == UInt8(ascii: "o") { sign = UInt8(ascii: "0") }
      if sign == UInt8(ascii: "i") || sign == UInt8(ascii: "l") { sign = UInt8(ascii: "1") }
      guard let value = RecoveryKey.digits.firstIndex(of: sign) else { return nil }
      bits = bits << 5 | UInt32(value)
      count += 5
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    guard out.count == 32, count == 4, bits & 15 == 0 else { return nil }
    bytes = out
  }

  /// The 13 groups, hyphens between.
  public var text: String {
    var (bits, count, out): (UInt32, Int, [UInt8]) = (0, 0, [])
    for byte in bytes + [0] {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        out.append(RecoveryKey.digits[Int(bits >> UInt32(count) & 31)])
      }
    }
    let signs = out.prefix(52)
    return stride(from: 0, to: signs.count, by: 4).map { String(decoding: signs[$0..<$0 + 4], as: UTF8.self) }.joined(separator: "-")
  }
}

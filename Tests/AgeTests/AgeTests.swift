import Age
import Scan
import Testing

/// Bytes that look random and are the same in each run.
private func stream(_ seed: UInt64) -> (Int) -> [UInt8] {
  var state = seed
  return { count in
    (0..<count).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 33)
    }
  }
}

private func identity(_ seed: UInt64) -> AgeIdentity { .x25519(stream(seed)(32)) }
private func recipient(_ identity: AgeIdentity) throws -> AgeRecipient {
  let text = try #require(identity.recipient)
  return try #require(AgeRecipient(text))
}

@Test(arguments: [0, 1, 65_535, 65_536, 65_537, 131_072, 300_000]) func `what is encrypted is decrypted, whole and in pieces`(size: Int)
  throws
{
  let me = identity(1)
  let plain = stream(9)(size)
  let file = try Age.encrypt(plain, to: [recipient(me), recipient(identity(2))], random: stream(3))
  #expect(try Age.decrypt(file, with: [me]) == plain)
  #expect(try Age.decrypt(file, with: [identity(2)]) == plain)
  var (decryptor, out, rest) = (AgeDecryptor(identities: [me]), [UInt8](), file[...])
  while !rest.isEmpty {
    out += try decryptor.add(Array(rest.prefix(10_007)))
    rest = rest.dropFirst(10_007)
  }
  out += try decryptor.finish()
  #expect(out == plain)
  #expect(throws: AgeError.noMatch) { try Age.decrypt(file, with: [identity(4)]) }
}

@Test func `a passphrase opens, and stands alone`() throws {
  let file = try Age.encrypt([1, 2, 3], to: [.passphrase("tulip", workFactor: 10)], random: stream(1))
  #expect(try Age.decrypt(file, with: [.passphrase("tulip")]) == [1, 2, 3])
  #expect(throws: AgeError.noMatch) { try Age.decrypt(file, with: [.passphrase("rose")]) }
  #expect(throws: AgeError.key) { try Age.encrypt([], to: [.passphrase("x", workFactor: 10), recipient(identity(1))], random: stream(1)) }
  var strict = AgeLimits()
  strict.workFactor = 9
  #expect(throws: AgeError.limit) { try Age.decrypt(file, with: [.passphrase("tulip")], limits: strict) }
}

@Test func `any changed, missing or added byte is refused`() throws {
  let me = identity(1)
  let file = try Age.encrypt(Array("twelve bytes".utf8), to: [recipient(me)], random: stream(3))
  for index in file.indices {
    var bytes = file
    bytes[index] ^= 1
    #expect(throws: AgeError.self, "byte \(index)") { try Age.decrypt(bytes, with: [me]) }
    #expect(throws: AgeError.self, "cut at \(index)") { try Age.decrypt(Array(file[..<index]), with: [me]) }
  }
  #expect(throws: AgeError.payload) { try Age.decrypt(file + [0], with: [me]) }
}

@Test func `chunks cannot be cut off at a chunk's end, swapped or repeated`() throws {
  let me = identity(1)
  let file = try Age.encrypt(stream(5)(65_536 * 3), to: [recipient(me)], random: stream(3))
  let chunk = 65_536 + 16
  let start = file.count - chunk * 3
  #expect(throws: AgeError.payload) { try Age.decrypt(Array(file.dropLast(chunk)), with: [me]) }
  let (a, b, c) = (file[start..<start + chunk], file[start + chunk..<start + 2 * chunk], file[(start + 2 * chunk)...])
  #expect(throws: AgeError.payload) { try Age.decrypt(Array(file[..<start]) + b + a + c, with: [me]) }
  #expect(throws: AgeError.payload) { try Age.decrypt(file + c, with: [me]) }
}

@Test func `a header that does not end, or has too many recipients, is refused early`() throws {
  let stanza = "-> X \n"
  let many = "age-encryption.org/v1\n" + String(repeating: "-> grease a\n\n", count: 500)
  #expect(throws: AgeError.limit) { try Age.decrypt(Array(many.utf8), with: [identity(1)]) }
  #expect(throws: AgeError.header) { try Age.decrypt(Array(("age-encryption.org/v1\n" + stanza).utf8), with: [identity(1)]) }
  let long = Array("age-encryption.org/v1\n-> ".utf8) + [UInt8](repeating: 97, count: 70_000)
  #expect(throws: AgeError.limit) { try Age.decrypt(long, with: [identity(1)]) }
  #expect(throws: AgeError.header) { try Age.decrypt(Array("age-encryption.org/v2\n".utf8), with: [identity(1)]) }
  #expect(throws: AgeError.header) { try Age.decrypt([], with: [identity(1)]) }
}

@Test func `keys are written and read as age does`() throws {
  // A key pair of age's own form: the secret is 32 times 0x42.
  let secret = AgeIdentity.x25519([UInt8](repeating: 0x42, count: 32))
  let text = try #require(secret.text)
  #expect(text.hasPrefix("AGE-SECRET-KEY-1"))
  #expect(AgeIdentity(text) == secret)
  #expect(AgeIdentity(text.lowercased()) == secret)
  #expect(AgeIdentity(String(text.dropLast()) + (text.hasSuffix("Q") ? "P" : "Q")) == nil)
  #expect(AgeIdentity("A" + text.lowercased().dropFirst()) == nil)
  let open = try #require(secret.recipient)
  #expect(open.hasPrefix("age1") && AgeRecipient(open) != nil)
  #expect(AgeRecipient("age1qqqq") == nil)
  #expect(secret.text != AgeIdentity.x25519([UInt8](repeating: 0x43, count: 32)).text)
}

internal import Crypto
internal import Foundation
internal import Scan

/// Base64 without padding, strict: no blanks, no bits left over, as age writes it.
enum Unpadded {
  static func encode(_ bytes: [UInt8]) -> String { String(Base64.encode(bytes.span).prefix { $0 != "=" }) }

  static func decode(_ text: some Collection<UInt8>) -> [UInt8]? {
    let isPlain = text.allSatisfy { ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == 43 || $0 == 47 }
    guard isPlain, text.count % 4 != 1 else { return nil }
    let padded = Array(text) + [UInt8](repeating: 61, count: (4 - text.count % 4) % 4)
    guard let bytes = Base64.decode(padded.span), encode(bytes).utf8.elementsEqual(text) else { return nil }
    return bytes
  }
}

/// The header of an age file: the version line, a stanza per recipient, and the authenticator over both.
struct Header {
  var stanzas: [Stanza] = []
  /// The bytes the authenticator is over: from the version line to the `---`.
  var signed: [UInt8] = []
  var mac: [UInt8] = []

  static let version = Array("age-encryption.org/v1".utf8)

  // MARK: Writing

  static func write(_ stanzas: [Stanza], fileKey: [UInt8]) -> [UInt8] {
    var out = version + [10]
    for stanza in stanzas {
      out += Array("-> \(stanza.arguments.joined(separator: " "))\n".utf8)
      var rest = Array(Unpadded.encode(stanza.body).utf8)[...]
      // The body ends with a line shorter than 64 signs, be it empty.
      while rest.count >= 64 {
        out += rest.prefix(64) + [10]
        rest = rest.dropFirst(64)
      }
      out += rest + [10]
    }
    out += Array("---".utf8)
    return out + Array(" \(Unpadded.encode(authenticator(out, fileKey)))\n".utf8)
  }

  static func authenticator(_ signed: [UInt8], _ fileKey: [UInt8]) -> [UInt8] {
    Array(HMAC<SHA256>.authenticationCode(for: signed, using: macKey(fileKey)))
  }

  private static func macKey(_ fileKey: [UInt8]) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: SymmetricKey(data: fileKey), salt: [UInt8](), info: Array("header".utf8), outputByteCount: 32)
  }

  func isAuthentic(_ fileKey: [UInt8]) -> Bool {
    HMAC<SHA256>.isValidAuthenticationCode(mac, authenticating: signed, using: Header.macKey(fileKey))
  }

  // MARK: Reading

  /// Reads a header from the front of `bytes`; returns where the payload begins, or nil when the header goes on behind them.
  static func read(_ bytes: [UInt8], _ limits: AgeLimits) throws(AgeError) -> (header: Header, end: Int)? {
    var lines = Lines(bytes: bytes)
    var header = Header()
    guard let first = lines.next() else { return try incomplete(bytes, limits) }
    guard first.elementsEqual(version) else { throw .header }
    while true {
      let start = lines.position
      guard let line = lines.next() else { return try incomplete(bytes, limits) }
      if line.starts(with: Array("---".utf8)) {
        guard line.starts(with: Array("--- ".utf8)), let mac = Unpadded.decode(line.dropFirst(4)), mac.count == 32, !header.stanzas.isEmpty
        else {
          throw .header
        }
        header.mac = mac
        header.signed = Array(bytes[..<(start + 3)])
        return (header, lines.position)
      }
      guard header.stanzas.count < limits.stanzas else { throw .limit }
      guard let stanza = try stanza(line, &lines) else { return try incomplete(bytes, limits) }
      header.stanzas.append(stanza)
    }
  }

  private static func incomplete(_ bytes: [UInt8], _ limits: AgeLimits) throws(AgeError) -> (header: Header, end: Int)? {
    if bytes.count >= limits.header { throw .limit }
    // The first line can be told wrong before it is whole.
    let shown = min(bytes.count, version.count)
    if bytes.prefix(shown) != version.prefix(shown)[...] { throw .header }
    return nil
  }

  private static func stanza(_ line: ArraySlice<UInt8>, _ lines: inout Lines) throws(AgeError) -> Stanza? {
    guard line.starts(with: Array("-> ".utf8)) else { throw .header }
    let words = line.dropFirst(3).split(separator: 32, omittingEmptySubsequences: false)
    guard !words.isEmpty, words.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (33...126).contains($0) } }) else { throw .header }
    var text: [UInt8] = []
    while true {
      guard let line = lines.next() else { return nil }
      guard line.count <= 64 else { throw .header }
      text += line
      if line.count < 64 { break }
    }
    guard let body = Unpadded.decode(text) else { throw .header }
    return Stanza(arguments: words.map { String(decoding: $0, as: UTF8.self) }, body: body)
  }

  /// Lines ended by LF alone.
  private struct Lines {
    let bytes: [UInt8]
    var position = 0

    mutating func next() -> ArraySlice<UInt8>? {
      guard let end = bytes[position...].firstIndex(of: 10) else { return nil }
      defer { position = end + 1 }
      return bytes[position..<end]
    }
  }
}

/// Secrets of random bits, and comparing them so that the time taken tells nothing.
enum Secret {
  /// `bytes` random bytes from the system's source, in the letters of base64url (RFC 4648, 5).
  static func make(bytes count: Int) -> String {
    var random = SystemRandomNumberGenerator()
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".unicodeScalars)
    var out = ""
    // Six bits a letter, drawn anew for each: no bias and no padding.
    for _ in 0..<(count * 8 + 5) / 6 { out.unicodeScalars.append(letters[Int(random.next() & 63)]) }
    return out
  }

  /// Whether both are the same; takes as long for any `given` of one length.
  static func match(_ given: String, _ secret: String) -> Bool {
    let secret = Array(secret.utf8)
    guard !secret.isEmpty else { return false }
    var difference: UInt8 = 0
    var count = 0
    for byte in given.utf8 {
      difference |= byte ^ secret[count % secret.count]
      count += 1
      if count > 4_096 { return false }
    }
    return difference == 0 && count == secret.count
  }
}

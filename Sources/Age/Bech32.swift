internal import Scan

/// Bech32 (BIP 173), as age writes its keys; without the limit of 90 signs.
enum Bech32 {
  private static let digits = Array("qpzry9x8gf2tvdw0s3jn54khce6mua7l".utf8)

  private static func checksum(_ values: [UInt8]) -> UInt32 {
    let generator: [UInt32] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3]
    var check: UInt32 = 1
    for value in values {
      let top = check >> 25
      check = (check & 0x1ff_ffff) << 5 ^ UInt32(value)
      for bit in 0..<5 where top >> UInt32(bit) & 1 == 1 { check ^= generator[bit] }
    }
    return check
  }

  private static func expanded(_ prefix: [UInt8]) -> [UInt8] { prefix.map { $0 >> 5 } + [0] + prefix.map { $0 & 31 } }

  static func encode(_ prefix: String, _ bytes: [UInt8]) -> String {
    var (values, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
    for byte in bytes {
      bits = bits << 8 | UInt32(byte)
      count += 8
      while count >= 5 {
        count -= 5
        values.append(UInt8(bits >> UInt32(count) & 31))
      }
    }
    if count > 0 { values.append(UInt8(bits << UInt32(5 - count) & 31)) }
    let check = checksum(expanded(Array(prefix.utf8)) + values + [0, 0, 0, 0, 0, 0]) ^ 1
    let all = values + (0..<6).map { UInt8(check >> UInt32(5 * (5 - $0)) & 31) }
    return prefix + "1" + String(decoding: all.map { digits[Int($0)] }, as: UTF8.self)
  }

  /// The bytes behind `prefix`; nil where the text is not such a key. All signs in one case.
  static func decode(_ prefix: String, _ text: String) -> [UInt8]? {
    let raw = Array(text.utf8)
    let lower = raw.map { ASCII.lower($0) }
    guard raw == lower || raw == raw.map({ ASCII.upper($0) }) else { return nil }
    let head = Array((prefix + "1").utf8)
    guard lower.count >= head.count + 6, lower.starts(with: head) else { return nil }
    var values: [UInt8] = []
    for sign in lower[head.count...] {
      guard let value = digits.firstIndex(of: sign) else { return nil }
      values.append(UInt8(value))
    }
    guard checksum(expanded(Array(prefix.utf8)) + values) == 1 else { return nil }
    var (out, bits, count): ([UInt8], UInt32, Int) = ([], 0, 0)
    for value in values.dropLast(6) {
      bits = (bits << 5 | UInt32(value)) & 0xfff
      count += 5
      if count >= 8 {
        count -= 8
        out.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
      }
    }
    // What is left over is fewer than five bits, all zero.
    guard count < 5, bits & (1 << UInt32(count) - 1) == 0 else { return nil }
    return out
  }
}

internal import CPlatform
internal import Scan

/// Where an unlocked vault key waits between two runs of the program.
public enum Unlocked: String, Sendable, Hashable {
  /// In the kernel's key ring, with its time-out.
  case keyRing = "key-ring"
  /// In a file of the runtime folder, until its end time.
  case runtimeFile = "runtime-file"
  /// Nowhere: this machine has neither.
  case nowhere
}

/// The kernel's key ring.
enum KeyRing {
  /// Keeps `bytes` for so many seconds; false where there is no ring.
  static func put(_ name: String, _ bytes: [UInt8], seconds: Int) -> Bool {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return false }
      return unsafe cardcase_keyring_put(name, start, buffer.count, UInt32(clamping: seconds)) >= 0
    }
  }

  /// The bytes kept under `name`, or nil.
  static func get(_ name: String) -> [UInt8]? {
    var out = [UInt8](repeating: 0, count: 64)
    let count = unsafe out.withUnsafeMutableBufferPointer { buffer in unsafe cardcase_keyring_get(name, buffer.baseAddress, buffer.count) }
    guard count > 0, count <= out.count else { return nil }
    return Array(out.prefix(count))
  }

  /// Takes away what is kept under `name`.
  static func remove(_ name: String) { unsafe _ = cardcase_keyring_remove(name) }
}

/// Keeping, finding and taking away the key of an unlocked vault.
struct Unlocking {
  let vaultID: String
  let environment: Environment

  private var name: String { "cardcase:\(vaultID)" }
  private var file: String? { environment.runtimeFolder.map { "\($0)/\(vaultID).key" } }

  /// Keeps the key for so many seconds where that is possible.
  func keep(_ key: [UInt8], seconds: Int) throws -> Unlocked {
    if environment.usesKeyRing, KeyRing.put(name, key, seconds: seconds), KeyRing.get(name) == key { return .keyRing }
    guard let file, let folder = environment.runtimeFolder else { return .nowhere }
    try Files.makeFolder(folder)
    let end = UInt64(bitPattern: environment.now().seconds + Int64(seconds))
    try Files.replace(file, with: Bytes.big(end) + key)
    return .runtimeFile
  }

  /// The key, if it waits somewhere and its time is not over.
  func find() throws -> [UInt8]? {
    if environment.usesKeyRing, let key = KeyRing.get(name), key.count == 32 { return key }
    guard let file, Files.exists(file) else { return nil }
    let bytes = try Files.read(file, "The runtime file")
    guard bytes.count == 40 else { return nil }
    let end = Int64(bitPattern: Bytes.number(bytes[..<8]))
    return environment.now().seconds < end ? Array(bytes[8...]) : nil
  }

  /// Takes the key away from wherever it waits.
  func forget() throws {
    if environment.usesKeyRing { KeyRing.remove(name) }
    if let file { try Files.erase(file) }
  }
}

/// Numbers as bytes, big endian.
enum Bytes {
  static func big(_ value: UInt64) -> [UInt8] {
    stride(from: UInt64(56), through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
  }
  static func number(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
  static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
  static func fromHex(_ text: String) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count % 2 == 0 else { return nil }
    var out: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let high = ASCII.hex(digits[index]), let low = ASCII.hex(digits[index + 1]) else { return nil }
      out.append(high << 4 | low)
    }
    return out
  }
}

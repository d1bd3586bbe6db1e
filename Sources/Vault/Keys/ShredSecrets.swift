internal import Book

/// The secrets of employers' books, kept outside the vault: one file of slots of 64 bytes, each at a fixed place and
/// overwritten there, so that deleting one leaves nothing of it on the disk blocks it lay on.
struct ShredSecrets {
  let folder: String
  let environment: Environment

  init(vaultID: String, environment: Environment) {
    folder = "\(environment.stateFolder)/\(vaultID)"
    self.environment = environment
  }

  private static let slotSize = 64
  private static let grownBy = 64
  private var path: String { "\(folder)/secrets" }

  private func slots() throws -> [[UInt8]] {
    guard Files.exists(path) else { return [] }
    let bytes = try Files.read(path, "The file of shred secrets")
    let size = ShredSecrets.slotSize
    return (0..<bytes.count / size).map { Array(bytes[$0 * size..<($0 + 1) * size]) }
  }

  /// The secret of the book called `store`; nil where this machine has none.
  func secret(of store: String) throws -> [UInt8]? {
    guard let name = Bytes.fromHex(store) else { return nil }
    return try slots().first { Array($0.prefix(8)) == name }.map { Array($0[8..<40]) }
  }

  /// Makes and keeps a secret for a new book.
  func make(for store: String) throws -> [UInt8] {
    guard let name = Bytes.fromHex(store), name.count == 8 else { throw Fault(.system, "A book's file has no proper name.") }
    try Files.makeFolder(environment.stateFolder)
    try Files.makeFolder(folder)
    var slots = try slots()
    let secret = environment.random(32)
    let slot = name + secret + [UInt8](repeating: 0, count: 24)
    if let free = slots.firstIndex(where: { $0.allSatisfy { $0 == 0 } }) {
      try Files.overwrite(path, at: free * ShredSecrets.slotSize, with: slot)
    } else {
      // Growing happens at the end of the file: slots that are there stay on the blocks they lie on.
      slots.append(slot)
      slots += Array(repeating: [UInt8](repeating: 0, count: ShredSecrets.slotSize), count: ShredSecrets.grownBy - 1)
      if Files.exists(path) {
        let grown = slots.suffix(ShredSecrets.grownBy).flatMap { $0 }
        try Files.overwrite(path, at: (slots.count - ShredSecrets.grownBy) * ShredSecrets.slotSize, with: grown)
      } else {
        try Files.replace(path, with: slots.flatMap { $0 })
      }
    }
    return secret
  }

  /// Overwrites the secret of a book in place, with random bytes and then with zeros, each time down to the disk.
  func destroy(_ store: String) throws {
    guard let name = Bytes.fromHex(store), let index = try slots().firstIndex(where: { Array($0.prefix(8)) == name }) else { return }
    let size = ShredSecrets.slotSize
    try Files.overwrite(path, at: index * size, with: environment.random(size))
    try Files.overwrite(path, at: index * size, with: [UInt8](repeating: 0, count: size))
  }
}

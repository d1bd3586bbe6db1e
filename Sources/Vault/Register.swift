public import Book
internal import Foundation
public import Scan

/// A book as the vault's register knows it.
public struct RegisteredBook: Sendable, Hashable {
  /// What may be done with a book.
  public enum State: String, Sendable, Hashable, Codable {
    /// Read and written.
    case open
    /// Read, not written.
    case sealed
    /// Gone: its key is destroyed.
    case deleted
  }

  /// Its short id.
  public var id: BookID
  /// The employer's name; empty for `mine`.
  public var employer: String
  /// What may be done with it.
  public var state: State
  /// The latest hold, standing or lifted.
  public var hold: Hold?
  /// When it was made.
  public var created: Moment
  /// Whether its key can be had here: false for a deleted book, and where the shred secret is not on this machine.
  public var isReadable: Bool

  /// Whether a hold stands.
  public var isHeld: Bool { hold.map { $0.lifted == nil } ?? false }
}

/// The sealed list of books, with what belongs to the vault as a whole.
struct Register: Codable, Sendable {
  struct Row: Codable, Sendable {
    var id: String
    var employer: String
    /// The name of the file: `mine`, or 16 hexadecimal digits.
    var store: String
    var state: RegisteredBook.State
    var hold: Hold?
    var created: Moment
    /// Which log its checkpoints name.
    var log: String
  }

  /// Raised at each change; the seal is bound to it.
  var number: Int64 = 0
  var rows: [Row] = []
  /// The Ed25519 key that signs checkpoints.
  var signingKey: [UInt8] = []

  func row(_ id: BookID) -> Row? { rows.last { $0.id == id.name } }
}

/// Reading and replacing the register's file.
struct RegisterFile {
  let path: String
  let cipher: Cipher
  let environment: Environment

  init(folder: String, vaultID: String, key: [UInt8], environment: Environment) {
    path = "\(folder)/register"
    cipher = Cipher(key: key, vaultID: vaultID, store: "register", random: environment.random)
    self.environment = environment
  }

  private static func place(_ number: Int64) -> Place { Place(table: "register", column: "body", row: 0, version: number) }

  func read() throws -> Register {
    let bytes = try Files.read(path, "The vault's register")
    guard bytes.count > 8 else { throw damaged }
    let number = Int64(bitPattern: Bytes.number(bytes.prefix(8)))
    let plain = try cipher.open(Data(bytes[8...]), at: RegisterFile.place(number))
    guard plain.first == 1 else { throw Fault(.newer, "This vault was written by a newer Cardcase.", next: "Install the newer program.") }
    do { return try JSONDecoder().decode(Register.self, from: Data(plain.dropFirst())) } catch { throw damaged }
  }

  func write(_ register: Register) throws {
    var next = register
    next.number += 1
    let plain: [UInt8]
    do { plain = try [1] + JSONEncoder().encode(next) } catch {
      throw Fault(.system, "The register could not be written.", underlying: "\(error)")
    }
    let sealed = try cipher.seal(plain, at: RegisterFile.place(next.number))
    try environment.trap(.beforeReplacing("register"))
    try Files.replace(path, with: Bytes.big(UInt64(bitPattern: next.number)) + sealed)
    try environment.trap(.replaced("register"))
  }

  private var damaged: Fault { Fault(.tampered, "The vault's register is damaged.", next: "Put it back from a backup.") }
}

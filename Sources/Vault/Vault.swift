public import Book
internal import Foundation
internal import GRDB
internal import MerkleLog
internal import Scan
internal import Synchronization

/// A vault: one folder with your own book and one for each employer. See docs/formats/vault.md.
public final class Vault: Sendable {
  /// The folder.
  public let path: String
  /// 32 hexadecimal digits; says nothing about whose it is.
  public let id: String
  let environment: Environment
  let vaultKey: Mutex<[UInt8]>
  private let stores = Mutex<[BookID: BookStore]>([:])

  init(path: String, id: String, key: [UInt8], environment: Environment) {
    self.path = path
    self.id = id
    self.environment = environment
    vaultKey = Mutex(key)
  }

  var keyFiles: KeyFiles { KeyFiles(folder: path, vaultID: id, environment: environment) }
  var registerFile: RegisterFile { RegisterFile(folder: path, vaultID: id, key: vaultKey.withLock { $0 }, environment: environment) }
  private var secrets: ShredSecrets { ShredSecrets(vaultID: id, environment: environment) }

  // MARK: Making and opening

  /// Whether there is a vault at `path`.
  public static func exists(at path: String) -> Bool { Files.exists("\(path)/vault.json") }

  /// Makes a vault. The recovery key is told once and kept nowhere.
  public static func create(at path: String, passphrase: String?, environment: Environment) throws -> (vault: Vault, recovery: RecoveryKey)
  {
    try faulting {
      let path = trimmed(path)
      guard !Files.exists(path) else {
        throw Fault(.exists, "There is something at \(path) already.", next: "Choose another place with --vault.")
      }
      let building = path + ".new"
      try removeLeftovers(building)
      try Files.makeFolder(building)
      try Files.makeFolder("\(building)/keys")
      let vault = Vault(path: building, id: Bytes.hex(environment.random(16)), key: environment.random(32), environment: environment)
      let recovery = RecoveryKey(bytes: environment.random(32))
      try vault.keyFiles.writeVaultKey(vault.vaultKey.withLock { $0 }, passphrase: passphrase)
      let about = "{\"format\":\"cardcase-vault\",\"version\":\(Schema.format),\"id\":\"\(vault.id)\"}\n"
      try Files.replace("\(building)/vault.json", with: Array(about.utf8))
      let log = Bytes.hex(environment.random(8))
      let row = Register.Row(id: "mine", employer: "", store: "mine", state: .open, hold: nil, created: environment.now(), log: log)
      try vault.registerFile.write(Register(rows: [row], signingKey: environment.random(32)))
      try vault.keyFiles.writeBookKey(
        environment.random(32), store: "mine", vaultKey: vault.vaultKey.withLock { $0 }, secret: nil, recovery: recovery)
      try vault.makeFile(.mine)
      guard renameFolder(building, path) else { throw Files.fault("The vault's folder") }
      return (Vault(path: path, id: vault.id, key: vault.vaultKey.withLock { $0 }, environment: environment), recovery)
    }
  }

  /// Opens a vault. Without a passphrase set, nothing is needed; else the key ring, the runtime file or `passphrase`.
  public static func open(at path: String, passphrase: String? = nil, environment: Environment) throws -> Vault {
    try faulting {
      let path = trimmed(path)
      let id = try identity(at: path)
      let key = try KeyFiles(folder: path, vaultID: id, environment: environment).vaultKey(passphrase: passphrase)
      let vault = Vault(path: path, id: id, key: key, environment: environment)
      _ = try vault.registerFile.read()
      return vault
    }
  }

  /// Whether opening needs a passphrase.
  public static func needsPassphrase(at path: String, environment: Environment) throws -> Bool {
    let path = trimmed(path)
    return try KeyFiles(folder: path, vaultID: identity(at: path), environment: environment).needsPassphrase()
  }

  private static func trimmed(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// The id in `vault.json`; a vault of a newer program is refused here, before anything is opened.
  static func identity(at path: String) throws -> String {
    guard Files.exists("\(path)/vault.json") else {
      throw Fault(.missing, "There is no vault at \(path).", next: "cardcase init, or name another with --vault.")
    }
    let bytes = try Files.read("\(path)/vault.json", "The vault")
    let json: JSON
    do { json = try JSON.parse(bytes.span) } catch {
      throw Fault(.unreadable, "The folder \(path) is not a vault.", underlying: "\(error)")
    }
    guard json["format"]?.text == "cardcase-vault", let version = json["version"]?.integer, let id = json["id"]?.text else {
      throw Fault(.unreadable, "The folder \(path) is not a vault.")
    }
    try Schema.check(version)
    guard Bytes.fromHex(id)?.count == 16 else { throw Fault(.tampered, "The vault's id is damaged.") }
    return id
  }

  private static func removeLeftovers(_ building: String) throws {
    guard Files.exists(building) else { return }
    for folder in ["\(building)/keys", building] where Files.exists(folder) {
      for name in try Files.names(in: folder) where name != "keys" { try Files.erase("\(folder)/\(name)") }
      try Files.removeFolder(folder)
    }
  }

  // MARK: Books

  /// Every book there is or was.
  public var books: [RegisteredBook] {
    get throws { try faulting { try registerFile.read().rows.map(described) } }
  }

  func described(_ row: Register.Row) throws -> RegisteredBook {
    guard let id = BookID(row.id) else { throw CodecError.value }
    var readable = row.state != .deleted
    // The register comes first; a run broken off before the file followed leaves a book with nothing in it.
    if readable { readable = (Files.stamp("\(path)/\(row.store).sqlite")?.size ?? 0) > 0 }
    if readable, !id.isMine { readable = try secrets.secret(of: row.store) != nil && Files.exists(keyFiles.path(row.store)) }
    return RegisteredBook(id: id, employer: row.employer, state: row.state, hold: row.hold, created: row.created, isReadable: readable)
  }

  /// Your own book.
  public var mine: BookStore { get throws { try book(.mine) } }

  /// Whether there is such a book, not deleted.
  public func hasBook(_ id: BookID) throws -> Bool { try books.contains { $0.id == id && $0.state != .deleted } }

  /// A book that can be read. `missing` where there is none, where it was deleted, or where its secret is on another machine.
  public func book(_ id: BookID) throws -> BookStore {
    if let known = stores.withLock({ $0[id] }) { return known }
    return try faulting {
      let register = try registerFile.read()
      guard let row = register.row(id) else { throw Fault(.missing, "There is no book called \(id).", next: "cardcase tenure lists them.") }
      if row.state == .deleted { throw Fault(.missing, "The book \(id) was deleted.") }
      let key = vaultKey.withLock { $0 }
      let secret = id.isMine ? nil : try secrets.secret(of: row.store)
      guard let bookKey = try keyFiles.bookKey(store: row.store, vaultKey: key, secret: secret) else {
        throw Fault(
          .missing, "The book \(id) cannot be opened on this machine: its secret is not here.",
          next: "An employer's book opens only on the machine it was made on.")
      }
      let store = BookStore(context(row, id, bookKey, register.signingKey))
      stores.withLock { $0[id] = store }
      return store
    }
  }

  private func context(_ row: Register.Row, _ id: BookID, _ key: [UInt8], _ signingKey: [UInt8]) -> BookContext {
    let (register, path, vaultID, environment) = (registerFile, path, self.id, environment)
    return BookContext(
      id: id, store: row.store, folder: path, vaultID: vaultID,
      cipher: Cipher(key: key, vaultID: vaultID, store: row.store, random: environment.random), environment: environment, logID: row.log,
      signingKey: signingKey,
      status: {
        guard let row = try register.read().row(id) else { throw Fault(.missing, "There is no book called \(id).") }
        return RegisteredBook(id: id, employer: row.employer, state: row.state, hold: row.hold, created: row.created, isReadable: true)
      })
  }

  /// Makes a book for an employer, with a key, a shred secret and a ledger of its own. Not taken back by undo.
  @discardableResult public func addBook(_ id: BookID, employer: String) throws -> BookStore {
    try faulting {
      try withRegister { register in
        if let row = register.row(id), row.state != .deleted { throw Fault(.exists, "There is a book called \(id) already.") }
        let store = Bytes.hex(environment.random(8))
        let secret = try secrets.make(for: store)
        try keyFiles.writeBookKey(environment.random(32), store: store, vaultKey: vaultKey.withLock { $0 }, secret: secret, recovery: nil)
        let log = Bytes.hex(environment.random(8))
        register.rows.append(
          Register.Row(id: id.name, employer: employer, store: store, state: .open, hold: nil, created: environment.now(), log: log))
        return ()
      }
      stores.withLock { $0[id] = nil }
      try makeFile(id)
      return try book(id)
    }
  }

  /// The book of that name: made where there is none, finished where making it was broken off, else as it is.
  public func ensureBook(_ id: BookID, employer: String) throws {
    guard let row = try faulting({ try registerFile.read().row(id) }), row.state != .deleted else {
      try addBook(id, employer: employer)
      return
    }
    if (Files.stamp("\(path)/\(row.store).sqlite")?.size ?? 0) == 0 { try faulting { try makeFile(id) } }
  }

  /// Changes the register under the vault's lock.
  func withRegister<Result>(_ body: (inout Register) throws -> Result) throws -> Result {
    let lock = try FileLock.wait(
      keyFiles.path("vault"), exclusive: true, seconds: 30,
      busy: Fault(.system, "Another Cardcase is changing this vault.", next: "Try again."))
    defer { withExtendedLifetime(lock) {} }
    var register = try registerFile.read()
    let result = try body(&register)
    try registerFile.write(register)
    return result
  }

  /// Makes the file of a book that is in the register, with entry 0 of its ledger.
  func makeFile(_ id: BookID) throws {
    let store = try book(id)
    if !Files.exists(store.context.file) { try Files.makeEmpty(store.context.file) }
    try store.perform("book", command("init"), undoable: false) { writer in
      if writer.frontier.count == 0 { try writer.append(LedgerLine("book")) }
    }
  }

  func forget(_ id: BookID) { stores.withLock { $0[id] = nil } }

  // MARK: Commands

  /// A command: one run of a verb. Hand it to every act of that run.
  public func command(_ verb: String) throws -> Command {
    let last = try faulting { try summaries().map(\.command.number).max() ?? 0 }
    return Command(verb: verb, id: environment.randomIdentifier(), number: last + 1)
  }

  /// Every act of every book that can be read and is not empty.
  func summaries() throws -> [ActSummary] {
    var out: [ActSummary] = []
    for book in try books where book.isReadable {
      let store = try self.book(book.id)
      guard let stamp = Files.stamp(store.context.file), stamp.size > 0 else { continue }
      out += try store.read { try $0.acts() }
    }
    return out
  }
}

private func renameFolder(_ from: String, _ to: String) -> Bool {
  do { try Foundation.FileManager.default.moveItem(atPath: from, toPath: to) } catch { return false }
  Files.syncFolder(of: to)
  return true
}

extension BookReader {
  /// Every act of this book, in the order they were begun, open and undone ones too.
  public func acts() throws -> [ActSummary] {
    let rows = try Row.fetchCursor(db, sql: "select id, command, number, verb, kind, state, at, undoable from act order by id")
    var out: [ActSummary] = []
    while let row = try rows.next() {
      out.append(
        ActSummary(
          book: book, number: row[0], kind: row[4], command: Command(verb: row[3], id: UInt64(bitPattern: row[1]), number: row[2]),
          at: Moment(seconds: row[6]), state: ActSummary.State(rawValue: row[5]) ?? .done, isUndoable: row[7]))
    }
    return out
  }
}

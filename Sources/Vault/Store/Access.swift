internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// What a book store needs to know of its vault.
struct BookContext: Sendable {
  let id: BookID
  /// The name of the file without its ending.
  let store: String
  let folder: String
  let vaultID: String
  let cipher: Cipher
  let environment: Environment
  /// Which log its checkpoints name.
  let logID: String
  let signingKey: [UInt8]
  let status: @Sendable () throws -> RegisteredBook

  var file: String { "\(folder)/\(store).sqlite" }
  var keyFile: String { "\(folder)/keys/\(store)" }
  var gate: String { "\(folder)/vault.json" }
}

/// Opening the file of a book: for writing, and for reading without leaving a trace. See docs/formats/vault.md, "Locks".
struct Access {
  let context: BookContext

  // MARK: Writing

  /// The writer's lock on the book and its connection. To be closed by `finish`.
  final class Writing {
    let queue: DatabaseQueue
    private let lock: FileLock
    init(queue: DatabaseQueue, lock: FileLock) {
      self.queue = queue
      self.lock = lock
    }
  }

  /// Takes the writer's lock and opens the file. Waits for another writer and for readers that read without a log.
  func openForWriting() throws -> Writing {
    let lock = try FileLock.wait(
      context.keyFile, exclusive: true, seconds: 30,
      busy: Fault(.system, "Another Cardcase is writing to this book.", next: "Wait until it is done and try again."))
    let gate = try FileLock.wait(
      context.gate, exclusive: true, seconds: 60,
      busy: Fault(.system, "Another Cardcase is reading this vault.", next: "Wait until it is done and try again."))
    defer { withExtendedLifetime(gate) {} }
    var configuration = Configuration()
    configuration.label = "book"
    configuration.busyMode = .timeout(30)
    configuration.foreignKeysEnabled = false
    // An import's transaction stays open from one batch of readings to the next.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { db in
      for pragma in [
        // A new file only: a page of encounters or of the directory takes many pages of SQLite's, each of which is a write of its own.
        "page_size = 8192", "journal_mode = wal", "synchronous = full", "temp_store = memory", "secure_delete = on",
        "wal_autocheckpoint = 8000", "cache_size = -98304",
      ] {
        try db.execute(sql: "pragma \(pragma)")
      }
    }
    let queue = try DatabaseQueue(path: context.file, configuration: configuration)
    // The first transaction makes the -wal; readers that come after it read by the log.
    try queue.writeWithoutTransaction { db in
      let id = try Int.fetchOne(db, sql: "pragma application_id") ?? 0
      let isFresh = try Int.fetchOne(db, sql: "select count(*) from sqlite_schema") == 0
      guard id == Schema.applicationID || isFresh else { throw Fault(.unreadable, "A book's file is not one of Cardcase.") }
      if isFresh { try db.execute(sql: "pragma application_id = \(Schema.applicationID)") }
      try db.inTransaction(.immediate) {
        try Schema.migrate(db, at: context.environment.now().seconds)
        return .commit
      }
    }
    return Writing(queue: queue, lock: lock)
  }

  /// Moves the log into the file, empties it, and closes; SQLite then removes `-wal` and `-shm`.
  func finish(_ writing: Writing) throws {
    try writing.queue.writeWithoutTransaction { db in
      _ = try Row.fetchOne(db, sql: "pragma wal_checkpoint(truncate)")
    }
    try context.environment.trap(.checkpointed)
    try writing.queue.close()
  }

  // MARK: Reading

  /// A connection for reading, with what keeps it good.
  struct Reading {
    let queue: DatabaseQueue
    let lock: FileLock?
    let stamp: FileStamp?
  }

  /// Opens for reading so that no byte of the folder changes. `cached` is used again where the file is as it was.
  func openForReading(cached: Reading?) throws -> Reading {
    let gate = try FileLock.wait(
      context.gate, exclusive: false, seconds: 60,
      busy: Fault(.system, "Another Cardcase is about to write to this vault.", next: "Try again."))
    guard let stamp = Files.stamp(context.file) else {
      throw Fault(.missing, "A book's file is not there.", next: "Put it back from a backup.")
    }
    let wal = Files.stamp(context.file + "-wal")
    let hasWriter = try wal != nil && self.hasWriter()
    if wal == nil || wal?.size == 0 && !hasWriter {
      if let cached, cached.stamp == stamp { return Reading(queue: cached.queue, lock: gate, stamp: stamp) }
      return Reading(queue: try open("file:\(escaped(context.file))?immutable=1"), lock: gate, stamp: stamp)
    }
    if hasWriter {
      // The log is alive: read by it. The writer's own files are the only ones that change.
      return Reading(queue: try open(context.file), lock: nil, stamp: nil)
    }
    return Reading(queue: try openCopy(), lock: nil, stamp: nil)
  }

  private func hasWriter() throws -> Bool { try FileLock.attempt(context.keyFile, exclusive: false) == nil }

  private func open(_ path: String) throws -> DatabaseQueue {
    var configuration = Configuration()
    configuration.readonly = true
    configuration.label = "reader"
    configuration.busyMode = .timeout(30)
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      try db.execute(sql: "pragma temp_store = memory")
      try Schema.check(try Int.fetchOne(db, sql: "pragma user_version") ?? 0)
    }
    return try DatabaseQueue(path: path, configuration: configuration)
  }

  /// A crash left a log. Only a writer may repair it, so a reader reads a copy of its own, which is gone when it is closed.
  private func openCopy() throws -> DatabaseQueue {
    let folder = "\(context.environment.stateFolder)/\(context.vaultID)/copy-\(Bytes.hex(context.environment.random(8)))"
    try Files.makeFolder(context.environment.stateFolder)
    try Files.makeFolder("\(context.environment.stateFolder)/\(context.vaultID)")
    try Files.makeFolder(folder)
    let path = "\(folder)/book.sqlite"
    // What cannot be removed is sealed all the same, and the doctor removes it.
    defer { Files.discardFolder(folder) }
    try Files.replace(path, with: Files.read(context.file, "A book's file"))
    try Files.replace(path + "-wal", with: Files.read(context.file + "-wal", "A book's log"))
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let repair = try DatabaseQueue(path: path, configuration: configuration)
    try repair.writeWithoutTransaction { db in _ = try Row.fetchOne(db, sql: "pragma wal_checkpoint(truncate)") }
    try repair.close()
    return try open("file:\(escaped(path))?immutable=1")
  }

  /// A path as it stands in a URI: SQLite takes `?`, `#` and `%` as signs of their own.
  private func escaped(_ path: String) -> String {
    var out = ""
    for scalar in path.unicodeScalars {
      switch scalar {
      case "%": out += "%25"
      case "?": out += "%3f"
      case "#": out += "%23"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

/// Runs `body`, turning errors of SQLite and of our own encodings into faults.
func faulting<T>(_ body: () throws -> T) throws -> T {
  do {
    return try body()
  } catch let fault as Fault {
    throw fault
  } catch let error as DatabaseError {
    throw Fault(error)
  } catch let error as CodecError {
    throw Fault(.tampered, "A sealed value does not have the form it should have.", next: "cardcase doctor", underlying: "\(error)")
  } catch let error as DecodingError {
    throw Fault(
      .newer, "A stored document has a form this program does not know.", next: "Install the newest Cardcase.", underlying: "\(error)")
  }
}

extension Fault {
  init(_ error: DatabaseError) {
    let code = "sqlite \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: self.init(.system, "The disk is full; nothing was changed.", next: "Make room and try again.", underlying: code)
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(.system, "Another program is using this book.", next: "Wait and try again.", underlying: code)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB:
      self.init(
        .tampered, "A book's file is damaged.", next: "Put it back from a backup; cardcase doctor says what is left.", underlying: code)
    case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .system, "A book's file cannot be opened or written.", next: "Look at the permissions of the vault's folder.", underlying: code)
    case .SQLITE_IOERR: self.init(.system, "The disk gave an error.", next: "Look at the disk; then cardcase doctor.", underlying: code)
    default: self.init(.system, "The book's file could not be used.", next: "cardcase doctor", underlying: "\(code) \(error.message ?? "")")
    }
  }
}

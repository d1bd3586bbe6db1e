public import Book
internal import Foundation
internal import GRDB
internal import MerkleLog
internal import Scan
internal import Synchronization

/// Undo over the commands of a vault.
extension Vault {
  /// The command that `undo` would take back: the last one that has an act that is done. Nil where there is none.
  public func lastCommand() throws -> UndoableCommand? {
    let done = try faulting { try summaries() }.filter { $0.state == .done && $0.kind != "book" }
    guard let last = done.max(by: { ($0.command.number, $0.at) < ($1.command.number, $1.at) }) else { return nil }
    let acts = done.filter { $0.command == last.command }
    return UndoableCommand(command: last.command, at: acts.map(\.at).min() ?? last.at, acts: acts)
  }

  /// Takes back the last command, in every book it touched. Refused, with the reason, where an act of it may not be taken back
  /// (return, seal, delete), where a book is held or sealed, or where a later act stands in one of the books.
  @discardableResult public func undo() throws -> UndoableCommand {
    guard let last = try lastCommand() else { throw Fault(.missing, "There is nothing to undo.") }
    for act in last.acts { try mayUndo(act) }
    // Newest first: within a book a later act stands on an earlier one.
    for act in last.acts.sorted(by: { $0.number > $1.number }) {
      let store = try book(act.book)
      let command = Command(verb: "undo", id: last.command.id, number: last.command.number)
      try store.writing { db in
        try store.removeOpenAct(db)
        try store.transaction(db) {
          try Undoing(db: db, context: store.context).takeBack(Int64(act.number), command: command, as: "undo")
          return (.commit, ())
        }
      }
    }
    return last
  }

  private func mayUndo(_ act: ActSummary) throws {
    guard act.isUndoable else {
      throw Fault(.depends, "\"\(act.command.verb)\" cannot be taken back.", next: "What was returned, sealed or deleted stays so.")
    }
    guard let row = try books.first(where: { $0.id == act.book }) else { return }
    if row.isHeld { throw Fault(.held, "The book \(act.book) is under a hold: nothing in it may be changed.") }
    if row.state != .open { throw Fault(.depends, "The book \(act.book) was sealed since.") }
    let later = try book(act.book).read { try $0.acts() }.first { $0.number > act.number && $0.state == .done && $0.command != act.command }
    if let later { throw Fault(.depends, "\"\(later.command.verb)\" came later and stands on it.", next: "Take that back first.") }
  }
}

/// The end of an employer's book, and holds.
extension Vault {
  /// Puts a hold on a book, or lifts it (`hold.lifted` set). Nothing of a held book can be changed.
  public func setHold(_ hold: Hold, on id: BookID) throws {
    try change(id, "hold") { row in
      row.hold = hold
      return hold.lifted == nil ? "set" : "lifted"
    }
  }

  /// Seals a book: it can be read and not changed.
  public func sealBook(_ id: BookID) throws {
    try guardHold(id)
    try change(id, "seal") { row in
      row.state = .sealed
      return nil
    }
  }

  /// Opens a sealed book again.
  public func unsealBook(_ id: BookID) throws {
    try guardHold(id)
    try change(id, "unseal") { row in
      row.state = .open
      return nil
    }
  }

  private func guardHold(_ id: BookID) throws {
    if try books.last(where: { $0.id == id })?.isHeld ?? false {
      throw Fault(.held, "The book \(id) is under a hold: nothing in it may be changed.")
    }
  }

  /// Changes a row of the register, and says so in the book's ledger. The ledger comes first: a crash between leaves an entry too many, not one too few.
  private func change(_ id: BookID, _ kind: String, _ body: (inout Register.Row) throws -> String?) throws {
    try faulting {
      let store = try book(id)
      try withRegister { register in
        guard let index = register.rows.lastIndex(where: { $0.id == id.name && $0.state != .deleted }) else {
          throw Fault(.missing, "There is no book called \(id).")
        }
        var line = LedgerLine(kind)
        line.note = try body(&register.rows[index])
        try store.perform(kind, Command(verb: kind, id: environment.randomIdentifier(), number: 0), undoable: false) { try $0.append(line) }
      }
    }
  }

  /// Deletes a book for good: first its key, in the slot outside the vault and in the key file, then its file. Refused under a hold. The
  /// register keeps that there was one. Interrupted, it is finished by calling it again, or by `doctor`.
  public func deleteBook(_ id: BookID) throws {
    guard !id.isMine else { throw Fault(.refused, "Your own book is not deleted this way.", next: "Remove the vault's folder.") }
    try guardHold(id)
    try faulting {
      let store = try registerFile.read().row(id).map(\.store)
      guard let store else { throw Fault(.missing, "There is no book called \(id).") }
      try withRegister { register in
        guard let index = register.rows.lastIndex(where: { $0.id == id.name && $0.state != .deleted }) else { return }
        register.rows[index].state = .deleted
      }
      forget(id)
      try destroy(store)
    }
  }

  /// Destroys what is left of a deleted book: slot, key file, files, in this order.
  func destroy(_ store: String) throws {
    try ShredSecrets(vaultID: self.id, environment: environment).destroy(store)
    try environment.trap(.deleted("slot"))
    if let stamp = Files.stamp(keyFiles.path(store)) {
      try Files.overwrite(keyFiles.path(store), at: 0, with: environment.random(stamp.size))
      try Files.erase(keyFiles.path(store))
    }
    try environment.trap(.deleted("key"))
    for ending in ["-shm", "-wal", ""] { try Files.erase("\(path)/\(store).sqlite\(ending)") }
    try environment.trap(.deleted("file"))
  }
}

/// Passphrase, unlocking, recovery.
extension Vault {
  /// Sets, changes or (with nil) takes away the passphrase. The recovery key stays good.
  public func setPassphrase(_ passphrase: String?) throws {
    try faulting {
      try keyFiles.writeVaultKey(vaultKey.withLock { $0 }, passphrase: passphrase)
      try Unlocking(vaultID: id, environment: environment).forget()
    }
  }

  /// Opens with the passphrase and leaves the key where later runs find it, for so many seconds. Says where.
  public static func unlock(at path: String, passphrase: String, seconds: Int, environment: Environment) throws -> Unlocked {
    let vault = try open(at: path, passphrase: passphrase, environment: environment)
    return try Unlocking(vaultID: vault.id, environment: environment).keep(vault.vaultKey.withLock { $0 }, seconds: seconds)
  }

  /// Takes the key away from wherever it waits.
  public static func lock(at path: String, environment: Environment) throws {
    try Unlocking(vaultID: identity(at: path), environment: environment).forget()
  }

  /// Opens your own book with the recovery key where passphrase and machine are lost, and gives the vault a new key, passphrase and
  /// register. Employers' books stay shut: their keys hang on the lost vault key.
  public static func recover(at path: String, recovery: RecoveryKey, passphrase: String?, environment: Environment) throws -> Vault {
    try faulting {
      let id = try identity(at: path)
      let old = KeyFiles(folder: path, vaultID: id, environment: environment)
      let mine = try old.recoveredKey(recovery)
      let vault = Vault(path: path, id: id, key: environment.random(32), environment: environment)
      let key = vault.vaultKey.withLock { $0 }
      let row = Register.Row(
        id: "mine", employer: "", store: "mine", state: .open, hold: nil, created: environment.now(), log: Bytes.hex(environment.random(8)))
      try vault.registerFile.write(Register(number: 1 << 32, rows: [row], signingKey: environment.random(32)))
      try old.writeBookKey(mine, store: "mine", vaultKey: key, secret: nil, recovery: recovery)
      try old.writeVaultKey(key, passphrase: passphrase)
      try Unlocking(vaultID: id, environment: environment).forget()
      return vault
    }
  }
}

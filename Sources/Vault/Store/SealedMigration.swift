internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// A change of the encoding inside sealed cells. It can only run once the book's key is there, goes from row to row, and goes on where it was
/// broken off. One that has been released is never edited.
package struct SealedMigration: Sendable {
  /// `0002 fields with pronouns`
  package var name: String
  /// The table and the column whose cells are written anew.
  package var table: String
  /// The column.
  package var column: String
  /// The column with the number the seal is bound to besides the row: `act` or `version`.
  package var bound: String
  /// The new plain text; nil where the cell has the new encoding already.
  package var rewrite: @Sendable ([UInt8]) throws -> [UInt8]?

  /// A migration.
  package init(name: String, table: String, column: String, bound: String, rewrite: @escaping @Sendable ([UInt8]) throws -> [UInt8]?) {
    self.name = name
    self.table = table
    self.column = column
    self.bound = bound
    self.rewrite = rewrite
  }

  /// All of them, in order. There are none: pages of the directory of encoding 1 are read, and written as 2 when they change.
  static let all: [SealedMigration] = []
}

extension BookStore {
  /// Runs what is left of `migrations`, so many rows to a transaction. Every write begins with it.
  package func migrateSealed(_ migrations: [SealedMigration], batch: Int = 1000) throws {
    if migrations.isEmpty { return }
    try faulting {
      let access = Access(context: context)
      let writing = try access.openForWriting()
      do {
        try writing.queue.writeWithoutTransaction { db in
          for migration in migrations { while try step(migration, db, batch) {} }
        }
      } catch {
        // The first error is the one that matters.
        do { try access.finish(writing) } catch {}
        throw error
      }
      try access.finish(writing)
    }
  }

  /// The next rows of a migration; false when there are none left.
  private func step(_ migration: SealedMigration, _ db: Database, _ batch: Int) throws -> Bool {
    let state = try Row.fetchOne(db, sql: "select cursor from migration where name = ?", arguments: [migration.name])
    if let state, state[0] == nil as Int64? { return false }
    let cursor = state.flatMap { $0[0] as Int64? } ?? -1
    let (table, column) = (migration.table, migration.column)
    return try transaction(db) {
      let rows = try Row.fetchAll(
        db, sql: "select id, \(migration.bound), \(column) from \(table) where id > ? order by id limit ?", arguments: [cursor, batch])
      for row in rows {
        let place = Place(table: table, column: column, row: row[0], version: row[1])
        guard let plain = try migration.rewrite(context.cipher.open(row[2], at: place)) else { continue }
        let cell = try context.cipher.seal(plain, at: place)
        try db.execute(sql: "update \(table) set \(column) = ? where id = ?", arguments: [cell, place.row])
      }
      let next: Int64? = rows.last.map { $0[0] }
      try db.execute(
        sql: "insert into migration (name, at, cursor) values (?, ?, ?) on conflict (name) do update set cursor = excluded.cursor",
        arguments: [migration.name, context.environment.now().seconds, next])
      if next == nil {
        var line = LedgerLine("migration")
        line.note = migration.name
        try LedgerTable(db: db, context: context).append(line)
      }
      return (.commit, next != nil)
    }
  }
}

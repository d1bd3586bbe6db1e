internal import Book
internal import GRDB

/// The tables of a book, and the clear migrations that make them. A migration that has been released is never edited.
enum Schema {
  /// `CARD`
  static let applicationID = 0x4341_5244
  /// The newest format this program writes; `user_version` of the file.
  static let format = 3

  /// One step from a format to the next.
  struct Migration: Sendable {
    var name: String
    var format: Int
    var sql: String
  }

  static let migrations: [Migration] = [
    Migration(name: "0001 first", format: 1, sql: first),
    // Rows of `place` may say where a stretch of persons begins. Those that are there stay good; a program that knows none must not read them.
    Migration(name: "0002 stretches", format: 2, sql: ""),
    Migration(name: "0003 people", format: 3, sql: people),
  ]

  private static let first = """
    create table act (id integer primary key, command integer not null, number integer not null, verb text not null, kind text not null,
      state integer not null, at integer not null, token blob, undoable integer not null);
    create table undo (id integer primary key, act integer not null, tbl text not null, row integer not null, image blob not null);
    create index undo_act on undo (act);
    create table source (id integer primary key, act integer not null, kind text not null, identity blob not null, digest blob not null,
      version integer not null, info blob not null);
    create index source_digest on source (digest);
    create table card (id integer primary key, act integer not null, record integer not null, number integer not null, source integer not null,
      key blob not null, content blob not null, raw blob not null, fields blob not null);
    create index card_key on card (key);
    create index card_record on card (record);
    create table absent (id integer primary key, act integer not null, source integer not null);
    create table party (id integer primary key, act integer not null, first integer not null, count integer not null, body blob not null);
    create table encounter (id integer primary key, act integer not null, source integer not null, count integer not null, low integer not null,
      high integer not null, body blob not null, keys blob not null);
    create table person (id integer primary key, act integer not null, "into" integer);
    create index person_into on person ("into") where "into" is not null;
    create table member (id integer primary key, act integer not null, kind integer not null, person integer not null, home integer not null);
    create index member_person on member (person);
    create table own (id integer primary key, act integer not null, version integer not null, body blob not null);
    create table fact (id integer primary key, act integer not null, kind text not null, key blob, about integer, version integer not null,
      made integer not null, changed integer not null, body blob not null);
    create index fact_kind on fact (kind, key);
    create index fact_about on fact (about) where about is not null;
    create table forgotten (id integer primary key, act integer not null);
    create table directory (id integer primary key, version integer not null, count integer not null, body blob not null);
    create table place (id integer primary key, page integer not null);
    create table batch (id integer primary key, act integer not null, entry integer not null, kind text not null, first integer not null,
      count integer not null, seed blob not null);
    create index batch_first on batch (kind, first);
    create table ledger (n integer primary key, entry blob not null, mac blob not null);
    create table head (id integer primary key, version integer not null, body blob not null);
    create table migration (name text primary key, at integer not null, cursor integer);
    create table dav (id integer primary key, href text not null unique, uid blob not null, etag text not null, change integer not null,
      tombstone integer not null);
    """

  private static let people = """
    create table people (id integer primary key, act integer not null, first integer not null, count integer not null, body blob not null);
    create index people_first on people (first);
    """

  /// Brings the file to the newest format. `newer` when it is ahead of this program.
  static func migrate(_ db: Database, at seconds: Int64) throws {
    let version = try Int.fetchOne(db, sql: "pragma user_version") ?? 0
    try check(version)
    for migration in migrations where migration.format > version {
      try db.execute(sql: migration.sql)
      try db.execute(sql: "insert into migration (name, at) values (?, ?)", arguments: [migration.name, seconds])
      try db.execute(sql: "pragma user_version = \(migration.format)")
    }
  }

  /// Refuses a format that only a newer program knows.
  static func check(_ version: Int) throws {
    guard version <= format else {
      throw Fault(
        .newer, "This vault was written by a newer Cardcase (format \(version); this program knows \(format)).",
        next: "Install the newer program; nothing was changed.")
    }
  }
}

/// A table whose rows an act makes, changes and takes back.
enum Table: String, CaseIterable, Sendable {
  case source, card, absent, party, encounter, person, member, people, own, fact, forgotten, batch
}

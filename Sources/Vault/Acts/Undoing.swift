internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// Taking an act back, within a transaction: rows it made go, rows it changed return, the directory follows.
struct Undoing {
  let db: Database
  let context: BookContext

  /// Takes back act `act`; the ledger gets an entry of kind `word`.
  func takeBack(_ act: Int64, command: Command, as word: String) throws {
    let writer = try ActWriter(db, context, act: act, command: command)
    let isLarge = try removesMuch(act)
    if !isLarge { writer.touched = try people(of: act, writer) }
    writer.lastPage = nil
    for table in Table.allCases { try db.execute(sql: "delete from \(table.rawValue) where act = ?", arguments: [act]) }
    try restore(act)
    try db.execute(sql: "update act set state = 2 where id = ?", arguments: [act])
    try writer.record(word)
    writer.isDeep = true
    if isLarge { try writer.rebuildDirectory() }
    try writer.complete()
  }

  private func removesMuch(_ act: Int64) throws -> Bool {
    var count = try Int.fetchOne(db, sql: "select count(*) from undo where act = ?", arguments: [act]) ?? 0
    for table in [Table.card, .encounter, .member, .person, .absent] {
      count += try Int.fetchOne(db, sql: "select count(*) from \(table.rawValue) where act = ?", arguments: [act]) ?? 0
    }
    count += try Int.fetchOne(db, sql: "select sum(length(body)) / 16 from people where act = ?", arguments: [act]) ?? 0
    return count > 200
  }

  /// The people whose entries may look different afterwards.
  private func people(of act: Int64, _ reader: BookReader) throws -> Set<Int64> {
    var found = Set(
      try Int64.fetchAll(
        db,
        sql: """
          select id from person where act = ?1 union select person from member where act = ?1 union select id from own where act = ?1
          union select row from undo where act = ?1 and tbl in ('person', 'own')
          union select person."into" from person join undo on undo.row = person.id
            where undo.act = ?1 and undo.tbl = 'person' and person."into" is not null
          union select member.person from member join undo on undo.row = member.id where undo.act = ?1 and undo.tbl = 'member'
          union select member.person from member join card on card.record = member.id where card.act = ?1
          union select member.person from member join absent on absent.id = member.id where absent.act = ?1
          union select member.person from member join undo on undo.row = member.id where undo.act = ?1 and undo.tbl = 'absent'
          """, arguments: [act]))
    // A member that goes back, or a person that becomes an alias again: the person it goes to stands in the image.
    let images = try Row.fetchAll(
      db, sql: "select id, tbl, image from undo where act = ? and tbl in ('member', 'person')", arguments: [act])
    for image in images {
      let values = try read(image[0], act, image[2])
      let column = (image[1] as String) == "member" ? 3 : 2
      if values.count > column, let person = Int64.fromDatabaseValue(values[column]) { found.insert(person) }
    }
    found.formUnion(try peopleUnder(act, reader))
    if try Bool.fetchOne(db, sql: "select exists (select 1 from encounter where act = ?)", arguments: [act]) ?? false {
      found.formUnion(try reader.everyPerson(withAliases: true))
    }
    return found
  }

  /// Packed people whom the act's own rows cover, or who stand packed by it.
  private func peopleUnder(_ act: Int64, _ reader: BookReader) throws -> Set<Int64> {
    var found = Set(try Int64.fetchAll(db, sql: "select \"into\" from person where act = ? and \"into\" is not null", arguments: [act]))
    for member in try Int64.fetchAll(db, sql: "select id from member where act = ? and kind = 1", arguments: [act]) {
      if let pair = try reader.packed(handle: member) { found.insert(pair.person) }
    }
    for row in try Row.fetchAll(db, sql: "select \(PeoplePage.columns) from people where act = ?", arguments: [act]) {
      let page = try PeoplePage(row)
      found.formUnion((0..<page.count).map { page[$0].person })
    }
    return found
  }

  private func read(_ id: Int64, _ act: Int64, _ image: Data) throws -> [DatabaseValue] {
    try RowImage.read(context.cipher.open(image, at: Place(table: "undo", column: "image", row: id, version: act)))
  }

  private func restore(_ act: Int64) throws {
    let rows = try Row.fetchAll(db, sql: "select id, tbl, row, image from undo where act = ? order by id desc", arguments: [act])
    for row in rows {
      guard let table = Table(rawValue: row[1]) else { throw CodecError.value }
      let values = try read(row[0], act, row[3])
      let marks = Array(repeating: "?", count: values.count).joined(separator: ",")
      try db.execute(sql: "insert or replace into \(table.rawValue) values (\(marks))", arguments: StatementArguments(values))
    }
    try db.execute(sql: "delete from undo where act = ?", arguments: [act])
  }
}

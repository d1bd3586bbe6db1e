public import Book
internal import Foundation
internal import GRDB
internal import Scan

extension BookReader {
  private static let factColumns = "id, kind, about, version, changed, body"

  /// The facts of a kind, oldest first.
  public func facts<Value: Decodable & Sendable>(_ kind: String, as type: Value.Type) throws -> [Fact<Value>] {
    try factRows(kept("kind = ?"), [kind])
  }

  /// The facts of a kind about a person, oldest first; those about people merged into it too.
  public func facts<Value: Decodable & Sendable>(_ kind: String, about person: Person.ID, as type: Value.Type) throws -> [Fact<Value>] {
    guard let person = try resolve(person) else { return [] }
    let ids = try aliases(of: person).map(String.init).joined(separator: ",")
    return try factRows(db.makeStatement(sql: BookReader.selectFacts("kind = ? and about in (\(ids))")), [kind])
  }

  /// One fact by its id.
  public func fact<Value: Decodable & Sendable>(_ kind: String, id: FactID, as type: Value.Type) throws -> Fact<Value>? {
    let found: [Fact<Value>] = try factRows(kept("kind = ? and id = ?"), [kind, Int64(id.value)])
    return found.first
  }

  /// One fact by the key it was put under.
  public func fact<Value: Decodable & Sendable>(_ kind: String, key: String, as type: Value.Type) throws -> Fact<Value>? {
    let found: [Fact<Value>] = try factRows(kept("kind = ? and key = ?"), [kind, factKey(kind, key)])
    return found.first
  }

  func factKey(_ kind: String, _ key: String) -> Data { Data(context.cipher.hash(.factKey, Array(kind.utf8), Array(key.utf8))) }

  private static func selectFacts(_ condition: String) -> String { "select \(factColumns) from fact where \(condition) order by made, id" }

  /// A statement that is asked again and again.
  private func kept(_ condition: String) throws -> Statement { try db.cachedStatement(sql: BookReader.selectFacts(condition)) }

  private func factRows<Value: Decodable & Sendable>(_ statement: Statement, _ arguments: StatementArguments) throws -> [Fact<Value>] {
    let rows = try Row.fetchCursor(statement, arguments: arguments)
    let decoder = JSONDecoder()
    var out: [Fact<Value>] = []
    while let row = try rows.next() {
      let body = try FactBody(open(row[5], "fact", "body", row[0], row[3]))
      let about: Int64? = row[2]
      out.append(
        Fact(
          id: FactID(value: UInt64(row[0] as Int64)), version: row[3],
          about: try about.flatMap { try resolve(Person.ID(value: UInt64($0))) },
          changed: Moment(seconds: row[4]), value: try decoder.decode(Value.self, from: Data(body.json))))
    }
    return out
  }

  /// Every fact as it is stored, by kind and id.
  func rawFacts() throws -> [ExportMaterial.RawFact] {
    let rows = try Row.fetchCursor(db, sql: "select \(BookReader.factColumns) from fact order by kind, id")
    var out: [ExportMaterial.RawFact] = []
    while let row = try rows.next() {
      let body = try FactBody(open(row[5], "fact", "body", row[0], row[3]))
      let about: Int64? = row[2]
      out.append(
        .init(kind: row[1], id: FactID(value: UInt64(row[0] as Int64)), about: about.map { Person.ID(value: UInt64($0)) }, json: body.json))
    }
    return out
  }

  // MARK: Own cards

  /// What the user says of a person; nil where nothing.
  public func ownCard(of person: Person.ID) throws -> OwnCard? {
    guard let person = try resolve(person) else { return nil }
    return try storedOwnCard(Int64(person.value))
  }

  /// The own cards that count for a person: its own, then those of people merged into it.
  func layeredOwnCards(of person: Person.ID) throws -> [OwnCard] {
    let known = try db.cachedStatement(sql: BookReader.aliasesOf + "select id from own where id in (select id from alias) order by id")
    let held = try Int64.fetchAll(known, arguments: [Int64(person.value)])
    if held.isEmpty { return [] }
    return try ([Int64(person.value)] + held.filter { $0 != Int64(person.value) }).compactMap { try storedOwnCard($0) }
  }

  private func storedOwnCard(_ id: Int64) throws -> OwnCard? {
    guard let row = try Row.fetchOne(db, sql: "select version, body from own where id = ?", arguments: [id]) else { return nil }
    let body = try FactBody(open(row[1], "own", "body", id, row[0]))
    return try JSONDecoder().decode(OwnCard.self, from: Data(body.json))
  }

  /// Every own card with the person it was written for; after a merge that is an alias.
  public func ownCards() throws -> [(person: Person.ID, card: OwnCard)] {
    try Int64.fetchAll(db, sql: "select id from own order by id").compactMap { id in
      try storedOwnCard(id).map { (Person.ID(value: UInt64(id)), $0) }
    }
  }

  /// Every decision, oldest first.
  public func decisions() throws -> [Decision] { try facts("decision", as: Decision.self).map(\.value) }

  /// The witnesses, oldest first.
  public func witnesses() throws -> [Fact<Witness>] { try facts("witness", as: Witness.self) }
}

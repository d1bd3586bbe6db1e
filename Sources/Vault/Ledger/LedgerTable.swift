internal import Book
internal import Foundation
internal import GRDB
internal import MerkleLog
internal import Scan

/// The ledger's rows and its sealed head, within a transaction.
struct LedgerTable {
  let db: Database
  let context: BookContext

  private static func place(_ size: Int) -> Place { Place(table: "head", column: "body", row: 1, version: Int64(size)) }

  /// The frontier as the sealed head has it.
  func head() throws -> Frontier {
    guard let row = try Row.fetchOne(db, sql: "select version, body from head where id = 1") else { return Frontier() }
    let size: Int = row[0]
    var input = ByteReader(try context.cipher.open(row[1], at: LedgerTable.place(size)))
    guard try input.byte() == 1 else { throw CodecError.version }
    var hashes: [TreeHash] = []
    guard try input.count() == size else { throw CodecError.value }
    while !input.isAtEnd {
      guard let hash = TreeHash(try input.bytes()) else { throw CodecError.value }
      hashes.append(hash)
    }
    guard let frontier = Frontier(count: size, hashes: hashes) else { throw CodecError.value }
    return frontier
  }

  func save(_ frontier: Frontier) throws {
    var out = ByteWriter()
    out.byte(1)
    out.count(frontier.count)
    for hash in frontier.hashes { out.bytes(hash.bytes) }
    let body = try context.cipher.seal(out.out, at: LedgerTable.place(frontier.count))
    try db.execute(
      sql:
        "insert into head (id, version, body) values (1, ?, ?) on conflict (id) do update set version = excluded.version, body = excluded.body",
      arguments: [frontier.count, body])
  }

  /// Appends an entry and returns its number. `frontier` is saved by the caller, once per transaction.
  func append(_ line: LedgerLine, to frontier: inout Frontier) throws -> Int {
    let number = frontier.count
    let entry = line.bytes(number: number, time: context.environment.now())
    frontier.append(.leaf(entry))
    let insert = try db.cachedStatement(sql: "insert into ledger (n, entry, mac) values (?, ?, ?)")
    try insert.execute(arguments: [number, Data(entry), context.cipher.ledgerMac(number, entry)])
    return number
  }

  /// Appends one entry and saves the head.
  @discardableResult func append(_ line: LedgerLine) throws -> Int {
    var frontier = try head()
    let number = try append(line, to: &frontier)
    try save(frontier)
    return number
  }
}

/// Data of an act as they are written, in batches of at most 4,096 with a commitment each.
struct BatchBuilder {
  static let size = 4096
  let kind: String
  let source: Source.ID
  private(set) var salts: BatchSalts
  private(set) var tree = Frontier()
  private(set) var first: Int64 = 0

  init(kind: String, source: Source.ID, seed: TreeHash) {
    self.kind = kind
    self.source = source
    salts = BatchSalts(seed)
  }

  /// Adds the datum that lies in `row`.
  mutating func add(_ datum: [UInt8], row: Int64) throws {
    if tree.count == 0 { first = row }
    guard let salt = salts.salt(tree.count) else { throw Fault(.system, "A commitment could not be made.") }
    tree.append(.leaf(salt: salt, datum))
  }

  var isFull: Bool { tree.count >= BatchBuilder.size }
}

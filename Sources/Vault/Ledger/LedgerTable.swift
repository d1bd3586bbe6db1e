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
    try db.execute(
      sql: "insert into ledger (n, entry, mac) values (?, ?, ?)", arguments: [number, Data(entry), context.cipher.ledgerMac(number, entry)])
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

/// The bytes of a datum, as commitments are made over them.
enum Datum {
  static func card(_ format: Card.Format, _ bytes: [UInt8]) -> [UInt8] { Array("card\n\(format.rawValue)\n".utf8) + bytes }

  /// `kind:value` in quotes, as it stands in the line of an encounter.
  static func quoted(_ handle: Handle) -> [UInt8] {
    var out: [UInt8] = []
    JSON.string("\(handle.kind.rawValue):\(handle.normal)").write(into: &out)
    return out
  }

  /// The line of encounter `index` of `log`, whose parties' handles stand in `quoted`.
  static func encounter(_ log: EncounterLog, _ index: Int, quoted: [[UInt8]], into out: inout [UInt8]) {
    encounter(log, index, quoted: quoted, numbers: log.parties.indices.map { Int32($0) }, into: &out)
  }

  /// The same where the handle of party `p` stands at `numbers[p]`.
  static func encounter(_ log: EncounterLog, _ index: Int, quoted: [[UInt8]], numbers: [Int32], into out: inout [UInt8]) {
    out.removeAll(keepingCapacity: true)
    out.append(UInt8(ascii: "["))
    number(Int64(log.media[index].rawValue), &out)
    out.append(44)
    if log.seconds[index] == .min { out.append(contentsOf: "null".utf8) } else { number(log.seconds[index], &out) }
    out.append(44)
    if log.offsets[index] == .min { out.append(contentsOf: "null".utf8) } else { number(Int64(log.offsets[index]), &out) }
    out.append(44)
    number(Int64(log.flags[index].rawValue), &out)
    out.append(44)
    if log.senders[index] < 0 {
      out.append(contentsOf: "null".utf8)
    } else {
      out.append(contentsOf: quoted[Int(numbers[Int(log.senders[index])])])
    }
    out.append(44)
    out.append(UInt8(ascii: "["))
    let range = log.recipientRange(index)
    for position in range {
      if position > range.lowerBound { out.append(44) }
      out.append(48 + log.roles[position].rawValue)
      out.append(44)
      out.append(contentsOf: quoted[Int(numbers[Int(log.recipients[position])])])
    }
    out.append(UInt8(ascii: "]"))
    out.append(44)
    quote(log.subjects[index], &out)
    out.append(44)
    number(Int64(log.minutes[index]), &out)
    out.append(UInt8(ascii: "]"))
  }

  /// A JSON string; nearly all need no escaping.
  private static func quote(_ text: String, _ out: inout [UInt8]) {
    out.append(34)
    let start = out.count
    out.append(contentsOf: text.utf8)
    var index = start
    while index < out.count {
      let byte = out[index]
      if byte < 32 || byte == 34 || byte == 92 || byte == 127 {
        out.removeLast(out.count - start + 1)
        return JSON.string(text).write(into: &out)
      }
      index += 1
    }
    out.append(34)
  }

  private static func number(_ value: Int64, _ out: inout [UInt8]) {
    if value < 0 { out.append(45) }
    var power: UInt64 = 1
    while value.magnitude / power >= 10 { power *= 10 }
    while power > 0 {
      out.append(48 + UInt8(truncatingIfNeeded: value.magnitude / power % 10))
      power /= 10
    }
  }
}

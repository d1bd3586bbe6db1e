internal import Foundation
internal import GRDB

/// A statement that is run many times with other values. The one place that sets arguments unchecked: GRDB aborts the
/// process when such a statement is used again after a constraint failed, so every insert here says `on conflict`, and a
/// statement that threw is never used again.
final class BulkStatement {
  private let statement: Statement
  private let db: Database
  private var isBroken = false

  init(_ db: Database, _ sql: String) throws {
    self.db = db
    statement = try db.makeStatement(sql: sql)
  }

  /// Runs it with these values; returns how many rows were changed.
  @discardableResult func run(_ values: [(any DatabaseValueConvertible)?]) throws -> Int {
    try run(StatementArguments(values))
    return db.changesCount
  }

  /// Runs it with these values, which are numbers.
  func run(numbers: [Int64]) throws { try run(StatementArguments(Numbers(numbers))) }

  private func run(_ arguments: StatementArguments) throws {
    if isBroken { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    do {
      statement.setUncheckedArguments(arguments)
      try statement.execute()
    } catch {
      isBroken = true
      throw error
    }
  }

  /// The first row it finds for these values.
  func row(_ values: [(any DatabaseValueConvertible)?]) throws -> Row? {
    if isBroken { throw DatabaseError(resultCode: .SQLITE_MISUSE) }
    do {
      statement.setUncheckedArguments(StatementArguments(values))
      return try Row.fetchOne(statement)
    } catch {
      isBroken = true
      throw error
    }
  }
}

/// Numbers in the form that GRDB takes. Values of one type it takes through a key path, those of an array through the array's metadata, for
/// each value: either costs as much as half the row. Of a sequence of our own it asks the next one and nothing else.
private struct Numbers: Sequence, IteratorProtocol {
  private let numbers: [Int64]
  private var done = 0

  init(_ numbers: [Int64]) { self.numbers = numbers }

  var underestimatedCount: Int { numbers.count }

  mutating func next() -> (any DatabaseValueConvertible)?? {
    if done == numbers.count { return nil }
    done += 1
    return .some(numbers[done - 1])
  }
}

/// Rows of numbers on their way into one table, many to a statement: half the cost of one by one.
struct RowBuffer {
  private static let rows = 80
  private let width: Int
  private let sql: (_ rows: Int) -> String
  private var values: [Int64] = []
  private var full: BulkStatement?

  /// `head` is all before the values (`insert into t (a, b) values`), `tail` what follows them (`on conflict ...`). A row is given as
  /// `width` numbers; `row` puts their names where they stand in it: what is the same in all rows need not be told again for each.
  init(_ head: String, width: Int, row: @escaping (_ names: [String]) -> String, _ tail: String) {
    self.width = width
    sql = { rows in
      let all = (0..<rows).map { place in row((1...width).map { "?\(place * width + $0)" }) }
      return "\(head) \(all.joined(separator: ",")) \(tail)"
    }
  }

  /// Adds a row of one number.
  mutating func add(_ db: Database, _ value: Int64) throws {
    values.append(value)
    try writeIfFull(db)
  }

  /// Adds a row of two numbers.
  mutating func add(_ db: Database, _ first: Int64, _ second: Int64) throws {
    values.append(first)
    values.append(second)
    try writeIfFull(db)
  }

  private mutating func writeIfFull(_ db: Database) throws {
    guard values.count == width * RowBuffer.rows else { return }
    let statement = try full ?? BulkStatement(db, sql(RowBuffer.rows))
    full = statement
    try statement.run(numbers: values)
    values.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  mutating func flush(_ db: Database) throws {
    if values.isEmpty { return }
    try BulkStatement(db, sql(values.count / width)).run(numbers: values)
    values = []
  }
}

/// A row as it was, as bytes, for the undo table.
enum RowImage {
  static func write(_ row: Row) -> [UInt8] {
    var out = ByteWriter()
    out.byte(1)
    for value in row.databaseValues {
      switch value.storage {
      case .null: out.byte(0)
      case .int64(let number):
        out.byte(1)
        out.signed(number)
      case .double(let number):
        out.byte(2)
        out.fixed(number.bitPattern)
      case .string(let text):
        out.byte(3)
        out.text(text)
      case .blob(let data):
        out.byte(4)
        out.bytes(Array(data))
      }
    }
    return out.out
  }

  static func read(_ bytes: [UInt8]) throws -> [DatabaseValue] {
    var input = ByteReader(bytes)
    guard try input.byte() == 1 else { throw CodecError.version }
    var values: [DatabaseValue] = []
    while !input.isAtEnd {
      switch try input.byte() {
      case 0: values.append(.null)
      case 1: values.append(try input.signed().databaseValue)
      case 2: values.append(Double(bitPattern: try input.fixed()).databaseValue)
      case 3: values.append(try input.text().databaseValue)
      case 4: values.append(Data(try input.bytes()).databaseValue)
      default: throw CodecError.value
      }
    }
    return values
  }
}

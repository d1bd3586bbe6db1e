internal import Book
internal import Foundation
internal import GRDB
internal import Scan

/// People who came into a book together, each with the first of their handles: a row of the table `people`. Both stand in rising order, so
/// that either finds the other.
struct PeoplePage {
  /// A person and the look-up row of their first handle.
  struct Pair {
    var person: Int64
    var handle: Int64
  }

  private let body: [UInt8]
  /// How many.
  let count: Int

  /// The columns of a row that `init` takes.
  static let columns = "id, first, count, body"

  /// Of a row with its `columns`. Throws where these do not tell of one another.
  init(_ row: Row) throws {
    body = Array(row[3] as Data)
    count = body.count / 16
    guard count > 0, body.count == count * 16, row[2] == count, row[0] == self[0].person, row[1] == self[0].handle else {
      throw PeoplePage.damage
    }
  }

  /// What is told where the table is not what it should be.
  static let damage = Fault(
    .tampered, "The table of people does not have the form it should have.", next: "Put the vault back from a backup.")

  /// The pairs as they are stored.
  static func write(_ pairs: ArraySlice<Pair>) -> Data {
    var out = ByteWriter()
    out.out.reserveCapacity(pairs.count * 16)
    for pair in pairs {
      out.fixed(UInt64(bitPattern: pair.person))
      out.fixed(UInt64(bitPattern: pair.handle))
    }
    return Data(out.out)
  }

  subscript(place: Int) -> Pair { Pair(person: number(place * 2), handle: number(place * 2 + 1)) }

  private func number(_ place: Int) -> Int64 {
    var value: UInt64 = 0
    for index in (place * 8..<place * 8 + 8).reversed() { value = value << 8 | UInt64(body[index]) }
    return Int64(bitPattern: value)
  }

  /// Whether `value` would stand here, were it a `part` of a pair.
  func spans(_ value: Int64, as part: KeyPath<Pair, Int64>) -> Bool {
    self[0][keyPath: part] <= value && value <= self[count - 1][keyPath: part]
  }

  /// The pair in which `part` is `value`.
  func pair(where part: KeyPath<Pair, Int64>, is value: Int64) -> Pair? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle][keyPath: part] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low][keyPath: part] == value ? self[low] : nil
  }
}

internal import Book
internal import Foundation
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

  /// Of 16 bytes for each. Throws where that is not what is there.
  init(_ body: Data) throws {
    guard body.count.isMultiple(of: 16) else {
      throw Fault(.tampered, "The table of people does not have the form it should have.", next: "cardcase doctor")
    }
    self.body = Array(body)
    count = body.count / 16
  }

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

import Book
import Testing

@testable import Vault

@Test func `a set of keys holds each once, the key of zeros too`() {
  var set = KeySet()
  let keys = (0..<3_000).map { EncounterLog.Key(high: UInt64($0 / 7), low: UInt64($0)) }
  #expect(!set.contains(keys[0]))
  let (first, second) = (keys.count { set.insert($0) }, keys.count { set.insert($0) })
  #expect(first == 3_000)
  #expect(second == 0)
  #expect(set.count == 3_000)
  #expect(keys.allSatisfy(set.contains))
  #expect(!set.contains(EncounterLog.Key(high: 1, low: 0)) && !set.contains(EncounterLog.Key(high: 0, low: 3_000)))
}

@Test func `a row of numbers is written as each of them alone`() throws {
  let powers = (0..<35).map { UInt64(1) << UInt64($0) }
  let values = powers.flatMap { [$0 - 1, $0] } + [UInt64(1) << 35 - 1]
  var (row, single) = (ByteWriter(), ByteWriter())
  row.byte(1)
  single.byte(1)
  row.numbers(values.count) { values[$0] }
  for value in values { single.number(value) }
  #expect(row.out == single.out)
  var reader = ByteReader(row.out, at: 1)
  for value in values {
    let read = try reader.number()
    #expect(read == value)
  }
  #expect(reader.isAtEnd)
}

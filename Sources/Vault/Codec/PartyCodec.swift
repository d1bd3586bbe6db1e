internal import Book

/// Parties of a book in the order of their numbers: handle, name, and the handle's look-up row, so that people need not be hashed anew.
enum PartyCodec {
  /// The parties with these numbers.
  static func write(_ numbers: Range<Int>, of parties: [EncounterLog.Party], _ rows: [Int64]) -> [UInt8] {
    var out = ByteWriter()
    out.out.reserveCapacity(numbers.count * 64)
    out.byte(1)
    let parties = parties.span
    for number in numbers {
      // Taken out once: each time a text is asked of its party it is retained.
      let party = parties[number]
      HandleCodec.write(party.handle, &out)
      out.text(party.name)
      out.fixed(UInt64(bitPattern: rows[number]))
    }
    return out.out
  }

  static func read(_ bytes: [UInt8], _ take: (EncounterLog.Party, Int64) -> Void) throws {
    var input = ByteReader(bytes)
    guard try input.byte() == 1 else { throw CodecError.version }
    while !input.isAtEnd {
      let handle = try HandleCodec.read(&input)
      let name = try input.text()
      take(EncounterLog.Party(handle, name: name), Int64(bitPattern: try input.fixed()))
    }
  }
}

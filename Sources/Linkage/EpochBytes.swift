/// Why stored bytes are no epoch.
public enum EpochError: Error, Sendable, Equatable {
  /// The bytes do not begin as an epoch does.
  case notAnEpoch
  /// Written by a newer program: the format's number.
  case newer(Int)
  /// Cut short or damaged.
  case damaged
}

extension Epoch {
  private static let mark = Array("cardcase epoch\n".utf8)
  private static let version = 1

  /// The epoch in a compact form: a mark, the version, then numbers of seven bits a byte. What occurs once is left out; no name is in
  /// it, only hashes.
  public var bytes: [UInt8] {
    var out = Epoch.mark
    func put(_ value: UInt64) {
      var value = value
      while value >= 128 {
        out.append(UInt8(value & 127) | 128)
        value >>= 7
      }
      out.append(UInt8(value))
    }
    func put(_ table: CountTable) {
      let entries = table.entries()
      put(UInt64(entries.count))
      var last: UInt64 = 0
      for entry in entries {
        put(entry.key &- last)
        put(UInt64(entry.count))
        last = entry.key
      }
    }
    for number in [Epoch.version, records, population, names, households.same, households.different] { put(UInt64(number)) }
    put(counts)
    put(stops)
    return out
  }

  /// Reads what `bytes` gave.
  public init(bytes: [UInt8]) throws(EpochError) {
    guard bytes.starts(with: Epoch.mark) else { throw .notAnEpoch }
    var reader = NumberReader(bytes: bytes, at: Epoch.mark.count)
    let version = try reader.number()
    guard version == Epoch.version else { throw .newer(version) }
    records = try reader.number()
    population = max(2, try reader.number())
    names = try reader.number()
    households = (try reader.number(), try reader.number())
    counts = try reader.table()
    stops = try reader.table()
    scale = RarityScale(names: names, population: population)
    guard reader.at == bytes.count else { throw .damaged }
  }
}

/// Reads numbers of seven bits a byte.
private struct NumberReader {
  let bytes: [UInt8]
  var at: Int

  mutating func value() throws(EpochError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 127) << shift
      if byte < 128 { return value }
      shift += 7
    }
    throw .damaged
  }

  mutating func number() throws(EpochError) -> Int {
    guard let number = Int(exactly: try value()), number < 1 << 40 else { throw .damaged }
    return number
  }

  mutating func table() throws(EpochError) -> CountTable {
    let count = try number()
    guard count <= bytes.count - at else { throw .damaged }
    var table = CountTable(expecting: count)
    var key: UInt64 = 0
    for _ in 0..<count {
      key &+= try value()
      guard let amount = UInt32(exactly: try value()), amount > 0 else { throw .damaged }
      table.add(key, by: amount)
    }
    return table
  }
}

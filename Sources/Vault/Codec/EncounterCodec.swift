internal import Book
internal import Scan

/// Encounters with parties by their numbers in the book: what a page holds.
struct EncounterColumns {
  var seconds: [Int64] = []
  var offsets: [Int16] = []
  var media: [UInt8] = []
  var flags: [UInt16] = []
  var senders: [Int32] = []
  var recipientEnds: [Int32] = []
  var recipients: [Int32] = []
  var roles: [UInt8] = []
  var conversations: [UInt64] = []
  var subjects: [String] = []
  var minutes: [UInt16] = []

  var count: Int { seconds.count }

  func recipientRange(_ index: Int) -> Range<Int> { (index == 0 ? 0 : Int(recipientEnds[index - 1]))..<Int(recipientEnds[index]) }
}

/// A page of encounters, column by column. Times as differences, repeated values as runs, texts as a list and indexes.
enum EncounterCodec {
  static func write(_ page: EncounterColumns) -> [UInt8] {
    var out = ByteWriter()
    out.out.reserveCapacity(page.count * 48)
    out.byte(1)
    out.count(page.count)
    var last: Int64 = 0
    for seconds in page.seconds {
      // 0 says that there is no date; differences are written one higher.
      guard seconds != .min else {
        out.number(0)
        continue
      }
      let difference = seconds &- last
      out.number(UInt64(bitPattern: difference << 1 ^ difference >> 63) &+ 1)
      last = seconds
    }
    runs(page.offsets, &out)
    runs(page.media, &out)
    runs(page.flags, &out)
    out.numbers(page.count) { UInt64(page.senders[$0] + 1) }
    out.numbers(page.count) { UInt64(page.recipientRange($0).count) }
    out.numbers(page.recipients.count) { UInt64(page.recipients[$0]) << 2 | UInt64(page.roles[$0]) }
    list(page.conversations, &out, hash: { RangeHash.mix($0, RangeHash.seed) }) { $1.fixed($0) }
    list(page.subjects, &out, hash: { $0.utf8.span.exactHash(0..<$0.utf8.count, seed: RangeHash.seed) }) { $1.text($0) }
    runs(page.minutes, &out)
    return out.out
  }

  private static func runs(_ values: [some FixedWidthInteger], _ out: inout ByteWriter) {
    var index = 0
    while index < values.count {
      var end = index + 1
      while end < values.count, values[end] == values[index] { end += 1 }
      out.signed(Int64(values[index]))
      out.count(end - index)
      index = end
    }
  }

  /// The distinct values, and for each value the number of the distinct one that it is. A flat table says where a value was met first.
  @inline(__always)
  private static func list<Value: Equatable>(
    _ values: [Value], _ out: inout ByteWriter, hash: (Value) -> UInt64, _ write: (Value, inout ByteWriter) -> Void
  ) {
    var size = 64
    while size < values.count * 2 { size *= 2 }
    /// The number of a distinct value and one more, or 0 where the place is free.
    var slots = [Int32](repeating: 0, count: size)
    var (firsts, indexes): ([Int], [Int32]) = ([], [])
    indexes.reserveCapacity(values.count)
    let column = values.span
    for index in column.indices {
      let value = column[index]
      var slot = Int(truncatingIfNeeded: hash(value)) & (size - 1)
      while slots[slot] != 0, column[firsts[Int(slots[slot] - 1)]] != value { slot = (slot + 1) & (size - 1) }
      if slots[slot] == 0 {
        firsts.append(index)
        slots[slot] = Int32(firsts.count)
      }
      indexes.append(slots[slot] - 1)
    }
    out.count(firsts.count)
    for first in firsts { write(column[first], &out) }
    out.numbers(indexes.count) { UInt64(indexes[$0]) }
  }

  /// Reads a page and appends it to `log`, its parties through `map` (book's number to the log's). Of a lean page all subjects are empty.
  static func read(_ bytes: [UInt8], isLean: Bool = false, into log: inout EncounterLog, map: (Int32) throws -> Int32) throws {
    var input = ByteReader(bytes)
    guard try input.byte() == 1 else { throw CodecError.version }
    let count = try input.countOfItems()
    var last: Int64 = 0
    for _ in 0..<count {
      let value = try input.number()
      if value == 0 {
        log.seconds.append(.min)
        continue
      }
      let zigzag = value - 1
      last &+= Int64(bitPattern: zigzag >> 1) ^ -Int64(bitPattern: zigzag & 1)
      log.seconds.append(last)
    }
    try runs(&input, count) { log.offsets.append(contentsOf: repeatElement(Int16(truncatingIfNeeded: $0), count: $1)) }
    try runs(&input, count) { value, times in
      guard let medium = Medium(rawValue: UInt8(truncatingIfNeeded: value)) else { throw CodecError.value }
      log.media.append(contentsOf: repeatElement(medium, count: times))
    }
    try runs(&input, count) {
      log.flags.append(contentsOf: repeatElement(EncounterFlags(rawValue: UInt16(truncatingIfNeeded: $0)), count: $1))
    }
    for _ in 0..<count {
      let sender = try input.number()
      log.senders.append(sender == 0 ? -1 : try map(Int32(truncatingIfNeeded: sender - 1)))
    }
    try readRecipients(&input, count, into: &log, map: map)
    try list(&input, count, read: { try $0.fixed() }, into: &log.conversations)
    try list(&input, count, read: { isLean ? try $0.passText() : try $0.text() }, into: &log.subjects)
    try runs(&input, count) { log.minutes.append(contentsOf: repeatElement(UInt16(truncatingIfNeeded: $0), count: $1)) }
  }

  private static func readRecipients(_ input: inout ByteReader, _ count: Int, into log: inout EncounterLog, map: (Int32) throws -> Int32)
    throws
  {
    var end = log.recipients.count
    for _ in 0..<count {
      end += try input.count()
      guard end <= Int(Int32.max) else { throw CodecError.value }
      log.recipientEnds.append(Int32(end))
    }
    guard end - log.recipients.count <= input.source.count else { throw CodecError.value }
    while log.recipients.count < end {
      let value = try input.number()
      guard let role = EncounterLog.Role(rawValue: UInt8(value & 3)) else { throw CodecError.value }
      log.recipients.append(try map(Int32(truncatingIfNeeded: value >> 2)))
      log.roles.append(role)
    }
  }

  private static func runs(_ input: inout ByteReader, _ count: Int, _ take: (Int64, Int) throws -> Void) throws {
    var done = 0
    while done < count {
      let value = try input.signed()
      let times = try input.count()
      guard times > 0, times <= count - done else { throw CodecError.value }
      try take(value, times)
      done += times
    }
  }

  private static func list<Value>(
    _ input: inout ByteReader, _ count: Int, read: (inout ByteReader) throws -> Value, into out: inout [Value]
  ) throws {
    let distinct = try input.countOfItems()
    var values: [Value] = []
    values.reserveCapacity(distinct)
    for _ in 0..<distinct { values.append(try read(&input)) }
    for _ in 0..<count {
      let index = try input.count()
      guard index < values.count else { throw CodecError.value }
      out.append(values[index])
    }
  }
}

/// The keys of a page: 16 bytes each, two numbers in little endian.
enum KeyColumn {
  static func write(_ keys: some Collection<EncounterLog.Key>) -> [UInt8] {
    var out = ByteWriter()
    out.out.reserveCapacity(keys.count * 16 + 1)
    out.byte(1)
    for key in keys {
      out.fixed(key.high)
      out.fixed(key.low)
    }
    return out.out
  }

  static func read(_ bytes: [UInt8], _ take: (EncounterLog.Key) -> Void) throws {
    var input = ByteReader(bytes)
    guard try input.byte() == 1 else { throw CodecError.version }
    while !input.isAtEnd { take(EncounterLog.Key(high: try input.fixed(), low: try input.fixed())) }
  }
}

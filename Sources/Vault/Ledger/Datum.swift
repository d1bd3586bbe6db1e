internal import Book
internal import Scan

/// The bytes of a datum, as commitments are made over them.
enum Datum {
  static func card(_ format: Card.Format, _ bytes: [UInt8]) -> [UInt8] { Array("card\n\(format.rawValue)\n".utf8) + bytes }

  /// The line of encounter `index` of `log`, whose parties' handles stand in `quoted`.
  static func encounter(_ log: EncounterLog, _ index: Int, quoted: QuotedHandles, into out: inout [UInt8]) {
    encounter(log, index, quoted: quoted, numbers: log.parties.indices.map { Int32($0) }, into: &out)
  }

  /// The same where the handle of party `p` stands at `numbers[p]`.
  static func encounter(_ log: EncounterLog, _ index: Int, quoted: QuotedHandles, numbers: [Int32], into out: inout [UInt8]) {
    // What the line is made of is taken out of the log first: to lend the log to a closure would retain all its columns.
    let (medium, flags, minutes) = (Int64(log.media[index].rawValue), Int64(log.flags[index].rawValue), Int64(log.minutes[index]))
    let (seconds, offset, sender) = (log.seconds[index], log.offsets[index], log.senders[index])
    let (range, recipients, roles) = (log.recipientRange(index), log.recipients.span, log.roles.span)
    let (numbers, handles, ends) = (numbers.span, quoted.bytes.span, quoted.ends.span)
    var room = line
    if sender >= 0 { room += QuotedHandles.expect(numbers[Int(sender)], handles, ends) }
    for position in range { room += 4 + QuotedHandles.expect(numbers[Int(recipients[position])], handles, ends) }
    out.removeAll(keepingCapacity: true)
    out.append(addingCapacity: room) { out in
      out.append(UInt8(ascii: "["))
      number(medium, &out)
      out.append(44)
      if seconds == .min { null(&out) } else { number(seconds, &out) }
      out.append(44)
      if offset == .min { null(&out) } else { number(Int64(offset), &out) }
      out.append(44)
      number(flags, &out)
      out.append(44)
      if sender < 0 { null(&out) } else { out.append(handles, QuotedHandles.range(numbers[Int(sender)], ends)) }
      out.append(44)
      out.append(UInt8(ascii: "["))
      for position in range {
        if position > range.lowerBound { out.append(44) }
        out.append(48 + roles[position].rawValue)
        out.append(44)
        out.append(handles, QuotedHandles.range(numbers[Int(recipients[position])], ends))
      }
      out.append(UInt8(ascii: "]"))
      out.append(44)
    }
    quote(log.subjects[index], &out)
    out.append(addingCapacity: 8) { out in
      out.append(44)
      number(minutes, &out)
      out.append(UInt8(ascii: "]"))
    }
  }

  /// More than all that an encounter's line holds besides handles and the subject.
  private static let line = 128

  /// A JSON string; nearly all need no escaping.
  fileprivate static func quote(_ text: String, _ out: inout [UInt8]) {
    let bytes = text.utf8.span
    if !bytes.isPlainJSON { return JSON.string(text).write(into: &out) }
    out.append(addingCapacity: bytes.count + 2) { out in
      out.append(34)
      out.append(bytes, 0..<bytes.count)
      out.append(34)
    }
  }

  private static func null(_ out: inout OutputSpan<UInt8>) {
    for letter in "null".utf8 { out.append(letter) }
  }

  private static func number(_ value: Int64, _ out: inout OutputSpan<UInt8>) {
    if value < 0 { out.append(45) }
    if value.magnitude < 10 { return out.append(48 + UInt8(truncatingIfNeeded: value.magnitude)) }
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var (rest, first) = (value.magnitude, digits.count)
    repeat {
      let tenth = rest / 10
      first -= 1
      digits[first] = 48 + UInt8(truncatingIfNeeded: rest - tenth * 10)
      rest = tenth
    } while rest > 0
    out.append(digits.span, first..<digits.count)
  }
}

/// Handles as they stand in the lines of encounters, `kind:value` in quotes, one behind the other.
struct QuotedHandles {
  fileprivate private(set) var bytes: [UInt8] = []
  fileprivate private(set) var ends: [Int] = []

  init() {}

  init(_ parties: [EncounterLog.Party]) { for party in parties { append(party.handle) } }

  /// Makes room for so many handles of common length.
  mutating func reserve(_ count: Int) {
    bytes.reserveCapacity(count * 40)
    ends.reserveCapacity(count)
  }

  /// Adds the next handle; `name` is what stands behind it where two states of a book are compared.
  mutating func append(_ handle: Handle, name: String = "") { append(handle.kind, handle.normal, name: name) }

  /// The same of a handle that is told by its parts.
  mutating func append(_ kind: Handle.Kind, _ value: String, name: String = "") {
    let (kind, normal) = (kind.rawValue, value.utf8.span)
    if !normal.isPlainJSON {
      Datum.quote(kind + ":" + value, &bytes)
    } else {
      bytes.append(addingCapacity: kind.utf8.count + normal.count + 3) { out in
        out.append(34)
        out.append(kind.utf8.span, 0..<kind.utf8.count)
        out.append(58)
        out.append(normal, 0..<normal.count)
        out.append(34)
      }
    }
    bytes.append(utf8Of: name)
    ends.append(bytes.count)
  }

  /// How many of `bytes` stand for a number that is soon written; they are brought near. The columns are handed in as they lie in memory: to
  /// take them out for each handle would retain them each time.
  @inline(__always)
  fileprivate static func expect(_ number: Int32, _ bytes: Span<UInt8>, _ ends: Span<Int>) -> Int {
    let range = range(number, ends)
    bytes.prefetch(range.lowerBound)
    return range.count
  }

  @inline(__always)
  fileprivate static func range(_ number: Int32, _ ends: Span<Int>) -> Range<Int> {
    (number == 0 ? 0 : ends[Int(number) - 1])..<ends[Int(number)]
  }
}

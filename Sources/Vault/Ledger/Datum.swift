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
    let range = log.recipientRange(index)
    let most = line + log.subjects[index].utf8.count + quoted.count(log.senders[index], numbers)
    let all = range.reduce(most) { $0 + 4 + quoted.count(log.recipients[$1], numbers) }
    out.removeAll(keepingCapacity: true)
    out.append(addingCapacity: all) { out in
      out.append(UInt8(ascii: "["))
      number(Int64(log.media[index].rawValue), &out)
      out.append(44)
      if log.seconds[index] == .min { null(&out) } else { number(log.seconds[index], &out) }
      out.append(44)
      if log.offsets[index] == .min { null(&out) } else { number(Int64(log.offsets[index]), &out) }
      out.append(44)
      number(Int64(log.flags[index].rawValue), &out)
      out.append(44)
      if log.senders[index] < 0 { null(&out) } else { quoted.write(numbers[Int(log.senders[index])], into: &out) }
      out.append(44)
      out.append(UInt8(ascii: "["))
      for position in range {
        if position > range.lowerBound { out.append(44) }
        out.append(48 + log.roles[position].rawValue)
        out.append(44)
        quoted.write(numbers[Int(log.recipients[position])], into: &out)
      }
      out.append(UInt8(ascii: "]"))
      out.append(44)
    }
    quote(log.subjects[index], &out)
    out.append(addingCapacity: 8) { out in
      out.append(44)
      number(Int64(log.minutes[index]), &out)
      out.append(UInt8(ascii: "]"))
    }
  }

  /// More than all that an encounter's line holds besides handles and the subject.
  private static let line = 128

  /// A JSON string; nearly all need no escaping.
  fileprivate static func quote(_ text: String, _ out: inout [UInt8]) {
    let bytes = text.utf8.span
    if needsEscape(bytes) { return JSON.string(text).write(into: &out) }
    out.append(addingCapacity: bytes.count + 2) { out in
      out.append(34)
      out.append(bytes, 0..<bytes.count)
      out.append(34)
    }
  }

  fileprivate static func needsEscape(_ bytes: Span<UInt8>) -> Bool {
    for index in bytes.indices {
      let byte = bytes[index]
      if byte < 32 || byte == 34 || byte == 92 || byte == 127 { return true }
    }
    return false
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
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  init() {}

  init(_ parties: [EncounterLog.Party]) { for party in parties { append(party.handle) } }

  /// Adds the next handle; `name` is what stands behind it where two states of a book are compared.
  mutating func append(_ handle: Handle, name: String = "") {
    let (kind, normal) = (handle.kind.rawValue, handle.normal.utf8.span)
    if Datum.needsEscape(normal) {
      Datum.quote(kind + ":" + handle.normal, &bytes)
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

  func write(_ number: Int32, into out: inout OutputSpan<UInt8>) { out.append(bytes.span, range(number)) }

  /// How many bytes stand for a party; none for -1, which is nobody.
  func count(_ party: Int32, _ numbers: [Int32]) -> Int { party < 0 ? 0 : range(numbers[Int(party)]).count }

  private func range(_ number: Int32) -> Range<Int> { (number == 0 ? 0 : ends[Int(number) - 1])..<ends[Int(number)] }
}

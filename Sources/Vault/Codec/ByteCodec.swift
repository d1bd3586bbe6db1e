internal import Scan

/// Why sealed bytes are not what they should be. Sealed bytes are our own, so this is a fault of a program, not of a user.
enum CodecError: Error {
  case end, value, version
}

/// Writes the compact encodings of docs/formats/vault.md: LEB128 numbers, zigzag, lengths in front.
struct ByteWriter {
  var out: [UInt8] = []

  mutating func byte(_ value: UInt8) { out.append(value) }

  mutating func number(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      out.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    out.append(UInt8(truncatingIfNeeded: rest))
  }

  /// So many numbers below 2^35, one behind the other: one look at the room there is.
  @inline(__always)
  mutating func numbers(_ count: Int, _ value: (Int) -> UInt64) {
    out.append(addingCapacity: count * 5) { bytes in
      for index in 0..<count {
        var rest = value(index)
        while rest >= 0x80 {
          bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
          rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
      }
    }
  }

  mutating func count(_ value: Int) { number(UInt64(value)) }

  mutating func signed(_ value: Int64) { number(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  mutating func fixed(_ value: UInt64) {
    out.append(addingCapacity: 8) { bytes in
      for shift in stride(from: UInt64(0), to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: value >> shift)) }
    }
  }

  mutating func bytes(_ value: [UInt8]) {
    count(value.count)
    out.append(value.span, 0..<value.count)
  }

  mutating func text(_ value: String) {
    let bytes = value.utf8.span
    count(bytes.count)
    out.append(bytes, 0..<bytes.count)
  }
}

/// Reads what `ByteWriter` wrote; throws at the end of the bytes.
struct ByteReader {
  let source: [UInt8]
  private(set) var position = 0

  init(_ source: [UInt8], at position: Int = 0) {
    self.source = source
    self.position = position
  }

  var isAtEnd: Bool { position >= source.count }

  mutating func byte() throws(CodecError) -> UInt8 {
    guard position < source.count else { throw .end }
    position += 1
    return source[position - 1]
  }

  @inline(__always) mutating func number() throws(CodecError) -> UInt64 {
    var (value, shift) = (UInt64(0), UInt64(0))
    while position < source.count {
      let byte = source[position]
      position += 1
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
      shift += 7
      if shift > 63 { throw .value }
    }
    throw .end
  }

  mutating func count() throws(CodecError) -> Int {
    let value = try number()
    guard value <= UInt64(Int32.max) else { throw .value }
    return Int(value)
  }

  /// A count of things that take at least one byte each, so that a damaged number never asks for memory that is not there.
  mutating func countOfItems() throws(CodecError) -> Int {
    let value = try count()
    guard value <= source.count - position else { throw .value }
    return value
  }

  @inline(__always) mutating func signed() throws(CodecError) -> Int64 {
    let value = try number()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  mutating func fixed() throws(CodecError) -> UInt64 {
    guard source.count - position >= 8 else { throw .end }
    var value: UInt64 = 0
    for index in 0..<8 { value |= UInt64(source[position + index]) << UInt64(index * 8) }
    position += 8
    return value
  }

  mutating func range() throws(CodecError) -> Range<Int> {
    let length = try count()
    guard source.count - position >= length else { throw .end }
    defer { position += length }
    return position..<position + length
  }

  mutating func bytes() throws(CodecError) -> [UInt8] { Array(source[try range()]) }

  mutating func text() throws(CodecError) -> String { String(decoding: source[try range()], as: UTF8.self) }

  /// Passes over a text and gives an empty one.
  mutating func passText() throws(CodecError) -> String {
    _ = try range()
    return ""
  }

  mutating func skip(_ count: Int) throws(CodecError) {
    guard count >= 0, source.count - position >= count else { throw .end }
    position += count
  }
}

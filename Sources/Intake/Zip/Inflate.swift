import CZlib

/// Undoing DEFLATE (RFC 1951) by zlib, linked into the binary. The only file of Intake with `unsafe`: it is the shim around a C library.
enum Inflate {
  /// The bytes that `packed` stands for, which must be exactly `size`; nil when they are not, or the data is damaged. Never
  /// more than `size` bytes are made.
  static func raw(_ packed: Span<UInt8>, size: Int) -> [UInt8]? {
    guard size >= 0 else { return nil }
    // One byte more than promised: a stream that has more to say is caught, not cut.
    guard let (out, isWhole) = run(packed, room: size + 1), isWhole, out.count == size else { return nil }
    return out
  }

  /// The first bytes that `packed` stands for, at most `count`; nil where the data is damaged before that.
  static func prefix(_ packed: Span<UInt8>, count: Int) -> [UInt8]? { run(packed, room: count)?.out }

  private static func run(_ packed: Span<UInt8>, room: Int) -> (out: [UInt8], isWhole: Bool)? {
    guard packed.count <= Int(UInt32.max), room <= Int(UInt32.max) else { return nil }
    var stream = unsafe z_stream()
    guard unsafe inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else { return nil }
    defer { unsafe inflateEnd(&stream) }
    // Room is made as it is filled: a promise of gigabytes costs nothing until it is kept.
    var out = [UInt8](repeating: 0, count: min(room, max(1 << 16, packed.count * 4)))
    var made = 0
    let result = unsafe packed.withUnsafeBufferPointer { input -> Int32 in
      unsafe stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      unsafe stream.avail_in = UInt32(input.count)
      while true {
        let step = unsafe out.withUnsafeMutableBufferPointer { target -> Int32 in
          unsafe stream.next_out = target.baseAddress.map { unsafe $0 + made }
          unsafe stream.avail_out = UInt32(target.count - made)
          return unsafe inflate(&stream, target.count == room ? Z_FINISH : Z_NO_FLUSH)
        }
        made = unsafe Int(stream.total_out)
        guard step == Z_OK || step == Z_BUF_ERROR, made == out.count, made < room else { return step }
        out += [UInt8](repeating: 0, count: min(room - made, made))
      }
    }
    guard result == Z_STREAM_END || (made == room && (result == Z_OK || result == Z_BUF_ERROR)) else { return nil }
    out.removeLast(out.count - made)
    return (out, result == Z_STREAM_END)
  }

  /// The check sum (CRC-32) of `bytes`.
  static func crc32(_ bytes: Span<UInt8>) -> UInt32 {
    var sum: UInt = 0
    var from = 0
    while from < bytes.count {
      let piece = min(bytes.count - from, 1 << 30)
      sum = unsafe bytes.extracting(from..<from + piece).withUnsafeBufferPointer { unsafe CZlib.crc32(sum, $0.baseAddress, UInt32(piece)) }
      from += piece
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}

public import Book
import Scan

/// The directory of a zip file (PKWARE APPNOTE 6.3, with Zip64), and its entries' bytes. Names are shown, never used as paths.
public struct ZipArchive: Sendable {
  /// One file in a zip.
  public struct Entry: Hashable, Sendable {
    /// The name as the zip gives it, folders and all.
    public let name: String
    /// Bytes when unpacked.
    public let size: Int
    let packed: Int
    let method: Int
    let flags: Int
    let check: UInt32
    let offset: Int
    /// Whether the entry needs a password.
    public var isEncrypted: Bool { flags & 1 != 0 }
    /// Whether the entry is only a folder's name.
    public var isFolder: Bool { name.hasSuffix("/") }
  }

  /// What a zip may hold before it is taken for a trap.
  public struct Bounds: Sendable {
    /// Entries at most.
    public var entries = 100_000
    /// Unpacked bytes at most, all entries together.
    public var total = 2 << 30
    /// How many times larger than packed an entry may be.
    public var ratio = 200
    /// The usual bounds.
    public init() {}
  }

  /// The entries, in the order of the directory.
  public let entries: [Entry]

  /// Whether the bytes begin like a zip with entries.
  public static func isZip(_ head: Span<UInt8>) -> Bool { head.has("PK\u{3}\u{4}", at: 0) || head.has("PK\u{5}\u{6}", at: 0) }

  /// Reads the directory. Throws where it is damaged, where entries overlap, or where it promises more than `bounds`.
  public init(_ bytes: Span<UInt8>, bounds: Bounds = Bounds()) throws(Fault) {
    guard let (count, start, length) = ZipArchive.directory(bytes) else { throw ZipArchive.damaged("its directory is missing") }
    guard count <= bounds.entries else { throw Fault(.limit, "The zip holds \(count) files; \(bounds.entries) are the limit.") }
    var entries: [Entry] = []
    var position = start
    for _ in 0..<count {
      guard let (entry, next) = ZipArchive.entry(bytes, at: position), next <= start + length else {
        throw ZipArchive.damaged("its directory is cut short")
      }
      entries.append(entry)
      position = next
    }
    try ZipArchive.judge(entries, bytes: bytes.count, bounds: bounds)
    self.entries = entries
  }

  private static func damaged(_ how: String) -> Fault { Fault(.unreadable, "The zip is damaged: \(how).") }

  /// Refuses what promises too much, before anything is unpacked.
  private static func judge(_ entries: [Entry], bytes: Int, bounds: Bounds) throws(Fault) {
    var total = 0
    for entry in entries {
      total += entry.size
      guard total <= bounds.total else { throw Fault(.limit, "The zip would unpack to more than \(bounds.total >> 20) MB.") }
      if entry.size > 1 << 16, entry.size / bounds.ratio > entry.packed {
        throw Fault(.limit, "An entry of the zip is packed more than \(bounds.ratio) times over: this is how zip bombs are made.")
      }
    }
    var end = 0
    for entry in entries.sorted(by: { $0.offset < $1.offset }) {
      guard entry.offset >= end else { throw Fault(.unreadable, "Entries of the zip overlap: this is how zip bombs are made.") }
      end = entry.offset + 30 + entry.packed
      guard end <= bytes else { throw damaged("an entry reaches beyond its end") }
    }
  }

  /// Where the directory lies: from the end record, or the Zip64 one before it.
  private static func directory(_ bytes: Span<UInt8>) -> (count: Int, start: Int, length: Int)? {
    guard bytes.count >= 22 else { return nil }
    var at = bytes.count - 22
    let last = max(0, bytes.count - 22 - 65_535)
    while at >= last, !bytes.has("PK\u{5}\u{6}", at: at) { at -= 1 }
    guard at >= last else { return nil }
    var count = number(bytes, at + 10, 2)
    var length = number(bytes, at + 12, 4)
    var start = number(bytes, at + 16, 4)
    if at >= 20, bytes.has("PK\u{6}\u{7}", at: at - 20), count == 0xFFFF || start == 0xFFFF_FFFF || length == 0xFFFF_FFFF {
      let record = number(bytes, at - 20 + 8, 8)
      guard record >= 0, record <= bytes.count - 56, bytes.has("PK\u{6}\u{6}", at: record) else { return nil }
      (count, length, start) = (number(bytes, record + 32, 8), number(bytes, record + 40, 8), number(bytes, record + 48, 8))
    }
    guard count >= 0, length >= 0, start >= 0, start <= at, length <= at - start, count <= length / 46 else { return nil }
    return (count, start, length)
  }

  private static func entry(_ bytes: Span<UInt8>, at position: Int) -> (Entry, next: Int)? {
    guard position + 46 <= bytes.count, bytes.has("PK\u{1}\u{2}", at: position) else { return nil }
    let nameLength = number(bytes, position + 28, 2)
    let extraLength = number(bytes, position + 30, 2)
    let next = position + 46 + nameLength + extraLength + number(bytes, position + 32, 2)
    guard next <= bytes.count else { return nil }
    var packed = number(bytes, position + 20, 4)
    var size = number(bytes, position + 24, 4)
    var offset = number(bytes, position + 42, 4)
    let extra = position + 46 + nameLength..<position + 46 + nameLength + extraLength
    zip64(bytes, extra, size: &size, packed: &packed, offset: &offset)
    guard size >= 0, packed >= 0, offset >= 0, size <= 1 << 40, packed <= bytes.count, offset <= bytes.count - 30 else { return nil }
    let flags = number(bytes, position + 8, 2)
    let nameBytes = bytes.extracting(position + 46..<position + 46 + nameLength)
    // Bit 11 says UTF-8; without it names are CP437 by the letter, and UTF-8 or a local page in fact.
    let name = nameBytes.validString(0..<nameLength) ?? Charset.windows1252.decode(nameBytes).text
    return (
      Entry(
        name: name, size: size, packed: packed, method: number(bytes, position + 10, 2), flags: flags,
        check: UInt32(number(bytes, position + 16, 4)), offset: offset), next
    )
  }

  /// The extra field 0x0001: sizes and offset that do not fit 32 bits.
  private static func zip64(_ bytes: Span<UInt8>, _ extra: Range<Int>, size: inout Int, packed: inout Int, offset: inout Int) {
    var at = extra.lowerBound
    while at + 4 <= extra.upperBound {
      let (id, length) = (number(bytes, at, 2), number(bytes, at + 2, 2))
      at += 4
      let end = min(at + length, extra.upperBound)
      if id == 1 {
        for keyPath in 0..<3 where at + 8 <= end {
          switch keyPath {
          case 0 where size == 0xFFFF_FFFF: size = number(bytes, at, 8)
          case 1 where packed == 0xFFFF_FFFF: packed = number(bytes, at, 8)
          case 2 where offset == 0xFFFF_FFFF: offset = number(bytes, at, 8)
          default: continue
          }
          at += 8
        }
        return
      }
      at = end
    }
  }

  /// A little-endian number; -1 where it lies outside or is too large.
  private static func number(_ bytes: Span<UInt8>, _ at: Int, _ width: Int) -> Int {
    guard at >= 0, at + width <= bytes.count else { return -1 }
    var value: UInt64 = 0
    for i in (0..<width).reversed() { value = value << 8 | UInt64(bytes[at + i]) }
    return Int(exactly: value) ?? -1
  }

  /// The first bytes of one entry, not checked: what recognition looks at.
  public static func head(_ entry: Entry, from bytes: Span<UInt8>, count: Int) throws(Fault) -> [UInt8] {
    guard entry.size > count, entry.method == 8, !entry.isEncrypted else {
      let whole = try unpack(entry, from: bytes)
      return Array(whole.prefix(count))
    }
    let (start, end) = try place(entry, in: bytes)
    guard let head = Inflate.prefix(bytes.extracting(start..<end), count: count) else { throw damaged("an entry cannot be unpacked") }
    return head
  }

  /// Where the packed bytes of an entry lie.
  private static func place(_ entry: Entry, in bytes: Span<UInt8>) throws(Fault) -> (start: Int, end: Int) {
    guard bytes.has("PK\u{3}\u{4}", at: entry.offset) else { throw damaged("an entry is not where the directory says") }
    let start = entry.offset + 30 + number(bytes, entry.offset + 26, 2) + number(bytes, entry.offset + 28, 2)
    guard start >= 0, start <= bytes.count, entry.packed <= bytes.count - start else { throw damaged("an entry reaches beyond its end") }
    return (start, start + entry.packed)
  }

  /// The bytes of one entry, checked by its check sum.
  public static func unpack(_ entry: Entry, from bytes: Span<UInt8>) throws(Fault) -> [UInt8] {
    guard !entry.isEncrypted else { throw Fault(.unreadable, "It is locked with a password.") }
    let (start, end) = try place(entry, in: bytes)
    let packed = bytes.extracting(start..<end)
    let data: [UInt8]?
    switch entry.method {
    case 0: data = entry.packed == entry.size ? packed.array(0..<packed.count) : nil
    case 8: data = Inflate.raw(packed, size: entry.size)
    default: throw Fault(.unreadable, "It is packed by a method (\(entry.method)) that this program does not know.")
    }
    guard let data, Inflate.crc32(data.span) == entry.check else { throw damaged("an entry does not unpack to what it promises") }
    return data
  }
}

internal import Scan

/// The records of a book, to be linked. Most are addresses seen on messages, with a name or without: these lie here as bytes, one behind the
/// other, since a book of a hundred thousand is gone through in the order of its ids again and again. A record that says more is kept as
/// it is.
public struct LinkageRecords: Sendable {
  /// Where a record lies.
  private struct Entry: Sendable {
    /// Where its id begins in the bytes.
    var start: UInt32
    var id: UInt32
    /// How many bytes of the id stand before the address, and how long the name behind it is; nothing for a whole record.
    var scheme: UInt16
    var name: UInt16
    /// The place of a whole record, -1 for an address.
    var whole: Int32
  }

  private var bytes: [UInt8] = []
  private var entries: [Entry] = []
  private var wholes: [LinkageRecord] = []

  /// No records.
  public init() {}

  /// These records.
  public init(_ records: [LinkageRecord]) { for record in records { append(record) } }

  /// Makes room for so many more records.
  public mutating func reserve(_ count: Int) {
    entries.reserveCapacity(entries.count + count)
    bytes.reserveCapacity(bytes.count + count * 48)
  }

  /// Adds a record.
  public mutating func append(_ record: LinkageRecord) {
    let start = bytes.count
    bytes += record.id.utf8
    entries.append(
      Entry(start: UInt32(start), id: UInt32(bytes.count - start), scheme: 0, name: 0, whole: Int32(wholes.count)))
    wholes.append(record)
  }

  /// Adds a mail address with the name beside it, or none; its id is `scheme` with the address behind it.
  public mutating func append(_ scheme: String, mail address: String, name: String) {
    guard scheme.utf8.count <= UInt16.max, name.utf8.count <= UInt16.max else {
      return append(
        LinkageRecord(id: scheme + address, names: name.isEmpty ? [] : [LinkageName(full: name)], emails: [address]))
    }
    let start = bytes.count
    bytes.append(utf8Of: scheme)
    bytes.append(utf8Of: address)
    let end = bytes.count
    bytes.append(utf8Of: name)
    entries.append(
      Entry(
        start: UInt32(start), id: UInt32(end - start), scheme: UInt16(scheme.utf8.count), name: UInt16(bytes.count - end), whole: -1))
  }

  /// The id of the record at `place`.
  public func id(_ place: Int) -> String { bytes.span.string(idRange(place)) }

  /// Whether the record at `place` has a mail address.
  public func hasMail(_ place: Int) -> Bool { entries[place].whole < 0 || !wholes[Int(entries[place].whole)].emails.isEmpty }

  /// All of them.
  var letters: [UInt8] { bytes }

  /// Where the id of the record at `place` lies.
  func idRange(_ place: Int) -> Range<Int> {
    let entry = entries[place]
    return Int(entry.start)..<Int(entry.start) + Int(entry.id)
  }

  /// Where address and name of the record at `place` lie; nil for a whole record.
  func address(_ place: Int) -> (mail: Range<Int>, name: Range<Int>)? {
    let entry = entries[place]
    if entry.whole >= 0 { return nil }
    let (start, end) = (Int(entry.start), Int(entry.start) + Int(entry.id))
    return (start + Int(entry.scheme)..<end, end..<end + Int(entry.name))
  }

  /// The same records in the order of `places`. Fetching what lies far apart goes quicker on its own than beside other work.
  func ordered(_ places: [Int]) -> LinkageRecords {
    var ordered = LinkageRecords()
    ordered.wholes = wholes
    ordered.entries.reserveCapacity(places.count)
    ordered.bytes.reserveCapacity(bytes.count)
    let all = bytes.span
    for place in places {
      var entry = entries[place]
      let start = Int(entry.start)
      entry.start = UInt32(ordered.bytes.count)
      ordered.bytes.append(all, start..<start + Int(entry.id) + Int(entry.name))
      ordered.entries.append(entry)
    }
    return ordered
  }

  /// The record at `place` where it is a whole one.
  func whole(_ place: Int) -> LinkageRecord? { entries[place].whole < 0 ? nil : wholes[Int(entries[place].whole)] }
}

extension LinkageRecords: RandomAccessCollection {
  /// The place of the first.
  public var startIndex: Int { 0 }
  /// How many there are.
  public var endIndex: Int { entries.count }

  /// The record at `place`; that of an address is made anew.
  public subscript(place: Int) -> LinkageRecord {
    guard let lies = address(place) else { return wholes[Int(entries[place].whole)] }
    let all = bytes.span
    let name = all.string(lies.name)
    return LinkageRecord(id: id(place), names: name.isEmpty ? [] : [LinkageName(full: name)], emails: [all.string(lies.mail)])
  }
}

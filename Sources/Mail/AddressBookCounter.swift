public import Scan

/// Every address in From, To and Cc of a heap of mail: how often in which, first and last day, and its most used name.
/// Nobody is left out, neither lists nor robots. Feed it file by file; it keeps copies of what it needs.
public struct AddressBookCounter: Sendable {
  /// What is counted of one address.
  struct Counts {
    var from: UInt32 = 0
    var to: UInt32 = 0
    var cc: UInt32 = 0
    var first = Int64.max
    var last = Int64.min
  }

  private var table: AddressTable
  private var names = NameTally()
  private var counts: [Counts] = []
  private var found: [FoundMailbox] = []
  private var headers = HeaderBlock()
  /// How many messages were read.
  public private(set) var messages = 0
  /// What was got over, by file in the order of reading.
  public private(set) var notes: [MailNote] = []

  /// An empty counter. A random seed keeps a hostile file from slowing the table down.
  public init(seed: UInt64 = 0x5EED_CA2D) { table = AddressTable(seed: seed) }

  /// How many addresses were found.
  public var count: Int { table.count }

  /// Reads one mail file: an mbox or a single message.
  public mutating func read(_ bytes: Span<UInt8>, form: MailForm? = nil, limits: Limits = .standard) {
    if let repaired = ReturnLines.repaired(bytes) { return read(repaired.span, form: form, limits: limits) }
    var reader = MessageReader(bytes, form: form, limits: limits)
    while let frame = reader.next(bytes, headers: &headers) {
      messages += 1
      count(bytes, frame, limits, &reader.notes)
    }
    notes += reader.notes
  }

  @inline(__always)
  private mutating func count(_ bytes: Span<UInt8>, _ frame: MessageFrame, _ limits: Limits, _ notes: inout [MailNote]) {
    let seconds = MessageDate.read(bytes, headers, frame, notes: &notes).seconds
    for field in headers.fields where field.kind.rawValue <= HeaderKind.cc.rawValue {
      let kind = field.kind
      guard kind == .from || kind == .to || kind == .cc else { continue }
      found.removeAll(keepingCapacity: true)
      AddressList.read(bytes, field.value, limit: limits.fields, into: &found)
      if found.count == limits.fields { notes.append(MailNote(offset: field.value.lowerBound, reason: .tooManyAddresses)) }
      for index in found.indices { add(bytes, found[index], kind, seconds) }
    }
  }

  @inline(__always)
  private mutating func add(_ bytes: Span<UInt8>, _ mailbox: FoundMailbox, _ kind: HeaderKind, _ seconds: Int64?) {
    let id: Int
    if mailbox.isPlain {
      id = table.id(of: bytes, mailbox.address)
    } else {
      let address = BareAddress.canonical(bytes, mailbox.address)
      if address.isEmpty { return }
      id = table.id(of: address.span, 0..<address.count)
    }
    if id == counts.count { counts.append(Counts()) }
    switch kind {
    case .from: counts[id].from &+= 1
    case .to: counts[id].to &+= 1
    default: counts[id].cc &+= 1
    }
    if let seconds {
      if seconds < counts[id].first { counts[id].first = seconds }
      if seconds > counts[id].last { counts[id].last = seconds }
    }
    names.add(id, bytes, mailbox.name)
  }

  /// One line of the result.
  public struct Row: Hashable, Sendable {
    /// The address, small letters.
    public var address: String
    /// The name most used with it; empty where none was.
    public var name: String
    /// Times in From, To and Cc.
    public var from: Int, to: Int, cc: Int
    /// Days in UTC of the first and last dated message; nil where none is dated.
    public var first: Day?, last: Day?
  }

  /// The rows, the most often seen first, then by address.
  public func rows() -> [Row] { order().map(row) }

  private func row(_ id: Int) -> Row {
    let counted = counts[id]
    let address = table.folded(id)
    let dated = counted.last >= counted.first
    return Row(
      address: String(decoding: address, as: UTF8.self), name: names.best(of: id, address: address), from: Int(counted.from),
      to: Int(counted.to), cc: Int(counted.cc), first: dated ? Moment(seconds: counted.first).day() : nil,
      last: dated ? Moment(seconds: counted.last).day() : nil)
  }

  /// The numbers of the addresses in the order of the result. Keys of 16 bytes, total and the first letters, settle nearly all.
  private func order() -> [Int] {
    struct Key {
      var major: UInt64
      var minor: UInt64
      var id: Int
    }
    var keys: [Key] = []
    keys.reserveCapacity(counts.count)
    for id in 0..<counts.count {
      let total = min(UInt64(counts[id].from) + UInt64(counts[id].to) + UInt64(counts[id].cc), 0xFF_FFFF)
      keys.append(Key(major: (0xFF_FFFF - total) << 40 | table.sortKey(id) >> 24, minor: table.sortKey(id, skip: 5), id: id))
    }
    keys.sort {
      if $0.major != $1.major { return $0.major < $1.major }
      return $0.minor != $1.minor ? $0.minor < $1.minor : table.precedes($0.id, $1.id)
    }
    return keys.map(\.id)
  }

  /// The rows as tab-separated UTF-8 lines, handed to `write` in pieces of about 64 KB: address, name, times in From, To and
  /// Cc, first and last day (empty where unknown).
  public func writeLines<Failure: Error>(_ write: ([UInt8]) throws(Failure) -> Void) throws(Failure) {
    var out: [UInt8] = []
    out.reserveCapacity(80_000)
    var address: [UInt8] = []
    for id in order() {
      address.removeAll(keepingCapacity: true)
      table.append(id, to: &address)
      out += address
      out.append(9)
      names.appendBest(of: id, address: address, to: &out)
      for number in [counts[id].from, counts[id].to, counts[id].cc] {
        out.append(9)
        AddressBookCounter.append(number, to: &out)
      }
      let dated = counts[id].last >= counts[id].first
      for seconds in [counts[id].first, counts[id].last] {
        out.append(9)
        if dated { AddressBookCounter.append(Moment(seconds: seconds).day(), to: &out) }
      }
      out.append(10)
      if out.count >= 65_536 {
        try write(out)
        out.removeAll(keepingCapacity: true)
      }
    }
    if !out.isEmpty { try write(out) }
  }

  @inline(__always)
  private static func append(_ number: UInt32, to out: inout [UInt8]) {
    if number < 10 { return out.append(48 + UInt8(number)) }
    out += Array(String(number).utf8)
  }

  private static func append(_ day: Day, to out: inout [UInt8]) {
    let (year, month, dayOfMonth) = day.civil
    guard (0...9999).contains(year) else { return out += Array(day.description.utf8) }
    for (value, width) in [(year, 4), (month, 2), (dayOfMonth, 2)] {
      if width == 2 { out.append(45) }
      var divisor = width == 4 ? 1000 : 10
      while divisor > 0 {
        out.append(48 + UInt8(value / divisor % 10))
        divisor /= 10
      }
    }
  }
}

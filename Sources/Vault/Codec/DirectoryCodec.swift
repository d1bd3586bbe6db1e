internal import Book
internal import Scan

/// A page of the directory: entries with their length in front and the folded words near it, so that a search passes over
/// bytes and decodes only what it finds.
enum DirectoryCodec {
  /// An entry's words for searching: those of the name, the firm and the handles, each with a blank in front.
  static func folded(_ entry: DirectoryEntry) -> [UInt8] {
    var out: [UInt8] = []
    func add(_ text: String) {
      for word in Fold.words(text) {
        out.append(32)
        out.append(contentsOf: word.utf8)
      }
    }
    add(entry.name)
    add(entry.organisation)
    for handle in entry.handles {
      out.append(32)
      out.append(contentsOf: handle.normal.utf8)
      if handle.kind != .phone { add(handle.normal) }
    }
    return out
  }

  static func write(_ entries: [DirectoryEntry]) -> [UInt8] {
    var out = ByteWriter()
    out.out.reserveCapacity(entries.count * 128)
    out.byte(1)
    for entry in entries {
      var body = ByteWriter()
      body.fixed(entry.id.value)
      body.bytes(folded(entry))
      body.signed(entry.last.map { Int64($0.number) } ?? .min)
      body.text(entry.name)
      body.text(entry.organisation)
      body.count(entry.handles.count)
      for handle in entry.handles { HandleCodec.write(handle, &body) }
      out.bytes(body.out)
    }
    return out.out
  }

  static func read(_ bytes: [UInt8]) throws -> [DirectoryEntry] {
    var out: [DirectoryEntry] = []
    try each(bytes) { _, decode in out.append(try decode()) }
    return out
  }

  /// Calls `take` for each entry with where its folded words lie, and a function that decodes it.
  static func each(_ bytes: [UInt8], _ take: (Range<Int>, () throws -> DirectoryEntry) throws -> Void) throws {
    var input = ByteReader(bytes)
    guard try input.byte() == 1 else { throw CodecError.version }
    while !input.isAtEnd {
      let range = try input.range()
      var inner = ByteReader(bytes, at: range.lowerBound)
      let id = try inner.fixed()
      let words = try inner.range()
      try take(words) {
        var rest = inner
        return try entry(Person.ID(value: id), &rest)
      }
    }
  }

  private static func entry(_ id: Person.ID, _ input: inout ByteReader) throws -> DirectoryEntry {
    let last = try input.signed()
    let name = try input.text()
    let organisation = try input.text()
    var handles: [Handle] = []
    for _ in 0..<(try input.countOfItems()) { handles.append(try HandleCodec.read(&input)) }
    return DirectoryEntry(
      id: id, name: name, handles: handles, organisation: organisation,
      last: last == .min ? nil : Day(number: Int32(truncatingIfNeeded: last)))
  }

  /// Whether each of `words` begins a word in `range` of `bytes`. The words have a blank in front.
  static func matches(_ words: [[UInt8]], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    words.allSatisfy { word in
      guard range.count >= word.count else { return false }
      var start = range.lowerBound
      let last = range.upperBound - word.count
      while start <= last {
        // Every pattern begins with a blank: step from blank to blank.
        guard let blank = bytes.find(32, from: start, to: last + 1) else { return false }
        var length = 1
        while length < word.count, bytes[blank + length] == word[length] { length += 1 }
        if length == word.count { return true }
        start = blank + 1
      }
      return false
    }
  }
}

/// Parties of a book in the order of their numbers: handle, name, and the handle's look-up row, so that people need not be hashed anew.
enum PartyCodec {
  static func write(_ parties: some Collection<(party: EncounterLog.Party, row: Int64)>) -> [UInt8] {
    var out = ByteWriter()
    out.byte(1)
    for item in parties {
      HandleCodec.write(item.party.handle, &out)
      out.text(item.party.name)
      out.fixed(UInt64(bitPattern: item.row))
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

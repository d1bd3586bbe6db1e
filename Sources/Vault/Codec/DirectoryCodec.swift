internal import Book
internal import Scan

/// A page of the directory: entries with their length in front, so that a search passes over bytes and decodes only what it finds. Pages of
/// version 1 have the words to be searched in them; those of version 2 have what the words are made of, and that once.
enum DirectoryCodec {
  static func write(_ entries: [DirectoryEntry]) -> [UInt8] {
    var page = Page()
    for entry in entries { page.append(entry) }
    return page.bytes
  }

  /// A page on its way.
  struct Page {
    /// What was written so far.
    var bytes: [UInt8] { out.out }
    private(set) var count = 0
    private var out = ByteWriter()
    // The length stands in front of an entry, so that it is written aside first.
    private var body = ByteWriter()

    init() { out.byte(2) }

    mutating func append(_ entry: DirectoryEntry) {
      let isNamed = entry.handles.first.map { $0.raw != entry.name } ?? true
      head(entry.id, entry.last, isNamed ? entry.name : nil, entry.organisation, handles: entry.handles.count)
      for handle in entry.handles { HandleCodec.write(handle, &body) }
      end()
    }

    /// The entry of somebody who is known by messages alone, by the parties at these places: nothing is put together for it, and no party
    /// taken out of its array. Who has no name is called by the first handle.
    mutating func append(_ id: Person.ID, _ places: ArraySlice<Int32>, of parties: Span<EncounterLog.Party>, last: Day?) {
      var name: String?
      for place in places where !parties[Int(place)].name.isEmpty {
        name = parties[Int(place)].name
        break
      }
      head(id, last, name, "", handles: places.count)
      // Taken out once: each time a text is asked of its party it is retained.
      for place in places { HandleCodec.write(parties[Int(place)].handle, &body) }
      end()
    }

    /// What stands before the handles. Without a name it is that of the first handle.
    private mutating func head(_ id: Person.ID, _ last: Day?, _ name: String?, _ organisation: String, handles: Int) {
      body.out.removeAll(keepingCapacity: true)
      body.fixed(id.value)
      body.signed(last.map { Int64($0.number) } ?? .min)
      body.count(handles << 1 | (name == nil ? 1 : 0))
      if let name { body.text(name) }
      body.text(organisation)
    }

    private mutating func end() {
      out.bytes(body.out)
      count += 1
    }

    /// Begins the next page.
    mutating func clear() {
      out.out.removeAll(keepingCapacity: true)
      out.byte(2)
      count = 0
    }
  }

  static func read(_ bytes: [UInt8]) throws -> [DirectoryEntry] {
    var out: [DirectoryEntry] = []
    try each(bytes) { out.append(try $0.decoded()) }
    return out
  }

  /// Calls `take` for each entry.
  static func each(_ bytes: [UInt8], _ take: (Entry) throws -> Void) throws {
    var input = ByteReader(bytes)
    let version = try input.byte()
    guard (1...2).contains(version) else { throw CodecError.version }
    while !input.isAtEnd { try take(Entry(bytes, at: try input.range().lowerBound, version: version)) }
  }

  /// An entry as it stands on its page.
  struct Entry {
    private let id: Person.ID
    /// The words to be searched where the page has them.
    private let words: Range<Int>?
    /// Behind the id and the words.
    private let rest: ByteReader

    fileprivate init(_ bytes: [UInt8], at start: Int, version: UInt8) throws {
      var input = ByteReader(bytes, at: start)
      id = Person.ID(value: try input.fixed())
      words = version == 1 ? try input.range() : nil
      rest = input
    }

    /// The entry, read.
    func decoded() throws -> DirectoryEntry {
      var input = rest
      let last = try input.signed()
      let (name, organisation, count) = try words == nil ? Entry.head(&input) : Entry.formerHead(&input)
      var handles: [Handle] = []
      for _ in 0..<count { handles.append(try HandleCodec.read(&input)) }
      return DirectoryEntry(
        id: id, name: name ?? handles.first?.raw ?? "", handles: handles, organisation: organisation,
        last: last == .min ? nil : Day(number: Int32(truncatingIfNeeded: last)))
    }

    /// Name, firm and number of handles; no name where it is that of the first handle.
    private static func head(_ input: inout ByteReader) throws -> (name: String?, organisation: String, handles: Int) {
      let count = try input.countOfItems()
      return (count & 1 == 0 ? try input.text() : nil, try input.text(), count >> 1)
    }

    /// The same as version 1 has them.
    private static func formerHead(_ input: inout ByteReader) throws -> (name: String?, organisation: String, handles: Int) {
      (try input.text(), try input.text(), try input.countOfItems())
    }

    /// Puts the words to be searched into `out`, each with a blank in front: those of the name, the firm and the handles. A phone number is
    /// one word.
    func words(into out: inout [UInt8]) throws {
      out.removeAll(keepingCapacity: true)
      let bytes = rest.source.span
      if let words { return out.append(bytes, words) }
      var input = rest
      _ = try input.signed()
      let count = try input.countOfItems()
      if count & 1 == 0 { Fold.append(wordsOf: bytes.extracting(try input.range()), to: &out) }
      Fold.append(wordsOf: bytes.extracting(try input.range()), to: &out)
      for place in 0..<count >> 1 {
        let (kind, raw, normal) = try HandleCodec.pass(&input)
        // A name that is a handle as it was written; a mail address says nothing in it that its normal form does not.
        if place == 0, count & 1 == 1, kind != .email { Fold.append(wordsOf: bytes.extracting(raw), to: &out) }
        guard kind == .phone else {
          Fold.append(wordsOf: bytes.extracting(normal), to: &out)
          continue
        }
        out.append(32)
        out.append(bytes, normal)
      }
    }
  }

  /// Whether each of `words` begins a word of `found`. The words have a blank in front.
  static func matches(_ words: [[UInt8]], _ found: Span<UInt8>) -> Bool {
    words.allSatisfy { word in
      guard found.count >= word.count else { return false }
      var start = 0
      let last = found.count - word.count
      while start <= last {
        // Every pattern begins with a blank: step from blank to blank.
        guard let blank = found.find(32, from: start, to: last + 1) else { return false }
        var length = 1
        while length < word.count, found[blank + length] == word[length] { length += 1 }
        if length == word.count { return true }
        start = blank + 1
      }
      return false
    }
  }

  /// Whether a number fits a word of `found`.
  static func matches(_ number: NumberQuery, _ found: Span<UInt8>) -> Bool {
    var start = 0
    while let blank = found.find(32, from: start, to: found.count) {
      let end = found.find(32, from: blank + 1, to: found.count) ?? found.count
      if number.fits(found.extracting(blank + 1..<end)) { return true }
      start = end
    }
    return false
  }
}

internal import Book
internal import Scan

/// A page of the directory: entries with their length in front and the folded words near it, so that a search passes over
/// bytes and decodes only what it finds.
enum DirectoryCodec {
  /// Appends the words of a handle for searching, each with a blank in front. A number is one word.
  private static func fold(_ kind: Handle.Kind, _ normal: String, into out: inout [UInt8]) {
    guard kind == .phone else { return Fold.append(wordsOf: normal, to: &out) }
    out.append(32)
    out.append(utf8Of: normal)
  }

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
    // Lengths stand in front of an entry and of its words, so that both are written aside first.
    private var body = ByteWriter()
    private var words: [UInt8] = []
    private var handles = ByteWriter()

    init() { out.byte(1) }

    mutating func append(_ entry: DirectoryEntry) {
      begin(entry.name, entry.organisation)
      for handle in entry.handles { DirectoryCodec.fold(handle.kind, handle.normal, into: &words) }
      head(entry.id, entry.last, entry.name, entry.organisation, handles: entry.handles.count)
      for handle in entry.handles { HandleCodec.write(handle, &body) }
      end()
    }

    /// The entry of somebody who is known by messages alone, by the parties at these places: nothing is put together for it, and no party
    /// taken out of its array.
    mutating func append(_ id: Person.ID, _ places: ArraySlice<Int32>, of parties: Span<EncounterLog.Party>, last: Day?) {
      var name = ""
      for place in places where !parties[Int(place)].name.isEmpty {
        name = parties[Int(place)].name
        break
      }
      if name.isEmpty, let first = places.first { name = parties[Int(first)].handle.raw }
      begin(name, "")
      handles.out.removeAll(keepingCapacity: true)
      for place in places {
        // Taken out once: each time a text is asked of its party it is retained.
        let handle = parties[Int(place)].handle
        DirectoryCodec.fold(handle.kind, handle.normal, into: &words)
        HandleCodec.write(handle, &handles)
      }
      head(id, last, name, "", handles: places.count)
      body.written(handles)
      end()
    }

    /// Begins the words for searching with those of the name and the firm.
    private mutating func begin(_ name: String, _ organisation: String) {
      words.removeAll(keepingCapacity: true)
      Fold.append(wordsOf: name, to: &words)
      Fold.append(wordsOf: organisation, to: &words)
    }

    /// What stands before the handles, the words among it.
    private mutating func head(_ id: Person.ID, _ last: Day?, _ name: String, _ organisation: String, handles: Int) {
      body.out.removeAll(keepingCapacity: true)
      body.fixed(id.value)
      body.bytes(words)
      body.signed(last.map { Int64($0.number) } ?? .min)
      body.text(name)
      body.text(organisation)
      body.count(handles)
    }

    private mutating func end() {
      out.bytes(body.out)
      count += 1
    }

    /// Begins the next page.
    mutating func clear() {
      out.out.removeAll(keepingCapacity: true)
      out.byte(1)
      count = 0
    }
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

  /// The digits of a query that is a number and nothing else, as they stand in every way of writing it: without what is dialled before a
  /// country or an area. Nil for any other query, and where there are fewer than three.
  static func number(_ query: String) -> [UInt8]? {
    let marks = Set("+-./() ".utf8)
    guard query.utf8.allSatisfy({ ASCII.isDigit($0) || marks.contains($0) }) else { return nil }
    let digits = Handle.normalize(.phone, query).utf8.filter(ASCII.isDigit).drop { $0 == 48 }
    return digits.count < 3 ? nil : Array(digits)
  }

  /// Whether a word in `range` of `bytes` has these digits.
  static func holds(_ digits: [UInt8], _ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start + digits.count <= range.upperBound {
      guard let first = bytes.find(digits[0], from: start, to: range.upperBound - digits.count + 1) else { return false }
      var length = 1
      while length < digits.count, bytes[first + length] == digits[length] { length += 1 }
      if length == digits.count { return true }
      start = first + 1
    }
    return false
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

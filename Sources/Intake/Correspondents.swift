import Book
import Scan

/// Who takes part in the encounters of a source, from log to log: somebody met before in the same spelling costs a look into a table and
/// makes no text. What is remembered is bounded.
struct Correspondents {
  /// How many spellings are remembered before all is forgotten, with the next log.
  private static let most = 1 << 17
  /// Longer texts are no addresses, and are not remembered.
  static let longest = 1_000
  /// In place of a person that is not known.
  private static let nobody: Int32 = -1

  /// What is known of bytes that stand in the source.
  private struct Spelling {
    /// The log in which they were met last, and their party there.
    var log: UInt32 = 0
    var party: Int32 = -1
    /// The person whom they mean where the source has them, once that was asked.
    var meant = Correspondents.nobody
    /// The person whose mail address they are in normal form.
    var normal = Correspondents.nobody
  }

  private var table = ByteTable()
  private var spellings: [Spelling] = []
  /// The people whose handles are no ASCII mail addresses: texts are the same there when they are equal as Unicode sees it.
  private var others: [Handle: Int32] = [:]
  /// By person: the log in which they were met last, and their party there.
  private var people: [(log: UInt32, party: Int32)] = []
  private var log: UInt32 = 1

  /// What tells of a spelling before it is asked for.
  func hashed(_ text: Span<UInt8>, _ range: Range<Int>) -> ByteTable.Hashed { table.hashed(text, range) }

  /// The number of a spelling: of bytes `range` of a text, of which the hash is given.
  @inline(__always)
  mutating func spelling(_ text: Span<UInt8>, _ range: Range<Int>, _ hashed: ByteTable.Hashed) -> Int {
    let number = table.number(of: text, range, hashed)
    if number == spellings.count { spellings.append(Spelling()) }
    return number
  }

  /// The party that a spelling is in the present log, nil where it was not met there.
  @inline(__always)
  func party(_ spelling: Int) -> Int32? { spellings[spelling].log == log ? spellings[spelling].party : nil }

  /// The party that the person whom a spelling means is in the present log, met there perhaps under another one; nil where nobody knows.
  func partyMeant(by spelling: Int) -> Int32? {
    spellings[spelling].meant == Correspondents.nobody ? nil : party(of: spellings[spelling].meant)
  }

  /// The person whom a spelling means; `handle`, whose raw text the spelling is, tells it the first time.
  mutating func person(meantBy spelling: Int, _ handle: Handle) -> Int32 {
    if spellings[spelling].meant == Correspondents.nobody { spellings[spelling].meant = person(handle, isSpelledAs: spelling) }
    return spellings[spelling].meant
  }

  /// The party that a person is in the present log.
  func party(of person: Int32) -> Int32? { people[Int(person)].log == log ? people[Int(person)].party : nil }

  /// Says which party a spelling, and with it its person, is in the present log.
  mutating func seat(_ spelling: Int, at party: Int32) {
    spellings[spelling].log = log
    spellings[spelling].party = party
    seat(person: spellings[spelling].meant, at: party)
  }

  /// Says which party a person is in the present log.
  mutating func seat(person: Int32, at party: Int32) { people[Int(person)] = (log, party) }

  /// From now on nobody is among the parties.
  mutating func beginLog() {
    let next = log + 1
    if spellings.count + others.count > Correspondents.most { self = Correspondents() }
    log = next
  }

  /// The person with a handle.
  mutating func person(_ handle: Handle) -> Int32 {
    let normal = handle.normal.utf8.span
    guard handle.kind == .email, normal.count <= Correspondents.longest, normal.isASCII(0..<normal.count) else {
      let plain = Handle(kind: handle.kind, raw: handle.normal, normal: handle.normal)
      if let known = others[plain] { return known }
      let person = newPerson()
      others[plain] = person
      return person
    }
    return person(normal: spelling(normal, 0..<normal.count, hashed(normal, 0..<normal.count)))
  }

  private mutating func person(_ handle: Handle, isSpelledAs spelling: Int) -> Int32 {
    let normal = handle.normal.utf8.span
    // Most addresses are in normal form as they stand there.
    guard handle.kind == .email, handle.raw == handle.normal, normal.isASCII(0..<normal.count) else { return person(handle) }
    return person(normal: spelling)
  }

  /// The person whose address in normal form the spelling is.
  private mutating func person(normal spelling: Int) -> Int32 {
    if spellings[spelling].normal == Correspondents.nobody { spellings[spelling].normal = newPerson() }
    return spellings[spelling].normal
  }

  private mutating func newPerson() -> Int32 {
    people.append((0, -1))
    return Int32(people.count - 1)
  }
}

public import Book
internal import GRDB

/// A handle as its book knows it: the hash under which its person stands, so that it need not be hashed anew.
public struct HandleRow: Hashable, Sendable {
  let value: Int64
}

/// The distinct handles of a book, in the order they were first met. A handle with several names is several parties on the pages of a book,
/// and one here, with the first name that was met: readers give the one used most in their source.
public struct Correspondents: Sendable {
  /// The handles.
  public private(set) var parties: [EncounterLog.Party] = []
  /// When each was last met, in seconds; `Int64.min` where that is not known.
  private(set) var last: [Int64] = []
  /// Look-up rows.
  private(set) var rows: [Int64] = []
  /// Whether one has had to do with each; see `EncounterLog.eachAcquaintance`. Nil where the pages must be asked: where this act has not read
  /// all encounters of the book, or where there are invitations among them.
  public private(set) var isMet: [Bool]?
  /// For each of the book's numbers the place of its handle here.
  private(set) var places: [Int32] = []

  init() {}

  /// The handles of a book's numbered parties, with their look-up rows and when they were last met; `firsts` has for each number the first
  /// one with the same handle. Those that come again are moved behind the others and let go: where none does, nothing is copied.
  init(
    _ parties: consuming [EncounterLog.Party], rows: consuming [Int64], last: consuming [Int64], firsts: [Int32], isMet: [Bool]? = nil
  ) {
    places.reserveCapacity(firsts.count)
    var count = 0
    for number in firsts.indices {
      let first = Int(firsts[number])
      if first < number {
        let place = Int(places[first])
        places.append(Int32(place))
        if parties[place].name.isEmpty { parties[place].name = parties[number].name }
        last[place] = max(last[place], last[number])
        continue
      }
      places.append(Int32(count))
      if count < number {
        var all = parties.mutableSpan
        all.swapAt(count, number)
        (rows[count], last[count]) = (rows[number], last[number])
      }
      count += 1
    }
    let again = firsts.count - count
    parties.removeLast(again)
    rows.removeLast(again)
    last.removeLast(again)
    (self.parties, self.rows, self.last) = (parties, rows, last)
    guard let isMet else { return }
    var met = [Bool](repeating: false, count: count)
    for number in isMet.indices where isMet[number] { met[Int(places[number])] = true }
    self.isMet = met
  }

  /// What a handle is called where people are made.
  public func member(_ place: Int) -> Member { .row(HandleRow(value: rows[place])) }

  /// Look-up rows of handles with a day.
  var active: Set<Int64> { Set(zip(rows, last).lazy.filter { $0.1 != .min }.map(\.0)) }

  /// Finds the days in all encounters.
  mutating func takeDays(of log: EncounterLog) { last = log.lastSeconds() }
}

extension BookReader {
  /// The distinct handles of the book.
  public func correspondents() throws -> Correspondents {
    // What an import into an empty book has just read it need not read again.
    if let known = (self as? ActWriter)?.intake.correspondents { return known }
    return try PartyTable(self).correspondents
  }

  /// The persons that handles belong to; nil for a handle nobody has.
  public func persons(of handles: [HandleRow]) throws -> [Person.ID?] {
    let known = try personsByHandle()
    if known.isEmpty { return Array(repeating: nil, count: handles.count) }
    return handles.map { known[$0.value].map { Person.ID(value: UInt64($0)) } }
  }
}

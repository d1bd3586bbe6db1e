public import Book
public import Scan
import Vault

/// A note, a tag, or something that happened: a call, a meeting, a card handed over.
public struct Remember: Sendable {
  /// The sort of remark.
  public enum Sort: String, Sendable { case note, tag, log }
  /// The sort.
  public var sort: Sort
  /// An id, a handle, a name.
  public var person: String
  /// The words; for a log the first is `met`, `called`, `card`.
  public var words: String
  /// The day it is about; nil: today.
  public var day: Day?

  /// A remark about a person.
  public init(_ sort: Sort, person: String, words: String, day: Day? = nil) {
    self.sort = sort
    self.person = person
    self.words = words
    self.day = day
  }

  /// What was written.
  public struct Remembered: Report {
    /// The name.
    public var name: String
    /// The book it was written to.
    public var book: BookID
    /// `cardcase.remark/1`
    public var json: JSON { ["schema": "cardcase.remark/1", "name": .string(name), "book": .string(book.name)] }
  }

  /// Writes it to the book that knows the person, yours first.
  public func run(at desk: Desk) throws -> Remembered {
    if sort == .log, Remember.medium(words) == nil {
      throw Fault(.usage, "What happened? I know: met, called, card.", next: "cardcase log met \"NAME\"")
    }
    let vault = try desk.open()
    let human = try Humans(vault).one(person, asker: desk.asker)
    let (sort, remark, id) = (sort, Remark(words: words, day: day ?? desk.today), human.entry.id)
    let medium: Medium? = sort == .log ? Remember.medium(words) : nil
    let owner = try vault.mine.read { try $0.accounts() }.first { $0.payer == .mine }?.handle
    let entry = human.entry
    _ = try vault.book(human.book).act(sort.rawValue, try vault.command(sort.rawValue)) { writer in
      try writer.put(sort == .note ? FactKind.note : sort == .tag ? FactKind.tag : FactKind.log, about: id, remark)
      if let medium, let owner, let handle = entry.handles.first {
        let source = try writer.addSource(
          SourceDraft(
            kind: "typed", identity: "typed", file: "", account: nil, obtained: "typed by you", reader: "typed/1", digest: [],
            isComplete: false))
        var log = EncounterLog()
        log.parties = [.init(owner), .init(handle, name: entry.name)]
        log.append(
          moment: Moment(day: remark.day, hour: 12, minute: 0, second: 0, offsetMinutes: nil), medium: medium, flags: [], sender: 0,
          recipients: [(1, .to)],
          key: .init(high: UInt64(bitPattern: Int64(remark.day.number)), low: id.value ^ UInt64(medium.rawValue)))
        _ = try writer.add(log, from: source)
      }
    }
    return Remembered(name: human.name, book: human.book)
  }

  /// The medium that the first word of a log means; nil where it is only a remark.
  static func medium(_ words: String) -> Medium? {
    switch Fold.words(words).first {
    case "met", "meeting", "lunch", "coffee": .meeting
    case "called", "call", "phoned": .call
    case "card", "handed": .handover
    default: nil
    }
  }
}

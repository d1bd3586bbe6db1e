public import Book
public import Scan
import Vault

/// What mails say of people besides who wrote to whom: proposals, each with the place that shows it. Nothing is written.
public struct ListProposals: Sendable {
  /// An id, a handle, a name; nil: everybody.
  public var person: String?
  /// About that person, or everybody.
  public init(person: String? = nil) { self.person = person }

  /// One proposal.
  public struct Proposal: Sendable {
    /// By which it is taken or left.
    public var id: String
    /// What sort.
    public var kind: Finding.Kind
    /// Whom it is about; nil where nobody of that address is known.
    public var person: Person.ID?
    /// The name.
    public var name: String
    /// The book whose mail says so, into which it goes when it is taken.
    public var book: BookID
    /// What would be taken.
    public var values: [Finding.Value]
    /// When the mail was written.
    public var day: Day?
    /// The file, the place in it, and the words.
    public var file: String, place: String, quote: String
    /// Of an invitation: the day of the meeting.
    public var meets: Day?
    /// In one sentence.
    public var spoken: String
  }

  /// The proposals.
  public struct Listed: Report {
    /// By name.
    public var proposals: [Proposal]
    /// `cardcase.proposals/1`
    public var json: JSON { ["schema": "cardcase.proposals/1", "proposals": .array(proposals.map(\.json))] }
  }

  /// Lists them. Faults: `missing`, `ambiguous`.
  public func run(at desk: Desk) throws -> Listed {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let one = try person.map { try humans.one($0, asker: desk.asker) }
    return Listed(proposals: try Proposals(vault, humans, about: one).open.map(\.proposal))
  }
}

extension ListProposals.Proposal {
  /// One element of `proposals`.
  public var json: JSON {
    [
      "id": .string(id), "kind": .string(kind.rawValue), "person": .optional(person?.description), "name": .string(name),
      "book": .string(book.name), "values": .array(values.map { ["property": .string($0.property), "value": .string($0.text)] }),
      "text": .string(spoken),
      "evidence": [
        "file": .string(file), "place": .string(place), "day": .optional(day?.description), "quote": .string(quote),
      ],
    ]
  }
}

extension Proposals.Entry {
  /// The same for reports.
  var proposal: ListProposals.Proposal {
    let finding = fact.value
    return ListProposals.Proposal(
      id: fact.id.description, kind: finding.kind, person: human?.id, name: name, book: book, values: new,
      day: finding.seconds.map { Moment(seconds: $0).day() }, file: finding.file, place: finding.place, quote: finding.quote,
      meets: finding.start.map { Moment(seconds: $0).day() }, spoken: spoken)
  }

  private var spoken: String {
    let finding = fact.value
    switch finding.kind {
    case .signature: return "signs with " + new.map(\.text).joined(separator: " · ")
    case .moved:
      guard let address = finding.texts("email").first else { return "is no more to be reached at \(finding.address)" }
      return finding.isFinal ? "left \(finding.address); new address \(address)" : "new address \(address), instead of \(finding.address)"
    case .bounce: return "\(finding.address) is dead: the mail came back"
    case .invitation:
      let day = finding.start.map { " on \(Moment(seconds: $0).day().short)" } ?? ""
      return "invited you\(day)" + (finding.texts("summary").first.map { ": \($0)" } ?? "")
    }
  }
}

public import Book
public import Scan
import Vault

/// Whether a person agreed that you keep their details: asked, yes, no. Silence is a no.
public struct RecordConsent: Sendable {
  /// An id, a handle, a name.
  public var person: String
  /// Their answer; nil: only asked so far.
  public var yes: Bool?
  /// Their words, shortest sufficient.
  public var words: String

  /// An answer, or the asking.
  public init(person: String, yes: Bool?, words: String = "") {
    self.person = person
    self.yes = yes
    self.words = words
  }

  /// What is on record.
  public struct Recorded: Report {
    /// The name.
    public var name: String
    /// The consent.
    public var consent: Consent
    /// `cardcase.consent/1`
    public var json: JSON {
      [
        "schema": "cardcase.consent/1", "person": .string(consent.person.description), "name": .string(name),
        "asked": .optional(consent.asked?.description),
        "answered": .optional(consent.answered?.description), "yes": consent.yes.map { .bool($0) } ?? .null,
      ]
    }
  }

  /// Records it in your own book. Faults: `refused` where only an employer's book knows the person.
  public func run(at desk: Desk) throws -> Recorded {
    let vault = try desk.open()
    let human = try Humans(vault).one(person, asker: desk.asker)
    guard let id = human.id(in: .mine) else {
      throw Fault(
        .refused, "\(human.name) is known to \(human.book.name)'s book alone, and yours holds only people of your own.",
        next: "cardcase ties pin \"\(human.name)\"")
    }
    let (yes, words, today) = (yes, words, desk.today)
    let consent = try vault.mine.act("consent", try vault.command("consent")) { writer in
      var consent =
        try writer.fact(FactKind.consent, key: id.description, as: Consent.self)?.value
        ?? Consent(person: id, asked: nil, answered: nil, yes: nil)
      consent.asked = consent.asked ?? today
      if let yes {
        consent.yes = yes
        consent.answered = today
      }
      if !words.isEmpty { consent.words = words }
      try writer.put(FactKind.consent, key: id.description, about: id, consent)
      return consent
    }
    return Recorded(name: human.name, consent: consent)
  }
}

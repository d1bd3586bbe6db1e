public import Book
public import Scan
import Vault

/// Pins a person among the closest, or drops one from them.
public struct ChoosePerson: Sendable {
  /// What is chosen.
  public enum Choosing: String, Sendable { case pin, drop, clear }
  /// What is chosen.
  public var choosing: Choosing
  /// An id, a handle, a name; a name that nobody bears is added as a new person of your own.
  public var person: String

  /// To pin, drop or let the ranking decide again.
  public init(_ choosing: Choosing, person: String) {
    self.choosing = choosing
    self.person = person
  }

  /// Who was chosen.
  public struct Chosen: Report {
    /// The id.
    public var id: Person.ID
    /// The name.
    public var name: String
    /// What was chosen.
    public var choosing: Choosing
    /// Whether the person was new.
    public var isNew: Bool
    /// `cardcase.choice/1`
    public var json: JSON {
      [
        "schema": "cardcase.choice/1", "id": .string(id.description), "name": .string(name), "choice": .string(choosing.rawValue),
        "new": .bool(isNew),
      ]
    }
  }

  /// Writes the choice. Faults: `ambiguous`; `refused` where the person is known to an employer's book alone.
  public func run(at desk: Desk) throws -> Chosen {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let hits = humans.matching(person)
    let mine = try vault.mine
    let command = try vault.command("ties")
    if hits.isEmpty, choosing == .pin, Person.ID(person) == nil {
      let (name, today) = (ASCII.trim(person), desk.today)
      let id = try mine.act("pin", command) { writer in
        var fields = ContactFields()
        fields.name = PersonName(full: name)
        let id = try writer.addPerson(OwnCard(fields: fields))
        try writer.put(FactKind.pin, key: id.description, about: id, Choice(name: name, day: today))
        return id
      }
      return Chosen(id: id, name: name, choosing: choosing, isNew: true)
    }
    let human = try humans.one(person, asker: desk.asker)
    let isTyped = human.book != .mine
    let (choice, today) = (choosing, desk.today)
    let id = try mine.act(choice.rawValue, command) { writer in
      // Your own book names only people it holds: one known to the employer's book alone is added by the name you type.
      let id: Person.ID
      if isTyped {
        var fields = ContactFields()
        fields.name = PersonName(full: human.name)
        id = try writer.addPerson(OwnCard(fields: fields))
      } else {
        id = human.id
      }
      for kind in [FactKind.pin, FactKind.drop] {
        for fact in try writer.facts(kind, as: Choice.self) where fact.about == id { try writer.remove(kind, id: fact.id) }
      }
      if choice != .clear {
        try writer.put(choice == .pin ? FactKind.pin : FactKind.drop, key: id.description, about: id, Choice(name: human.name, day: today))
      }
      return id
    }
    if isTyped { try HumanLinks.relink(vault, command) }
    return Chosen(id: id, name: human.name, choosing: choosing, isNew: isTyped)
  }
}

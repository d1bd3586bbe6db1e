public import Book
public import Scan
import Vault

/// What you type yourself: a person, a field, a remark. It goes into your own card of them, in your own book.
public struct EditPerson: Sendable {
  /// An id, a handle, a name; for a new person, their name.
  public var person: String
  /// Field and value; an empty value takes the field away.
  public var changes: [(field: String, value: String)]
  /// Make a new person.
  public var adds: Bool

  /// Changes to one person.
  public init(person: String, changes: [(field: String, value: String)], adds: Bool = false) {
    self.person = person
    self.changes = changes
    self.adds = adds
  }

  /// The person after it.
  public struct Edited: Report {
    /// The id.
    public var id: Person.ID
    /// The name.
    public var name: String
    /// A warning at entry: what was learned at work stays the employer's.
    public var warning: String?
    /// `cardcase.edit/1`
    public var json: JSON {
      ["schema": "cardcase.edit/1", "id": .string(id.description), "name": .string(name), "warning": .optional(warning)]
    }
  }

  /// Writes it. Faults: `usage` for a field that is not known, `ambiguous`, `refused`.
  public func run(at desk: Desk) throws -> Edited {
    if adds, Fold.words(person).isEmpty { throw Fault(.usage, "A person has a name.", next: "cardcase add \"NAME\" email=...") }
    let vault = try desk.open()
    let mine = try vault.mine
    let humans = try Humans(vault)
    let human = adds ? nil : try humans.one(person, asker: desk.asker)
    if let human, human.id(in: .mine) == nil {
      throw Fault(
        .refused, "\(human.name) is known to \(human.book.name)'s book alone.",
        next: "cardcase add \"\(human.name)\", or cardcase keep \"\(human.name)\"")
    }
    var own = try human?.id(in: .mine).flatMap { id in try mine.read { try $0.ownCard(of: id) } } ?? OwnCard(fields: ContactFields())
    if adds { own.fields.name = PersonName(full: person) }
    let shown = try human?.id(in: .mine).flatMap { id in try mine.read { try $0.effective(id)?.fields } } ?? own.fields
    for (field, value) in changes { try EditPerson.set(field, value, in: &own.fields, shown: shown) }
    let card = own
    let known = human?.id(in: .mine)
    let command = try vault.command(adds ? "add" : "edit")
    let id = try mine.act(adds ? "add" : "edit", command) { writer in
      if let known {
        try writer.setOwnCard(card, of: known)
        return known
      }
      return try writer.addPerson(card)
    }
    try HumanLinks.relink(vault, command)
    let name = try mine.read { try $0.person(id)?.name } ?? card.fields.name.shown
    return Edited(id: id, name: name, warning: try warning(mine))
  }

  /// A hand-typed entry can be the employer's too: said at entry while a job runs.
  private func warning(_ mine: BookStore) throws -> String? {
    guard changes.contains(where: { ["email", "phone"].contains($0.field) }), let job = try mine.read({ try $0.tenures() }).last else {
      return nil
    }
    return
      "If you learned this from \(job.shortName)'s systems, typing it by hand does not make it yours. Say where it came from: cardcase note NAME \"she gave me her card\""
  }

  /// The fields there are, as they are told to the user.
  private static let known =
    "name, given, family, nickname, email, work-email, phone, work-phone, profile, organisation, department, title, address, url, note, birthday"

  /// A whole name in its parts, where the name known before tells which they are; else in one piece.
  private static func name(_ text: String, like known: PersonName) -> PersonName {
    var name = PersonName(full: text)
    guard !text.isEmpty else { return name }
    if !known.family.isEmpty, text.hasSuffix(" " + known.family) {
      name.family = known.family
      name.given = String(text.dropLast(known.family.count + 1))
    } else if !known.given.isEmpty, text.hasPrefix(known.given + " ") {
      name.given = known.given
      name.family = String(text.dropFirst(known.given.count + 1))
    }
    return name
  }

  /// One part of the name; the others stay as they are shown.
  private static func part(_ path: WritableKeyPath<PersonName, String>, _ value: String, of known: PersonName) -> PersonName {
    var name = known
    name[keyPath: path] = value
    name.full = [name.given, name.additional, name.family].filter { !$0.isEmpty }.joined(separator: " ")
    return name
  }

  static func set(_ field: String, _ value: String, in fields: inout ContactFields, shown: ContactFields = ContactFields()) throws {
    func replace(_ kind: Handle.Kind, label: String) throws {
      if kind == .email, !value.isEmpty, !value.contains("@") { throw Fault(.usage, "\(value) is no mail address.") }
      if kind == .phone, !value.isEmpty, value.filter(\.isNumber).count < 4 { throw Fault(.usage, "\(value) is no number.") }
      fields.handles.removeAll { $0.value.kind == kind && (label.isEmpty || $0.label == label) }
      if !value.isEmpty { fields.handles.append(.init(Handle(kind, value), label: label)) }
    }
    switch ASCII.lower(field) {
    case "name":
      let nickname = fields.name.nickname
      fields.name = name(value, like: shown.name)
      fields.name.nickname = nickname
    case "given", "first": fields.name = part(\.given, value, of: fields.name.shown.isEmpty ? shown.name : fields.name)
    case "family", "last": fields.name = part(\.family, value, of: fields.name.shown.isEmpty ? shown.name : fields.name)
    case "nickname": fields.name.nickname = value
    case "email": try replace(.email, label: "home")
    case "work-email": try replace(.email, label: "work")
    case "phone", "mobile": try replace(.phone, label: "mobile")
    case "work-phone": try replace(.phone, label: "work")
    case "profile", "linkedin": try replace(.profile, label: "")
    case "organisation", "organization", "org", "firm": fields.organisation = value
    case "title", "role": fields.title = value
    case "department": fields.department = value
    case "address":
      var address = PostalAddress()
      address.street = value
      fields.addresses = value.isEmpty ? [] : [.init(address)]
    case "url", "web": fields.urls = value.isEmpty ? [] : [.init(value)]
    case "note": fields.notes = value.isEmpty ? [] : [value]
    case "birthday":
      guard let day = Day(value) else { throw Fault(.usage, "\(value) is not a day.", next: "Write it as 1979-04-12.") }
      fields.birthday = PartialDay(year: day.year, month: day.month, day: day.day)
    default:
      throw Fault(
        .usage, "There is no field \(field).",
        next: "I know: \(known).")
    }
  }
}

public import Book
public import Scan
import Vault

/// One person with every datum, where it came from, and whose it is.
public struct ShowPerson: Sendable {
  /// An id, a handle, a name.
  public var person: String
  /// The page a person may ask for: what is held on them, and nothing of one's own remarks.
  public var forThem: Bool
  /// That person.
  public init(person: String, forThem: Bool = false) {
    self.person = person
    self.forThem = forThem
  }

  /// All that is held on one person.
  public struct Shown: Report {
    /// One datum.
    public struct Datum: Sendable {
      /// `name`, `email`, `phone`, `organisation` ...
      public var property: String
      /// The value.
      public var value: String
      /// The book it lies in.
      public var book: BookID
      /// Where it came from, in words.
      public var origin: String
      /// Why it leads nowhere any more; nil for what is alive.
      public var dead: String?
    }
    /// The id.
    public var id: Person.ID
    /// The name.
    public var name: String
    /// The firm.
    public var organisation: String
    /// The last exchange.
    public var last: Day?
    /// Datum by datum, your own book first.
    public var data: [Datum]
    /// Where they work and worked, the latest first.
    public var jobs: [Job]
    /// Your remarks; empty on the page for them.
    public var remarks: [(day: Day, kind: String, words: String)]
    /// What mails propose about them; empty on the page for them.
    public var proposals: [ListProposals.Proposal] = []
    /// How many encounters each book holds.
    public var encounters: [(book: BookID, count: Int)]
    /// `cardcase.person/1`
    public var json: JSON {
      [
        "schema": "cardcase.person/1", "id": .string(id.description), "name": .string(name), "organisation": .string(organisation),
        "last": .optional(last?.description),
        "data": .array(
          data.map {
            [
              "property": .string($0.property), "value": .string($0.value), "book": .string($0.book.name), "origin": .string($0.origin),
              "dead": .optional($0.dead),
            ]
          }),
        "proposals": .array(proposals.map(\.json)),
        "jobs": .array(jobs.map(\.json)),
        "remarks": .array(remarks.map { ["day": .string($0.day.description), "kind": .string($0.kind), "words": .string($0.words)] }),
        "encounters": .array(encounters.map { ["book": .string($0.book.name), "count": .int($0.count)] }),
      ]
    }
  }

  /// Shows them.
  public func run(at desk: Desk) throws -> Shown {
    let vault = try desk.open()
    let humans = try Humans(vault)
    let human = try humans.one(person, asker: desk.asker)
    var shown = Shown(
      id: human.id, name: human.name, organisation: human.organisation, last: human.last, data: [], jobs: [], remarks: [], encounters: [])
    var history = JobHistory()
    for (book, entry) in [(human.book, human.entry)] + human.others.map({ ($0.book, $0.entry) }) {
      try vault.book(book).read { reader in
        shown.data += try data(of: entry.id, in: book, reader)
        try history.add(entry.id, in: book, reader)
        shown.encounters.append((book, try reader.encounters(with: entry.id).count))
        guard !forThem else { return }
        for kind in [FactKind.note, FactKind.log, FactKind.tag] {
          shown.remarks += try reader.facts(kind, about: entry.id, as: Remark.self).map { ($0.value.day, kind, $0.value.words) }
        }
      }
    }
    shown.jobs = history.jobs()
    shown.remarks.sort { $0.day < $1.day }
    let dead = try DeadHandles(vault)
    if dead.count > 0 {
      for index in shown.data.indices where shown.data[index].property.hasPrefix("email") {
        shown.data[index].dead = dead.words(Handle(.email, shown.data[index].value))
      }
    }
    if !forThem { shown.proposals = try Proposals(vault, humans, about: human).open.map(\.proposal) }
    return shown
  }

  private func data(of id: Person.ID, in book: BookID, _ reader: BookReader) throws -> [Shown.Datum] {
    var rows: [Shown.Datum] = []
    func add(_ property: String, _ value: String, _ origin: String) {
      guard !value.isEmpty else { return }
      if let at = rows.firstIndex(where: { $0.property == property && $0.value == value }) {
        if !rows[at].origin.contains(origin) { rows[at].origin += "; " + origin }
      } else {
        rows.append(.init(property: property, value: value, book: book, origin: origin))
      }
    }
    if let own = try reader.ownCard(of: id) {
      for (property, value) in own.fields.listed { add(property, value, "typed by you") }
    }
    for record in try reader.cardRecords(of: id) {
      let origin = try reader.origin(of: record)
      let words =
        "\(origin.source), \(origin.file), \(origin.place), read \(origin.read.day().short)"
        + (record.isAbsent ? ", no longer in its source" : "")
      for (property, value) in record.fields.listed { add(property, value, words) }
    }
    if let entry = try reader.person(id) {
      for handle in entry.handles
      where !rows.contains(where: { $0.value == handle.raw || Handle.normalize(handle.kind, $0.value) == handle.normal }) {
        add(handle.kind.rawValue, handle.raw, "written on messages and meetings")
      }
    }
    return rows
  }
}

extension ContactFields {
  /// Every value with the word for it, in the order a person reads them.
  var listed: [(property: String, value: String)] {
    var rows: [(String, String)] = [("name", name.shown)]
    if !name.nickname.isEmpty { rows.append(("nickname", name.nickname)) }
    rows += handles.map { ($0.label.isEmpty ? $0.value.kind.rawValue : "\($0.value.kind.rawValue) (\($0.label))", $0.value.raw) }
    rows += [("organisation", organisation), ("department", department), ("title", title)]
    rows += addresses.map { ($0.label.isEmpty ? "address" : "address (\($0.label))", $0.value.line) }
    if let birthday { rows.append(("birthday", birthday.written)) }
    rows += dates.map { ($0.label.isEmpty ? "date" : $0.label, $0.value.written) }
    rows += urls.map { ($0.label.isEmpty ? "web" : "web (\($0.label))", $0.value) }
    rows += notes.map { ("note", $0) }
    if !categories.isEmpty { rows.append(("labels", categories.joined(separator: ", "))) }
    rows += doNotContact.map { ("does not want", $0) }
    return rows
  }
}

extension PartialDay {
  /// `1979-04-12`, `--06-21`, `1979`.
  var written: String {
    switch (year, month, day) {
    case (let year?, let month?, let day?): "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    case (nil, let month?, let day?): "--\(pad(month, 2))-\(pad(day, 2))"
    case (let year?, let month?, nil): "\(pad(year, 4))-\(pad(month, 2))"
    case (let year?, nil, _): pad(year, 4)
    case (nil, let month?, nil): "--\(pad(month, 2))"
    case (nil, nil, let day?): "---\(pad(day, 2))"
    case (nil, nil, nil): ""
    }
  }
}

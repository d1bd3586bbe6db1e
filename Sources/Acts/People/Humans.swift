import Book
import Scan
import Vault

/// One human, in however many books: the person in your own book where there is one, and the persons linked to it.
struct Human: Sendable {
  /// The entry that speaks for the human: yours, else the employer's.
  var entry: DirectoryEntry
  /// The book of that entry.
  var book: BookID
  /// The same human in employers' books.
  var others: [(book: BookID, entry: DirectoryEntry)]

  /// The id that is printed.
  var id: Person.ID { entry.id }
  /// The name to show: one's own spelling first.
  var name: String { entry.name.isEmpty ? others.first { !$0.entry.name.isEmpty }?.entry.name ?? "" : entry.name }
  /// Every handle with the book that knows it.
  var handles: [(handle: Handle, book: BookID)] {
    entry.handles.map { ($0, book) } + others.flatMap { other in other.entry.handles.map { ($0, other.book) } }
  }
  /// The firm.
  var organisation: String {
    entry.organisation.isEmpty ? others.first { !$0.entry.organisation.isEmpty }?.entry.organisation ?? "" : entry.organisation
  }
  /// The last exchange in any book.
  var last: Day? { ([entry.last] + others.map(\.entry.last)).compactMap { $0 }.max() }
  /// The person's id in `book`, if that book knows them.
  func id(in wanted: BookID) -> Person.ID? { wanted == book ? entry.id : others.first { $0.book == wanted }?.entry.id }
  /// All ids of this human.
  var ids: [Person.ID] { [entry.id] + others.map(\.entry.id) }
}

/// Everybody the readable books know, each human once.
struct Humans: Sendable {
  /// In the order of their names.
  let all: [Human]

  /// Reads the directories and links of every readable book.
  init(_ vault: Vault) throws {
    var humans = try vault.mine.read { reader in try reader.people().map { Human(entry: $0, book: .mine, others: []) } }
    var place = Dictionary(humans.enumerated().map { ($0.element.id, $0.offset) }, uniquingKeysWith: { first, _ in first })
    for registered in try vault.books where !registered.id.isMine && registered.isReadable {
      let (entries, links) = try vault.book(registered.id).read { reader in
        (try reader.people(), try reader.facts(FactKind.link, as: Link.self).map(\.value))
      }
      var mineOf = Dictionary(links.map { ($0.theirs, $0.mine) }, uniquingKeysWith: { $1 })
      // A link to a person merged into another since leads to that other.
      let aliases = mineOf.values.filter { place[$0] == nil }
      if !aliases.isEmpty {
        let now = try vault.mine.read { reader in try aliases.map { ($0, try reader.resolve($0)) } }
        let resolved = Dictionary(now, uniquingKeysWith: { first, _ in first })
        mineOf = mineOf.mapValues { (resolved[$0] ?? $0) ?? $0 }
      }
      for entry in entries {
        if let mine = mineOf[entry.id], let index = place[mine] {
          humans[index].others.append((registered.id, entry))
        } else {
          place[entry.id] = humans.count
          humans.append(Human(entry: entry, book: registered.id, others: []))
        }
      }
    }
    let keyed = humans.map { (key: Fold.bytes($0.name), human: $0) }
    all = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.human)
  }

  /// How many humans the readable books know, each once; quicker than reading who they are.
  static func count(_ vault: Vault) throws -> Int {
    var count = try vault.mine.read { try $0.peopleCount() }
    for registered in try vault.books where !registered.id.isMine && registered.isReadable {
      count += try vault.book(registered.id).read { reader in try reader.peopleCount() - reader.facts(FactKind.link, as: Link.self).count }
    }
    return count
  }

  /// The humans that an id, a handle or a name means; by name those whose words all begin so.
  func matching(_ text: String) -> [Human] {
    if let id = Person.ID(text) { return all.filter { $0.ids.contains(id) } }
    if text.contains("@") || text.hasPrefix("+") {
      let kind: Handle.Kind = text.contains("@") ? .email : .phone
      let normal = Handle.normalize(kind, text)
      let hits = all.filter { $0.handles.contains { $0.handle.normal == normal } }
      if !hits.isEmpty { return hits }
    }
    if let number = NumberQuery(text) {
      // The whole number: a few digits name nobody.
      let hits = all.filter { $0.handles.contains { number.means($0.handle) } }
      if !hits.isEmpty { return hits }
    }
    let wanted = Fold.words(text)
    guard !wanted.isEmpty else { return [] }
    let exact = all.filter { Fold.words($0.name) == wanted }
    if !exact.isEmpty { return exact }
    return all.filter { human in
      let words = Fold.words(human.name) + Fold.words(human.organisation)
      return wanted.allSatisfy { want in words.contains { $0.hasPrefix(want) } }
    }
  }

  /// The one human that `text` means. Faults: `missing`, or `ambiguous` with all of them named: a name is never guessed.
  func one(_ text: String, asker: (any Asker)? = nil) throws -> Human {
    let hits = matching(text)
    guard let first = hits.first else { throw Fault(.missing, "Nobody here is called \(text).", next: "cardcase people") }
    if hits.count == 1 { return first }
    let lines = hits.prefix(20).map { human in
      [human.id.description, human.name, human.organisation, human.last.map { "last exchange \($0.short)" } ?? "no exchange on record"]
        .filter { !$0.isEmpty }.joined(separator: "  ")
    }
    if let choice = asker?.choose("\(text) fits \(hits.count) people. Which one?", from: Array(lines)) { return hits[choice] }
    throw Fault(
      .ambiguous, "\(text) fits \(hits.count) people:\n  " + lines.joined(separator: "\n  "), next: "Say which by the id in front.")
  }
}

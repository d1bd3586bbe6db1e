import Book
import Scan
import Vault

/// The proposals that mails make, over all readable books, with whom each is about.
struct Proposals {
  /// One proposal.
  struct Entry {
    var fact: Fact<Finding>
    var book: BookID
    var human: Human?
    /// The values that the book does not hold yet; all of them for what is no signature.
    var new: [Finding.Value]
  }

  /// In the order of the people's names, the latest of each first.
  private(set) var all: [Entry] = []

  /// Of everybody, or of one human.
  init(_ vault: Vault, _ humans: Humans, about one: Human? = nil) throws {
    for registered in try vault.books where registered.isReadable {
      let book = registered.id
      let byID = Dictionary(
        humans.all.flatMap { human in human.id(in: book).map { [($0, human)] } ?? [] }, uniquingKeysWith: { first, _ in first })
      try vault.book(book).read { reader in
        for fact in try reader.facts(FactKind.finding, as: Finding.self) {
          let person = try fact.about ?? reader.personID(of: Handle(.email, fact.value.address))
          let human = person.flatMap { byID[$0] }
          if let one, human?.id != one.id { continue }
          all.append(Entry(fact: fact, book: book, human: human, new: try Proposals.news(in: fact.value, of: person, reader)))
        }
      }
    }
    all.sort { a, b in
      let (x, y) = (Fold.string(a.name), Fold.string(b.name))
      if x != y { return x < y }
      return (a.fact.value.seconds ?? .min, a.fact.id) > (b.fact.value.seconds ?? .min, b.fact.id)
    }
  }

  /// Those that ask for a decision: about people one knows, and with something new in them.
  var open: [Entry] { all.filter { $0.fact.value.state == .open && $0.human != nil && !$0.new.isEmpty } }

  /// What the book does not say of the person yet.
  static func news(in finding: Finding, of person: Person.ID?, _ reader: BookReader) throws -> [Finding.Value] {
    switch finding.kind {
    case .bounce: return [.init("dead", finding.address)]
    case .moved where finding.values.isEmpty: return [.init("left", finding.address)]
    case .invitation: return finding.values
    case .signature, .moved: break
    }
    guard let person, let card = try reader.effective(person) else { return finding.values }
    let fields = card.fields
    return finding.values.filter { value in
      switch value.property {
      case "phone", "mobile", "fax":
        let tail = value.text.filter { $0.isASCII && $0.isNumber }.suffix(7)
        return !fields.handles.contains { $0.value.kind == .phone && $0.value.normal.hasSuffix(tail) }
      case "email": return !fields.handles.contains { $0.value.normal == Handle.normalize(.email, value.text) }
      case "organisation": return Fold.words(fields.organisation) != Fold.words(value.text)
      case "title": return Fold.words(fields.title) != Fold.words(value.text)
      case "web": return !fields.urls.contains { Proposals.bare($0.value) == Proposals.bare(value.text) }
      case "street": return !fields.addresses.contains { Fold.words($0.value.line).starts(with: Fold.words(value.text)) }
      default: return true
      }
    }
  }

  private static func bare(_ url: String) -> String { Handle.normalize(.profile, url) }
}

extension Proposals.Entry {
  /// Whom it is about.
  var name: String {
    if let human, !human.name.isEmpty { return human.name }
    return fact.value.name.isEmpty ? fact.value.address : fact.value.name
  }
}

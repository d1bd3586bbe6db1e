import Book
import Scan
import Vault

/// A card that is no person's: a firm's, a group's, a place's, one's own, or one without a name.
struct OtherCard: Sendable {
  /// What such a card is about, as lists say it.
  enum Sort: String, Sendable {
    case organisation, group, location, device, application
    /// One's own.
    case own
    /// The shared address of a firm, under the name of a desk.
    case desk
    /// It says no name.
    case unnamed

    /// For people.
    var spoken: String {
      switch self {
      case .organisation: "firm"
      case .location: "place"
      case .own: "your own card"
      case .desk: "shared address"
      case .unnamed: "no name"
      case .group, .device, .application: rawValue
      }
    }
  }

  /// The record.
  var record: CardRecord
  /// The book it lies in.
  var book: BookID
  /// What it is about.
  var sort: Sort
  /// Its name, its firm, or the first way to reach it.
  var name: String { record.fields.shown }

  /// Whether each of these folded words begins a word of the name, the firm or a handle.
  func matches(_ wanted: [String]) -> Bool {
    let fields = record.fields
    let words = Fold.words(([fields.name.shown, fields.organisation] + fields.handles.map(\.value.normal)).joined(separator: " "))
    return wanted.allSatisfy { want in words.contains { $0.hasPrefix(want) } }
  }
}

/// The cards of the readable books that are no person's. They were read in, so they are found and go out again; nobody is made of them.
struct OtherCards: Sendable {
  /// In the order of their names.
  let all: [OtherCard]

  /// Those of every readable book.
  init(_ vault: Vault) throws {
    let own = try vault.mine.read { OwnHandles(accounts: try $0.accounts(), names: [try $0.profile().name]) }
    var found: [OtherCard] = []
    for registered in try vault.books where registered.isReadable {
      let records = try vault.book(registered.id).read { try $0.unclaimedRecords() }
      found += records.map { OtherCard(record: $0, book: registered.id, sort: OtherCard.Sort($0.fields, own)) }
    }
    let keyed = found.map { (key: Fold.bytes($0.name), card: $0) }
    all = keyed.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.card)
  }

  /// Those that an id or words mean.
  func matching(_ text: String) -> [OtherCard] {
    if let id = Card.ID(text) { return all.filter { $0.record.id == id } }
    let (wanted, number) = (Fold.words(text), NumberQuery(text))
    return all.filter { card in
      let hasNumber = number.map { number in card.record.fields.handles.contains { number.fits($0.value) } } ?? false
      return hasNumber || !wanted.isEmpty && card.matches(wanted)
    }
  }
}

extension OtherCard.Sort {
  fileprivate init(_ fields: ContactFields, _ own: OwnHandles) {
    switch fields.kind {
    case .organisation: self = .organisation
    case .group: self = .group
    case .location: self = .location
    case .device: self = .device
    case .application: self = .application
    case nil: self = own.holds(fields) ? .own : fields.name.shown.isEmpty ? .unnamed : .desk
    }
  }
}

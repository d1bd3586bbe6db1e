/// The cards that a phone may read: one address book, as something else keeps it.
public protocol Shelf: Sendable {
  /// What the address book is called.
  var title: String { get }
  /// Changes whenever anything on the shelf does.
  func tag() throws -> String
  /// Every card, in a stable order.
  func cards() throws -> [ShelfCard]
  /// The card of that name; nil where there is none. Never a path: a word that is looked up.
  func card(named name: String) throws -> ShelfCard?
}

/// One card on a shelf.
public struct ShelfCard: Sendable, Hashable {
  /// Its name within the address book, stable for life: `p-7k3q9xw2m4ab.vcf`.
  public var name: String
  /// Changes whenever the bytes do; letters, digits, `-` and `_`.
  public var etag: String
  /// The card, vCard 3.0 or 4.0, UTF-8.
  public var bytes: [UInt8]

  /// A card.
  public init(name: String, etag: String, bytes: [UInt8]) {
    self.name = name
    self.etag = etag
    self.bytes = bytes
  }
}

public import Scan

/// One human being in one book, however many records and addresses they have.
public struct Person: Identified, Sendable, Hashable {
  /// `p-7k3q9xw2m4ab`, stable for life.
  public typealias ID = Identifier<Person>
  /// `p`
  public static let identifierPrefix = "p"

  /// The stable id.
  public var id: ID
  /// The book this person is in.
  public var book: BookID
  /// The name to show.
  public var name: String
  /// Every handle, the most used first.
  public var handles: [Handle]
  /// The firm, if known.
  public var organisation: String
  /// The day of the last exchange, if any.
  public var last: Day?

  /// A person.
  public init(id: ID, book: BookID, name: String, handles: [Handle], organisation: String = "", last: Day? = nil) {
    self.id = id
    self.book = book
    self.name = name
    self.handles = handles
    self.organisation = organisation
    self.last = last
  }
}

/// Person, organisation, role and when.
public struct Affiliation: Hashable, Sendable, Codable {
  /// The firm.
  public var organisation: String
  /// Title or role there.
  public var role: String
  /// First day known there.
  public var from: Day?
  /// Last day known there.
  public var to: Day?
  /// All that is known.
  public init(organisation: String, role: String = "", from: Day? = nil, to: Day? = nil) {
    self.organisation = organisation
    self.role = role
    self.from = from
    self.to = to
  }
}

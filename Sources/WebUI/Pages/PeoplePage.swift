public import Scan

/// A list of people, or what a search found.
public struct PeoplePage: Sendable, Hashable {
  /// One person.
  public struct Row: Sendable, Hashable {
    /// The id by which the page of the person is found.
    public var id: String
    /// The name.
    public var name: String
    /// The firm; empty where it is not known.
    public var organisation: String
    /// The books that know them, in words: `yours`, `acme`.
    public var books: [String]
    /// The last exchange.
    public var last: Day?

    /// A person.
    public init(id: String, name: String, organisation: String = "", books: [String] = [], last: Day? = nil) {
      self.id = id
      self.name = name
      self.organisation = organisation
      self.books = books
      self.last = last
    }
  }

  /// The words looked for; empty for all.
  public var query: String
  /// The people of this page.
  public var people: [Row]
  /// How many there are in all.
  public var total: Int
  /// How many come before those of this page.
  public var offset: Int

  /// A part of a list.
  public init(query: String = "", people: [Row], total: Int? = nil, offset: Int = 0) {
    self.query = query
    self.people = people
    self.total = total ?? people.count
    self.offset = offset
  }

  /// The most that one page shows.
  public static let size = 200

  /// The page.
  public func page() -> Page {
    Page(title: query.isEmpty ? "People" : "People: \(query)", place: .people, content: content)
  }

  @Parts private var content: [Node] {
    Node.make(.h1) { "People" }
    search
    Node.p(.role("status")) { sentence }
    if !people.isEmpty { table }
    turning
  }

  private var search: Node {
    .make(.form, [.action(.page(["people"])), .methodGet, .role("search")]) {
      Node.make(.label, [.labels("q")]) { "Name, firm or address" }
      Node.make(.span, [.style("field")]) {
        Node.make(.input, [.type("search"), .id("q"), .name("q"), .value(query), .autocompleteOff, .maxLength(200)])
        Node.make(.button, [.type("submit")]) { "Search" }
      }
    }
  }

  private var sentence: String {
    if total == 0 { return query.isEmpty ? "Nobody yet. Import files with: cardcase import PATH" : "Nobody of that name." }
    if people.isEmpty { return "There are only \(total)." }
    if people.count < total { return "\(offset + 1) to \(offset + people.count) of \(total)" }
    return total == 1 ? "One person" : "\(total) people"
  }

  private var table: Node {
    .make(.table) {
      Node.make(.thead) {
        Node.make(.tr) {
          for head in ["Name", "Firm", "Book", "Last exchange"] { Node.make(.th, [.scope("col")]) { head } }
        }
      }
      Node.make(.tbody) {
        for person in people {
          Node.make(.tr) {
            Node.make(.th, [.scope("row")]) { Node.link(person.name.isEmpty ? person.id : person.name, to: .page(["people", person.id])) }
            Node.make(.td) { Node.name(person.organisation) }
            Node.make(.td) { Node.name(person.books.joined(separator: ", ")) }
            Node.make(.td) {
              if let last = person.last { Node.make(.time, [.datetime(last.description)]) { last.short } }
            }
          }
        }
      }
    }
  }

  @Parts private var turning: [Node] {
    let after = offset + people.count
    if total > people.count {
      Node.make(.nav, [.ariaLabel("Parts of the list"), .style("turning")]) {
        if offset > 0 { Node.link("Those before", to: part(from: max(0, offset - PeoplePage.size))) }
        if after < total, !people.isEmpty { Node.link("Those after", to: part(from: after)) }
      }
    }
  }

  private func part(from start: Int) -> Address {
    var fields: [(name: String, value: String)] = query.isEmpty ? [] : [("q", query)]
    if start > 0 { fields.append(("from", String(start))) }
    return .page(["people"], query: fields)
  }
}

public import Scan

/// One person: every datum with where it came from and whose it is.
public struct PersonPage: Sendable, Hashable {
  /// One datum.
  public struct Fact: Sendable, Hashable {
    /// What it is: `name`, `email (work)`, `phone`.
    public var property: String
    /// The value.
    public var value: String
    /// The book it lies in, in words.
    public var book: String
    /// It lies in your own book: only then may the page offer to use it.
    public var isYours: Bool
    /// Where it came from, in words.
    public var origin: String

    /// A datum.
    public init(property: String, value: String, book: String, isYours: Bool, origin: String) {
      self.property = property
      self.value = value
      self.book = book
      self.isYours = isYours
      self.origin = origin
    }

    /// Where the value leads, if it is a way to reach somebody and yours.
    var address: Address? {
      guard isYours else { return nil }
      let word = property.split(separator: " ").first.map(String.init) ?? ""
      switch word {
      case "email": return .mail(value)
      case "phone": return .phone(value)
      case "web", "profile", "url": return .web(value)
      default: return nil
      }
    }
  }

  /// Something you wrote about them.
  public struct Remark: Sendable, Hashable {
    /// The day it is about.
    public var day: Day
    /// `note`, `tag`, `log`
    public var kind: String
    /// The words.
    public var words: String
    /// A remark.
    public init(day: Day, kind: String, words: String) {
      self.day = day
      self.kind = kind
      self.words = words
    }
  }

  /// How many exchanges a book holds.
  public struct Exchanges: Sendable, Hashable {
    /// The book, in words.
    public var book: String
    /// How many.
    public var count: Int
    /// A count.
    public init(book: String, count: Int) {
      self.book = book
      self.count = count
    }
  }

  /// The id.
  public var id: String
  /// The name.
  public var name: String
  /// The firm; empty where it is not known.
  public var organisation: String
  /// The last exchange.
  public var last: Day?
  /// Datum by datum, your own book first.
  public var facts: [Fact]
  /// Your remarks.
  public var remarks: [Remark]
  /// What each book holds of messages, meetings and calls.
  public var exchanges: [Exchanges]

  /// All that is held on one person.
  public init(
    id: String, name: String, organisation: String = "", last: Day? = nil, facts: [Fact] = [], remarks: [Remark] = [],
    exchanges: [Exchanges] = []
  ) {
    self.id = id
    self.name = name
    self.organisation = organisation
    self.last = last
    self.facts = facts
    self.remarks = remarks
    self.exchanges = exchanges
  }

  /// The page.
  public func page() -> Page {
    Page(title: name.isEmpty ? id : name, place: .people, content: content)
  }

  @Parts private var content: [Node] {
    Node.make(.h1) { Node.name(name.isEmpty ? id : name) }
    Node.p(.style("quiet")) { summary }
    Node.section("What is held") {
      if facts.isEmpty { Node.p { "Nothing but the name." } }
      Node.make(.ul, [.style("facts")]) { for fact in facts { line(fact) } }
    }
    if !remarks.isEmpty {
      Node.section("What you wrote") {
        Node.make(.ul, [.style("plain")]) {
          for remark in remarks {
            Node.make(.li) {
              Node.make(.time, [.datetime(remark.day.description)]) { remark.day.short }
              " "
              Node.name(remark.kind)
              ": "
              Node.name(remark.words)
            }
          }
        }
      }
    }
    Node.section("May you?") {
      Node.p {
        "Ask before you write or keep: "
        Node.command("cardcase may announce \(id)")
      }
    }
  }

  @Parts private var summary: [Node] {
    if !organisation.isEmpty {
      Node.name(organisation)
      " · "
    }
    if let last {
      "last exchange "
      Node.make(.time, [.datetime(last.description)]) { last.short }
      " · "
    }
    for held in exchanges where held.count > 0 {
      "\(held.count) messages, meetings and calls: "
      Node.name(held.book)
      " · "
    }
    Node.command(id)
  }

  private func line(_ fact: Fact) -> Node {
    .make(.li) {
      Node.make(.span, [.style("property")]) { Node.name(fact.property) }
      Node.make(.span, [.style("value")]) {
        if let address = fact.address { Node.link(fact.value, to: address) } else { Node.name(fact.value) }
      }
      Node.make(.span, [.style("origin")]) {
        Node.make(.span, [.style(fact.isYours ? "chip mine" : "chip theirs")]) { Node.name(fact.book) }
        " from: "
        Node.name(fact.origin)
      }
    }
  }
}

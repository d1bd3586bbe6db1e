/// A whole page: title, navigation, what it shows, and the line at its foot.
public struct Page: Sendable, Hashable {
  /// What the browser's tab says, before the program's name.
  public var title: String
  /// Where it stands in the navigation; nil for a page that stands nowhere.
  public var place: Place?
  /// What it shows. The first heading is the page's only `h1`.
  public var content: [Node]

  /// A page.
  public init(title: String, place: Place?, content: [Node]) {
    self.title = title
    self.place = place
    self.content = content
  }

  /// The pages of the navigation.
  public enum Place: String, Sendable, Hashable, CaseIterable {
    case today, people, leave, ready

    /// What the navigation says.
    var word: String {
      switch self {
      case .today: "Today"
      case .people: "People"
      case .leave: "Leave"
      case .ready: "Ready"
      }
    }

    /// Its address.
    public var address: Address { self == .today ? .page([]) : .page([rawValue]) }
  }

  /// The style sheet's address.
  public static let styleSheet = Address.page(["style.css"])

  /// The page as UTF-8, without a script and without a style of its own, so that a policy that allows neither holds.
  public func bytes() -> [UInt8] {
    var writer = HTMLWriter()
    writer.document(Element(.html, [.lang("en")], [head, body]))
    return writer.out
  }

  private var head: Node {
    .make(.head) {
      Node.make(.meta, [.utf8])
      Node.make(.title) { "\(title) · Cardcase" }
      Node.make(.meta, [.name("viewport"), .content("width=device-width, initial-scale=1")])
      Node.make(.meta, [.name("color-scheme"), .content("light dark")])
      Node.make(.link, [.rel("stylesheet"), .href(Page.styleSheet)])
    }
  }

  private var body: Node {
    .make(.body) {
      Node.make(.a, [.href(.within("content")), .style("skip")]) { "To the content" }
      Node.make(.header) {
        Node.make(.span, [.style("brand")]) { "Cardcase" }
        if place != nil {
          Node.make(.nav, [.ariaLabel("Pages")]) {
            Node.make(.ul) {
              for other in Place.allCases {
                Node.make(.li) {
                  Node.make(.a, [.href(other.address)] + (other == place ? [.isCurrentPage] : [])) { other.word }
                }
              }
            }
          }
        }
      }
      Node.make(.main, [.id("content")]) { content }
      Node.make(.footer) { "You send; Cardcase sends nothing. This page comes from your own machine and stays on it." }
    }
  }
}

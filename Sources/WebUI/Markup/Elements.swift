// Short names for the elements, so that a page reads as what it shows.

/// Gathers the nodes of a page part: nodes, lists of nodes, text, what stands under a condition or in a loop.
@resultBuilder
enum Parts {
  static func buildExpression(_ node: Node) -> [Node] { [node] }
  static func buildExpression(_ nodes: [Node]) -> [Node] { nodes }
  static func buildExpression(_ text: String) -> [Node] { [.text(text)] }
  static func buildBlock(_ parts: [Node]...) -> [Node] { parts.flatMap { $0 } }
  static func buildOptional(_ part: [Node]?) -> [Node] { part ?? [] }
  static func buildEither(first part: [Node]) -> [Node] { part }
  static func buildEither(second part: [Node]) -> [Node] { part }
  static func buildArray(_ parts: [[Node]]) -> [Node] { parts.flatMap { $0 } }
}

extension Node {
  /// An element of `tag` with attributes and content.
  static func make(_ tag: Tag, _ attributes: [Attribute] = [], @Parts _ content: () -> [Node] = { [] }) -> Node {
    .element(Element(tag, attributes, content()))
  }

  /// A paragraph.
  static func p(_ attributes: Attribute..., @Parts content: () -> [Node]) -> Node { make(.p, attributes, content) }
  /// A line that leads to another page.
  static func link(_ text: String, to address: Address, _ attributes: Attribute...) -> Node {
    make(.a, [.href(address)] + attributes) { name(text) }
  }
  /// Words that come from a record: kept apart, so that right-to-left signs in them turn nothing else around.
  static func name(_ text: String) -> Node { make(.bdi) { text } }
  /// A command to type.
  static func command(_ text: String) -> Node { make(.code) { name(text) } }
  /// A part of a page with its heading.
  static func section(_ heading: String, @Parts content: () -> [Node]) -> Node {
    make(.section) {
      make(.h2) { name(heading) }
      content()
    }
  }
  /// A sign for the eye alone.
  static func sign(_ text: String, _ style: StaticString) -> Node { make(.span, [.style(style), .isDecoration]) { text } }
}

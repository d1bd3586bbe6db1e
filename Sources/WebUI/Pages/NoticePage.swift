/// One sentence and one next step: where there is nothing to show, or something is missing.
public struct NoticePage: Sendable, Hashable {
  /// What it is about, in two or three words.
  public var heading: String
  /// The sentence.
  public var sentence: String
  /// What to do, if there is something.
  public var next: String?
  /// Where it stands in the navigation; nil for somebody who has not come in.
  public var place: Page.Place?

  /// A notice.
  public init(heading: String, sentence: String, next: String? = nil, place: Page.Place? = nil) {
    self.heading = heading
    self.sentence = sentence
    self.next = next
    self.place = place
  }

  /// The page.
  public func page() -> Page {
    Page(title: heading, place: place, content: content)
  }

  @Parts private var content: [Node] {
    Node.make(.h1) { heading }
    Node.p { Node.name(sentence) }
    if let next {
      Node.p {
        "Next: "
        Node.command(next)
      }
    }
  }
}

/// A piece of a page: an element, or text. There is no third kind, so nothing unescaped can get in.
public enum Node: Sendable, Hashable {
  /// Text as a person reads it; `<` and `&` in it are letters like any other.
  case text(String)
  /// An element with its attributes and what stands in it.
  case element(Element)
}

extension Node: ExpressibleByStringInterpolation {
  /// Text.
  public init(stringLiteral value: String) { self = .text(value) }
}

/// One element of HTML.
public struct Element: Sendable, Hashable {
  /// Which.
  public var tag: Tag
  /// Its attributes, each named once.
  public var attributes: [Attribute]
  /// What stands in it; empty for a tag that holds nothing.
  public var children: [Node]

  /// An element.
  public init(_ tag: Tag, _ attributes: [Attribute] = [], _ children: [Node] = []) {
    self.tag = tag
    self.attributes = attributes
    self.children = children
  }
}

/// The elements that pages are made of. Script, style, frame, object and form-stealing elements are not among them.
public enum Tag: String, Sendable, Hashable, CaseIterable {
  case html, head, title, meta, link, body
  case header, nav, main, footer, section
  case h1, h2, p, ul, ol, li, dl, dt, dd, div, span, a, strong, small, bdi, code, time, br
  case table, caption, thead, tbody, tr, th, td
  case form, label, input, button

  /// Tags that hold nothing and have no end (HTML, 13.1.2 "void elements").
  var isVoid: Bool {
    switch self {
    case .meta, .link, .br, .input: true
    default: false
    }
  }

  /// Tags whose content is text without child elements: what the parser of a browser reads as such (`title`).
  var holdsOnlyText: Bool { self == .title }
}

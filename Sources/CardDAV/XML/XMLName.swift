/// The name of an element: namespace and local name.
struct XMLName: Hashable, Sendable {
  /// The namespace's address; empty for none.
  var space: String
  /// The name within it.
  var local: String

  /// RFC 4918 and 3744
  static func dav(_ local: String) -> XMLName { XMLName(space: "DAV:", local: local) }
  /// RFC 6352
  static func card(_ local: String) -> XMLName { XMLName(space: "urn:ietf:params:xml:ns:carddav", local: local) }
  /// What Apple's and other clients ask for and no RFC holds (`getctag`)
  static func server(_ local: String) -> XMLName { XMLName(space: "http://calendarserver.org/ns/", local: local) }
}

/// An element with its attributes and content, as read from a request or written into an answer.
struct XMLElement: Sendable, Hashable {
  /// The name.
  var name: XMLName
  /// Attributes without a namespace, by name.
  var attributes: [String: String] = [:]
  /// Elements within.
  var children: [XMLElement] = []
  /// The text directly within, joined.
  var text = ""

  init(_ name: XMLName, text: String = "", attributes: [String: String] = [:], _ children: [XMLElement] = []) {
    self.name = name
    self.text = text
    self.attributes = attributes
    self.children = children
  }

  /// The first element of that name within.
  func first(_ name: XMLName) -> XMLElement? { children.first { $0.name == name } }
  /// The elements of that name within.
  func all(_ name: XMLName) -> [XMLElement] { children.filter { $0.name == name } }
}

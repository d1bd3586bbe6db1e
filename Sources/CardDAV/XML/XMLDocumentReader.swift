import Scan

extension XMLElement {
  /// Reads a request's body, namespaces resolved (Namespaces in XML 1.0). Never larger than the bounds of the pull parser.
  static func read(_ bytes: [UInt8], bounds: XMLPull.Bounds = .request) throws(XMLRefusal) -> XMLElement {
    let span = bytes.span
    var pull = XMLPull(bounds: bounds)
    try pull.begin(span)
    var open: [(element: XMLElement, spaces: [String: String])] = []
    while let event = try pull.next(span) {
      switch event {
      case .start(let name, let attributes):
        var spaces = open.last?.spaces ?? ["": "", "xml": "http://www.w3.org/XML/1998/namespace"]
        for pair in attributes where pair.name == "xmlns" || pair.name.hasPrefix("xmlns:") {
          spaces[pair.name == "xmlns" ? "" : String(pair.name.dropFirst(6))] = pair.value
        }
        // Every element carries what is in scope: few prefixes keep a hostile nest of them cheap.
        guard spaces.count <= 64 else { throw XMLRefusal(reason: .tooMuch, offset: 0) }
        var element = XMLElement(try resolve(name, spaces))
        for pair in attributes where !pair.name.contains(":") && pair.name != "xmlns" { element.attributes[pair.name] = pair.value }
        open.append((element, spaces))
      case .text(let text):
        open[open.count - 1].element.text += text
      case .end:
        let (element, _) = open.removeLast()
        guard !open.isEmpty else {
          guard try pull.next(span) == nil else { throw XMLRefusal(reason: .broken, offset: bytes.count) }
          return element
        }
        open[open.count - 1].element.children.append(element)
      }
    }
    throw XMLRefusal(reason: .broken, offset: bytes.count)
  }

  /// The name with its namespace; the local part must be a name by itself, since an answer writes it with another prefix.
  private static func resolve(_ name: String, _ spaces: [String: String]) throws(XMLRefusal) -> XMLName {
    let parts = name.split(separator: ":", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return XMLName(space: spaces[""] ?? "", local: name)
    case 2:
      let begin = parts[1].utf8.first ?? 0
      guard !parts[0].isEmpty, let space = spaces[String(parts[0])], ASCII.isLetter(begin) || begin == 95 else {
        throw XMLRefusal(reason: .broken, offset: 0)
      }
      return XMLName(space: space, local: String(parts[1]))
    default: throw XMLRefusal(reason: .broken, offset: 0)
    }
  }
}

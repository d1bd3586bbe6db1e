/// Writes an answer's elements as UTF-8. The known namespaces have fixed prefixes; any other is declared where it stands.
struct XMLWriter {
  private(set) var out: [UInt8] = []
  private static let prefixes = ["DAV:": "d", "urn:ietf:params:xml:ns:carddav": "c", "http://calendarserver.org/ns/": "s"]

  /// The document of `root`.
  static func document(_ root: XMLElement) -> [UInt8] {
    var writer = XMLWriter()
    writer.append("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n")
    writer.write(root, isRoot: true)
    writer.append("\n")
    return writer.out
  }

  private mutating func write(_ element: XMLElement, isRoot: Bool = false) {
    let prefix = XMLWriter.prefixes[element.name.space]
    let tag = prefix.map { "\($0):\(element.name.local)" } ?? element.name.local
    append("<\(tag)")
    if isRoot { for (space, prefix) in XMLWriter.prefixes.sorted(by: { $0.value < $1.value }) { append(" xmlns:\(prefix)=\"\(space)\"") } }
    if prefix == nil {
      append(" xmlns=\"")
      escape(element.name.space)
      append("\"")
    }
    for (name, value) in element.attributes.sorted(by: { $0.key < $1.key }) {
      append(" \(name)=\"")
      escape(value)
      append("\"")
    }
    if element.text.isEmpty, element.children.isEmpty {
      append("/>")
      return
    }
    append(">")
    escape(element.text)
    for child in element.children { write(child) }
    append("</\(tag)>")
  }

  /// Text and attribute values: the signs of markup as references, CR too, or a reader would drop it (XML 1.0, 2.11); what XML
  /// does not allow at all becomes U+FFFD.
  private mutating func escape(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 38: append("&amp;")
      case 60: append("&lt;")
      case 62: append("&gt;")
      case 34: append("&quot;")
      case 13: append("&#13;")
      case 9, 10: out.append(UInt8(scalar.value))
      case 0...31, 0xFFFE, 0xFFFF: append("\u{FFFD}")
      default: out += Array(String(scalar).utf8)
      }
    }
  }

  private mutating func append(_ text: String) { out += text.utf8 }
}

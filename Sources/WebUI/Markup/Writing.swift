/// Writes a page's elements as bytes. The only place where angle brackets are made.
struct HTMLWriter {
  private(set) var out: [UInt8] = []

  /// `<!DOCTYPE html>` and the element.
  mutating func document(_ root: Element) {
    append("<!DOCTYPE html>\n")
    write(root)
    append("\n")
  }

  mutating func write(_ node: Node) {
    switch node {
    case .text(let text): escape(text, quotes: false)
    case .element(let element): write(element)
    }
  }

  private mutating func write(_ element: Element) {
    append("<")
    append(element.tag.rawValue)
    for attribute in element.attributes {
      append(" ")
      append(attribute.name.rawValue)
      append("=\"")
      escape(attribute.value, quotes: true)
      append("\"")
    }
    append(">")
    if element.tag.isVoid { return }
    for child in element.children {
      if element.tag.holdsOnlyText, case .element = child { continue }
      write(child)
    }
    append("</")
    append(element.tag.rawValue)
    append(">")
  }

  /// Text with the signs that a browser reads as more than text written as references. Control signs, which HTML does not
  /// allow (13.1.4 "Text"), become U+FFFD; line ends stay.
  private mutating func escape(_ text: String, quotes: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 38: append("&amp;")
      case 60: append("&lt;")
      case 62: append("&gt;")
      case 34 where quotes: append("&quot;")
      case 39 where quotes: append("&#39;")
      case 9, 10: out.append(UInt8(scalar.value))
      case 13: append("&#13;")
      case 0...31, 127...159, 0xFDD0...0xFDEF, 0xFFFE, 0xFFFF: append("\u{FFFD}")
      default: out += Array(String(scalar).utf8)
      }
    }
  }

  private mutating func append(_ text: String) { out += text.utf8 }
}

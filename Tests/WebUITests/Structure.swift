/// What a browser would take from a page: tags and attribute names in order, and the text in between. A reader of its own,
/// written from the rules of HTML and not from our writer, so that a slip of the one shows in the other.
struct Structure: Equatable {
  /// `<p class>`, `</p>` in order.
  var tags: [String] = []
  /// All text, joined, references undone.
  var text = ""
  /// The values of all attributes by name, in order, references undone.
  var values: [(name: String, value: String)] = []
  /// Anything a writer of ours never makes: a comment, a bare `<`, an unquoted value, an unknown reference.
  var oddities: [String] = []

  static func == (a: Structure, b: Structure) -> Bool { a.tags == b.tags && a.oddities == b.oddities }

  init(_ bytes: [UInt8]) {
    let scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    var at = 0
    while at < scalars.count {
      if scalars[at] == "<" {
        at = tag(scalars, at + 1)
      } else {
        var run = ""
        while at < scalars.count, scalars[at] != "<" {
          run.unicodeScalars.append(scalars[at])
          at += 1
        }
        text += undo(run)
      }
    }
  }

  private mutating func tag(_ scalars: [Unicode.Scalar], _ start: Int) -> Int {
    var at = start
    var name = ""
    while at < scalars.count, !" >\n".unicodeScalars.contains(scalars[at]) {
      name.unicodeScalars.append(scalars[at])
      at += 1
    }
    if name.isEmpty || name.hasPrefix("!") && name != "!DOCTYPE" { oddities.append(name) }
    var written = name
    while at < scalars.count, scalars[at] != ">" {
      at += 1
      var attribute = ""
      while at < scalars.count, !"=> ".unicodeScalars.contains(scalars[at]) {
        attribute.unicodeScalars.append(scalars[at])
        at += 1
      }
      if !attribute.isEmpty { written += " \(attribute)" }
      guard at < scalars.count, scalars[at] == "=" else { continue }
      guard at + 1 < scalars.count, scalars[at + 1] == "\"" else {
        oddities.append("bare value in \(name)")
        return at + 1
      }
      at += 2
      var value = ""
      while at < scalars.count, scalars[at] != "\"" {
        value.unicodeScalars.append(scalars[at])
        at += 1
      }
      at += 1
      values.append((attribute, undo(value)))
    }
    tags.append(written)
    return at + 1
  }

  private mutating func undo(_ text: String) -> String {
    var out = String.UnicodeScalarView()
    let scalars = Array(text.unicodeScalars)
    var at = 0
    while at < scalars.count {
      guard scalars[at] == "&" else {
        out.append(scalars[at])
        at += 1
        continue
      }
      guard let end = scalars[at...].firstIndex(of: ";") else {
        oddities.append("a bare &")
        return String(out)
      }
      var name = String.UnicodeScalarView()
      name.append(contentsOf: scalars[(at + 1)..<end])
      switch String(name) {
      case "amp": out.append("&")
      case "lt": out.append("<")
      case "gt": out.append(">")
      case "quot": out.append("\"")
      case "#39": out.append("'")
      case "#13": out.append("\r")
      case let other: oddities.append("&\(other);")
      }
      at = end + 1
    }
    return String(out)
  }

  /// Whether `words` stand in the text, sign by sign.
  func says(_ words: String) -> Bool {
    let wanted = Array(words.utf8)
    let all = Array(text.utf8)
    guard !wanted.isEmpty, all.count >= wanted.count else { return wanted.isEmpty }
    return (0...(all.count - wanted.count)).contains { all[$0] == wanted[0] && all[$0..<($0 + wanted.count)].elementsEqual(wanted) }
  }
}

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
    var out = ""
    var rest = Substring(text)
    while let amp = rest.firstIndex(of: "&") {
      out += rest[..<amp]
      guard let end = rest[amp...].firstIndex(of: ";") else {
        oddities.append("a bare &")
        return out
      }
      let name = String(rest[rest.index(after: amp)..<end])
      switch name {
      case "amp": out += "&"
      case "lt": out += "<"
      case "gt": out += ">"
      case "quot": out += "\""
      case "#39": out += "'"
      case "#13": out += "\r"
      default: oddities.append("&\(name);")
      }
      rest = rest[rest.index(after: end)...]
    }
    return out + rest
  }
}

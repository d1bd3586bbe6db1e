internal import Book
internal import Yams

/// Reading of the policy data's YAML: every scalar as the text that stands there (`2026-06` stays what it is).
extension Node {
  /// The scalar called `key`, null and absent being nil.
  func text(_ key: String) -> String? {
    guard let node = self[key], let scalar = node.scalar else { return nil }
    let string = scalar.string
    return scalar.style == .plain && (string == "null" || string == "~" || string.isEmpty) ? nil : string
  }

  /// The truth value called `key`.
  func truth(_ key: String) -> Bool? {
    switch text(key) {
    case "true": true
    case "false": false
    default: nil
    }
  }

  /// The whole number called `key`.
  func whole(_ key: String) -> Int? { text(key).flatMap { Int($0) } }

  /// The elements called `key`; a scalar counts as a list of one.
  func list(_ key: String) -> [String] {
    guard let node = self[key] else { return [] }
    if let scalar = node.scalar { return scalar.string.isEmpty || scalar.string == "null" ? [] : [scalar.string] }
    return node.sequence?.compactMap { $0.scalar?.string } ?? []
  }

  /// The mappings called `key`.
  func rows(_ key: String) -> [Node] { self[key]?.sequence.map(Array.init) ?? [] }

  /// Parses a document; `name` is for the error alone.
  static func document(_ text: String, name: String) throws(Fault) -> Node {
    do {
      guard let node = try Yams.compose(yaml: text) else { throw Fault(.unreadable, "The policy data \(name) is empty.") }
      return node
    } catch let fault as Fault {
      throw fault
    } catch {
      throw Fault(.unreadable, "The policy data \(name) cannot be read.", next: "Run doctor.", underlying: "\(error)")
    }
  }
}

extension Node {
  /// Key and value of each pair of this mapping, in order.
  var pairs: [(key: String, value: Node)] {
    mapping?.compactMap { pair in pair.key.scalar.map { ($0.string, pair.value) } } ?? []
  }
}

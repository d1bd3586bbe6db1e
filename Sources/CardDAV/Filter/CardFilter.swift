import Scan
import VCard

/// What an `addressbook-query` lets through (RFC 6352, 10.5).
struct CardFilter: Sendable {
  /// Why a filter is not followed.
  enum Unknown: Error { case filter, collation }

  private var isAll: Bool
  private var tests: [PropertyTest]

  /// No element, or one without tests, lets every card through.
  init(_ element: XMLElement?) throws(Unknown) {
    isAll = try CardFilter.isAll(element)
    tests = []
    // A search form has a handful of fields.
    guard (element?.children.count ?? 0) <= 32 else { throw .filter }
    for child in element?.children ?? [] {
      guard child.name == .card("prop-filter") else { throw .filter }
      tests.append(try PropertyTest(child))
    }
  }

  /// Whether the card passes; a card that cannot be read passes only where nothing is asked.
  func admits(_ card: ShelfCard) -> Bool {
    guard !tests.isEmpty else { return true }
    guard let parsed = card.parsed else { return false }
    let properties = parsed.properties
    return isAll ? tests.allSatisfy { $0.admits(properties) } : tests.contains { $0.admits(properties) }
  }

  /// `test="allof"`; `anyof` where nothing is said.
  fileprivate static func isAll(_ element: XMLElement?) throws(Unknown) -> Bool {
    switch element?.attributes["test"] ?? "anyof" {
    case "allof": return true
    case "anyof": return false
    default: throw .filter
    }
  }
}

/// A test of the properties of one name (`prop-filter`).
private struct PropertyTest: Sendable {
  var name: String
  var group: String?
  var isAbsent = false
  var isAll: Bool
  var texts: [TextMatch] = []
  var parameters: [ParameterTest] = []

  init(_ element: XMLElement) throws(CardFilter.Unknown) {
    guard let name = element.attributes["name"], !name.isEmpty else { throw .filter }
    let parts = name.split(separator: ".", maxSplits: 1)
    self.name = String(parts.last ?? "")
    group = parts.count == 2 ? String(parts[0]) : nil
    isAll = try CardFilter.isAll(element)
    guard element.children.count <= 32 else { throw .filter }
    for child in element.children {
      switch child.name {
      case .card("is-not-defined"): isAbsent = true
      case .card("text-match"): texts.append(try TextMatch(child))
      case .card("param-filter"): parameters.append(try ParameterTest(child))
      default: throw .filter
      }
    }
    if isAbsent, !texts.isEmpty || !parameters.isEmpty { throw .filter }
  }

  func admits(_ properties: [VCard.Property]) -> Bool {
    let named = properties.filter { property in
      guard property.is(name) else { return false }
      guard let group else { return true }
      return ASCII.lower(property.group ?? "") == ASCII.lower(group)
    }
    if isAbsent { return named.isEmpty }
    guard !texts.isEmpty || !parameters.isEmpty else { return !named.isEmpty }
    return named.contains { property in
      // Most texts are one; a structured name or a list is tried whole and piece by piece.
      let values = [property.text] + property.components.joined()
      let results = texts.map { $0.admits(values) } + parameters.map { $0.admits(property) }
      return isAll ? results.allSatisfy { $0 } : results.contains(true)
    }
  }
}

/// A test of one parameter (`param-filter`).
private struct ParameterTest: Sendable {
  var name: String
  var isAbsent = false
  var text: TextMatch?

  init(_ element: XMLElement) throws(CardFilter.Unknown) {
    guard let name = element.attributes["name"], !name.isEmpty else { throw .filter }
    self.name = name
    for child in element.children {
      switch child.name {
      case .card("is-not-defined"): isAbsent = true
      case .card("text-match"): text = try TextMatch(child)
      default: throw .filter
      }
    }
    if isAbsent, text != nil { throw .filter }
  }

  func admits(_ property: VCard.Property) -> Bool {
    let values = ASCII.lower(name) == "type" ? property.types : property[name]
    if isAbsent { return values.isEmpty }
    guard let text else { return !values.isEmpty }
    return !values.isEmpty && text.admits(values)
  }
}

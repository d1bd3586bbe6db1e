import Scan

extension JSON {
  /// Sets, adds or (with nil) removes the member called `name`.
  mutating func set(_ name: String, _ value: JSON?) {
    var members = takeMembers()
    if let place = members.firstIndex(where: { $0.name == name }) {
      if let value { members[place].value = value } else { members.remove(at: place) }
    } else if let value {
      members.append(Member(name, value))
    }
    self = .object(members)
  }

  /// The value at `path`, numbers counting elements of arrays.
  func at(_ path: [String]) -> JSON? {
    var value = self
    for step in path {
      guard let next = value[step] ?? Int(step).flatMap({ value[$0] }) else { return nil }
      value = next
    }
    return value
  }

  /// Puts `value` at `path`, making objects on the way; nil removes. False where the path leads through something that is neither object
  /// nor a place of an array.
  @discardableResult
  mutating func put(_ path: [String], _ value: JSON?) -> Bool {
    guard let first = path.first else { return false }
    let rest = Array(path.dropFirst())
    if case .array(var items) = self {
      guard let index = Int(first), items.indices.contains(index) else { return false }
      if rest.isEmpty {
        if let value { items[index] = value } else { items.remove(at: index) }
      } else {
        guard items[index].put(rest, value) else { return false }
      }
      self = .array(items)
      return true
    }
    guard members != nil else { return false }
    if rest.isEmpty {
      set(first, value)
      return true
    }
    if value == nil, self[first] == nil { return true }
    // Held here alone while it is changed, so that a card of many entries is not copied for each.
    var members = takeMembers()
    defer { self = .object(members) }
    guard let place = members.firstIndex(where: { $0.name == first }) else {
      var inner = JSON.object([])
      guard inner.put(rest, value) else { return false }
      members.append(Member(first, inner))
      return true
    }
    var inner = members[place].value
    members[place].value = .null
    defer { members[place].value = inner }
    return inner.put(rest, value)
  }

  /// The members of an object, which is empty afterwards; none for what is no object.
  private mutating func takeMembers() -> [Member] {
    guard case .object(let members) = self else { return [] }
    self = .null
    return members
  }

  /// Members sorted by name at every depth, for comparison.
  var sorted: JSON {
    switch self {
    case .object(let members): .object(members.map { Member($0.name, $0.value.sorted) }.sorted { $0.name < $1.name })
    case .array(let items): .array(items.map(\.sorted))
    default: self
    }
  }
}

/// JSON pointers without the leading slash (RFC 6901, RFC 9553 section 1.4.2).
enum Pointer {
  /// `a/b~1c` as its steps.
  static func steps(_ text: String) -> [String] {
    text.split(separator: "/", omittingEmptySubsequences: false).map { String($0).replacing("~1", with: "/").replacing("~0", with: "~") }
  }
  /// Steps as a pointer.
  static func text(_ steps: [String]) -> String {
    steps.map { $0.replacing("~", with: "~0").replacing("/", with: "~1") }.joined(separator: "/")
  }
}

/// The kinds of components of names and addresses, by the place that vCard gives them (RFC 9555 sections 2.5.5 and 2.6.1).
enum ComponentKinds {
  static let name = ["surname", "given", "given2", "title", "credential", "surname2", "generation"]
  static let address = [
    "postOfficeBox", "apartment", "name", "locality", "region", "postcode", "country", "room", "apartment", "floor", "number", "name",
    "building",
    "block", "subdistrict", "district", "landmark", "direction",
  ]
  /// Where a kind is written in the components of RFC 9554.
  static func addressPlace(_ kind: String) -> Int? { address.lastIndex(of: kind) }
}

extension String {
  var small: String { ASCII.lower(self) }
  var capital: String { String(decoding: utf8.map(ASCII.upper), as: UTF8.self) }
}

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

  /// Adds `value`, or the elements of one that is an array, to this array, or to the array of this value alone.
  mutating func append(_ value: JSON) {
    var items = takeItems()
    items += value.items ?? [value]
    self = .array(items)
  }

  /// The members of an object, which is empty afterwards; none for what is no object.
  private mutating func takeMembers() -> [Member] {
    guard case .object(let members) = self else { return [] }
    self = .null
    return members
  }

  /// The elements of an array, which is empty afterwards; the value itself for what is none.
  private mutating func takeItems() -> [JSON] {
    guard case .array(let items) = self else { return [self] }
    self = .null
    return items
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

/// JSON pointers without the leading slash (RFC 6901, RFC 9553 section 1.4.3).
enum Pointer {
  /// `a/b~1c` as its steps.
  static func steps(_ text: String) -> [String] {
    let steps = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard text.utf8.contains(126) else { return steps }
    return steps.map { $0.replacing("~1", with: "/").replacing("~0", with: "~") }
  }
  /// Steps as a pointer.
  static func text(_ steps: [String]) -> String {
    steps.map { step in
      step.utf8.contains { $0 == 126 || $0 == 47 } ? step.replacing("~", with: "~0").replacing("/", with: "~1") : step
    }.joined(separator: "/")
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

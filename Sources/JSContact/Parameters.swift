import Scan
import VCard

/// The parameters of a property while they are mapped: what is taken is gone, what is left travels as it is.
struct OpenParameters {
  private var open: [VCard.Parameter]
  let group: String?

  init(_ property: VCard.Property) {
    open = property.parameters
    group = property.group
  }

  /// The first value of a parameter, which is taken; nil where there is none.
  mutating func take(_ name: String) -> String? { takeAll(name)?.first }

  /// All values of a parameter.
  mutating func takeAll(_ name: String) -> [String]? {
    let found = open.filter { $0.is(name) }
    guard !found.isEmpty else { return nil }
    open.removeAll { $0.is(name) }
    return found.flatMap(\.values)
  }

  func has(_ name: String) -> Bool { open.contains { $0.is(name) } }

  /// Puts a parameter back.
  mutating func put(_ name: String, _ values: [String]) { if !values.isEmpty { open.append(VCard.Parameter(name, values)) } }

  /// The rank, where it is one.
  mutating func takeRank(_ name: String) -> JSON? {
    guard let text = open.first(where: { $0.is(name) })?.values.first, let rank = Int(text), rank > 0, rank <= (name == "PREF" ? 100 : .max)
    else { return nil }
    open.removeAll { $0.is(name) }
    return .int(rank)
  }

  /// The types that `words` knows, as a set; the others stay.
  mutating func takeTypes(_ words: [String: String]) -> JSON? {
    guard let types = takeAll("TYPE") else { return nil }
    var found: [JSON.Member] = []
    var rest: [String] = []
    for type in types.flatMap({ $0.split(separator: ",").map(String.init) }) {
      if let word = words[ASCII.trim(type).small] {
        if !found.contains(where: { $0.name == word }) { found.append(JSON.Member(word, true)) }
      } else {
        rest.append(type)
      }
    }
    put("TYPE", rest)
    return found.isEmpty ? nil : .object(found)
  }

  /// What is left, as jCard writes it: small names, one value or an array; the group too.
  func rest(default type: String) -> [JSON.Member] {
    var members: [JSON.Member] = []
    var places: [String: Int] = [:]
    if let group {
      members.append(JSON.Member("group", .string(group)))
      places["group"] = 0
    }
    for parameter in open {
      if parameter.is("VALUE"), parameter.values.first?.small == type { continue }
      let name = parameter.name.small
      let values = parameter.values.map { JSON.string(name == "language" || name == "derived" ? $0.small : $0) }
      if let known = places[name] {
        members[known].value.append(.array(values))
      } else {
        places[name] = members.count
        members.append(JSON.Member(name, values.count == 1 ? values[0] : .array(values)))
      }
    }
    return members
  }
}

/// The words of TYPE and what JSContact calls them.
enum TypeWords {
  static let contexts = ["work": "work", "home": "private"]
  static let addressContexts = ["work": "work", "home": "private", "billing": "billing", "delivery": "delivery"]
  static let features = [
    "voice": "voice", "cell": "mobile", "fax": "fax", "pager": "pager", "text": "text", "textphone": "textphone", "video": "video",
    "main-number": "main-number",
  ]
  /// The way back.
  static func type(_ word: String) -> String {
    switch word {
    case "private": "home"
    case "mobile": "cell"
    default: word
    }
  }
}

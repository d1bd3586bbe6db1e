import Foundation

/// A JSON Schema (draft 2020-12) in the few keywords that the project's schema files use.
struct Schema {
  /// The keywords that are checked.
  static let keywords: Set<String> = ["type", "required", "properties", "items", "enum", "const", "additionalProperties", "anyOf"]
  /// Those that only say something.
  static let annotations: Set<String> = ["$schema", "title", "description"]
  /// Where the schema files lie.
  static let folder = Program.root + "/docs/formats/schemas"
  /// The names of all schemas, by their files.
  static let names: Set<String> = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return Set(files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) })
  }()

  private let members: [String: Any]

  init(_ members: [String: Any]) { self.members = members }

  /// The schema of that name, from its file.
  init(named name: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: Schema.folder + "/\(name).json"))
    members = try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
  }

  /// What the document's own `schema` member must be: `cardcase.people/1`.
  var identity: String { properties["schema"]?.members["const"] as? String ?? "" }

  /// Keywords that nothing here checks, in the whole schema.
  var unchecked: Set<String> {
    parts.reduce(into: Set(members.keys).subtracting(Schema.keywords).subtracting(Schema.annotations)) { $0.formUnion($1.unchecked) }
  }

  /// Every way in which a value departs from the schema, each with its place.
  func faults(of value: Any, at place: String = "$") -> [String] {
    var faults: [String] = []
    let types = members["type"] as? [String] ?? (members["type"] as? String).map { [$0] }
    if let types, !types.contains(where: { Schema.has(value, $0) }) { faults.append("\(place) is not \(types.joined(separator: " or "))") }
    if let words = members["enum"] as? [Any], !words.contains(where: { Schema.equal($0, value) }) {
      faults.append("\(place) is none of its words: \(value)")
    }
    if let const = members["const"], !Schema.equal(const, value) { faults.append("\(place) is not \(const): \(value)") }
    let ways = Schema.list(members["anyOf"])
    let fits = ways.contains { $0.faults(of: value, at: place).isEmpty }
    if !ways.isEmpty, !fits { faults.append("\(place) fits none of its forms") }
    if let items = (members["items"] as? [String: Any]).map(Schema.init), let elements = value as? [Any] {
      for (index, element) in elements.enumerated() { faults += items.faults(of: element, at: "\(place)[\(index)]") }
    }
    if let object = value as? [String: Any] { faults += self.faults(ofObject: object, at: place) }
    return faults
  }

  private func faults(ofObject object: [String: Any], at place: String) -> [String] {
    let known = properties
    let needed = members["required"] as? [String] ?? []
    var faults = needed.filter { object[$0] == nil }.map { "\(place) has no \($0)" }
    for (name, value) in object {
      if let schema = known[name] {
        faults += schema.faults(of: value, at: "\(place).\(name)")
      } else if let others = members["additionalProperties"] as? [String: Any] {
        faults += Schema(others).faults(of: value, at: "\(place).\(name)")
      } else if let others = members["additionalProperties"], Schema.equal(others, NSNumber(value: false)) {
        faults.append("\(place) may not have \(name)")
      }
    }
    return faults
  }

  private var properties: [String: Schema] { (members["properties"] as? [String: [String: Any]] ?? [:]).mapValues(Schema.init) }

  /// The schemas directly inside.
  private var parts: [Schema] {
    let single = ["items", "additionalProperties"].compactMap { members[$0] as? [String: Any] }.map(Schema.init)
    return single + Schema.list(members["anyOf"]) + properties.values
  }

  private static func list(_ value: Any?) -> [Schema] { (value as? [[String: Any]] ?? []).map(Schema.init) }

  private static func has(_ value: Any, _ type: String) -> Bool {
    switch type {
    case "null": value is NSNull
    case "string": value is String
    case "array": value is [Any]
    case "object": value is [String: Any]
    case "boolean": isBoolean(value)
    case "number": value is NSNumber && !isBoolean(value)
    case "integer": !isBoolean(value) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
    default: false
    }
  }

  /// A truth value is a number too in Foundation; its class tells it.
  private static func isBoolean(_ value: Any) -> Bool {
    (value as? NSNumber).map { type(of: $0) == type(of: NSNumber(value: true)) } ?? false
  }

  private static func equal(_ a: Any, _ b: Any) -> Bool {
    if let a = a as? String, let b = b as? String { return a == b }
    if let a = a as? NSNumber, let b = b as? NSNumber { return a == b && isBoolean(a) == isBoolean(b) }
    return a is NSNull && b is NSNull
  }
}

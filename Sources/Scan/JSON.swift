/// A JSON value (RFC 8259) that keeps the order of members and the exact digits of numbers.
public indirect enum JSON: Hashable, Sendable {
  /// `null`
  case null
  /// `true`, `false`
  case bool(Bool)
  /// A number as it was written, or as it shall be written.
  case number(String)
  /// A string
  case string(String)
  /// An array
  case array([JSON])
  /// An object, members in order
  case object([Member])

  /// One member of an object.
  public struct Member: Hashable, Sendable {
    /// The name.
    public var name: String
    /// The value.
    public var value: JSON
    /// A member.
    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }
}

extension JSON {
  /// A whole number.
  public static func int(_ value: some BinaryInteger) -> JSON { .number(String(value)) }
  /// A number with so many decimals; not-a-number and the infinities become null.
  public static func double(_ value: Double, decimals: Int = 6) -> JSON {
    guard value.isFinite else { return .null }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let rounded = (value * scale).rounded() / scale
    return .number(rounded == rounded.rounded() && abs(rounded) < 1e15 ? String(Int64(rounded)) : "\(rounded)")
  }
  /// A string, or null.
  public static func optional(_ value: String?) -> JSON { value.map { .string($0) } ?? .null }

  /// The member called `name`, where this is an object that has it.
  public subscript(name: String) -> JSON? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }
  /// The element at `index`, where this is an array that has it.
  public subscript(index: Int) -> JSON? {
    guard case .array(let items) = self, items.indices.contains(index) else { return nil }
    return items[index]
  }
  /// The string, where this is one.
  public var text: String? { if case .string(let text) = self { text } else { nil } }
  /// The whole number, where this is one.
  public var integer: Int? {
    if case .number(let digits) = self { Int(digits) ?? Double(digits).flatMap { Int(exactly: $0) } } else { nil }
  }
  /// The number, where this is one.
  public var real: Double? { if case .number(let digits) = self { Double(digits) } else { nil } }
  /// The truth value, where this is one.
  public var boolean: Bool? { if case .bool(let value) = self { value } else { nil } }
  /// The elements, where this is an array.
  public var items: [JSON]? { if case .array(let items) = self { items } else { nil } }
  /// The members, where this is an object.
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }
}

extension JSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  /// A string.
  public init(stringLiteral value: String) { self = .string(value) }
  /// A truth value.
  public init(booleanLiteral value: Bool) { self = .bool(value) }
  /// A whole number.
  public init(integerLiteral value: Int) { self = .number(String(value)) }
  /// An array.
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
  /// An object, members in the order written.
  public init(dictionaryLiteral elements: (String, JSON)...) { self = .object(elements.map { Member($0.0, $0.1) }) }
}

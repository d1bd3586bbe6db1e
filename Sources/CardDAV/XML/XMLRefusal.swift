/// Why a request's XML is not read.
struct XMLRefusal: Error, Hashable, Sendable {
  /// The reasons there are.
  enum Reason: String, Sendable {
    /// No UTF-8, or another encoding is declared.
    case encoding
    /// A document type, an entity of its own, a processing instruction.
    case forbidden
    /// More elements, attributes, nesting or bytes in a tag than a request needs.
    case tooMuch
    /// Not well-formed.
    case broken
  }
  /// The reason.
  var reason: Reason
  /// Where, in bytes from the start.
  var offset: Int
}

/// A request, as far as the DAV methods look at it.
public struct DAVRequest: Sendable {
  /// `PROPFIND`, `REPORT`, `GET` ...
  public var method: String
  /// The path as sent, percent-encoded, without its question.
  public var path: String
  /// Header fields by their names in small letters.
  public var headers: [String: String]
  /// The body.
  public var body: [UInt8]

  /// A request.
  public init(method: String, path: String, headers: [String: String] = [:], body: [UInt8] = []) {
    self.method = method
    self.path = path
    self.headers = headers
    self.body = body
  }
}

/// An answer.
public struct DAVResponse: Sendable {
  /// The HTTP status.
  public var status: Int
  /// Header fields in order.
  public var headers: [(name: String, value: String)]
  /// The body.
  public var body: [UInt8]

  /// An answer.
  public init(_ status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of a header field.
  public func header(_ name: String) -> String? { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
}

extension DAVResponse {
  /// An XML answer.
  init(_ status: Int, xml: XMLElement) {
    self.init(status, headers: [("Content-Type", "application/xml; charset=utf-8")], body: XMLWriter.document(xml))
  }

  /// A refusal that names what was not met (RFC 4918, 16).
  static func refusal(_ status: Int, _ condition: XMLElement) -> DAVResponse {
    DAVResponse(status, xml: XMLElement(.dav("error"), [condition]))
  }
}

import CardDAV
import HTTPTypes
import Hummingbird
import Scan

/// The address book for phones, for somebody with the password. A cookie opens nothing here, and this password no page.
struct AddressBookRoutes: Sendable {
  let service: AddressBookService?

  /// Whether a path belongs here.
  static func claims(_ target: Target) -> Bool {
    target.path == "/dav" || target.path.hasPrefix("/dav/") || target.path == "/.well-known/carddav"
  }

  func answer(_ request: Request, _ target: Target) async -> Response {
    guard let service else { return .plain(.notFound, "No address book is offered.") }
    // Where clients begin to look (RFC 6764, 5).
    if target.path == "/.well-known/carddav" {
      var response = Response(status: .movedPermanently)
      response.headers[.location] = "/dav/"
      return response
    }
    do {
      let body = try await request.body.collect(upTo: 1 << 20)
      var headers: [String: String] = [:]
      for field in request.headers where headers[field.name.canonicalName] == nil { headers[field.name.canonicalName] = field.value }
      let answer = try service.answer(
        DAVRequest(method: request.method.rawValue, path: target.path, headers: headers, body: Array(body.readableBytesView)))
      return Response(answer)
    } catch {
      return .plain(.internalServerError, "The address book cannot be read now.")
    }
  }
}

extension Response {
  /// A DAV answer as one of the server.
  fileprivate init(_ answer: DAVResponse) {
    self.init(status: HTTPResponse.Status(code: answer.status), body: ResponseBody(byteBuffer: ByteBuffer(bytes: answer.body)))
    for (name, value) in answer.headers { if let name = HTTPField.Name(name) { headers[name] = value } }
  }
}

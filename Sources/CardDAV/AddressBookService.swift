/// The address book service (RFC 6352) over a shelf: a request in, an answer out. Reads only.
public struct AddressBookService: Sendable {
  let shelf: any Shelf
  /// The most bytes of cards in one answer; beyond it a client asks for the rest by itself.
  let mostBytes: Int

  /// A service over a shelf.
  public init(_ shelf: any Shelf, mostBytes: Int = 32 << 20) {
    self.shelf = shelf
    self.mostBytes = mostBytes
  }

  /// The methods it answers, in the order of `Allow`.
  public static let methods = ["OPTIONS", "GET", "HEAD", "PROPFIND", "REPORT"]
  /// Methods that would change something: known, and refused.
  public static let refusedMethods = ["PUT", "DELETE", "POST", "PATCH", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "ACL"]

  /// Answers. Errors are the shelf's own.
  public func answer(_ request: DAVRequest) throws -> DAVResponse {
    if request.method == "OPTIONS" { return options() }
    guard let resource = Resource(path: request.path) else {
      return AddressBookService.refusedMethods.contains(request.method) ? refuse(request.method, at: nil) : DAVResponse(404)
    }
    switch request.method {
    case "GET", "HEAD": return try get(resource, request)
    case "PROPFIND": return try propfind(resource, request)
    case "REPORT": return try report(resource, request)
    case let method where AddressBookService.refusedMethods.contains(method): return refuse(method, at: resource)
    default: return DAVResponse(405, headers: [("Allow", AddressBookService.methods.joined(separator: ", "))])
    }
  }

  func properties() throws -> Properties { Properties(title: shelf.title, tag: try shelf.tag()) }

  /// The body as an element; an answer of 400 or 403 where it is none that is read.
  func body(_ request: DAVRequest) -> Result<XMLElement, Unread> {
    do throws(XMLRefusal) {
      return .success(try XMLElement.read(request.body))
    } catch {
      // A document type can hide what it likes; RFC 4918 (20.6) lets a server refuse it by name.
      let response = error.reason == .forbidden ? DAVResponse.refusal(403, XMLElement(.dav("no-external-entities"))) : DAVResponse(400)
      return .failure(Unread(response: response))
    }
  }

  /// The answer to a body that is not read.
  struct Unread: Error {
    var response: DAVResponse
  }
}

import Book
import CardDAV
import HTTPTypes
import Hummingbird
import Synchronization
import WebUI

/// The way of a request: the name it calls us by, then the address book with its password, or the pages with their cookie.
/// Nothing is looked up for somebody who has not come in.
struct Reception: HTTPResponder {
  typealias Context = BasicRequestContext

  let port: BoundPort
  let tokens: LaunchTokens
  let sessions: Sessions
  let password: AppPassword
  let pages: PageRoutes
  let addressBook: AddressBookRoutes

  func respond(to request: Request, context: Context) async throws -> Response {
    var response = await answer(request)
    SecurityHeaders.set(on: &response)
    return request.method == .head ? response.createHeadResponse() : response
  }

  private func answer(_ request: Request) async -> Response {
    // A second Host line stays among the fields; the first is the authority.
    guard let port = port.number, HostList(port: port).admits(request.head.authority), !Reception.namesHostTwice(request) else {
      return .plain(.misdirectedRequest, "This server answers to its own name alone.")
    }
    guard let target = Target(request.head.path) else { return .plain(.badRequest, "That is no path of this server.") }
    if AddressBookRoutes.claims(target) {
      switch password.attempt(request.headers[.authorization]) {
      case .admitted: return await addressBook.answer(request, target)
      case .refused: return .unauthorized
      case .refusedLate:
        // Cancellation only means that nobody waits for the answer any more.
        try? await Task.sleep(for: .seconds(1))
        return .unauthorized
      }
    }
    guard Reception.isOwn(request) else { return .plain(.forbidden, "Another page may not ask for this.") }
    guard request.method == .get || request.method == .head else {
      var response = Response.plain(.methodNotAllowed, "These pages are only read.")
      response.headers[.allow] = "GET, HEAD"
      return response
    }
    if target.segments == ["open"] { return open(request, target, port) }
    guard sessions.admits(cookies: request.headers[values: .cookie], port: port) else { return PageRoutes.stranger }
    return pages.answer(target)
  }

  /// Exchanges the link's token for a cookie and leads on, so that the token leaves the address line. HEAD uses nothing up.
  private func open(_ request: Request, _ target: Target, _ port: Int) -> Response {
    guard request.method == .get, let token = target.fields["token"], tokens.redeem(token) else { return PageRoutes.stranger }
    var response = Response(status: .seeOther)
    response.headers[.location] = "/"
    response.headers[.setCookie] = sessions.begin(port: port)
    return response
  }

  private static func namesHostTwice(_ request: Request) -> Bool {
    request.headers.contains { $0.name.canonicalName == "host" }
  }

  /// What browsers say of themselves: asked by us, or by the person (address line, link from outside); never as a part of another
  /// page, not even one of this machine on another port.
  private static func isOwn(_ request: Request) -> Bool {
    guard let name = HTTPField.Name("Sec-Fetch-Site"), let site = request.headers[name] else { return true }
    if site == "same-origin" || site == "none" { return true }
    guard let dest = HTTPField.Name("Sec-Fetch-Dest") else { return false }
    return request.method == .get && request.headers[dest] == "document"
  }
}

/// The port, known once the socket is bound.
final class BoundPort: Sendable {
  private let bound = Mutex<Int?>(nil)
  /// The number; nil before.
  var number: Int? { bound.withLock { $0 } }
  func set(_ port: Int) { bound.withLock { $0 = port } }
}

extension Response {
  /// A sentence for programs.
  static func plain(_ status: HTTPResponse.Status, _ sentence: String) -> Response {
    var response = Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"],
      body: ResponseBody(byteBuffer: ByteBuffer(string: sentence + "\n")))
    // Who does not even know our name gets no second request on the same connection.
    if status == .misdirectedRequest || status == .badRequest { response.headers[.connection] = "close" }
    return response
  }

  /// One answer for a wrong name, a wrong password and none.
  static var unauthorized: Response {
    var response = plain(.unauthorized, "A password of this program is needed.")
    response.headers[.wwwAuthenticate] = "Basic realm=\"Cardcase\", charset=\"UTF-8\""
    return response
  }

  /// A page.
  static func page(_ page: Page, _ status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: page.bytes())))
  }
}

import Book
import HTTPTypes
import Hummingbird
import Scan
import WebUI

/// The pages, for somebody who has come in.
struct PageRoutes: Sendable {
  let source: any PageSource

  /// For everybody else, whatever they ask for.
  static let stranger = Response.page(
    NoticePage(
      heading: "Come in by the link",
      sentence: "It was printed where the program was started; it opens once, within a minute. Cookies must be allowed for this address.",
      next: "cardcase serve"
    ).page(), .unauthorized)

  func answer(_ target: Target) -> Response {
    do {
      guard let segments = target.segments else { return PageRoutes.missing }
      if segments == ["style.css"] {
        return Response(
          status: .ok, headers: [.contentType: "text/css; charset=utf-8"],
          body: ResponseBody(byteBuffer: ByteBuffer(bytes: StyleSheet.bytes)))
      }
      guard let page = try page(segments, target.fields) else { return PageRoutes.missing }
      return .page(page)
    } catch let fault as Fault {
      return .page(NoticePage(heading: "Not now", sentence: fault.message, next: fault.next, place: .today).page(), fault.status)
    } catch {
      // What went wrong may hold names; it stays out of the page and of any log.
      return .page(
        NoticePage(heading: "Not now", sentence: "Something went wrong.", next: "cardcase doctor", place: .today).page(),
        .internalServerError)
    }
  }

  private func page(_ segments: [String], _ fields: [String: String]) throws -> Page? {
    switch (segments.first, segments.count) {
    case (nil, 0): return try source.today().page()
    case ("people", 1): return try source.people(query: String((fields["q"] ?? "").prefix(200)), from: start(fields["from"])).page()
    case ("people", 2): return Person.ID(segments[1]) == nil ? nil : try source.person(segments[1]).page()
    case ("leave", 1): return try source.leave().page()
    case ("ready", 1): return try source.ready().page()
    default: return nil
    }
  }

  private func start(_ text: String?) -> Int { min(max(text.flatMap { Int($0) } ?? 0, 0), 10_000_000) }

  private static let missing = Response.page(
    NoticePage(heading: "No such page", sentence: "Nothing stands at this address.", place: .today).page(), .notFound)
}

extension Fault {
  /// The HTTP status of a fault.
  var status: HTTPResponse.Status {
    switch code {
    case .missing: .notFound
    case .usage, .ambiguous: .badRequest
    case .locked, .held, .refused, .notYours: .forbidden
    default: .internalServerError
    }
  }
}

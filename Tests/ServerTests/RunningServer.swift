import Book
import CardDAV
import NIOCore
import Scan
import Synchronization
import WebUI

@testable import Server

/// Pages of made-up people.
struct SamplePages: PageSource {
  func today() throws -> TodayPage { TodayPage(today: Day(number: 20_000), steps: [], clocks: []) }
  func people(query: String, from start: Int) throws -> PeoplePage {
    PeoplePage(query: query, people: [.init(id: "p-000000000001", name: "James Miller")], total: 1, offset: start)
  }
  func person(_ id: String) throws -> PersonPage {
    guard id == "p-000000000001" else { throw Fault(.missing, "Nobody of that name.", next: "cardcase people") }
    return PersonPage(id: id, name: "James Miller")
  }
  func leave() throws -> LeavePage { throw Fault(.locked, "The vault needs its passphrase.", next: "cardcase unlock") }
  func ready() throws -> ReadyPage { throw SampleFailure(secret: "James Miller") }
}

/// A failure whose words must not be told.
struct SampleFailure: Error {
  var secret: String
}

/// One card.
struct SampleShelf: Shelf {
  var title: String { "Your book" }
  private var one: ShelfCard {
    ShelfCard(name: "p-1.vcf", etag: "e1", bytes: Array("BEGIN:VCARD\r\nVERSION:4.0\r\nFN:James Miller\r\nEND:VCARD\r\n".utf8))
  }
  func tag() -> String { "t1" }
  func cards() -> [ShelfCard] { [one] }
  func card(named name: String) -> ShelfCard? { name == one.name ? one : nil }
}

/// A clock that stands until it is moved.
final class TestClock: Sendable {
  private let moment = Mutex(ContinuousClock.now)
  func now() -> ContinuousClock.Instant { moment.withLock { $0 } }
  func move(_ by: Duration) { moment.withLock { $0 = $0.advanced(by: by) } }
}

/// Runs `body` against a server on a port of its own, and stops it.
func withServer(
  shelf: (any Shelf)? = SampleShelf(), bounds: ConnectionGuard.Bounds = .init(),
  _ body: @escaping @Sendable (RawClient, LocalServer.Running, TestClock) async throws -> Void
) async throws {
  let clock = TestClock()
  let server = LocalServer(.init(pages: SamplePages(), shelf: shelf), now: { clock.now() }, bounds: bounds)
  let (ready, announce) = AsyncStream.makeStream(of: LocalServer.Running.self)
  try await withThrowingTaskGroup(of: Void.self) { group in
    group.addTask { try await server.run { announce.yield($0) } }
    group.addTask {
      for await running in ready {
        try await body(RawClient(port: running.port), running, clock)
        return
      }
    }
    // The server itself ends only when it is told to, or fails.
    try await group.next()
    group.cancelAll()
    announce.finish()
    do { try await group.waitForAll() } catch is CancellationError {}
  }
}

extension LocalServer.Running {
  /// The path of a new link.
  var linkPath: String { String(link().dropFirst("http://127.0.0.1:\(port)".count)) }
  /// The field that a phone sends.
  func basic(user: String = "cardcase", password: String? = nil) -> String {
    let bytes = Array("\(user):\(password ?? self.password ?? "")".utf8)
    return "Authorization: Basic \(Base64.encode(bytes.span))"
  }
}

extension RawClient {
  /// Comes in by a link: the field with the cookie.
  func comeIn(_ running: LocalServer.Running) async throws -> String {
    let answer = try await send("GET \(running.linkPath)")
    let cookie = answer.header("Set-Cookie")?.split(separator: ";").first ?? ""
    return "Cookie: \(cookie)"
  }
}

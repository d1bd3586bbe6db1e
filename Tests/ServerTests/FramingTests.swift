import NIOCore
import Testing

@testable import Server

@Suite struct FramingTests {
  @Test func `only a length tells how long a body is`() async throws {
    try await withServer { client, running, _ async throws in
      let fields = "Host: 127.0.0.1:\(client.port)\r\n\(running.basic())\r\nConnection: close\r\n"
      let cases = [
        ("HTTP/1.0", "Transfer-Encoding: chunked\r\n"), ("HTTP/1.1", "Transfer-Encoding: chunked\r\n"),
        ("HTTP/1.1", "Transfer-Encoding: identity\r\n"),
        ("HTTP/1.1", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), ("HTTP/1.1", "Content-Length: 5\r\nContent-Length: 6\r\n"),
        ("HTTP/1.1", "Content-Length: +5\r\n"), ("HTTP/1.1", "Content-Length: -1\r\n"), ("HTTP/1.1", "Transfer-Encoding : chunked\r\n"),
      ]
      for (version, framing) in cases {
        let answer = try await client.raw("REPORT /dav/books/mine/ \(version)\r\n\(fields)\(framing)\r\n5\r\nhello\r\n0\r\n\r\n")
        #expect([400, 411].contains(answer.status), "\(version) \(framing)")
        #expect(answer.text.components(of: "HTTP/1.").count == 2, "one answer: \(framing)")
      }
    }
  }

  @Test func `a body is as long as its route allows`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      #expect(try await client.send("GET /", [cookie], body: "x").status == 413)
      #expect(try await client.send("POST /people", [cookie], body: String(repeating: "x", count: 100_000)).status == 413)
      #expect(try await client.send("REPORT /dav/", [running.basic()], body: String(repeating: "x", count: (1 << 20) + 1)).status == 413)
      #expect(
        try await client.send("REPORT /dav/books/mine/", [running.basic()], body: String(repeating: " ", count: 1 << 20)).status == 400)
    }
  }

  @Test func `a head is not longer than 16 KiB and has no more than 100 fields`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      #expect(try await client.send("GET /", [cookie, "X-Long: " + String(repeating: "x", count: 20_000)]).status != 200)
      #expect(try await client.send("GET /", [cookie] + (0..<200).map { "X-\($0): 1" }).status != 200)
      #expect(try await client.send("GET /?x=" + String(repeating: "x", count: 9_000), [cookie]).status != 200)
      #expect(try await client.send("GET /", [cookie]).status == 200)
    }
  }

  @Test func `who is slow is not waited for`() async throws {
    var bounds = ConnectionGuard.Bounds()
    bounds.head = .milliseconds(300)
    bounds.body = .milliseconds(300)
    bounds.idle = .milliseconds(300)
    try await withServer(bounds: bounds) { client, running, _ async throws in
      let host = "Host: 127.0.0.1:\(client.port)\r\n"
      let clock = ContinuousClock()
      let halves = [
        "", "GET / HTTP/1.1\r\n\(host)X-Slow: ",
        "REPORT /dav/books/mine/ HTTP/1.1\r\n\(host)\(running.basic())\r\nContent-Length: 100\r\n\r\n<a",
        // An answered request leaves the connection open; it is closed when nothing follows.
        "GET / HTTP/1.1\r\n\(host)\r\n",
      ]
      for half in halves {
        let waited = try await clock.measure { _ = try await client.raw(half) }
        #expect(waited >= .milliseconds(250) && waited < .seconds(8), "\(half)")
      }
    }
  }

  @Test func `the server listens on this machine alone`() async throws {
    try await withServer { client, running, _ async throws in
      #expect(running.link().hasPrefix("http://127.0.0.1:\(client.port)/open?token="))
      #expect(running.addressBook == "http://127.0.0.1:\(client.port)/dav/")
      // 127.0.0.2 is this machine too, but not the address that was bound.
      await #expect(throws: (any Error).self) { try await RawClient.connects("127.0.0.2", client.port) }
    }
  }
}

extension String {
  /// The pieces between the places where `mark` stands.
  func components(of mark: String) -> [Substring] {
    var pieces: [Substring] = []
    var rest = self[...]
    while let hit = rest.firstRange(of: mark) {
      pieces.append(rest[..<hit.lowerBound])
      rest = rest[hit.upperBound...]
    }
    return pieces + [rest]
  }
}

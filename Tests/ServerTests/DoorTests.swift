import Scan
import Testing

@testable import Server

@Suite struct DoorTests {
  @Test func `any other name is refused on every route before anything else`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      let names = [
        "evil.example", "evil.example:\(client.port)", "127.0.0.1", "localhost", "127.0.0.1:1", "127.0.0.1:\(client.port).evil.example",
        "0.0.0.0:\(client.port)",
        "127.0.0.2:\(client.port)", "localhost.:\(client.port)", "user@127.0.0.1:\(client.port)", "[::]:\(client.port)", "",
      ]
      for name in names {
        for path in ["/", "/people", "/style.css", "/dav/", "/.well-known/carddav", "/open?token=x", "/none"] {
          let answer = try await client.send("GET \(path)", [cookie, running.basic()], host: name)
          #expect([421, 400].contains(answer.status), "\(name) \(path)")
        }
      }
      for name in ["127.0.0.1", "localhost", "LOCALHOST", "[::1]"] {
        #expect(try await client.send("GET /", [cookie], host: "\(name):\(client.port)").status == 200, "\(name)")
      }
      let two = try await client.raw(
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:\(client.port)\r\nHost: evil.example\r\n\(cookie)\r\nConnection: close\r\n\r\n")
      #expect([421, 400].contains(two.status))
      let none = try await client.raw("GET / HTTP/1.0\r\n\(cookie)\r\n\r\n")
      #expect([421, 400].contains(none.status))
      for target in ["http://evil.example/", "http://127.0.0.1:\(client.port)/", "*", "evil.example:80", "people"] {
        #expect(try await client.send("GET \(target)", [cookie]).status == 400, "\(target)")
      }
    }
  }

  @Test func `without a cookie every page is 401 and tells nothing`() async throws {
    try await withServer { client, running, _ async throws in
      for path in [
        "/", "/people", "/people?q=miller", "/people/p-000000000001", "/leave", "/ready", "/style.css", "/none", "/%2e%2e/x", "/open",
        "/open?token=",
      ] {
        for fields in [[], ["Cookie: cardcase-\(client.port)=x"], [running.basic()]] {
          let answer = try await client.send("GET \(path)", fields)
          #expect(answer.status == 401, "\(path)")
          #expect(!answer.text.contains("Miller"))
          #expect(answer.header("Set-Cookie") == nil)
        }
      }
    }
  }

  @Test func `a link opens once, leaves the address line, and its cookie is kept from scripts and other sites`() async throws {
    try await withServer { client, running, _ async throws in
      let path = running.linkPath
      #expect(path.utf8.count >= "/open?token=".utf8.count + 43)
      #expect(try await client.send("HEAD \(path)").status == 401)
      let first = try await client.send("GET \(path)")
      #expect(first.status == 303)
      #expect(first.header("Location") == "/")
      let cookie = try #require(first.header("Set-Cookie"))
      #expect(cookie.hasPrefix("cardcase-\(client.port)="))
      for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200"] { #expect(cookie.contains(part)) }
      #expect(try await client.send("GET \(path)").status == 401)
      let pair = cookie.prefix { $0 != ";" }
      #expect(try await client.send("GET /", ["Cookie: other=1; \(pair)"]).status == 200)
      #expect(try await client.send("GET /", ["Cookie: cardcase-\(client.port)=planted; \(pair)"]).status == 200)
    }
  }

  @Test func `a link is too old after a minute, a cookie after twelve hours`() async throws {
    try await withServer { client, running, clock async throws in
      let path = running.linkPath
      clock.move(.seconds(61))
      #expect(try await client.send("GET \(path)").status == 401)
      let cookie = try await client.comeIn(running)
      clock.move(.seconds(12 * 3_600 - 1))
      #expect(try await client.send("GET /", [cookie]).status == 200)
      clock.move(.seconds(2))
      #expect(try await client.send("GET /", [cookie]).status == 401)
    }
  }

  @Test func `guesses near the token do not open`() async throws {
    try await withServer { client, running, _ async throws in
      let path = running.linkPath
      for wrong in [
        String(path.dropLast()), path + "A", path + "%00", path.replacing("token=", with: "token=A"),
        path.replacing("token", with: "Token"),
      ] {
        #expect(try await client.send("GET \(wrong)").status == 401, "\(wrong)")
      }
      #expect(try await client.send("GET \(path)").status == 303)
    }
  }

  @Test func `every answer carries the fields that shut a browser's doors`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      var answers = [
        try await client.send("GET /", host: "evil.example"), try await client.send("GET /"), try await client.send("GET /dav/"),
      ]
      for path in ["/", "/people", "/people/p-000000000001", "/style.css", "/none", "/leave", "/ready"] {
        answers.append(try await client.send("GET \(path)", [cookie]))
      }
      answers.append(try await client.send("PROPFIND /dav/", [running.basic(), "Depth: 0"]))
      answers.append(try await client.send("POST /", [cookie]))
      for answer in answers {
        let policy = try #require(answer.header("Content-Security-Policy"))
        #expect(policy.hasPrefix("default-src 'none'") && policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"))
        #expect(answer.header("X-Content-Type-Options") == "nosniff")
        #expect(answer.header("Cross-Origin-Resource-Policy") == "same-origin")
        #expect(answer.header("Cross-Origin-Opener-Policy") == "same-origin")
        #expect(answer.header("Referrer-Policy") == "no-referrer")
        #expect(answer.header("Cache-Control") == "no-store")
        #expect(!answer.lines.contains { $0.lowercased().hasPrefix("access-control-") || $0.lowercased().hasPrefix("server:") })
      }
    }
  }

  @Test func `what another page asks for is refused, whatever it sends along`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      for site in ["cross-site", "same-site", "nonsense"] {
        for dest in ["image", "iframe", "empty", "script", "style"] {
          let answer = try await client.send("GET /people", [cookie, "Sec-Fetch-Site: \(site)", "Sec-Fetch-Dest: \(dest)"])
          #expect(answer.status == 403, "\(site) \(dest)")
        }
      }
      for method in ["POST", "PUT", "DELETE", "PATCH", "PROPFIND", "OPTIONS", "TRACE"] {
        for site in ["cross-site", "same-origin"] {
          let answer = try await client.send("\(method) /people", [cookie, "Origin: http://evil.example", "Sec-Fetch-Site: \(site)"])
          #expect([403, 405].contains(answer.status), "\(method)")
          #expect(!answer.text.contains("Miller"))
        }
      }
      #expect(try await client.send("GET /", [cookie, "Sec-Fetch-Site: none", "Sec-Fetch-Dest: document"]).status == 200)
      #expect(try await client.send("GET /", [cookie, "Sec-Fetch-Site: same-origin", "Sec-Fetch-Dest: style"]).status == 200)
    }
  }
}

@Suite struct SecretTests {
  @Test func `secrets match themselves alone`() {
    let secret = Secret.make(bytes: 32)
    #expect(secret.utf8.count == 43)
    #expect(Secret.match(secret, secret))
    #expect(!Secret.match("", "") && !Secret.match("a", "") && !Secret.match("", "a"))
    #expect(!Secret.match(secret + secret, secret) && !Secret.match(String(secret.dropLast()), secret))
    #expect(Set((0..<1_000).map { _ in Secret.make(bytes: 16) }).count == 1_000)
  }

  @Test func `a target is a path of ours or nothing`() {
    #expect(Target("http://evil.example/") == nil && Target("*") == nil && Target("") == nil && Target(nil) == nil)
    #expect(Target("/people?q=a+b%20c&q=d&x")?.fields == ["q": "a b c", "x": ""])
    #expect(
      Target("/a%2Fb")?.segments == nil && Target("/%00")?.segments == nil && Target("/%ff")?.segments == nil
        && Target("/a%5cb")?.segments == nil)
    #expect(Target("/a+b")?.segments == ["a+b"])
  }
}

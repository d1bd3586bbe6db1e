import Testing

@testable import Server

@Suite struct PageRouteTests {
  @Test func `pages are shown to somebody who has come in`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      let today = try await client.send("GET /", [cookie])
      #expect(today.status == 200 && today.header("Content-Type") == "text/html; charset=utf-8")
      #expect(today.body.hasPrefix("<!DOCTYPE html>"))
      let people = try await client.send("GET /people?q=%3Cscript%3E&from=99999999999999999999", [cookie])
      #expect(people.body.contains("value=\"&lt;script&gt;\"") && !people.body.contains("<script"))
      #expect(try await client.send("GET /people/p-000000000001", [cookie]).body.contains("James Miller"))
      let sheet = try await client.send("GET /style.css", [cookie])
      #expect(sheet.header("Content-Type") == "text/css; charset=utf-8" && sheet.body.contains("@media print"))
      let head = try await client.send("HEAD /", [cookie])
      #expect(head.status == 200 && head.body.isEmpty)
    }
  }

  @Test func `what is not there is 404, whatever the path tries`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      let paths = [
        "/none", "/people/p-000000000002", "/people/James%20Miller", "/people/p-000000000001/x", "/people/..%2f..%2fetc", "/people/%00",
        "/../etc/passwd",
        "/%2e%2e/%2e%2e/etc/passwd", "/people/%ff", "/style.css/x", "/STYLE.CSS",
      ]
      for path in paths { #expect(try await client.send("GET \(path)", [cookie]).status == 404, "\(path)") }
    }
  }

  @Test func `a fault is told with its next step, a failure without its words`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      let locked = try await client.send("GET /leave", [cookie])
      #expect(locked.status == 403 && locked.body.contains("cardcase unlock"))
      let failed = try await client.send("GET /ready", [cookie])
      #expect(failed.status == 500 && !failed.text.contains("Miller"))
    }
  }
}

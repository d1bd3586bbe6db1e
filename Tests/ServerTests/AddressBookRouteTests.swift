import Testing

@testable import Server

@Suite struct AddressBookRouteTests {
  @Test func `only the password opens the address book`() async throws {
    try await withServer { client, running, _ async throws in
      let cookie = try await client.comeIn(running)
      let password = try #require(running.password)
      #expect(password.utf8.count >= 27)
      let wrong: [[String]] = [
        [], [cookie], ["Authorization: Bearer \(password)"], ["Authorization: Basic"], ["Authorization: Basic ####"],
        ["X-Remote-User: cardcase"],
        [running.basic(user: ".*")], [running.basic(user: "CARDCASE")], [running.basic(password: password + "x")],
      ]
      for fields in wrong {
        let answer = try await client.send("PROPFIND /dav/books/mine/", fields + ["Depth: 1"])
        #expect(answer.status == 401, "\(fields)")
        #expect(answer.header("WWW-Authenticate")?.hasPrefix("Basic realm=") == true)
        #expect(answer.body == "A password of this program is needed.\n")
      }
      let right = try await client.send("PROPFIND /dav/books/mine/", [running.basic(), "Depth: 1"])
      #expect(right.status == 207 && right.body.contains("/dav/books/mine/p-1.vcf"))
    }
  }

  @Test func `a phone finds the book and reads a card`() async throws {
    try await withServer { client, running, _ async throws in
      let known = try await client.send("PROPFIND /.well-known/carddav", [running.basic(), "Depth: 0"])
      #expect(known.status == 301 && known.header("Location") == "/dav/")
      #expect(try await client.send("OPTIONS /dav/", [running.basic()]).header("DAV") == "1, 3, addressbook")
      let card = try await client.send("GET /dav/books/mine/p-1.vcf", [running.basic()])
      #expect(card.status == 200 && card.body.contains("FN:James Miller") && card.header("ETag") == "\"e1\"")
      let body =
        "<C:addressbook-multiget xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:carddav'><prop><C:address-data/></prop>"
        + "<href>/dav/books/mine/p-1.vcf</href></C:addressbook-multiget>"
      let report = try await client.send("REPORT /dav/books/mine/", [running.basic()], body: body)
      #expect(report.status == 207 && report.body.contains("FN:James Miller"))
      #expect(try await client.send("PUT /dav/books/mine/p-1.vcf", [running.basic()], body: "BEGIN:VCARD").status == 403)
      #expect(try await client.send("DELETE /dav/books/mine/p-1.vcf", [running.basic()]).status == 403)
    }
  }

  @Test func `guessing becomes slow and does not lock the owner out`() async throws {
    try await withServer { client, running, _ async throws in
      let clock = ContinuousClock()
      for _ in 0..<5 { #expect(try await client.send("GET /dav/", [running.basic(password: "x")]).status == 401) }
      let begin = clock.now
      #expect(try await client.send("GET /dav/", [running.basic(password: "x")]).status == 401)
      let late = clock.now - begin
      #expect(late >= .milliseconds(900))
      #expect(try await client.send("OPTIONS /dav/", [running.basic()]).status == 200)
    }
  }

  @Test func `where no address book is offered no password opens it`() async throws {
    try await withServer(shelf: nil) { client, running, _ async throws in
      #expect(running.password == nil)
      for password in ["", "x"] { #expect(try await client.send("OPTIONS /dav/", [running.basic(password: password)]).status == 401) }
    }
  }
}

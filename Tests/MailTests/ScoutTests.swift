import Mail
import Scan
import Testing

private func mail(_ number: Int, from: String, to: String = "me@own.example", _ headers: String = "", _ text: String = "Hi\n") -> String {
  """
  From x@y.example Tue Mar 27 15:20:07 2001
  From: \(from)
  To: \(to)
  Date: Tue, \(number) Mar 2001 15:20:07 +0000
  Subject: \(number)
  Message-ID: <\(number)@y.example>
  \(headers)
  \(text)

  """
}

/// The numbers of the mails that a scout would look at again, and of those that answer lost mail.
private func scouted(_ text: String, recovers: Bool = false) -> (places: [String], answers: [String], scout: MailScout) {
  let bytes = Array(text.utf8)
  var scout = MailScout(owners: ["Me@own.example"], recovers: recovers)
  MailStream.read(bytes.span) { scout.note($0, $1, file: 0) }
  func subjects(_ places: [MailScout.Place]) -> [String] {
    var found: [String] = []
    for place in places {
      MailScout.look(bytes.span.extracting(place.range), at: place) { mail, summary in found.append(summary.subject(in: mail)) }
    }
    return found
  }
  return (subjects(scout.places), subjects(scout.answersToLostMail), scout)
}

@Suite struct ScoutTests {
  @Test func `the two latest letters of each writer to the owner are looked at again`() {
    var text = ""
    for number in 1...5 { text += mail(number, from: "Ann <ann@n.example>") }
    text += mail(6, from: "bob@n.example", to: "else@n.example")
    text += mail(7, from: "me@OWN.example", to: "ann@n.example")
    text += mail(8, from: "cy@n.example", "List-Id: <l.n.example>\nList-Post: <mailto:l@n.example>")
    let found = scouted(text)
    #expect(found.places == ["4", "5"])
    #expect(found.scout.written == 1 && found.scout.received == 5)
  }

  @Test func `bounces, automatic answers and invitations are looked at again`() {
    let invitation =
      "--b\nContent-Type: text/plain\n\nCome\n--b\nContent-Type: TEXT/Calendar; method=REQUEST\n\n"
      + "BEGIN:VCALENDAR\nEND:VCALENDAR\n--b--\n"
    let text =
      mail(1, from: "MAILER-DAEMON@mx.example", "", "Undelivered\n") + mail(2, from: "ann@n.example", "Auto-Submitted: auto-replied")
      + mail(3, from: "dora@n.example", "Content-Type: multipart/mixed; boundary=b", invitation)
    #expect(scouted(text).places == ["1", "2", "3"])
  }

  @Test func `services are gathered for the owner's address, and the costliest comes first`() throws {
    let text =
      mail(1, from: "Shop <noreply@paper-moon.example>", "Subject2: x").replacing("Subject: 1", with: "Subject: Your receipt")
      + mail(2, from: "LinkedIn <messages-noreply@linkedin.com>")
      + mail(3, from: "Ann <ann@n.example>").replacing("Subject: 3", with: "Subject: Your receipt")
    let services = scouted(text).scout.services.all()
    #expect(services.map(\.domain) == ["linkedin.com", "paper-moon.example"])
    #expect(services.map(\.address) == ["me@own.example", "me@own.example"])
    #expect(services.last?.counts == [.receipt: 1])
  }

  @Test func `answers to mail that is here are no answers to lost mail`() {
    let quotes = "In-Reply-To: <lost@own.example>"
    var text = ""
    for number in 1...3 { text += mail(number, from: "ann@n.example") }
    text += mail(4, from: "ann@n.example", quotes, "Yes.\n\nOn Mon, 26 Mar 2001, me@own.example wrote:\n> Will you?\n")
    text += mail(5, from: "ann@n.example", "In-Reply-To: <1@y.example>")
    #expect(scouted(text, recovers: true).answers == ["4"])
    #expect(scouted(text).answers.isEmpty)
    // With what the owner wrote in the archive nothing is lost.
    #expect(scouted(text + mail(6, from: "me@own.example", to: "ann@n.example"), recovers: true).answers.isEmpty)
  }

  @Test func `an answer shows lost mail only where it quotes the owner`() {
    func shown(_ text: String, _ headers: String = "In-Reply-To: <lost@own.example>") -> RecoveredMail.Evidence? {
      let bytes = Array(mail(27, from: "ann@n.example", headers, text).utf8)
      var found: RecoveredMail.Evidence?
      MailStream.read(bytes.span) { found = SentRecovery.read($0, $1, owners: ["me@own.example"], names: ["Robin Ash"])?.evidence }
      return found
    }
    #expect(shown("Yes.\n\nOn Mon, 26 Mar 2001, Robin Ash wrote:\n> Will you?\n") == .quotation)
    #expect(shown("Yes.\n\nOn Mon, 26 Mar 2001, Carl Other wrote:\n> Will you?\n") == nil)
    #expect(shown("Yes.\n") == .reference)
    #expect(shown("Yes.\n", "") == nil)
  }
}

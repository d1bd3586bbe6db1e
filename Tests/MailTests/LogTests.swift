import Mail
import Scan
import Testing

private let mail = """
  From ann@n.example Tue Mar 27 15:20:07 2001
  From: Ann Lee <Ann@n.example>
  To: bob@s.example, \"Roe, Jo\" <jo@e.example>
  Cc: ann@n.example
  Date: Tue, 27 Mar 2001 07:20:07 -0800
  Message-ID: <1@n.example>
  Subject: One

  Hi

  From ann@n.example Tue Mar 27 15:20:07 2001
  From: =?UTF-8?Q?Ann_L=C3=A9e?= <ann@N.example>
  To: bob@s.example,
   \"Roe, Jo\" <jo@e.example>
  Cc: ann@n.example
  Date: Tue, 27 Mar 2001 15:20:07 +0000
  Message-ID: <other@n.example>
  Subject: One

  Hi there

  From bob@s.example Wed Mar 28 08:00:00 2001
  From: bob@s.example
  To: \"Ann Lee\" <ann@n.example>
  Date: Wed, 28 Mar 2001 09:00:00 +0100
  In-Reply-To: <1@n.example>
  Precedence: bulk
  List-Id: <x.s.example>
  Subject: Re: One

  Fine

  """

@Test func `addresses are counted by header with names and days`() {
  let bytes = Array(mail.utf8)
  var counter = AddressBookCounter()
  counter.read(bytes.span)
  let rows = counter.rows()
  #expect(rows.map(\.address) == ["ann@n.example", "bob@s.example", "jo@e.example"])
  #expect(rows[0].from == 2 && rows[0].to == 1 && rows[0].cc == 2)
  #expect(rows[0].name == "Ann Lee")
  #expect(rows[2].name == "Roe, Jo")
  #expect(rows[0].first == Day("2001-03-27") && rows[0].last == Day("2001-03-28"))
  var out: [UInt8] = []
  counter.writeLines { out += $0 }
  #expect(
    String(decoding: out, as: UTF8.self).hasPrefix("ann@n.example\tAnn Lee\t2\t1\t2\t2001-03-27\t2001-03-28\nbob@s.example\t\t1\t2\t0\t"))
}

@Test func `a copy is known whatever its Message-ID, zone and folding`() {
  let bytes = Array(mail.utf8)
  var log = CorrespondenceLog()
  log.read(bytes.span)
  #expect(log.count == 3)
  #expect(log.flags.map { $0.contains(.repeated) } == [false, true, false])
  #expect(log.seconds[0] == log.seconds[1])
}

@Test func `messages that share a Message-ID but not their content stay two`() {
  let text =
    "From a@b.example Tue Mar 27 15:20:07 2001\nFrom: a@b.example\nTo: c@d.example\nDate: 27 Mar 2001 10:00 +0000\nMessage-ID: <1@x>\nSubject: A\n\n1\n\n"
  let other = text.replacingSubject()
  let bytes = Array((text + other).utf8)
  var log = CorrespondenceLog()
  log.read(bytes.span)
  #expect(log.flags.map { $0.contains(.repeated) } == [false, false])
}

extension String {
  fileprivate func replacingSubject() -> String {
    split(separator: "\n", omittingEmptySubsequences: false).map { $0 == "Subject: A" ? "Subject: B" : String($0) }.joined(separator: "\n")
  }
}

@Test func `the log holds who wrote to whom in flat columns`() {
  let bytes = Array(mail.utf8)
  var log = CorrespondenceLog()
  log.read(bytes.span)
  let ann = log.addresses.lookup("ann@n.example") ?? -1
  let bob = log.addresses.lookup("BOB@s.example") ?? -1
  #expect(log.senders == [UInt32(ann), UInt32(ann), UInt32(bob)])
  #expect(log.recipientRange(0) == 0..<3)
  #expect(Array(log.marks[log.recipientRange(0)]) == [.to, .to, .cc])
  #expect(log.flags[2].isSuperset(of: [.list, .reply]))
  #expect(log.answers[2] == log.identifiers[0])
  #expect(log.name(ann) == "Ann Lee")
  log.add(seconds: nil, from: "", to: ["new@p.example"])
  #expect(log.seconds[3] == CorrespondenceLog.undated)
  #expect(log.senders[3] == CorrespondenceLog.nobody)
}

@Test func `the table numbers a hundred thousand addresses and finds each again`() {
  var table = AddressTable()
  for i in 0..<100_000 { #expect(table.id(of: "Person.\(i)@x\(i % 97).example") == i) }
  for i in stride(from: 0, to: 100_000, by: 997) { #expect(table.lookup("person.\(i)@X\(i % 97).example") == i) }
  #expect(table.count == 100_000)
}

@Test func `many names of one address are counted each`() {
  var text = ""
  for round in 0..<3 {
    for i in 0..<200 where round < 2 || i == 77 {
      text += "From x@y.example Tue Mar 27 15:20:07 2001\nFrom: Person \(i) <notify@x.example>\nDate: 27 Mar 2001 10:00 +0000\n\nx\n\n"
    }
  }
  let bytes = Array(text.utf8)
  var counter = AddressBookCounter()
  counter.read(bytes.span)
  #expect(counter.rows().first?.name == "Person 77")
}

@Test(arguments: [
  ("security-noreply@linkedin.com", "Your password was changed", ServiceMail.Kind?.some(.security), "LinkedIn"),
  ("invitations@linkedin.com", "Bo Li wants to connect", .some(.social), "LinkedIn"),
  ("noreply@shop.unknown.example", "Your order 123 has shipped", .some(.receipt), "unknown.example"),
  ("no-reply@accounts.google.com", "Security alert", .some(.security), "Google"),
  ("ann@github.com", "lunch on friday", nil, ""), ("newsletter@paper.example", "News of today", nil, ""),
  ("ann.lee@n.example", "Your order", nil, ""),
])
func `services are known by domain and by what they say`(from: String, subject: String, kind: ServiceMail.Kind?, name: String) {
  let found = ServiceRecogniser.standard().recognise(from: from, name: "", subject: subject, flags: [])
  #expect(found?.kind == kind)
  #expect(found?.name ?? "" == name)
}

@Test func `accounts are gathered per own address, the costly first`() {
  let bytes = Array(
    """
    From: LinkedIn <messages-noreply@linkedin.com>
    To: Ann <ann@work.example>
    Date: Tue, 27 Mar 2001 07:20:07 -0800
    Subject: You have a new message

    x
    """.utf8)
  var accounts = ServiceAccounts(owners: ["ANN@work.example"])
  var summary = MessageSummary()
  var stream = MailStream(bytes.span)
  while stream.next(bytes.span, into: &summary) { accounts.add(bytes.span, summary) }
  let all = accounts.all()
  #expect(all.map(\.domain) == ["linkedin.com"])
  #expect(all.first?.address == "ann@work.example")
  #expect(all.first?.counts == [.social: 1])
}

@Test func `a domain longer than any there is belongs to no service, and is not looked up label by label`() {
  let address = "news@" + String(repeating: "a.", count: 50_000) + "linkedin.com"
  let recogniser = ServiceRecogniser.standard()
  let before = Platform.cpuMicroseconds
  func name(_ address: String) -> String? { recogniser.recognise(from: address, name: "", subject: "Welcome to us", flags: [.bulk])?.name }
  #expect(name(address) != name("news@mail.linkedin.com") && name("news@mail.linkedin.com") == name("news@linkedin.com"))
  #expect(Platform.cpuMicroseconds - before < 2_000_000)
}

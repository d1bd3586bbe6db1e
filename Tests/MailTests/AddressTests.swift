import Mail
import Scan
import Testing

/// `name <address>` of everything in a header value.
private func read(_ value: String) -> [String] {
  let bytes = Array(value.utf8)
  var found: [FoundMailbox] = []
  AddressList.read(bytes.span, 0..<bytes.count, into: &found)
  return found.map { mailbox in
    let name = DisplayName.decode(bytes.span, mailbox.name)
    let address = mailbox.addressText(in: bytes.span)
    return name.isEmpty ? address : "\(name) <\(address)>"
  }
}

@Test(arguments: [
  ("ann@x.example", ["ann@x.example"]),
  ("Ann Lee <ann@x.example>", ["Ann Lee <ann@x.example>"]),
  ("\"Lee, Ann\" <ann@x.example>, bob@y.example", ["Lee, Ann <ann@x.example>", "bob@y.example"]),
  ("\"Ann \\\"Bee\\\" Lee\" <ann@x.example>", ["Ann \"Bee\" Lee <ann@x.example>"]),
  ("ann@x.example (Ann Lee)", ["Ann Lee <ann@x.example>"]),
  ("ann@x.example (Ann (the first) Lee)", ["Ann (the first) Lee <ann@x.example>"]),
  ("(hello) ann@x.example", ["hello <ann@x.example>"]),
  ("Pete(A nice \\) chap) <pete(his account)@silly.test(his host)>", ["Pete(A nice ) chap) <pete@silly.test>"]),
  (
    "A Group:Ed Jones <joe@where.test>,joe@where.test,John <jdoe@one.test>;",
    ["Ed Jones <joe@where.test>", "joe@where.test", "John <jdoe@one.test>"]
  ),
  ("Undisclosed recipients:;", []), ("undisclosed recipients: ;", []), ("<Undisclosed-Recipient:;>", []),
  ("g: ;, a@b.example", ["a@b.example"]),
  ("a@b.example; c@d.example", ["a@b.example", "c@d.example"]),
  ("a@b.example c@d.example", ["a@b.example", "c@d.example"]),
  ("s..fastow@enron.example", ["s..fastow@enron.example"]),
  ("\"ann\"@x.example", ["ann@x.example"]), ("\"ann lee\"@x.example", ["\"ann lee\"@x.example"]),
  ("\"fs1/b\"@u.example@v.example", ["fs1/b@u.example@v.example"]),
  ("Ann <\"a b\"@x.example>", ["Ann <\"a b\"@x.example>"]),
  ("<@route.example,@two.example:ann@x.example>", ["ann@x.example"]),
  ("ann@[192.0.2.1]", ["ann@[192.0.2.1]"]), ("Ann <ann@[IPv6:2001:db8::1]>", ["Ann <ann@[IPv6:2001:db8::1]>"]),
  ("Ann [ann@x.example]", ["Ann <ann@x.example>"]), ("[List] Ann <ann@x.example>", ["[List] Ann <ann@x.example>"]),
  ("'ann@x.example'", ["ann@x.example"]), ("\"'ann@x.example'\" <ann@x.example>", ["ann@x.example <ann@x.example>"]),
  ("<mailto:ann@x.example>", ["ann@x.example"]), ("mailto:ann@x.example", ["ann@x.example"]),
  ("ann @ x . example", ["ann@x.example"]), ("ann@\r\n x.example", ["ann@x.example"]),
  ("Ann Lee\r\n\t<ann@x.example>", ["Ann Lee <ann@x.example>"]),
  ("Ann Lee <ann@x.example", ["Ann Lee <ann@x.example>"]), ("Ann Lee <<ann@x.example>>", ["Ann Lee < <ann@x.example>"]),
  ("\"Ann Lee <ann@x.example>", ["Ann Lee <ann@x.example>"]), ("Ann (Lee <ann@x.example>", ["Ann (Lee <ann@x.example>"]),
  ("J. R. \"Bob\" Dobbs <bob@x.example>", ["J. R. Bob Dobbs <bob@x.example>"]),
  ("ann@old.example <ann@new.example>", ["ann@old.example <ann@new.example>"]),
  ("O'Neil, Jim <o'neil@x.example>", ["Jim <o'neil@x.example>"]),
  ("дмитрий@почта.example", ["дмитрий@почта.example"]), ("Дмитрий <d@x.example>", ["Дмитрий <d@x.example>"]),
  ("=?UTF-8?Q?Zo=C3=AB?= <zoe@x.example>", ["Zoë <zoe@x.example>"]),
  ("Buy, Rick </O=ENRON/OU=NA/CN=RECIPIENTS/CN=RBUY>", ["Rick </O=ENRON/OU=NA/CN=RECIPIENTS/CN=RBUY>"]),
  ("root", ["root"]), ("Cron Daemon <root>", ["Cron Daemon <root>"]), ("some words only", []),
  ("", []), (",,;,", []), ("<>", []), ("@", []), ("a@", []), ("\"", []), ("(((((", []), ("<<<<<", []), (":::;", []), ("\\", []),
])
func `addresses are found as people write them`(value: String, expected: [String]) {
  #expect(read(value) == expected)
}

@Test func `an unclosed quote does not swallow the address behind it`() {
  #expect(read("\"Ann <ann@x.example>, Bob <bob@y.example>") == ["Ann <ann@x.example>", "Bob <bob@y.example>"])
}

@Test func `comments within comments are passed over, a thousand open ones are letters`() {
  #expect(read("Ann (" + String(repeating: "(x)", count: 9) + ") <ann@x.example>, (a(b(c))) bob@y.example").count == 2)
  #expect(read(String(repeating: "(", count: 1000) + " ann@x.example, bob@y.example").last?.contains("bob@y.example") == true)
}

@Test func `a list of a hundred thousand is read in one pass`() {
  let value = String(repeating: "\"Lee, Ann\" <ann@x.example>, ", count: 100_000)
  let bytes = Array(value.utf8)
  var found: [FoundMailbox] = []
  AddressList.read(bytes.span, 0..<bytes.count, limit: 200_000, into: &found)
  #expect(found.count == 100_000)
}

@Test(arguments: ["\"", "(", "<", "\\", "[", "@", "a@b ", "=?", ":"])
func `hostile repetitions cost no more than their length`(piece: String) {
  let bytes = Array(String(repeating: piece, count: 20_000).utf8)
  var found: [FoundMailbox] = []
  let before = Platform.cpuMicroseconds
  AddressList.read(bytes.span, 0..<bytes.count, into: &found)
  #expect(Platform.cpuMicroseconds - before < 20_000_000)
  #expect(found.count <= 20_000)
}

@Test(arguments: [
  ("no-reply@x.example", AddressCharacter.robot), ("noreply+abc@x.example", .robot), ("MAILER-DAEMON@x.example", .robot),
  ("messages-noreply@linkedin.com", .robot), ("info@x.example", .role), ("sales@x.example", .role), ("swift-dev@x.example", .list),
  ("list-request@x.example", .list), ("ann.lee@x.example", .person), ("infante@x.example", .person), ("reply.anna@x.example", .person),
])
func `robots, boxes and lists are told from people`(address: String, kind: AddressCharacter) {
  #expect(AddressCharacter.of(address) == kind)
}

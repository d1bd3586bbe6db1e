import Mail
import Scan
import Testing

private let first = Seen(from: ["ann@north.example"], to: ["bob@south.example"], subject: "One", date: "2001-03-27T07:20:07-08:00")
private let second = Seen(
  from: ["bob@south.example"], to: ["ann@north.example", "jo@east.example"], subject: "Re: One", date: "2001-03-28T09:00:00+01:00")

@Test(arguments: [
  "mboxrd.mbox", "mboxo-unescaped.mbox", "mboxcl2.mbox", "mboxcl-wrong.mbox", "takeout.mbox", "readpst.mbox", "cr-only.mbox",
])
func `every form of mbox gives the same two messages`(name: String) throws {
  #expect(try messages(name).seen == [first, second])
}

@Test func `an unquoted From line in a text is kept and noted`() throws {
  let notes = try messages("mboxo-unescaped.mbox").notes
  #expect(notes.contains(.unquotedFromLine))
  #expect(!notes.contains(.noHeaders))
}

@Test func `a single message is one message whatever its text says`() throws {
  #expect(try messages("single.eml").seen == [first])
  #expect(try messages("apple.emlx").seen == [first])
}

@Test func `entries without headers are entries and do not end the reading`() throws {
  let (seen, notes) = try messages("headerless.mbox")
  #expect(seen.count == 3)
  #expect(seen[1] == second)
  #expect(notes.filter { $0 == .noHeaders }.count == 2)
}

@Test func `NUL bytes among headers are got over`() throws {
  let (seen, notes) = try messages("nul.mbox")
  #expect(seen.count == 2)
  #expect(seen[0].to == ["bob@south.example"])
  #expect(seen[0].subject == "a b")
  #expect(notes.contains(.nulBytes))
}

@Test func `a truncated file gives what is there and says so`() throws {
  let (seen, notes) = try messages("truncated.mbox")
  #expect(seen.count == 2)
  #expect(seen[1].from == ["bob@south.example"])
  #expect(notes.contains(.truncated))
}

@Test func `text that follows headers without an empty line stays text`() throws {
  let (seen, notes) = try messages("no-empty-line.mbox")
  #expect(seen.count == 2)
  #expect(seen[0].to == ["bob@south.example"])
  #expect(notes.contains(.noEmptyLine))
}

@Test func `a date that is missing or bad is taken from the trace or the envelope`() throws {
  let (seen, notes) = try messages("undated.mbox")
  #expect(seen.map(\.date) == ["2001-03-27T15:20:07", "2001-03-30T10:00:00Z"])
  #expect(notes == [.missingDate, .badDate])
}

@Test func `Gmail labels are decoded and tell sent mail and spam`() throws {
  try withCorpus("takeout.mbox") { bytes in
    var labels: [[String]] = []
    var flags: [MailFlags] = []
    MailStream.read(bytes) { bytes, summary in
      labels.append(summary.gmailLabels(in: bytes))
      flags.append(summary.flags)
    }
    #expect(labels == [["Gesendet", "Projekt Ä", "a,b"], ["Spam", "Unread"]])
    #expect(flags[0].contains(.labelledSent))
    #expect(flags[1].contains(.discarded))
  }
}

@Test func `a header of a megabyte is read whole`() {
  let many = (0..<40_000).map { "p\($0)@long.example" }.joined(separator: ",\n ")
  let text = "From: a@b.example\nTo: \(many)\nDate: Tue, 27 Mar 2001 07:20:07 -0800\n\nx\n"
  let bytes = Array(text.utf8)
  var counter = AddressBookCounter()
  counter.read(bytes.span, limits: Limits(fields: 100_000))
  #expect(counter.count == 40_001)
  var bounded = AddressBookCounter()
  bounded.read(bytes.span, limits: Limits(fields: 1_000))
  #expect(bounded.count == 1_001)
  #expect(bounded.notes.map(\.reason) == [.tooManyAddresses])
}

@Test func `a header longer than the limit is cut and noted`() {
  let text = "From: a@b.example\nSubject: \(String(repeating: "x", count: 5_000))\n\nx\n"
  let bytes = Array(text.utf8)
  var block = HeaderBlock()
  var notes: [MailNote] = []
  HeaderScan.scan(bytes.span, in: 0..<bytes.count, limits: Limits(line: 1_000), into: &block, notes: &notes)
  #expect(block.first(.subject)?.count ?? 0 <= 1_000)
  #expect(notes.map(\.reason) == [.headerTooLong])
}

@Test func `nothing and rubbish are read without harm`() {
  for text in ["", "\n\n\n", "From ", "From \n", "From x", ":", "::::", "From: ", "\0\0\0\0", "From a@b Tue Mar 27 15:20:07 2001"] {
    let bytes = Array(text.utf8)
    var count = 0
    MailStream.read(bytes.span) { _, _ in count += 1 }
    #expect(count <= 1)
  }
}

@Test(arguments: [
  ("From ann@x.example Tue Mar 27 15:20:07 2001", true), ("From ann@x.example Tue Mar 27 15:20:07 +0100 2001", true),
  ("From - Wed Mar 28 08:00:00 2001", true), ("From \"Ann Lee\" Tue Mar 27 15:20:07 2001", true),
  ("From ann@x.example  Tue, 27 Mar 2001 07:20:07 -0800", true), ("From 12 March on we meet at 10:30", false),
  ("From here to there", false),
])
func `an envelope line is known by its date`(line: String, opens: Bool) {
  let text = "x\n\n" + line + "\nthen\n"
  let bytes = Array(text.utf8)
  let found = FromLine.opensMessage(bytes.span, at: 3, end: bytes.count)
  #expect(found == opens)
}

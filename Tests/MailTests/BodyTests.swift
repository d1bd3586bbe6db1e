import Mail
import Scan
import Testing

@Test func `a tree of parts is read with its names and its text`() throws {
  try withMessage("parts.eml") { bytes, summary in
    let tree = MIMETree(bytes, headers: summary.headers, body: summary.frame.body)
    #expect(
      tree.parts.map(\.type.value) == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar", "application/pdf",
      ])
    #expect(tree.parts.map(\.depth) == [0, 1, 2, 2, 1, 1])
    #expect(tree.parts[5].fileName == "Rechnung März.pdf")
    #expect(tree.notes.isEmpty)
    let text = BodyText.read(bytes, headers: summary.headers, frame: summary.frame).text
    #expect(text == "Grüße aus München und mehr")
    let calendar = CalendarPart.read(bytes, summary)
    #expect(calendar.map(\.method) == ["REQUEST"])
    #expect(calendar.first.map { String(decoding: $0.bytes, as: UTF8.self) } == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
  }
}

@Test func `an unclosed part is read to its end and noted`() throws {
  try withMessage("unclosed.eml") { bytes, summary in
    let tree = MIMETree(bytes, headers: summary.headers, body: summary.frame.body)
    #expect(tree.parts.count == 4)
    #expect(tree.notes.map(\.reason).contains(.unclosedPart))
  }
}

@Test func `parts in parts end at the limit`() {
  var text = "From: a@b.example\n"
  for level in 0..<200 { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
  let all = summaries(text)
  let bytes = Array(text.utf8)
  let tree = MIMETree(bytes.span, headers: all[0].headers, body: all[0].frame.body)
  #expect(tree.parts.count <= 33)
  #expect(tree.notes.contains { $0.reason == .tooManyParts })
}

@Test(arguments: [
  ("<p>Hi&nbsp;Ann,</p><p>all &amp; well<br>bye</p>", "Hi Ann,\n\nall & well\nbye\n"),
  ("<style>p{color:red}</style><script>x<y</script>text", "text"), ("<blockquote>old</blockquote>new", "> old\nnew"),
  ("a &#252; &#x1F600; &bogus; &", "a ü 😀 &bogus; &"), ("<!-- a > b -->x", "x"), ("1 < 2", "1 < 2"), ("<a href='x'>link</a", "link"),
])
func `HTML becomes text`(html: String, text: String) {
  #expect(HTMLText.plain(html) == text)
}

@Test func `a signature is read and what is quoted is not`() throws {
  try withMessage("signature.eml") { bytes, summary in
    let found = SignatureReader.read(bytes, summary)
    let block = try #require(found)
    #expect(block.isDelimited)
    #expect(block.values(.name) == ["Zoë Quinn"])
    #expect(block.values(.title) == ["Head of Purchasing"])
    #expect(block.values(.company) == ["Harbour Dairy Ltd"])
    #expect(block.values(.phone) == ["+353 1 555 0112"])
    #expect(block.values(.mobile) == ["+353 86 555 0199"])
    #expect(block.values(.street) == ["12 Quay Street, Galway"])
    #expect(block.values(.web) == ["www.harbour-dairy.example"])
  }
}

@Test func `a text without a signature gives none`() {
  let text = "From: Ann Lee <ann@x.example>\nSubject: x\n\nSee you on 12.05.2001 at 10:00.\nThe order 4711-0815-2001 is late.\nAnn\n"
  let bytes = Array(text.utf8)
  let found = SignatureReader.read(bytes.span, summaries(text)[0])
  #expect(found == nil)
}

@Test func `a note of leaving names the new address and the old`() throws {
  try withMessage("moved.eml") { bytes, summary in
    let found = MovedNoticeReader.read(bytes, summary)
    let notice = try #require(found)
    #expect(notice.old == "carl@old.example")
    #expect(notice.new == "carl.voss@home.example")
    #expect(notice.hasLeft)
    #expect(notice.quote == "Friday is my last day at Old Works.")
  }
}

@Test(arguments: [
  "I left the keys at your desk, ann@y.example has them.", "He has left the company; write to bob@y.example.",
  "> my new email is old@y.example",
])
func `what others did or what is quoted is no note of leaving`(line: String) {
  let text = "From: Ann Lee <ann@x.example>\nSubject: x\n\n\(line)\n"
  let bytes = Array(text.utf8)
  let found = MovedNoticeReader.read(bytes.span, summaries(text)[0])
  #expect(found == nil)
}

@Test func `a delivery report names who failed and for how long`() throws {
  try withMessage("bounce-report.eml") { bytes, summary in
    let bounces = BounceReader.read(bytes, summary)
    #expect(bounces.map(\.address) == ["gone@south.example", "full@south.example"])
    #expect(bounces.map(\.isPermanent) == [true, false])
    #expect(bounces[0].status == "5.1.1")
    #expect(bounces[0].reason.contains("User unknown"))
  }
}

@Test func `a plain bounce names the failed address and not those of the returned message`() throws {
  try withMessage("bounce-plain.eml") { bytes, summary in
    let bounces = BounceReader.read(bytes, summary)
    #expect(bounces.map(\.address) == ["gone@south.example"])
    #expect(bounces.first?.isPermanent == true)
  }
}

@Test func `a person who writes about a failure is no bounce`() {
  let text = "From: Ann <ann@x.example>\nTo: b@y.example\nSubject: Delivery failed\n\n550 user unknown c@z.example\n"
  let bytes = Array(text.utf8)
  let found = BounceReader.read(bytes.span, summaries(text)[0])
  #expect(found.isEmpty)
}

@Test(arguments: ["signature.eml", "moved.eml", "bounce-report.eml", "bounce-plain.eml", "parts.eml"])
func `all findings at once are those of each reader`(name: String) throws {
  try withMessage(name) { bytes, summary in
    let all = MailFindings.read(bytes, summary)
    let signature = SignatureReader.read(bytes, summary)
    let bounces = BounceReader.read(bytes, summary)
    let calendars = CalendarPart.read(bytes, summary)
    let moved = MovedNoticeReader.read(bytes, summary)
    #expect(all.bounces == bounces)
    #expect(all.calendars == calendars)
    if bounces.isEmpty {
      #expect(all.signature == signature)
      #expect(all.moved == moved)
    }
  }
}

@Test func `no more of a text is read than is asked for`() throws {
  try withMessage("parts.eml") { bytes, summary in
    let text = BodyText.read(bytes, headers: summary.headers, frame: summary.frame, most: 6).text
    #expect("Grüße aus München und mehr".hasPrefix(text) && text.utf8.count <= 6 && !text.isEmpty)
  }
}

@Test func `a text is tidied the same by the short way and the long`() {
  for text in ["Ann Lee", " Ann  Lee ", "'Ann Lee'", "\"Ann\"", "Ann 'Bo' Lee", "Ann\tLee", "", " ", "'", "O'Neill", "Ann Lee'"] {
    // A blank that is none of ASCII at the end leads the long way and is trimmed there.
    #expect(DisplayName.tidy(text) == DisplayName.tidy(text + "\u{A0}"), "\(text)")
  }
}

@Test func `a conversation is known by its oldest message`() throws {
  for (headers, expected) in [
    ("References: <1@x> <2@x>\nIn-Reply-To: <2@x>\nMessage-ID: <3@x>", "1@x"), ("In-Reply-To: <2@x>\nMessage-ID: <3@x>", "2@x"),
    ("Message-ID: <3@x>", "3@x"), ("Subject: x", ""),
  ] {
    let bytes = Array("From: a@x.example\n\(headers)\n\nText\n".utf8)
    var summary = MessageSummary()
    var stream = MailStream(bytes.span)
    #expect(stream.next(bytes.span, into: &summary))
    #expect(summary.thread(in: bytes.span).map { bytes.span.string($0) } ?? "" == expected)
  }
}

import ICalendar
import Mail
import Scan

extension FuzzTarget {
  /// Mail, each layer by itself.
  static let mail: [FuzzTarget] = [
    FuzzTarget("mail-framing", words: "mail", run: framing),
    FuzzTarget("mail-headers", words: "mail", run: headers),
    FuzzTarget("mail-addresses", longest: 1024, words: "addresses", run: addresses),
    FuzzTarget("mail-dates", longest: 128, words: "dates", run: dates),
    FuzzTarget("mail-words", longest: 1024, words: "addresses", run: words),
    FuzzTarget("mail-mime", words: "mail", run: mime),
    FuzzTarget("mail-bodies", words: "mail", run: bodies),
  ]

  /// Messages lie in the file one behind the other; the counters take them all.
  private static func framing(_ bytes: [UInt8]) -> String? {
    let span = bytes.span
    var reader = MessageReader(span)
    var headers = HeaderBlock()
    var end = 0
    while let frame = reader.next(span, headers: &headers) {
      guard frame.content.lowerBound >= end, frame.content.upperBound <= bytes.count else { return "messages overlap" }
      guard frame.body.lowerBound >= frame.content.lowerBound, frame.body.upperBound <= frame.content.upperBound else {
        return "a body lies outside of its message"
      }
      end = frame.content.upperBound
    }
    var log = CorrespondenceLog()
    log.read(span)
    _ = SentRecovery.find(span, log: log, owners: [0])
    var counter = AddressBookCounter()
    counter.read(span)
    counter.writeLines { _ in }
    return nil
  }

  /// Fields lie within the block and do not overlap.
  private static func headers(_ bytes: [UInt8]) -> String? {
    var block = HeaderBlock()
    var notes: [MailNote] = []
    HeaderScan.scan(bytes.span, in: 0..<bytes.count, into: &block, notes: &notes)
    var end = 0
    for field in block.fields {
      guard field.value.lowerBound >= end, field.value.upperBound <= bytes.count else { return "header fields overlap" }
      end = field.value.upperBound
      _ = ContentType.read(bytes.span, field.value)
    }
    guard block.bodyStart <= bytes.count, block.bodyStart >= end else { return "the body begins within the headers" }
    return nil
  }

  /// Addresses and names lie within the header; a name once tidied is tidy.
  private static func addresses(_ bytes: [UInt8]) -> String? {
    let span = bytes.span
    var found: [FoundMailbox] = []
    AddressList.read(span, 0..<bytes.count, into: &found)
    for mailbox in found {
      guard mailbox.address.upperBound <= bytes.count, mailbox.name.upperBound <= bytes.count else { return "an address lies outside" }
      let text = mailbox.addressText(in: span)
      if text.utf8.contains(where: { $0 == 10 || $0 == 13 }) { return "an address holds a line end" }
      _ = AddressCharacter.of(text)
      let name = DisplayName.decode(span, mailbox.name)
      if DisplayName.tidy(name) != name { return "a name that was decoded is not tidy" }
    }
    _ = AddressFinder.addresses(in: String(decoding: bytes, as: UTF8.self))
    return nil
  }

  /// A moment read is written and read as the same.
  private static func dates(_ bytes: [UInt8]) -> String? {
    let span = bytes.span
    _ = FromLine.opensMessage(span, at: 0, end: bytes.count)
    let moments = [MailDate.read(span, 0..<bytes.count), FromLine.moment(span, 0..<bytes.count)]
    for case .some(let moment) in moments {
      guard let again = Moment(moment.description) else { return "a moment is written as none: \(moment.description)" }
      if again.seconds != moment.seconds { return "a moment changes by writing: \(moment.description)" }
    }
    return nil
  }

  /// Encoded words give text, never more of it than there is.
  private static func words(_ bytes: [UInt8]) -> String? {
    let text = EncodedWord.decode(bytes.span, 0..<bytes.count)
    return unless(text.utf8.count <= 4 * bytes.count + 16, "decoding made \(text.utf8.count) bytes of \(bytes.count)")
  }

  /// Parts lie within the message; everything that is found in mails is looked for.
  private static func mime(_ bytes: [UInt8]) -> String? {
    var broken: String?
    var services = ServiceAccounts(ServiceRecogniser.standard())
    MailStream.read(bytes.span) { bytes, summary in
      services.add(bytes, summary)
      let tree = MIMETree(bytes, headers: summary.headers, body: summary.frame.body)
      for part in tree.parts {
        if part.body.lowerBound < summary.frame.body.lowerBound || part.body.upperBound > summary.frame.body.upperBound {
          broken = "a part lies outside of its message"
        }
        _ = BodyText.decode(bytes, part)
      }
      _ = MailFindings.read(bytes, summary)
      _ = BounceReader.read(bytes, summary)
      for part in CalendarPart.read(bytes, summary) { _ = CalendarFile.read(part.bytes.span) }
      _ = summary.subject(in: bytes)
      _ = summary.messageID(in: bytes)
      _ = summary.gmailLabels(in: bytes)
      _ = summary.delivered(in: bytes)
      _ = summary.listID(in: bytes)
      _ = summary.repliesTo(in: bytes)
    }
    _ = services.all()
    return broken
  }

  /// What is read out of the text of a mail: quotations, signatures, notices of a move, HTML.
  private static func bodies(_ bytes: [UInt8]) -> String? {
    let raw = String(decoding: bytes, as: UTF8.self)
    for text in [raw, HTMLText.plain(raw)] {
      _ = QuotedMessage.first(in: text)
      let body = BodyText(text: text, offset: 0, isFromHTML: false)
      _ = SignatureReader.read(body, name: "Ann Lee", address: "ann@lee.example")
      _ = MovedNoticeReader.read(body, old: "ann@lee.example", isAutomatic: bytes.count % 2 == 0)
      _ = AddressFinder.addresses(in: text)
    }
    return nil
  }
}

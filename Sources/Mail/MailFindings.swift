/// All that a message knows besides who wrote to whom, read in one go: the parts and the text are made once.
public struct MailFindings: Sendable {
  /// What the writer's signature says.
  public var signature: SignatureBlock?
  /// A note that somebody is to be reached elsewhere.
  public var moved: MovedNotice?
  /// Addresses that failed.
  public var bounces: [Bounce] = []
  /// Calendar objects, for the calendar reader.
  public var calendars: [CalendarPart] = []
  /// The message that the writer quotes.
  public var quoted: QuotedMessage?
  /// What was got over in parts and text.
  public var notes: [MailNote] = []

  /// Nothing found.
  public init() {}

  /// Reads the message. Mass mailings are looked through for calendars only.
  public static func read(_ bytes: Span<UInt8>, _ summary: MessageSummary) -> MailFindings {
    var found = MailFindings()
    let tree = MIMETree(bytes, headers: summary.headers, body: summary.frame.body)
    found.notes = tree.notes
    found.calendars = CalendarPart.read(bytes, tree)
    if BounceReader.mayBe(bytes, summary) { found.bounces = BounceReader.read(bytes, summary, tree) }
    guard let sender = summary.sender, summary.flags.isDisjoint(with: [.bulk, .bounce]), found.bounces.isEmpty,
      let body = BodyText.read(bytes, tree, unquote: !summary.frame.envelope.isEmpty)
    else { return found }
    let lines = TextLines(body.text, most: QuotedMessage.most)
    found.quoted = QuotedMessage.first(in: lines)
    let own = OwnText(lines, until: found.quoted?.line)
    let address = summary.address(sender, in: bytes)
    found.moved = MovedNoticeReader.read(own, offset: body.offset, old: address, isAutomatic: summary.flags.contains(.auto))
    if !summary.flags.contains(.auto) {
      let name = SignatureReader.writer(summary.name(sender, in: bytes), address)
      found.signature = SignatureReader.read(own, offset: body.offset, name: name, address: address)
    }
    return found
  }
}
